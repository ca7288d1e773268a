/**
 * The wire to Lexi: one WebSocket is one call. docs/text-channel.md and docs/web-voice.md describe the messages.
 * @module socket
 */

/**
 * @typedef {(
 *   | {type: "call.started", call_id: string}
 *   | {type: "lexi.delta", text: string, turn: number}
 *   | {type: "lexi.text", text: string, turn: number, kind?: "notice"}
 *   | {type: "tool", name: string, status: string}
 *   | {type: "turn.done"}
 *   | {type: "call.ended", outcome: string}
 *   | {type: "error", code: string, message: string}
 *   | {type: "caller.heard", text: string}
 *   | {type: "voice.audio", payload: string}
 *   | {type: "voice.mark", name: string}
 *   | {type: "voice.clear"}
 *   | {type: "voice.pause"}
 *   | {type: "voice.resume"}
 * )} ServerMessage
 */

/**
 * @typedef {object} LineEvents
 * @property {(message: ServerMessage) => void} onMessage A message came.
 * @property {(wasOpen: boolean) => void} onLost The socket is gone and `hangUp` or `leave` did not cause it.
 */

/** How long the server may take to close the call's books after we hung up, in milliseconds. */
const GOODBYE_MS = 6000;

/**
 * @param {"text" | "voice"} medium
 * @returns {string} Where Lexi answers, on the host that served the page.
 */
export function lineAddress(medium) {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}/web/${medium}`;
}

/** One call. After `leave`, or once `onLost` was called, nothing more is reported. */
export class Line {
  /** @type {WebSocket} */ #socket;
  /** @type {LineEvents | null} */ #events;
  #wasOpen = false;

  /**
   * @param {string} address
   * @param {LineEvents} events
   */
  constructor(address, events) {
    this.#events = events;
    this.#socket = new WebSocket(address);
    this.#socket.addEventListener("open", () => { this.#wasOpen = true; });
    this.#socket.addEventListener("message", (event) => this.#read(event.data));
    this.#socket.addEventListener("close", () => this.#lost());
  }

  /** @param {string} text The caller's words, not empty and within the limit. */
  say(text) {
    this.#send({ type: "caller.text", text });
  }

  /** @param {string} payload 20 ms of the caller's voice, base64. */
  speak(payload) {
    this.#send({ type: "voice.audio", payload });
  }

  /** @param {string} name The mark up to which Lexi's voice has been played. */
  played(name) {
    this.#send({ type: "voice.mark", name });
  }

  /** Ask the server to end the call; it answers with `call.ended`, and if it does not, the line counts as lost. */
  hangUp() {
    this.#send({ type: "caller.hangup" });
    setTimeout(() => this.#lost(), GOODBYE_MS);
  }

  /** Let go of the line without a word. */
  leave() {
    this.#events = null;
    this.#socket.close();
  }

  /** @param {object} message */
  #send(message) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  /** @param {unknown} data */
  #read(data) {
    /** @type {ServerMessage} */
    let message;
    try {
      message = JSON.parse(String(data));
    } catch {
      return;
    }
    if (message && typeof message.type === "string") this.#events?.onMessage(message);
  }

  #lost() {
    const events = this.#events;
    this.leave();
    events?.onLost(this.#wasOpen);
  }
}
