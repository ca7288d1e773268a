/**
 * The buttons for talking instead of typing, and what of a call goes through microphone and loudspeaker.
 * @module talking
 */
import { GONE, NoMicrophone, Voice } from "./voice.js";

/** @typedef {import("./socket.js").ServerMessage} ServerMessage */

/**
 * @typedef {object} TalkingEvents
 * @property {(payload: string) => void} onHeard 20 ms of the microphone, base64.
 * @property {(name: string) => void} onMark All that was to be played before the mark has been played.
 * @property {() => void} onOpen The microphone is there, so a spoken call can begin.
 * @property {(sentence: string) => void} onProblem
 */

const STATES = {
  connecting: "Connecting you to Lexi…",
  listening: "Lexi is listening.",
  speaking: "Lexi is speaking. Interrupt any time.",
  muted: "Muted: Lexi can't hear you.",
};

/** Owns the microphone of one spoken call at a time. */
export class Talking {
  /** @type {HTMLButtonElement} */ #talk;
  /** @type {HTMLButtonElement} */ #mute;
  /** @type {HTMLElement} */ #panel;
  /** @type {HTMLElement} */ #state;
  /** @type {HTMLElement} */ #level;
  /** @type {TalkingEvents} */ #events;
  /** @type {Voice | null} */ #voice = null;
  /** @type {import("./main.js").CallState} */ #call = "idle";
  #muted = false;
  #speaking = false;

  /**
   * @param {HTMLElement} talk The button that begins to talk.
   * @param {HTMLElement} mute The button that mutes.
   * @param {HTMLElement} panel Where it is told whose turn it is, with how loud the caller is.
   * @param {TalkingEvents} events
   */
  constructor(talk, mute, panel, events) {
    this.#panel = panel;
    this.#state = /** @type {HTMLElement} */ (panel.querySelector("p"));
    this.#level = /** @type {HTMLElement} */ (panel.querySelector(".level"));
    this.#talk = /** @type {HTMLButtonElement} */ (talk);
    this.#mute = /** @type {HTMLButtonElement} */ (mute);
    this.#events = events;
    this.#talk.addEventListener("click", () => this.#open());
    this.#mute.addEventListener("click", () => this.#setMuted(!this.#muted));
  }

  /** @returns {boolean} Whether the microphone is open. */
  get on() {
    return this.#voice !== null;
  }

  /** @param {import("./main.js").CallState} state How the call stands. */
  become(state) {
    this.#call = state;
    this.#mute.hidden = !this.on || state !== "open";
    this.#talk.hidden = this.on || state === "ending";
    this.#show();
  }

  /** @param {ServerMessage} message Any message of a call; those that carry sound are played. */
  take(message) {
    switch (message.type) {
      case "voice.audio":
        this.#voice?.play(message.payload);
        break;
      case "voice.mark":
        this.#voice?.mark(message.name);
        break;
      case "voice.clear":
        this.#voice?.clear();
        break;
      case "voice.pause":
      case "voice.resume":
        this.#voice?.pause(message.type === "voice.pause");
        break;
      default: // The others are words.
    }
  }

  /** Give the microphone back. */
  close() {
    this.#voice?.close();
    this.#voice = null;
    this.#speaking = false;
    this.#show();
  }

  async #open() {
    // A disabled button would lose a keyboard's focus while the browser asks.
    if (this.#talk.ariaDisabled === "true") return;
    this.#talk.ariaDisabled = "true";
    this.#events.onProblem("");
    try {
      const { onHeard, onMark } = this.#events;
      this.#voice = await Voice.open({
        onHeard,
        onMark,
        onPlaying: (playing) => { this.#speaking = playing; this.#show(); },
        onLevel: (level) => this.#level.style.setProperty("--level", String(level)),
        onGone: () => this.#events.onProblem(GONE),
      });
      this.#setMuted(false);
      this.#events.onOpen();
    } catch (error) {
      if (!(error instanceof NoMicrophone)) throw error;
      this.#events.onProblem(error.message);
    } finally {
      this.#talk.ariaDisabled = "false";
    }
  }

  /** @param {boolean} muted */
  #setMuted(muted) {
    this.#muted = muted;
    this.#voice?.mute(muted);
    this.#mute.setAttribute("aria-pressed", String(muted));
    this.#show();
  }

  #show() {
    const talking = this.on && this.#call !== "over" && this.#call !== "ending";
    this.#panel.hidden = !talking;
    if (!talking) return;
    /** @type {keyof typeof STATES} */
    let state = "listening";
    if (this.#call !== "open") state = "connecting";
    else if (this.#muted) state = "muted";
    else if (this.#speaking) state = "speaking";
    this.#panel.dataset.state = state;
    if (this.#state.textContent !== STATES[state]) this.#state.textContent = STATES[state];
  }
}
