"""A day's writes against Open Dental as it stands: what a person has to look at, and what is only staff's own doing."""

from datetime import date
from typing import Any

import pytest
import typer

from opendental_client import AptStatus
from receptionist.booking.outcome import CreateRequest, Done, MoveRequest, Proposed
from receptionist.booking.reconcile import Compared, Finding, reconcile
from receptionist.booking.rule import Guarantee, Rule
from receptionist.booking.rules import GUARANTEES, RULES
from receptionist.commands import reconcile as command
from receptionist.commands import rules as rules_command
from tests.booking.fake import at
from tests.booking.world import CHILD_CLEANING, CLEANING, DANA, KIM, MILO, Call, finish, proposed

pytestmark = pytest.mark.unit
TEN = at("2026-12-01 10:00")
TODAY = date(2026, 11, 30)


async def booked(call: Call, request: Any = None) -> int:
    offer = await proposed(call, request or CreateRequest(DANA, CLEANING, TEN))
    done = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(done, Done)
    return done.apt_num


def change(call: Call, number: int, **values: Any) -> None:
    call.world.appointments[number] = call.world.appointments[number].model_copy(update=values)


async def lines(call: Call, day: date = TODAY) -> list[Compared]:
    return await reconcile(call.world.client, call.office, call.store, day)


async def found(call: Call) -> list[tuple[Finding, bool]]:
    return [(line.finding, line.needs_person) for line in await lines(call)]


async def test_what_stands_needs_nobody(call: Call) -> None:
    number = await booked(call)
    (line,) = await lines(call)
    assert (line.finding, line.apt_num, line.needs_person) == (Finding.STANDS, number, False)
    assert line.what == "book a Cleaning for PatNum 101 on Tuesday, December 1 at 10:00 AM with Sarah Kim"
    assert await lines(call, date(2026, 11, 29)) == []


@pytest.mark.parametrize(
    "values", [{"op": 5}, {"apt_date_time": at("2026-12-02 10:00")}, {"apt_status": AptStatus.BROKEN}, {"pattern": "X"}]
)
async def test_what_staff_changed_is_drift(call: Call, values: dict[str, Any]) -> None:
    change(call, await booked(call), **values)
    assert await found(call) == [(Finding.DRIFT, False)]


async def test_a_row_that_is_gone_is_missing(call: Call) -> None:
    del call.world.appointments[await booked(call)]
    assert await found(call) == [(Finding.MISSING, True)]


async def test_two_rows_of_one_proposal_are_told(call: Call) -> None:
    row = call.world.appointments[await booked(call)]
    call.world.visit(DANA, at("2026-12-02 10:00"), 60, 4, KIM, note=row.note)
    assert (await found(call))[0] == (Finding.DUPLICATE, True)


@pytest.mark.parametrize("known", [True, False])
async def test_a_row_of_ours_that_nobody_agreed_to_is_an_orphan(call: Call, known: bool) -> None:
    ref = (await proposed(call, CreateRequest(DANA, CLEANING, TEN))).proposal_id if known else "p_none"
    number = call.world.visit(DANA, TEN, 60, 4, KIM, note=f"Booked by Lexi (call c_1, ref {ref})")
    (line,) = await lines(call)
    assert (line.finding, line.apt_num, line.needs_person) == (Finding.ORPHAN, number, True)
    change(call, number, apt_status=AptStatus.UNSCHED_LIST)
    assert await lines(call) == []


async def test_an_unknown_write_needs_a_person(call: Call) -> None:
    offer = await proposed(call, CreateRequest(DANA, CLEANING, TEN))
    call.world.fault.lost_before = 1
    await finish(call, call.authority.commit(offer.proposal_id, call.agree(offer.read_back)))
    assert await found(call) == [(Finding.UNKNOWN, True)]


async def test_a_visit_that_we_moved_ourselves_is_compared_once(call: Call) -> None:
    number = await booked(call)
    await booked(call, MoveRequest(number, at("2026-12-03 10:00")))
    (line,) = await lines(call)
    assert line.finding is Finding.STANDS
    assert line.what.startswith(f"move visit {number} ")


async def test_each_visit_of_a_family_has_its_line(call: Call) -> None:
    visits = (CreateRequest(DANA, CLEANING, TEN), CreateRequest(MILO, CHILD_CLEANING, TEN))
    offer = await call.verified(MILO).authority.propose_family(visits, 0)
    assert isinstance(offer, Proposed)
    done = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(done, Done)
    del call.world.appointments[done.others[0]]
    assert [line.finding for line in await lines(call)] == [Finding.STANDS, Finding.MISSING]


def test_the_command_exits_with_one_when_a_person_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = Compared(Finding.MISSING, "book a Cleaning for PatNum 101", "c_1", "p_1", 77)

    async def report(day: date | None) -> command.Report:
        return command.Report(day or TODAY, [], [gone] if day is None else [])

    monkeypatch.setattr(command, "_report", report)
    with pytest.raises(typer.Exit) as caught:
        command.reconcile(None)
    assert caught.value.exit_code == 1
    printed = " ".join(capsys.readouterr().out.split())
    assert "missing" in printed
    assert "1 of them for a person to look at" in printed
    command.reconcile(at("2026-11-29 00:00"))
    assert "Nothing was written on 2026-11-29." in capsys.readouterr().out


def test_the_rules_command_prints_every_reason_code(capsys: pytest.CaptureFixture[str]) -> None:
    rules_command.rules()
    printed = capsys.readouterr().out
    listed: list[Rule | Guarantee] = [*RULES, *GUARANTEES]
    assert [rule.reason for rule in listed if rule.reason not in printed] == []
    assert {rule.id for rule in listed} == {f"R{number:02d}" for number in range(1, 32)}
