/**
 * The conversation on the page. Words are only ever set as text, so nothing that is said can become markup.
 * @module log
 */

/** How far from the end, in pixels, a reader still counts as following the conversation. */
const FOLLOWING = 120;

/** Shows who said what, lets Lexi's words grow while they come in, and keeps the newest in view. */
export class ConversationLog {
  /** @type {HTMLElement} */ #element;
  /** @type {HTMLElement | null} */ #draft = null;
  #draftTurn = -1;
  #callerSpoke = false;

  /** @param {HTMLElement} element The element with role log. */
  constructor(element) {
    this.#element = element;
  }

  /** @param {string} text What the caller sends. */
  callerSays(text) {
    const turn = article("caller", "You", text);
    this.#element.append(turn);
    this.#callerSpoke = true;
    this.showEnd();
  }

  /**
   * More of what Lexi is saying.
   * @param {string} text
   * @param {number} turn
   */
  stream(text, turn) {
    const following = this.#following();
    if (this.#draft && this.#draftTurn !== turn) this.settleDraft();
    if (!this.#draft) {
      this.#draft = article("lexi", "Lexi", "");
      this.#draftTurn = turn;
      // Screen readers get the sentence once, whole, when it is settled; reading out fragments would be noise.
      this.#draft.setAttribute("aria-hidden", "true");
      this.#element.append(this.#draft);
    }
    words(this.#draft).textContent += text;
    if (following) this.#draft.scrollIntoView({ block: "nearest" });
  }

  /**
   * Lexi's words as they stand in the end; they take the place of what was streamed.
   * @param {string} text
   * @param {number} turn
   */
  lexiSays(text, turn) {
    const following = this.#following();
    const final = article("lexi", "Lexi", text);
    if (this.#draft && this.#draftTurn === turn) {
      this.#draft.replaceWith(final);
      this.#draft = null;
    } else {
      this.#element.append(final);
    }
    if (following) final.scrollIntoView({ block: "nearest" });
  }

  /** Keep what was streamed although its end will not come. */
  settleDraft() {
    if (!this.#draft) return;
    const kept = article("lexi", "Lexi", `${words(this.#draft).textContent} …`);
    kept.classList.add("cut-off");
    this.#draft.replaceWith(kept);
    this.#draft = null;
  }

  /** Bring the newest words into view. */
  showEnd() {
    this.#element.lastElementChild?.scrollIntoView({ block: "nearest" });
  }

  /** Forget the conversation. */
  clear() {
    this.#draft = null;
    this.#callerSpoke = false;
    this.#element.replaceChildren();
  }

  /** @returns {boolean} Whether the end of the conversation is in view, so that new words should be too. */
  #following() {
    // The greeting of a page that just opened must not pull the practice's name out of view.
    if (!this.#callerSpoke) return false;
    const last = this.#element.lastElementChild;
    if (!last) return true;
    const visibleEnd = Math.min(this.#element.getBoundingClientRect().bottom, window.innerHeight);
    return last.getBoundingClientRect().bottom < visibleEnd + FOLLOWING;
  }
}

/**
 * @param {"lexi" | "caller"} side
 * @param {string} who
 * @param {string} text
 * @returns {HTMLElement}
 */
function article(side, who, text) {
  const element = document.createElement("article");
  element.className = `turn ${side}`;
  const name = document.createElement("p");
  name.className = "who";
  name.textContent = who;
  const said = document.createElement("p");
  said.className = "words";
  said.textContent = text;
  element.append(name, said);
  return element;
}

/**
 * @param {HTMLElement} turn
 * @returns {HTMLElement}
 */
function words(turn) {
  return /** @type {HTMLElement} */ (turn.querySelector(".words"));
}
