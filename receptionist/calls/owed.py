"""What the caller still has to hear when a lost connection is back: read from the log, so nothing is said twice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from receptionist.calls.log import Entry
from receptionist.events import CallContinued, CallerSaid, CallStarted, LexiSaid, SupervisorAnswered

# Shorter gaps pass for a breath; nothing is said about them.
NOTICED_SECONDS = 1.5
SORRY = "Sorry, I lost you for a second."
SAY_AGAIN = "Sorry, I lost you for a second. Could you say that again, please?"
HOW_CAN_I_HELP = "Sorry, I lost you for a second. How can I help you?"
STILL_LOOKING = "Sorry, I lost you for a second. I'm still looking into that for you."

CAME_BACK = "What can I pass on to them, and what number should they call you back on?"


def opening(started: CallStarted | CallContinued, entries: Sequence[Entry], greeting: str) -> str:
    """The first words of a call, or of a call that goes on here after its process died or nobody took it."""
    if isinstance(started, CallStarted):
        return greeting
    if started.how == "came_back":
        return CAME_BACK
    said = [entry.event for entry in entries if isinstance(entry.event, CallerSaid | LexiSaid)]
    if not said:
        return greeting
    return SAY_AGAIN if isinstance(said[-1], CallerSaid) else f"{SORRY} {said[-1].text}"


@dataclass(frozen=True)
class Owed:
    """`say` is said exactly, if anything; then, with `respond`, the model answers what the caller said last."""

    say: str = ""
    respond: bool = False


@dataclass(frozen=True)
class Gap:
    """What was going on when the connection broke, and how long nobody could be heard.

    `broken_off` names Lexi's utterances that were cut, `words_lost` says that the caller's were, `working` that a tool
    still runs, and `held` that all the caller said meanwhile was kept.
    """

    seconds: float
    broken_off: Collection[str] = ()
    words_lost: bool = False
    working: bool = False
    held: bool = True


def owed(entries: Sequence[Entry], gap: Gap, greeting: str) -> Owed:
    """The one thing to do next. `greeting` is for a caller who has heard nothing yet."""
    if not any(isinstance(entry.event, CallerSaid | LexiSaid) for entry in entries):
        return Owed(SAY_AGAIN) if gap.words_lost else Owed(greeting)
    if gap.words_lost:
        return Owed(SAY_AGAIN)
    noticed = bool(gap.broken_off) or gap.seconds > NOTICED_SECONDS
    if gap.working:
        return Owed(STILL_LOOKING if noticed else "")
    waiting, answer = _unanswered(entries, gap.broken_off)
    if answer:
        return Owed(f"{SORRY} {answer}" if noticed else answer)
    if waiting:
        return Owed(SORRY if noticed else "", respond=True)
    if gap.broken_off:
        return Owed(HOW_CAN_I_HELP)
    return Owed("" if gap.held else SAY_AGAIN)


def _unanswered(entries: Sequence[Entry], broken_off: Collection[str]) -> tuple[bool, str]:
    """Whether the caller spoke last, and the supervisor's answer to her if it was given and not spoken to its end."""
    waiting, answer, said = False, "", ""
    for entry in entries:
        event = entry.event
        if isinstance(event, CallerSaid):
            waiting, answer, said = True, "", ""
        elif isinstance(event, SupervisorAnswered):
            answer, said = event.say, ""
        elif isinstance(event, LexiSaid) and not (event.item_id and event.item_id in broken_off):
            said = f"{said} {event.text}"
            waiting = waiting and bool(answer) and not _covers(said, answer)
            answer = answer if waiting else ""
    return waiting, answer


def _covers(said: str, answer: str) -> bool:
    """Whether what Lexi has said since holds the whole answer; models change blanks and quotes on the way."""
    return _plain(answer) in _plain(said)


def _plain(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
