"""Facts are read from a call's own events, and from nothing else."""

import json
from datetime import datetime

import pytest

from receptionist.agents.claims import Facts, Written, audit, claims_in, facts_of
from receptionist.booking import wording
from receptionist.events import (
    BookingAction,
    BookingStep,
    Event,
    LexiSaid,
    MessageTaken,
    ToolFinished,
    TransferRequested,
)

pytestmark = pytest.mark.unit

WHEN = datetime(2026, 12, 1, 14, 0)  # noqa: DTZ001  (wall clock, as tools return it)


def _tool(name: str, status: str, **output: object) -> ToolFinished:
    text = json.dumps({"status": status, **output})
    return ToolFinished(tier="supervisor", name=name, tool_call_id="t", output=text, status=status, seconds=0.1)


def _visit(when: str) -> dict[str, object]:
    return {"AptNum": 7, "AptDateTime": when, "AptStatus": "Scheduled"}


def _step(step: str, action: BookingAction) -> BookingStep:
    return BookingStep.model_validate({"step": step, "action": action})


def test_a_write_takes_its_time_from_the_tool_that_read_it_back() -> None:
    events: list[Event] = [
        _step("proposed", "create"),
        _step("written", "create"),
        _tool("ConfirmBooking", "done", AptNum=7, AptDateTime="2026-12-01 14:00:00"),
    ]
    assert facts_of(events) == Facts(written=(Written("create", WHEN),))
    assert facts_of(events[:1]) == Facts(proposal_open=True)


def test_visits_read_messages_and_transfers() -> None:
    facts = facts_of(
        [
            _tool("GetAppointments", "ok", appointments=[_visit("2026-12-01 14:00:00"), _visit("?")]),
            _tool("GetAvailableSlots", "ok", slots=[{"AptDateTime": "2026-12-02 14:00:00", "Op": 1}]),
            _tool("GetAppointments", "ok", appointments=[{**_visit("2026-12-03 14:00:00"), "AptStatus": "Broken"}]),
            _tool("AppendAppointmentNote", "noted", say="Noted."),
            MessageTaken(message_id="m", urgency="routine", owner="front desk"),
            TransferRequested(reason="other", result="no_staff"),
        ],
        published="Parking: free",
    )
    assert facts == Facts(visits=(WHEN,), messages=1, notes=1, attempts=1, published="Parking: free")
    assert facts_of([TransferRequested(reason="other", result="dialling", target="desk")]).transfers == 1


def test_neither_speech_nor_a_failed_write_is_a_fact() -> None:
    events: list[Event] = [
        LexiSaid(text="You're booked!", turn=1),
        _step("failed", "create"),
        _tool("CreateAppointment", "error", say="no"),
        ToolFinished(tier="lexi", name="x", tool_call_id="t", output="not json", status="", seconds=0.0),
    ]
    assert facts_of(events) == Facts()


def test_a_dropped_proposal_is_no_longer_open() -> None:
    assert not facts_of([_step("proposed", "move"), _step("dropped", "move")]).proposal_open


@pytest.mark.parametrize(
    "sentence",
    [
        wording.UNREADABLE, wording.NOT_WRITTEN, wording.TAKEN, wording.MOVE_TAKEN, wording.EXPIRED, wording.VOID,
        wording.NO_VISIT, wording.CANT_REGISTER,
    ],
)  # fmt: skip
def test_the_houses_own_refusals_are_not_taken_for_claims(sentence: str) -> None:
    assert audit(claims_in(sentence), Facts()) == []
