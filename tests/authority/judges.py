"""What must hold after every step, whatever the driver did. Each judge uses only rows, words and the journal."""

import re
from collections.abc import Mapping
from itertools import combinations
from typing import Any, Protocol

from sqlmodel import Session, select

from opendental_client import Appointment, AptStatus
from receptionist.booking.outcome import Proposed
from receptionist.store.calls import MessageRow
from receptionist.store.proposals import ProposalRow
from tests.authority.checker import Rows, blocks, collide, faults
from tests.authority.machine import Spoken, Stage
from tests.authority.watched import LeapingClock
from tests.booking.world import InlineDatabase

MARK = re.compile(r"Booked by Lexi \(call \S+, ref ([^\s)]+)\)")
CLAIMED = ("writing", "done", "unknown", "handed", "failed")


class Speaker(Protocol):
    """One call as its driver led it."""

    @property
    def said(self) -> list[Spoken]: ...
    @property
    def entitled(self) -> set[int]: ...
    @property
    def offers(self) -> list[Proposed]: ...


class JudgedRows(Rows, Protocol):
    """The schedule, and what the authority did to it."""

    created: set[int]

    @property
    def appointments(self) -> dict[int, Appointment]: ...
    def standing(self) -> list[Appointment]: ...


class Judged(Protocol):
    """What is judged: a driver's stage, whatever it drives."""

    clock: LeapingClock
    hour_ahead: bool
    store: InlineDatabase
    claimed: dict[str, bool]
    judged: dict[int, Any]

    @property
    def world(self) -> JudgedRows: ...
    @property
    def owners(self) -> Mapping[str, Speaker]: ...
    def proposals(self) -> list[ProposalRow]: ...


def judge(stage: Judged) -> None:
    proposals = stage.proposals()
    for row in proposals:
        _nothing_unagreed(stage, row)
    _at_most_one_row_each(stage)
    _no_two_of_ours_collide(stage)
    _every_new_row_is_legal(stage, {row.proposal_id: row for row in proposals})
    _only_for_the_entitled(stage)
    _what_is_unknown_has_a_message(stage, proposals)


def _nothing_unagreed(stage: Judged, row: ProposalRow) -> None:
    """A claimed proposal was read back after it was made, and the caller's words after that are the driver's yeses."""
    if row.state not in CLAIMED or row.proposal_id in stage.claimed:
        return
    line = stage.owners[row.call_id]
    stage.claimed[row.proposal_id] = True
    assert agreed(line, row), f"{row.proposal_id} was claimed without a yes after its read-back: {words(line, row)}"


def agreed(line: Speaker, row: ProposalRow) -> bool:
    after = [spoken for spoken in line.said if spoken.turn.sequence > row.sequence]
    backs = [place for place, spoken in enumerate(after) if spoken.of and _alike(line, spoken.of, row)]
    if not backs:
        return False
    callers = [spoken for spoken in after[backs[-1] + 1 :] if spoken.turn.speaker == "caller"]
    return bool(callers) and all(spoken.yes for spoken in callers)


def _alike(line: Speaker, proposal_id: str, row: ProposalRow) -> bool:
    """Whether that proposal's read-back names the same deed, person and time as this one's."""
    if proposal_id == row.proposal_id:
        return True
    said = next((offer for offer in line.offers if offer.proposal_id == proposal_id), None)
    return said is not None and said.kind == row.kind and _gist(said.read_back) == _gist(row.read_back)


def _gist(sentence: str) -> tuple[str, ...]:
    """Without the kind of visit and the provider: who and when."""
    return tuple(word for word in sentence.split() if word[0].isupper() or word[0].isdigit())[-12:]


def words(line: Speaker, row: ProposalRow) -> list[str]:
    return [f"{spoken.turn.speaker}: {spoken.turn.text}" for spoken in line.said[row.sequence :]]


def _at_most_one_row_each(stage: Judged) -> None:
    refs = [ref for row in stage.world.appointments.values() for ref in MARK.findall(row.note)]
    assert len(refs) == len(set(refs)), "a proposal has two rows"


def _no_two_of_ours_collide(stage: Judged) -> None:
    for one, other in combinations(stage.world.standing(), 2):
        assert not collide(one, other), f"visits {one.apt_num} and {other.apt_num} of ours collide"


def _every_new_row_is_legal(stage: Judged, proposals: dict[str, ProposalRow]) -> None:
    """Judged in the step that wrote it; one whose fate is unknown may clash with staff, and has a message instead."""
    now = stage.clock.now()
    for row in stage.world.standing():
        if stage.judged.get(row.apt_num) == row:
            continue
        stage.judged[row.apt_num] = row
        states = {proposals[ref.split("/")[0]].state for ref in MARK.findall(row.note)}
        new = row.apt_num in stage.world.created
        if new and not states <= {"done"}:
            continue
        if not new and not _moved_as_done(row.apt_num, proposals):
            continue
        wrong = faults(stage.world, row, now, hour_ahead=stage.hour_ahead, new=new)
        others = [each for each in stage.world.appointments.values() if each.apt_num != row.apt_num and blocks(each)]
        people = {row.prov_hyg} if row.is_hygiene and row.prov_hyg else {row.prov_num}
        wrong += [
            "taken"
            for each in others
            if collide(row, each) and (each.op == row.op or people & {each.prov_num, each.prov_hyg})
        ]
        assert wrong == [], f"visit {row.apt_num} at {row.apt_date_time} is illegal: {wrong}"


def _moved_as_done(apt_num: int, proposals: dict[str, ProposalRow]) -> bool:
    moves = [row for row in proposals.values() if row.kind == "move" and row.plan.get("apt_num") == apt_num]
    return bool(moves) and max(moves, key=lambda row: row.created_at).state == "done"


def _only_for_the_entitled(stage: Judged) -> None:
    for row in stage.world.appointments.values():
        for ref in MARK.findall(row.note):
            owner = _owner(stage, ref.split("/")[0])
            assert row.pat_num in owner.entitled, f"visit {row.apt_num} is for somebody its call never verified"


def _owner(stage: Judged, proposal_id: str) -> Speaker:
    return next(line for line in stage.owners.values() if proposal_id in {offer.proposal_id for offer in line.offers})


def _what_is_unknown_has_a_message(stage: Judged, proposals: list[ProposalRow]) -> None:
    open_ends = {row.proposal_id for row in proposals if row.state in ("unknown", "handed")}
    with Session(stage.store.engine) as session:
        texts = [row.text for row in session.exec(select(MessageRow))]
    assert all(any(ref in text for text in texts) for ref in open_ends), "an unknown write left no message"


def done_rows_stand(stage: Stage) -> None:
    """At the end: everything the caller was told is done stood as the authority left it, unless staff touched it."""
    for row in stage.proposals():
        if row.state != "done" or row.kind != "create" or not row.result:
            continue
        value = row.result["value"]
        for number in (value["apt_num"], *value["others"]):
            kept = stage.world.journal[number]
            cancelled = kept.apt_status != AptStatus.SCHEDULED
            assert cancelled or kept.pat_num, "a visit that was said to be booked is not there"
