/**
 * Ties the page together: one call at a time, from its first message to its last.
 * @module main
 */
import { Composer } from "./composer.js";
import { ConversationLog } from "./log.js";
import { Progress } from "./progress.js";
import { Line, lineAddress } from "./socket.js";
import { Talking } from "./talking.js";

/** @typedef {import("./socket.js").ServerMessage} ServerMessage */
/** @typedef {"idle" | "connecting" | "open" | "ending" | "over"} CallState */

const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const chat = find("chat");
const phone = chat.dataset.phone ?? "";
const log = new ConversationLog(find("log"));
const progress = new Progress(find("progress"), find("step-list"));
const composer = new Composer(/** @type {HTMLFormElement} */ (find("composer")), say);

const CONNECTION = { idle: "Not connected", connecting: "Connecting…", open: "Connected", ending: "Ending…", over: "Ended" };
const SENTENCES = {
  ended: "This conversation has ended.",
  lost: `The connection broke off, so this conversation can't go on. Whatever Lexi confirmed to you stands. Start again, or call ${phone}.`,
  unreachable: `Lexi can't be reached right now. Please try again in a moment, or call ${phone}.`,
};

const talking = new Talking(find("talk"), find("mute"), find("voice"), {
  onHeard: (payload) => line?.speak(payload),
  onMark: (name) => line?.played(name),
  onProblem: (sentence) => composer.complain(sentence),
  onOpen: () => {
    // A call is spoken or typed from its first word, so this is a new one.
    line?.leave();
    begin();
  },
});

/** @type {Line | null} */
let line = null;
let callId = "";

/** @param {CallState} state */
function become(state) {
  chat.dataset.call = state;
  find("connection").textContent = CONNECTION[state];
  // It stays where it is while the call ends, so that a keyboard's focus stays too.
  find("hang-up").hidden = state !== "open" && state !== "ending";
  find("hang-up").setAttribute("aria-disabled", String(state === "ending"));
  find("start-again").hidden = state !== "over";
  talking.become(state);
  if (state === "connecting") composer.become("waiting", "Connecting to Lexi. You can type already.");
  else if (state === "open") composer.become("open", "");
  else if (state === "ending") composer.become("closed", "The conversation is ending.");
  else composer.become("closed", "Not connected. Start again to write to Lexi.");
}

function begin() {
  log.clear();
  progress.clear();
  callId = "";
  find("over-reason").textContent = "";
  find("call-id").textContent = "";
  composer.complain("");
  become("connecting");
  find("examples").hidden = talking.on;
  line = new Line(lineAddress(talking.on ? "voice" : "text"), {
    onMessage: hear,
    onLost: (wasOpen) => {
      const ending = chat.dataset.call === "ending";
      over(ending ? SENTENCES.ended : wasOpen ? SENTENCES.lost : SENTENCES.unreachable);
    },
  });
}

/** @param {string} text */
function say(text) {
  find("examples").hidden = true;
  log.callerSays(text);
  progress.writing(true);
  line?.say(text);
}

/** @param {ServerMessage} message */
function hear(message) {
  talking.take(message);
  switch (message.type) {
    case "call.started":
      callId = message.call_id;
      become("open");
      // The button that began to talk is gone, and a keyboard's focus with it.
      if (talking.on && document.activeElement === document.body) find("hang-up").focus();
      break;
    case "lexi.delta":
      progress.writing(false);
      log.stream(message.text, message.turn);
      break;
    case "lexi.text":
      if (message.kind === "notice") find("notice").textContent = message.text;
      else log.lexiSays(message.text, message.turn);
      break;
    case "caller.heard":
      log.callerSays(message.text);
      break;
    case "tool":
      progress.tool(message.name, message.status);
      break;
    case "turn.done":
      log.settleDraft();
      progress.rest();
      break;
    case "call.ended":
      progress.step(`call.ended: ${message.outcome}`);
      over(SENTENCES.ended);
      break;
    case "error":
      progress.writing(false);
      if (message.code === "busy") over(`${message.message} You can also call ${phone}.`);
      else composer.complain(message.message);
      break;
    default: // A newer server may say more than this page knows.
  }
}

/** @param {string} sentence Why there is no call any more. */
function over(sentence) {
  // A disabled control loses the focus, and a keyboard would be back at the top of the page.
  const here = document.activeElement?.closest("#composer, #hang-up") != null;
  line?.leave();
  line = null;
  talking.close();
  log.settleDraft();
  progress.rest();
  find("examples").hidden = true;
  find("over-reason").textContent = sentence;
  find("call-id").textContent = callId && `Reference of this conversation: ${callId}`;
  become("over");
  log.showEnd();
  if (here) find("start-again").focus();
  find("start-again").scrollIntoView({ block: "nearest" });
}

find("hang-up").addEventListener("click", () => {
  if (chat.dataset.call !== "open") return;
  line?.hangUp();
  progress.rest();
  become("ending");
});
find("start-again").addEventListener("click", () => {
  begin();
  composer.focus();
});
for (const button of document.querySelectorAll("[data-example]")) {
  button.addEventListener("click", () => composer.fill(button.textContent ?? ""));
}

const hints = /** @type {HTMLDetailsElement | null} */ (document.getElementById("hints"));
if (hints && matchMedia("(max-width: 48rem)").matches) hints.open = false;

// A tab opened in the background, or a page loaded ahead of time, calls nobody until someone looks at it.
if (document.visibilityState === "visible") begin();
else document.addEventListener("visibilitychange", begin, { once: true });
