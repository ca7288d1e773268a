/**
 * The buttons for talking instead of typing, and what of a call goes through microphone and loudspeaker.
 * @module talking
 */
import { NoMicrophone, Voice } from "./voice.js";

/** @typedef {import("./socket.js").ServerMessage} ServerMessage */
/** @typedef {import("./voice.js").VoiceEvents} VoiceEvents */

/**
 * @typedef {VoiceEvents & {
 *   onOpen: () => void,
 *   onProblem: (sentence: string) => void,
 * }} TalkingEvents `onOpen`: the microphone is there, so a spoken call can begin.
 */

/** Owns the microphone of one spoken call at a time. */
export class Talking {
  /** @type {HTMLButtonElement} */ #talk;
  /** @type {HTMLButtonElement} */ #mute;
  /** @type {TalkingEvents} */ #events;
  /** @type {Voice | null} */ #voice = null;

  /**
   * @param {HTMLElement} talk The button that begins to talk.
   * @param {HTMLElement} mute The button that mutes.
   * @param {TalkingEvents} events
   */
  constructor(talk, mute, events) {
    this.#talk = /** @type {HTMLButtonElement} */ (talk);
    this.#mute = /** @type {HTMLButtonElement} */ (mute);
    this.#events = events;
    this.#talk.addEventListener("click", () => this.#open());
    this.#mute.addEventListener("click", () => this.#setMuted(this.#mute.getAttribute("aria-pressed") !== "true"));
  }

  /** @returns {boolean} Whether the microphone is open. */
  get on() {
    return this.#voice !== null;
  }

  /** @param {import("./main.js").CallState} state How the call stands. */
  become(state) {
    this.#mute.hidden = !this.on || state !== "open";
    this.#talk.hidden = this.on || state === "ending";
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
      default: // The others are words.
    }
  }

  /** Give the microphone back. */
  close() {
    this.#voice?.close();
    this.#voice = null;
  }

  async #open() {
    this.#events.onProblem("");
    this.#talk.disabled = true;
    try {
      const { onHeard, onMark } = this.#events;
      this.#voice = await Voice.open({ onHeard, onMark });
      this.#setMuted(false);
      this.#events.onOpen();
    } catch (error) {
      if (!(error instanceof NoMicrophone)) throw error;
      this.#events.onProblem(error.message);
    } finally {
      this.#talk.disabled = false;
    }
  }

  /** @param {boolean} muted */
  #setMuted(muted) {
    this.#voice?.mute(muted);
    this.#mute.setAttribute("aria-pressed", String(muted));
    this.#mute.textContent = muted ? "Unmute" : "Mute";
  }
}
