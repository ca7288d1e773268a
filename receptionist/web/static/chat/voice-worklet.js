/**
 * Runs on the browser's audio thread: the microphone in, Lexi's voice out, both as 16-bit samples at `RATE`.
 *
 * Messages in: `{samples: ArrayBuffer}` to play, `{mark: string}` to return once all before it was played, `{clear}`,
 * `{paused: boolean}` to fall silent and keep what is left, or to go on.
 * Messages out: `{heard: ArrayBuffer}` every 20 ms of microphone, `{mark: string}`, `{playing: boolean}` when Lexi's
 * voice begins or has been silent for a moment.
 */
const RATE = 24000;
const FRAME = RATE / 50;
/** Gaps shorter than this many seconds lie within what somebody says. */
const GAP = 0.3;

class Voice extends AudioWorkletProcessor {
  /** @type {({samples: Int16Array} | {mark: string})[]} */ #queue = [];
  #position = 0;
  #last = 0;
  #frame = new Int16Array(FRAME);
  #filled = 0;
  #sum = 0;
  #weight = 0;
  #step = RATE / sampleRate;
  #paused = false;
  #playing = false;
  #idle = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data }) => {
      if (data.clear) this.#clear();
      else if (data.paused !== undefined) this.#paused = data.paused;
      else if (data.mark !== undefined) this.#queue.push({ mark: data.mark });
      else this.#queue.push({ samples: new Int16Array(data.samples) });
    };
  }

  /**
   * @param {Float32Array[][]} inputs
   * @param {Float32Array[][]} outputs
   */
  process(inputs, outputs) {
    const microphone = inputs[0]?.[0];
    if (microphone) for (const sample of microphone) this.#hear(sample);
    const out = outputs[0];
    const first = out[0];
    const sounds = this.#queue.length > 0 && !this.#paused;
    for (let index = 0; index < first.length; index += 1) first[index] = this.#next();
    this.#tellPlaying(sounds, first.length / sampleRate);
    for (const channel of out.slice(1)) channel.set(first);
    return true;
  }

  /**
   * Average the microphone's samples over each of ours: plain, and free of the whistle that skipping would add.
   * @param {number} sample
   */
  #hear(sample) {
    let share = this.#step;
    while (this.#weight + share >= 1) {
      const part = 1 - this.#weight;
      this.#put(this.#sum + sample * part);
      share -= part;
      this.#sum = 0;
      this.#weight = 0;
    }
    this.#sum += sample * share;
    this.#weight += share;
  }

  /** @param {number} level */
  #put(level) {
    this.#frame[this.#filled] = Math.round(32767 * Math.min(1, Math.max(-1, level)));
    this.#filled += 1;
    if (this.#filled < FRAME) return;
    this.port.postMessage({ heard: this.#frame.buffer }, [this.#frame.buffer]);
    this.#frame = new Int16Array(FRAME);
    this.#filled = 0;
  }

  /**
   * @param {boolean} sounds Whether there was something to play.
   * @param {number} seconds For how long.
   */
  #tellPlaying(sounds, seconds) {
    this.#idle = sounds ? 0 : this.#idle + seconds;
    const playing = sounds || (this.#playing && this.#idle < GAP);
    if (playing === this.#playing) return;
    this.#playing = playing;
    this.port.postMessage({ playing });
  }

  /** @returns {number} The next sample of Lexi's voice, at the browser's own rate. */
  #next() {
    if (this.#paused) return 0;
    for (let head = this.#queue[0]; head !== undefined; head = this.#queue[0]) {
      if ("mark" in head) {
        this.port.postMessage({ mark: head.mark });
      } else if (this.#position < head.samples.length) {
        const at = Math.floor(this.#position);
        const before = at === 0 ? this.#last : head.samples[at - 1];
        const level = before + (head.samples[at] - before) * (this.#position - at);
        this.#position += this.#step;
        return level / 32768;
      } else {
        this.#position -= head.samples.length;
        this.#last = head.samples.at(-1) ?? 0;
      }
      this.#queue.shift();
    }
    this.#position = 0;
    this.#last = 0;
    return 0;
  }

  #clear() {
    // What was cleared counts as returned, as on a telephone line; the server knows which marks are old.
    for (const entry of this.#queue) if ("mark" in entry) this.port.postMessage({ mark: entry.mark });
    this.#queue = [];
    this.#position = 0;
    this.#paused = false;
  }
}

registerProcessor("voice", Voice);
