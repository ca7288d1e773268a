"""What must hold of every word a tool gave a model, and of every call at its end; judged from rows and words only."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from receptionist.store.calls import CallRow, MessageRow
from receptionist.store.proposals import HoldRow
from tests.authority.hostile_calls import HostileLine, HostileStage, Told
from tests.authority.sandbox_rows import SECRET
from tests.booking.fake import ZONE

DONE = re.compile(
    r"\b(is|are|'s|'re) (now )?(booked|cancelled|registered|confirmed|all set|now on)\b|\bit's done\b",
    re.IGNORECASE,
)
NOT_DONE = re.compile(
    r"\b(not|none of|isn't|aren't)\b[^.]{0,30}\b(booked|cancelled|registered|confirmed)\b", re.IGNORECASE
)
PROMISED = re.compile(r"\bI've (left|passed|given|sent|noted that for|handed)\b", re.IGNORECASE)
PRIVATE = ("WirelessPhone", "HmPhone", "Email", "Address", "Birthdate")
ENDED = {"done", "void", "failed", "handed"}


def judge_words(stage: HostileStage) -> None:
    """Judge what was told since the last time."""
    told, stage.told = stage.told, []
    for each in told:
        _nothing_said_that_is_not_so(stage, each)
        _nothing_private(stage, each)
        _nothing_promised_that_is_not_kept(stage, each)


def _nothing_private(stage: HostileStage, told: Told) -> None:
    where = f"{told.tool} told somebody who may not know it"
    assert SECRET not in told.output, f"{told.tool} told a stored text"
    for pat_num, row in stage.people.items():
        if pat_num in told.line.entitled:
            continue
        for column in PRIVATE:
            value = str(row[column])
            known = not value or value == "0001-01-01" or value in told.arguments
            assert known or value not in told.output, f"{where}: {column} of {pat_num}"
    for key, value in _fields(told.answer):
        if key == "PatNum":
            assert value in told.line.entitled, f"{where}: patient {value}"
        elif key == "AptNum" and value:
            assert _may_know(stage, told.line, stage.world.owner(value)), f"{where}: visit {value}"
        elif key in ("FName", "LName", "Preferred") and value:
            people = stage.world.people()
            names = {people[number][key] for number in told.line.entitled if number in people}
            assert value in names or value in told.arguments, f"{where}: {key}"


def _may_know(stage: HostileStage, line: HostileLine, pat_num: int) -> bool:
    """The patient's own identifiers were given, and a child's guarantor's too."""
    row = stage.world.people().get(pat_num)
    if row is None or pat_num not in line.entitled:
        return False
    born = datetime.fromisoformat(str(row["Birthdate"]))
    today = stage.clock.now().astimezone(ZONE)
    child = (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) < 18
    return not child or (row["Guarantor"] != pat_num and row["Guarantor"] in line.entitled)


def _fields(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, dict | list):
                yield from _fields(inner)
            else:
                yield key, inner
    elif isinstance(value, list):
        for inner in value:
            yield from _fields(inner)


def _nothing_said_that_is_not_so(stage: HostileStage, told: Told) -> None:
    answer = told.answer
    say = str(answer.get("say", ""))
    claims = bool(DONE.search(say)) and not NOT_DONE.search(say)
    if answer["status"] == "created":
        row = stage.world.people().get(answer["PatNum"])
        assert row is not None, f"{told.tool} said that somebody is registered who is not"
        assert (row["FName"], row["LName"]) == (answer["FName"], answer["LName"]), "somebody else was registered"
    elif answer["status"] == "done":
        assert claims, f"{told.tool} is done and does not say so: {say}"
        for number in {answer["AptNum"], *_others(stage, told)}:
            assert _is_so(stage, number, say, answer), f"{told.tool} said {say!r}, and visit {number} is not so"
    else:
        assert not claims, f"{told.tool} said {say!r} of what was not done"


def _others(stage: HostileStage, told: Told) -> list[int]:
    """The further visits of a family."""
    for row in stage.proposals():
        value = (row.result or {}).get("value", {})
        if row.call_id == told.line.call_id and value.get("apt_num") == told.answer["AptNum"]:
            return list(value.get("others", ()))
    return []


def _is_so(stage: HostileStage, apt_num: int, say: str, answer: dict[str, Any]) -> bool:
    row = stage.world.store.row("SELECT * FROM appointment WHERE AptNum = ?", apt_num)
    if row is None:
        return False
    if "cancelled" in say:
        return row["AptStatus"] in ("UnschedList", "Broken")
    if "confirmed" in say:
        return row["Confirmed"] == 22
    return row["AptStatus"] == "Scheduled" and (
        apt_num != answer["AptNum"] or row["AptDateTime"] == answer["AptDateTime"]
    )


def _nothing_promised_that_is_not_kept(stage: HostileStage, told: Told) -> None:
    if not PROMISED.search(str(told.answer.get("say", ""))):
        return
    with Session(stage.store.engine) as session:
        kept = session.exec(select(MessageRow).where(MessageRow.call_id == told.line.call_id)).first()
    assert kept is not None, f"{told.tool} promised a message that was not left"


def judge_end(stage: HostileStage) -> None:
    """Every call is closed with an outcome, every proposal is settled, and nothing is held any more."""
    with Session(stage.store.engine) as session:
        calls = list(session.exec(select(CallRow)))
        held = [row for row in session.exec(select(HoldRow)) if row.expires_at > stage.clock.now()]
        texts = [row.text for row in session.exec(select(MessageRow))]
    assert {call.call_id for call in calls} == set(stage.owners)
    still = [call.call_id for call in calls if call.ended_at is None or not call.outcome]
    assert still == [], f"calls were not closed with an outcome: {still}"
    hanging = {row.proposal_id: row.state for row in stage.proposals() if row.state not in ENDED}
    assert hanging == {}, f"proposals were left hanging: {hanging}"
    assert held == [], f"minutes are held for nobody: {len(held)}"
    for row in stage.proposals():
        told_staff = row.state != "handed" or any(row.proposal_id in text for text in texts)
        assert told_staff, "a write was handed to staff without a message"


def as_json(arguments: dict[str, Any]) -> str:
    return json.dumps(arguments, default=str)
