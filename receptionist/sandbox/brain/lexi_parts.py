"""The pieces Lexi's replies are made of: what she works with, plain words, and the hand-over to the supervisor."""

from dataclasses import dataclass

from receptionist.sandbox.brain.facts import Facts
from receptionist.sandbox.brain.lexi_talk import Talk
from receptionist.sandbox.brain.wire import SUPERVISOR
from receptionist.sandbox.brain.wording import Ask
from receptionist.sandbox.openai.model import Call, ModelRequest, Speech

Parts = tuple[Speech | Call, ...]

HOLDS = ("One moment.", "Let me check.", "Just a second.", "Let me see.", "One second.", "Let me take a look.")


@dataclass(frozen=True)
class Lexi:
    """One inference of Lexi: `asked` is the question her last words ended with."""

    request: ModelRequest
    facts: Facts
    talk: Talk
    asked: Ask | None


def say(text: str) -> Parts:
    """Words only."""
    return (Speech(text),)


def delegate(lexi: Lexi, lead: str = "") -> Parts:
    """One short sentence, then the caller's own words to the supervisor."""
    hold = HOLDS[max(0, lexi.talk.turns - 1) % len(HOLDS)]
    words = f"{lead} {hold}" if lead else hold
    return (Speech(words), Call(SUPERVISOR, {"relevantContextFromLastUserMessage": lexi.talk.words}))
