"""A call's log as people read it: who said and did what, how long it took, what it cost."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from receptionist.calls.log import Entry
from receptionist.events import (
    BookingStep,
    CallContinued,
    CallEnded,
    CallerAcknowledged,
    CallerNoted,
    CallerSaid,
    CallerSilent,
    ClaimCorrected,
    EmergencyRaised,
    EngineReplaced,
    EngineTrouble,
    Event,
    IdentityChanged,
    LexiSaid,
    MessageTaken,
    NoticeGiven,
    SoundTimed,
    SupervisorAnswered,
    TokensUsed,
    ToolFinished,
    TransferRequested,
    TurnTimed,
)


@dataclass(frozen=True)
class Line:
    """One line of a report; `at` is an aware UTC instant, `style` a Rich style."""

    at: datetime
    who: str
    text: str
    style: str


@dataclass
class Tokens:
    """Tokens of one tier; `dollars` is None as soon as one response has no price."""

    given: int = 0
    cached: int = 0
    made: int = 0
    dollars: float | None = 0.0

    def add(self, used: TokensUsed) -> None:
        self.given += used.text_in + used.audio_in
        self.cached += used.text_cached + used.audio_cached
        self.made += used.text_out + used.audio_out
        self.dollars = None if self.dollars is None or used.dollars is None else self.dollars + used.dollars


@dataclass
class CallReport:
    """What `receptionist calls show` prints."""

    lines: list[Line] = field(default_factory=list)
    tokens: dict[str, Tokens] = field(default_factory=dict)
    turn_count: int = 0
    first_word_p50: int = 0
    answer_p50: int = 0


def report(entries: Sequence[Entry]) -> CallReport:
    """Read a whole log."""
    read = CallReport()
    timed: list[TurnTimed] = []
    for entry in entries:
        event = entry.event
        if isinstance(event, TokensUsed):
            read.tokens.setdefault(f"{event.tier} ({event.model})", Tokens()).add(event)
        elif isinstance(event, TurnTimed):
            timed.append(event)
        elif (line := _line(event)) is not None:
            read.lines.append(Line(entry.at, *line))
    if timed:
        read.turn_count = len(timed)
        read.first_word_p50 = round(statistics.median(turn.first_word_ms for turn in timed))
        read.answer_p50 = round(statistics.median(turn.answer_ms for turn in timed))
    return read


def _line(event: Event) -> tuple[str, str, str] | None:
    match event:
        case NoticeGiven():
            return "Notice", event.text, "dim"
        case CallerSaid():
            return "Caller", event.text, "bold green"
        case LexiSaid():
            return "Lexi", event.text, "bold cyan"
        case ToolFinished():
            return "tool", f"{event.name}: {event.status} ({1000 * event.seconds:.0f} ms)", "dim"
        case CallerAcknowledged():
            return "Caller", f"({event.text or 'a sound'})", "green"
        case SoundTimed():
            return "sound", f"{event.which.replace('_', ' ')}: {event.ms} ms ({event.own_ms} ms ours)", "dim"
        case SupervisorAnswered():
            return "supervisor", f"{event.ended} after {1000 * event.seconds:.0f} ms", "dim"
        case _:
            return _step(event)


def _step(event: Event) -> tuple[str, str, str] | None:
    match event:
        case IdentityChanged():
            return "identity", "locked" if event.locked else event.level, "magenta"
        case CallerNoted():
            return "caller", event.what, "magenta"
        case CallerSilent():
            return "caller", f"silent; asked {event.rung} times", "dim"
        case BookingStep():
            about = " ".join(part for part in (event.reason, f"#{event.apt_num}" if event.apt_num else "") if part)
            return "booking", f"{event.action} {event.step} {about}".rstrip(), "yellow"
        case MessageTaken():
            return "message", f"{event.urgency}, for the {event.owner}", "yellow"
        case TransferRequested():
            return "transfer", f"{event.reason.replace('_', ' ')}: {event.result.replace('_', ' ')}", "yellow"
        case EmergencyRaised():
            return "emergency", f"{event.tier} {event.sign.replace('_', ' ')}", "bold red"
        case ClaimCorrected():
            return "claim", f"{event.deed} taken back: {event.fault.replace('_', ' ')}", "bold red"
        case EngineTrouble():
            return "engine", f"{event.code}: {event.remedy.replace('_', ' ')}", "red"
        case EngineReplaced():
            return "engine", f"{event.why}, went on with {event.model} after {event.gap_ms} ms", "red"
        case CallContinued():
            return "call", f"went on {event.how.replace('_', ' ')}", "red"
        case CallEnded():
            return "ended", f"{event.outcome} ({event.reason.replace('_', ' ')})", "dim"
        case _:
            return None
