"""Views of a call's log: turns spoken, the supervisor's input, the outcome. None keeps facts of its own."""

from collections.abc import Iterable, Sequence

from agents import TResponseInputItem

from receptionist.booking.agreement import SpokenTurn
from receptionist.calls.log import Entry
from receptionist.events import (
    BookingAction,
    BookingStep,
    CallerSaid,
    Delegated,
    IdentityChanged,
    LexiSaid,
    MessageTaken,
    NoticeGiven,
    Outcome,
    SupervisorAnswered,
    ToolFinished,
    ToolStarted,
    TransferRequested,
)

WRITTEN_OUTCOMES: dict[str, Outcome] = {
    "create": "booked",
    "move": "moved",
    "cancel": "cancelled",
    "confirm": "confirmed",
    "register": "registered",
}
# A transfer that is still ringing counts as taken until it is known that nobody took it.
TAKEN = ("dialling", "answered")
SCHEDULE_CHANGES: tuple[Outcome, ...] = ("booked", "moved", "cancelled")


def spoken_turns(entries: Iterable[Entry]) -> list[SpokenTurn]:
    """Who said what, in the order of the log."""
    turns: list[SpokenTurn] = []
    for entry in entries:
        if isinstance(entry.event, CallerSaid):
            turns.append(SpokenTurn("caller", entry.event.text, entry.sequence))
        elif isinstance(entry.event, LexiSaid):
            turns.append(SpokenTurn("lexi", entry.event.text, entry.sequence))
    return turns


def supervisor_input(entries: Sequence[Entry]) -> list[TResponseInputItem]:
    """The conversation as Responses items: words as messages, the supervisor's own tool calls in place.

    Every function_call has its function_call_output: a call that was cut off gets one that says so, because the
    vendor refuses a history with an open call.
    """
    outputs = {
        entry.event.tool_call_id: entry.event.output for entry in entries if isinstance(entry.event, ToolFinished)
    }
    items: list[TResponseInputItem] = []
    for entry in entries:
        event = entry.event
        if isinstance(event, CallerSaid):
            items.append({"role": "user", "content": event.text})
        elif isinstance(event, LexiSaid):
            items.append({"role": "assistant", "content": event.text})
        elif isinstance(event, ToolStarted) and event.tier == "supervisor":
            output = outputs.get(event.tool_call_id, '{"status":"error","say":"That was cut off before it finished."}')
            call_id = event.tool_call_id
            items.append(
                {"type": "function_call", "call_id": call_id, "name": event.name, "arguments": event.arguments}
            )
            items.append({"type": "function_call_output", "call_id": call_id, "output": output})
    return items


def proposed_action(entries: Iterable[Entry], proposal_id: str) -> BookingAction | None:
    """What a proposal was for, as the log has it; None when the call never proposed it."""
    for entry in entries:
        event = entry.event
        if isinstance(event, BookingStep) and event.step == "proposed" and event.proposal_id == proposal_id:
            return event.action if event.action != "confirm" else None
    return None


def outcome_of(entries: Sequence[Entry], *, failed: bool = False) -> Outcome:
    """What the call came to, from what is on its log."""
    written = [
        WRITTEN_OUTCOMES[entry.event.action]
        for entry in entries
        if isinstance(entry.event, BookingStep) and entry.event.step == "written"
    ]
    # What was last done to the schedule names the call: a visit booked and then cancelled is a cancellation.
    changes = [outcome for outcome in written if outcome in SCHEDULE_CHANGES]
    if changes or written:
        return (changes or written)[-1]
    if _transfer(entries) in TAKEN:
        return "transferred"
    if failed:
        return "failed"
    if any(isinstance(entry.event, MessageTaken) for entry in entries):
        return "message_taken"
    return "answered" if _answered(entries) else "abandoned"


def nobody_took_it(entries: Sequence[Entry]) -> bool:
    """Whether the last that happened is a transfer which nobody took, so that the caller comes back."""
    last = entries[-1].event if entries else None
    return isinstance(last, TransferRequested) and last.result not in TAKEN


def _transfer(entries: Iterable[Entry]) -> str:
    """How the newest transfer stands; empty when there was none."""
    results = [entry.event.result for entry in entries if isinstance(entry.event, TransferRequested)]
    return results[-1] if results else ""


def was_locked(entries: Iterable[Entry]) -> bool:
    """Whether the caller has used up her tries to say who she is."""
    changes = [entry.event for entry in entries if isinstance(entry.event, IdentityChanged)]
    return bool(changes) and changes[-1].locked


def has_open_business(entries: Iterable[Entry]) -> bool:
    """Whether a call that broke off has something in it that staff should know of.

    That is a turn of the caller's that got no answer, and whatever was handed to the supervisor and ended neither in a
    write nor in a message: it may have been answered, but nobody can tell whether the caller was done.
    """
    unanswered = handed_over = False
    for entry in entries:
        event = entry.event
        if isinstance(event, CallerSaid):
            unanswered = True
        elif isinstance(event, LexiSaid):
            unanswered = False
        elif isinstance(event, Delegated):
            handed_over = True
        elif isinstance(event, MessageTaken) or (isinstance(event, BookingStep) and event.step == "written"):
            unanswered = handed_over = False
    return unanswered or handed_over


def _answered(entries: Sequence[Entry]) -> bool:
    """Whether anything the caller said got an answer."""
    asked = False
    for entry in entries:
        if isinstance(entry.event, CallerSaid):
            asked = True
        elif asked and isinstance(entry.event, LexiSaid | SupervisorAnswered):
            return True
    return False


def transcript(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """(speaker, words) of everything said, the notice included."""
    lines: list[tuple[str, str]] = []
    for entry in entries:
        if isinstance(entry.event, NoticeGiven):
            lines.append(("Notice", entry.event.text))
        elif isinstance(entry.event, CallerSaid):
            lines.append(("Caller", entry.event.text))
        elif isinstance(entry.event, LexiSaid):
            lines.append(("Lexi", entry.event.text))
    return lines
