/**
 * The caller's microphone and loudspeaker. docs/web-voice.md describes what goes over the wire.
 * @module voice
 */

/** Why there is no microphone, in a sentence for the caller. */
export class NoMicrophone extends Error {}

const WORKLET = new URL("voice-worklet.js", import.meta.url);

/** @type {Record<string, string>} What browsers call the reasons, and what a person can do about them. */
const REASONS = {
  NotAllowedError: "Your browser doesn't let this page use the microphone. Allow it in the address bar, or type instead.",
  NotFoundError: "No microphone was found. Connect one, or type instead.",
  NotReadableError: "Another program is using the microphone. Close it, or type instead.",
};
const INSECURE = "A browser gives the microphone only to pages opened over https or on this very machine. Please type instead.";
/** What the caller reads when the microphone is taken away in the middle. */
export const GONE = "The microphone is gone, so Lexi can't hear you. You can type, or end this conversation and talk again.";
const UNKNOWN = "This browser can't be used for talking. Please type instead.";

/**
 * @typedef {object} VoiceEvents
 * @property {(payload: string) => void} onHeard 20 ms of the microphone, base64.
 * @property {(name: string) => void} onMark All that was to be played before the mark has been played.
 * @property {(playing: boolean) => void} onPlaying Lexi's voice begins, or has been silent for a moment.
 * @property {(level: number) => void} onLevel How loud the caller is, 0 to 1, every 20 ms.
 * @property {() => void} onGone The microphone was taken away: unplugged, or no longer allowed.
 */

/** An open microphone and loudspeaker. */
export class Voice {
  /** @type {AudioContext} */ #context;
  /** @type {MediaStream} */ #microphone;
  /** @type {AudioWorkletNode} */ #node;

  /**
   * @param {AudioContext} context
   * @param {MediaStream} microphone
   * @param {VoiceEvents} events
   */
  constructor(context, microphone, events) {
    this.#context = context;
    this.#microphone = microphone;
    this.#node = new AudioWorkletNode(context, "voice");
    this.#node.port.onmessage = ({ data }) => {
      if (data.mark !== undefined) {
        events.onMark(data.mark);
      } else if (data.playing !== undefined) {
        events.onPlaying(data.playing);
      } else {
        events.onLevel(loudness(data.heard));
        events.onHeard(toBase64(data.heard));
      }
    };
    for (const track of microphone.getTracks()) track.addEventListener("ended", () => events.onGone());
    context.createMediaStreamSource(microphone).connect(this.#node).connect(context.destination);
  }

  /**
   * Ask for the microphone. Call it from a click, or the browser keeps the loudspeaker shut.
   * @param {VoiceEvents} events
   * @returns {Promise<Voice>}
   * @throws {NoMicrophone}
   */
  static async open(events) {
    if (!window.isSecureContext) throw new NoMicrophone(INSECURE);
    /** @type {AudioContext | undefined} */
    let context;
    /** @type {MediaStream | undefined} */
    let microphone;
    try {
      microphone = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true } });
      context = new AudioContext({ latencyHint: "interactive" });
      await context.audioWorklet.addModule(WORKLET);
      await context.resume();
      return new Voice(context, microphone, events);
    } catch (error) {
      for (const track of microphone?.getTracks() ?? []) track.stop();
      context?.close();
      throw new NoMicrophone(REASONS[/** @type {Error} */ (error).name] ?? UNKNOWN);
    }
  }

  /** @param {string} payload More of Lexi's voice, base64. */
  play(payload) {
    const samples = fromBase64(payload);
    this.#node.port.postMessage({ samples }, [samples]);
  }

  /** @param {string} name Comes back by `onMark` once all before it was played. */
  mark(name) {
    this.#node.port.postMessage({ mark: name });
  }

  /** Drop what has not been played. */
  clear() {
    this.#node.port.postMessage({ clear: true });
  }

  /** @param {boolean} paused Whether to keep silent for now, without dropping anything. */
  pause(paused) {
    this.#node.port.postMessage({ paused });
  }

  /** @param {boolean} muted Whether Lexi hears silence instead of the microphone. */
  mute(muted) {
    for (const track of this.#microphone.getTracks()) track.enabled = !muted;
  }

  /** Give microphone and loudspeaker back. */
  close() {
    for (const track of this.#microphone.getTracks()) track.stop();
    this.#node.port.onmessage = null;
    this.#context.close();
  }
}

/**
 * @param {ArrayBuffer} buffer 16-bit samples.
 * @returns {number} 0 for anything below -50 decibels, 1 for full scale, even steps for the ear between.
 */
function loudness(buffer) {
  const samples = new Int16Array(buffer);
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length / 32768 ** 2;
  return Math.min(1, Math.max(0, 1 + Math.log10(Math.max(power, 1e-10)) / 5));
}

/**
 * @param {ArrayBuffer} buffer
 * @returns {string}
 */
function toBase64(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)));
}

/**
 * @param {string} text
 * @returns {ArrayBuffer}
 */
function fromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer;
}
