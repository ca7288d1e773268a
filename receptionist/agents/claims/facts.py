"""What the call's log says was done: the only thing a claim is measured against."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from receptionist.events import BookingStep, Event, MessageTaken, ToolFinished, TransferRequested

_WRITES = frozenset(
    {"CreateAppointment", "UpdateAppointment", "BreakAppointment", "ConfirmBooking", "ConfirmAppointment"}
)


@dataclass(frozen=True)
class Written:
    """A write that was read back from Open Dental. `when` is the practice's wall clock, without a zone."""

    action: str
    when: datetime | None = None


@dataclass(frozen=True)
class Facts:
    """The log so far, as far as claims go.

    `visits` are the starts of visits that a tool read in this call; `published` is the text of the office block, whose
    prices may be said; `proposal_open` is whether something was read back and neither written nor dropped.
    """

    written: tuple[Written, ...] = ()
    messages: int = 0
    transfers: int = 0
    visits: tuple[datetime, ...] = ()
    proposal_open: bool = False
    published: str = ""


@dataclass
class _Gathering:
    written: list[Written] = field(default_factory=list)
    visits: list[datetime] = field(default_factory=list)
    messages: int = 0
    transfers: int = 0
    open: bool = False


def facts_of(events: Iterable[Event], published: str = "") -> Facts:
    """The facts in a call's events, in the order of the log."""
    so_far = _Gathering()
    for event in events:
        match event:
            case BookingStep():
                _step(so_far, event)
            case ToolFinished():
                _tool(so_far, event)
            case MessageTaken():
                so_far.messages += 1
            case TransferRequested(result="dialling"):
                so_far.transfers += 1
            case _:
                pass
    return Facts(tuple(so_far.written), so_far.messages, so_far.transfers, tuple(so_far.visits), so_far.open, published)


def _step(so_far: _Gathering, event: BookingStep) -> None:
    if event.step == "written":
        so_far.written.append(Written(event.action))
        so_far.open = so_far.open and event.action == "confirm"
    elif event.step == "proposed":
        so_far.open = True
    elif event.step == "dropped":
        so_far.open = False


def _tool(so_far: _Gathering, event: ToolFinished) -> None:
    """Take the times from what tools returned: the time of the newest write, and the visits that were read."""
    try:
        output: Any = json.loads(event.output)
    except ValueError:
        return
    if not isinstance(output, dict):
        return
    if event.name in _WRITES and event.status == "done" and so_far.written:
        newest = so_far.written[-1]
        if newest.when is None and newest.action != "register":
            so_far.written[-1] = Written(newest.action, _moment(output.get("AptDateTime")))
    rows = output.get("appointments")
    if isinstance(rows, list):
        moments = (_moment(row.get("AptDateTime")) for row in rows if isinstance(row, dict))
        so_far.visits.extend(moment for moment in moments if moment is not None)


def _moment(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if isinstance(text, str) else None
    except ValueError:
        return None
