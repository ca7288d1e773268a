"""A small caller: answers what Lexi asks from what they know, reacts to what they were told to watch for, else goes on.

The actor knows nothing of the model. It hears Lexi's words and recognises the question that ends them.
"""

import re
from dataclasses import dataclass, field

from tests.scenarios.scenario import Caller, Reaction, Scenario

LONGEST_CALL = 24
# Reactions to whatever is said, or to any question, wait until the one before them has happened.
ANY = (".", r"\?")
AT_A_LOSS = "I'm not sure."
_LAST_QUESTION = re.compile(r"[^.!?]*\?(?=[^?]*$)")
# The first pattern found in the last question names what is asked for; the order settles questions of two parts.
QUESTIONS: tuple[tuple[str, str], ...] = (
    ("rebook", r"book another time"),
    ("done", r"anything else|something else i can"),
    ("person", r"connect you|put you through"),
    ("tell", r"like me to tell them|what is the message"),
    ("number", r"call you back|mobile number|best number"),
    ("message", r"message"),
    ("before", r"been seen here before|first visit"),
    ("both", r"name\b.*\bbirth|\bbirth.*\bname"),
    ("spelled", r"\bspell"),
    ("keys", r"\btype the date of birth"),
    ("third", r"phone number or street"),
    ("born", r"date of birth"),
    ("name", r"first and last name|full name"),
    ("last", r"last name"),
    ("first", r"first name"),
    ("correct", r"is that right|is that correct"),
    ("agrees", r"shall i (?:book|move|cancel|go ahead|put|do that)|would you like me to (?:book|move)"),
    ("chooses", r"which would you (?:like|prefer)|would (?:that|either) work"),
    ("when", r"what (?:other )?day|what (?:day|time)|when would"),
    ("visit", r"come in for"),
)
_COMPILED = tuple((what, re.compile(pattern, re.IGNORECASE)) for what, pattern in QUESTIONS)


@dataclass
class Actor:
    """Plays one scenario's caller. `acted` is the reaction behind the newest answer, with what staff do at it."""

    scenario: Scenario
    acted: Reaction | None = None
    _lines: list[str] = field(default_factory=list)
    _left: list[int] = field(default_factory=list)
    _said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lines = self.scenario.said_in_turn
        self._left = [reaction.times for reaction in self.scenario.reactions]

    def answer(self, lexi: str) -> str | None:
        """What the caller says to these words of Lexi's; None hangs up."""
        # Nobody reacts to the greeting: the first line is what they call about.
        self.acted = self._reaction(lexi) if self._said else None
        if self.acted is not None and self.acted.hang_up:
            return None
        words = self.acted.say if self.acted is not None and self.acted.say else self._words(lexi)
        if words is None or len(self._said) >= LONGEST_CALL:
            return None
        self._said.append(words)
        return words

    def _reaction(self, lexi: str) -> Reaction | None:
        for index, reaction in enumerate(self.scenario.reactions):
            waits = (
                index > 0
                and reaction.hears in ANY
                and self._left[index - 1] == self.scenario.reactions[index - 1].times
            )
            if self._left[index] and not waits and re.search(reaction.hears, lexi, re.IGNORECASE | re.DOTALL):
                self._left[index] -= 1
                return reaction
        return None

    def _words(self, lexi: str) -> str | None:
        known = _known(self.scenario.caller, asked_for(lexi)) if self._said else ""
        if known and (asked_for(lexi) != "done" or not self._lines):
            return known if self._said[-2:] != [known, known] else None
        if self._lines:
            return self._lines.pop(0)
        return AT_A_LOSS if self._said[-1:] != [AT_A_LOSS] and "?" in lexi else None


def asked_for(lexi: str) -> str:
    """What the last question of these words is after; empty when there is none that people would know."""
    found = _LAST_QUESTION.search(lexi)
    question = found.group() if found else ""
    return next((what for what, pattern in _COMPILED if question and pattern.search(question)), "")


def _known(caller: Caller, what: str) -> str:
    first, _, last = caller.name.partition(" ")
    match what:
        case "both":
            return ", ".join(part for part in (caller.name, caller.born) if part)
        case "spelled":
            return ", ".join("-".join(part.upper()) for part in (first, last) if part)
        case "keys":
            return "".join(filter(str.isdigit, caller.born)) if "/" in caller.born else caller.born
        case "first":
            return first
        case "last":
            return last
        case "":
            return ""
        case _:
            return str(getattr(caller, what))
