/**
 * What Lexi is doing, in plain words for patients, and step by step for the curious.
 * @module progress
 */

const WRITING = "Lexi is writing…";
const LOOKING_UP = "Lexi is looking that up…";

/** @type {ReadonlyArray<readonly [RegExp, string]>} What a tool's work looks like from outside; the first match wins. */
const IN_PLAIN_WORDS = [
  [/^(VerifyIdentity|GetMultiplePatients|GetPatient|CreatePatient)$/, "Lexi is checking your details…"],
  [/(Slots|Appointment|Booking|Provider|Operator)/, "Lexi is checking the schedule…"],
  [/message/i, "Lexi is writing down your message…"],
  [/transfer/i, "Lexi is finding someone for you…"],
];

/** Shows at most one line of progress, and a list of steps. */
export class Progress {
  /** @type {HTMLElement} */ #line;
  /** @type {HTMLElement} */ #steps;
  /** @type {{name: string, item: HTMLElement}[]} */ #open = [];
  #writing = false;

  /**
   * @param {HTMLElement} line The element with role status.
   * @param {HTMLElement} steps The list of steps.
   */
  constructor(line, steps) {
    this.#line = line;
    this.#steps = steps;
  }

  /** @param {boolean} writing Whether Lexi owes words and none are on the page yet. */
  writing(writing) {
    this.#writing = writing;
    this.#show();
  }

  /**
   * @param {string} name The tool's own name.
   * @param {string} status "started", or the word its result came with.
   */
  tool(name, status) {
    if (status === "started") {
      this.#open.push({ name, item: this.step(`${name} …`) });
    } else {
      const index = this.#open.findIndex((step) => step.name === name);
      const item = index < 0 ? this.step("") : this.#open.splice(index, 1)[0].item;
      item.textContent = `${name}: ${status}`;
      // What was looked up is said next.
      this.#writing = this.#open.length === 0;
    }
    this.#show();
  }

  /**
   * @param {string} text
   * @returns {HTMLElement} The list's new item.
   */
  step(text) {
    const item = document.createElement("li");
    item.textContent = text;
    this.#steps.append(item);
    return item;
  }

  /** Nothing goes on any more. */
  rest() {
    this.#open = [];
    this.writing(false);
  }

  /** Forget the steps of the last conversation. */
  clear() {
    this.#steps.replaceChildren();
    this.rest();
  }

  #show() {
    const last = this.#open.at(-1);
    let text = this.#writing ? WRITING : "";
    if (last) text = IN_PLAIN_WORDS.find(([name]) => name.test(last.name))?.[1] ?? LOOKING_UP;
    // Writing the same words again would have screen readers read them again.
    if (this.#line.textContent !== text) this.#line.textContent = text;
  }
}
