"""The conversation as Lexi's own session shows it: the caller's newest words, and whose question is still open."""

from dataclasses import dataclass

from receptionist.sandbox.brain.wire import SUPERVISOR, spoken_output
from receptionist.sandbox.brain.wording import is_filler, last_question
from receptionist.sandbox.openai.model import Called, Item, Returned, Said


@dataclass(frozen=True)
class Talk:
    """One reading of Lexi's items.

    `words`: what the caller said since Lexi last spoke ("" when nothing, or nothing audible, arrived).
    `returned`: the newest tool output still unspoken, with its tool's name. `last_lexi`: Lexi's last words that were
    no filler. `supervisor_question`: the open question of the supervisor, "" when there is none, and
    `supervisor_answer` all of the answer it ended. `turns`: utterances
    so far. `earlier_words`: the utterance before the newest, and `said` all of them. `after_supervisor`: Lexi's last
    words were the supervisor's.
    """

    words: str
    returned: tuple[str, str] | None
    last_lexi: str
    supervisor_question: str
    supervisor_answer: str
    turns: int
    earlier_words: str
    pending_call: str
    said: tuple[str, ...] = ()
    after_supervisor: bool = False

    @property
    def fresh(self) -> bool:
        """Nothing was said yet by anybody."""
        return not self.words and not self.last_lexi and self.turns == 0 and self.returned is None


def read_talk(items: tuple[Item, ...]) -> Talk:
    """Read the items, oldest first."""
    names: dict[str, str] = {}
    words: list[str] = []
    earlier = last_lexi = supervised = answer = pending = ""
    answers: list[str] = []
    said: list[str] = []
    returned: tuple[str, str] | None = None
    turns = 0
    for item in items:
        if isinstance(item, Called):
            names[item.call_id] = pending = item.name
        elif isinstance(item, Returned):
            pending = ""
            returned = (names.get(item.call_id, ""), item.output)
            if returned[0] == SUPERVISOR:
                answers.append(spoken_output(item.output))
        elif item.role == "user":
            turns += 1
            returned, pending = None, ""
            if item.text.strip():
                words.append(item.text.strip())
                said.append(item.text.strip())
        elif item.role == "assistant" and item.text.strip():
            if is_filler(item.text):
                continue
            last_lexi = item.text.strip()
            supervised, answer = _open_question(last_lexi, answers)
            earlier, words = " ".join(words) or earlier, []
            returned = None
    return Talk(
        words=" ".join(words),
        returned=returned,
        last_lexi=last_lexi,
        supervisor_question=supervised,
        supervisor_answer=answer,
        turns=turns,
        earlier_words=earlier,
        pending_call=pending,
        said=tuple(said),
        after_supervisor=any(spoken and spoken in last_lexi for spoken in answers),
    )


def _open_question(spoken: str, answers: list[str]) -> tuple[str, str]:
    """The question Lexi just asked and the supervisor's answer that held it; both empty when none did."""
    question = last_question(spoken)
    held = next((answer for answer in reversed(answers) if question and question in answer), "")
    return (question, held) if held else ("", "")


def said_by_user(items: tuple[Item, ...]) -> bool:
    """Whether any caller message is on the wire at all."""
    return any(isinstance(item, Said) and item.role == "user" for item in items)
