/**
 * The box the caller types in: Enter sends, Shift+Enter breaks the line, Escape clears.
 * @module composer
 */

/** The server's limit, in characters (code points). */
const MAX_CHARACTERS = 6000;
/** From this many characters on, the count is shown. */
const NEARLY = 5500;

/** @typedef {"closed" | "waiting" | "open"} ComposerState Waiting: one may type, and what is sent goes out once open. */

/** Reads what the caller types and hands over whole messages. */
export class Composer {
  /** @type {HTMLTextAreaElement} */ #box;
  /** @type {HTMLButtonElement} */ #send;
  /** @type {HTMLElement} */ #problem;
  /** @type {HTMLElement} */ #reason;
  /** @type {HTMLElement} */ #count;
  /** @type {ComposerState} */ #state = "closed";
  #sendOnceOpen = false;
  /** @type {(text: string) => void} */ #onSend;

  /**
   * @param {HTMLFormElement} form
   * @param {(text: string) => void} onSend Called with a trimmed, sendable message.
   */
  constructor(form, onSend) {
    const find = (/** @type {string} */ id) => /** @type {any} */ (form.querySelector(`#${id}`));
    this.#box = find("message");
    this.#send = find("send");
    this.#problem = find("problem");
    this.#reason = find("reason");
    this.#count = find("count");
    this.#onSend = onSend;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#box.addEventListener("keydown", (event) => this.#onKey(event));
    this.#box.addEventListener("input", () => this.#onInput());
  }

  /**
   * @param {ComposerState} state
   * @param {string} reason Why one can't send now; empty when open.
   */
  become(state, reason) {
    this.#state = state;
    this.#box.disabled = state === "closed";
    this.#send.disabled = state === "closed";
    this.#reason.textContent = reason;
    if (state === "closed") this.#sendOnceOpen = false;
    if (state === "open" && this.#sendOnceOpen) this.#submit();
  }

  /** @param {string} text Put into the box for the caller to change or send. */
  fill(text) {
    this.#box.value = text;
    this.#onInput();
    this.#box.focus();
  }

  /** @param {string} message What was wrong with what was sent. */
  complain(message) {
    this.#problem.textContent = message;
  }

  /** Put the cursor into the box. */
  focus() {
    this.#box.focus();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    // While an input method composes a character, Enter and Escape belong to it.
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape") {
      this.#box.value = "";
      this.#onInput();
    }
  }

  #onInput() {
    this.#sendOnceOpen = false;
    this.#problem.textContent = "";
    const length = [...this.#box.value.trim()].length;
    const left = MAX_CHARACTERS - length;
    this.#box.setAttribute("aria-invalid", String(left < 0));
    if (length < NEARLY) this.#count.textContent = "";
    else if (left >= 0) this.#count.textContent = `${left} characters left`;
    else this.#count.textContent = `${-left} characters too many`;
  }

  #submit() {
    const text = this.#box.value.trim();
    if (!text || this.#state === "closed") return;
    if ([...text].length > MAX_CHARACTERS) {
      this.complain(`That message is too long. Please keep it under ${MAX_CHARACTERS} characters.`);
      return;
    }
    if (this.#state === "waiting") {
      this.#sendOnceOpen = true;
      return;
    }
    this.#box.value = "";
    this.#onInput();
    this.#onSend(text);
  }
}
