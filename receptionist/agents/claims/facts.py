"""What the call's log says was done: the only thing a claim is measured against."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from receptionist.events import BookingStep, Event, MessageTaken, ToolFinished, TransferRequested


@dataclass(frozen=True)
class Written:
    """A write that was read back from Open Dental. `when` is the practice's wall clock, without a zone."""

    action: str
    when: datetime | None = None


@dataclass(frozen=True)
class Facts:
    """The log so far, as far as claims go.

    `visits` are the starts of standing visits that a tool read in this call; `notes` were put on a chart. `transfers`
    are being dialled; `attempts` are all that were asked for, and the tool tells what came of them. `published` is the
    text of the office block, whose prices may be said. `proposal_open`: something was read back and neither written nor
    dropped.
    """

    written: tuple[Written, ...] = ()
    messages: int = 0
    notes: int = 0
    transfers: int = 0
    attempts: int = 0
    visits: tuple[datetime, ...] = ()
    proposal_open: bool = False
    published: str = ""


@dataclass
class _Gathering:
    written: list[Written] = field(default_factory=list)
    visits: list[datetime] = field(default_factory=list)
    messages: int = 0
    notes: int = 0
    transfers: int = 0
    attempts: int = 0
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
            case TransferRequested():
                so_far.attempts += 1
                so_far.transfers += event.result == "dialling"
            case _:
                pass
    return Facts(
        written=tuple(so_far.written),
        messages=so_far.messages,
        notes=so_far.notes,
        transfers=so_far.transfers,
        attempts=so_far.attempts,
        visits=tuple(so_far.visits),
        proposal_open=so_far.open,
        published=published,
    )


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
    so_far.notes += event.status == "noted"
    if event.status != "done":
        so_far.visits.extend(_standing_visits(output))
    elif isinstance(output, dict) and so_far.written:
        newest = so_far.written[-1]
        if newest.when is None and newest.action != "register":
            so_far.written[-1] = Written(newest.action, _moment(output.get("AptDateTime")))


def _standing_visits(output: Any) -> Iterator[datetime]:
    """The starts of the visits in a tool's answer, at any depth. An opening has no AptNum and is no visit."""
    if isinstance(output, list):
        for row in output:
            yield from _standing_visits(row)
    elif isinstance(output, dict):
        start = _moment(output.get("AptDateTime"))
        if start is not None and "AptNum" in output and output.get("AptStatus", "Scheduled") == "Scheduled":
            yield start
        for value in output.values():
            yield from _standing_visits(value)


def _moment(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if isinstance(text, str) else None
    except ValueError:
        return None
