"""A family is proposed, read back, agreed to and booked together, or not at all."""

import pytest

from opendental_client import AptStatus
from receptionist.booking.outcome import CreateRequest, Done, Failed, NotAgreed, Proposed, Refused
from tests.booking.fake import at
from tests.booking.world import CHILD_CLEANING, CLEANING, CROWN, DANA, FILLING, KIM, MILO, ORTEGA, TOM, Call, finish

pytestmark = pytest.mark.unit
TEN, ELEVEN = at("2026-12-01 10:00"), at("2026-12-01 11:00")
DANAS = CreateRequest(DANA, CLEANING, TEN, prov_num=KIM)
MILOS = CreateRequest(MILO, CHILD_CLEANING, ELEVEN, prov_num=KIM)
SENTENCE = (
    "A Cleaning for Dana on Tuesday, December 1 at 10:00 AM with Sarah Kim and a Child Cleaning for Milo on "
    "Tuesday, December 1 at 11:00 AM with Sarah Kim. Shall I book both?"
)


async def offered(call: Call, *requests: CreateRequest) -> Proposed:
    offer = await call.verified(MILO).authority.propose_family(requests or (DANAS, MILOS), call.sequence)
    assert isinstance(offer, Proposed), offer
    return offer


async def test_a_family_is_one_proposal_with_one_read_back_and_one_commit(call: Call) -> None:
    offer = await offered(call)
    assert offer.read_back == SENTENCE
    assert await offered(call) == offer
    done = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back, "Yes, both please."))
    assert isinstance(done, Done)
    rows = [call.world.appointments[number] for number in (done.apt_num, *done.others)]
    assert [(row.pat_num, row.apt_date_time) for row in rows] == [(DANA, TEN), (MILO, ELEVEN)]
    assert [row.note[-3:] for row in rows] == ["/1)", "/2)"]
    assert done.say == f"It's done: {SENTENCE.split('. Shall')[0]}."
    assert await call.authority.commit(offer.proposal_id, call.turns) == done
    assert call.world.writes == ["create", "create"]


@pytest.mark.parametrize("lost", ["refused", "lost_before"])
@pytest.mark.parametrize("place", [0, 1])
async def test_when_one_visit_fails_none_stands(call: Call, lost: str, place: int) -> None:
    offer = await offered(call)
    turns = call.agree(offer.read_back)

    def fail() -> None:
        setattr(call.world.fault, lost, 1)

    if place:
        call.world.after_write = fail
    else:
        fail()
    result = await finish(call, call.authority.commit(offer.proposal_id, turns))
    assert isinstance(result, Refused if lost == "refused" else Failed)
    standing = [row for row in call.world.appointments.values() if row.apt_status == AptStatus.SCHEDULED]
    assert standing == []


async def test_one_that_is_not_allowed_refuses_all_and_holds_nothing(call: Call) -> None:
    call.verified(MILO)
    refused = await call.authority.propose_family((DANAS, CreateRequest(MILO, CROWN, ELEVEN)), 0)
    assert isinstance(refused, Refused)
    assert refused.reason == "R12_not_bookable"
    other = Call(call.world, call.office, call.clock, call.store, "c_2").verified(TOM)
    assert isinstance(await other.authority.propose(CreateRequest(TOM, CLEANING, TEN, prov_num=KIM), 0), Proposed)


async def test_the_visits_keep_out_of_each_others_way(call: Call) -> None:
    call.verified(MILO)
    clash = await call.authority.propose_family((DANAS, CreateRequest(MILO, CHILD_CLEANING, TEN, prov_num=KIM)), 0)
    assert isinstance(clash, Refused)
    assert clash.reason == "R24_held"
    beside = CreateRequest(MILO, CHILD_CLEANING, TEN, prov_num=ORTEGA)
    assert isinstance(await call.authority.propose_family((DANAS, beside), 0), Proposed)


async def test_no_dentist_is_named_on_two_rows_at_once(call: Call) -> None:
    call.verified(TOM)
    both = (CreateRequest(TOM, FILLING, TEN, prov_num=1), DANAS)
    offer = await offered(call, *both)
    done = await call.authority.commit(offer.proposal_id, call.agree(offer.read_back))
    assert isinstance(done, Done)
    named = [call.world.appointments[number].prov_num for number in (done.apt_num, *done.others)]
    assert named == [1, KIM]


@pytest.mark.parametrize("count", [0, 1, 7])
async def test_too_few_and_too_many_are_refused(call: Call, count: int) -> None:
    refused = await call.authority.propose_family((DANAS,) * count, 0)
    assert isinstance(refused, Refused)
    assert refused.reason == "R27_family"


async def test_an_unverified_member_refuses_all(call: Call) -> None:
    refused = await call.authority.propose_family((DANAS, MILOS), 0)
    assert isinstance(refused, Refused)
    assert refused.reason == "R21_identity"


async def test_each_visit_counts_towards_the_limit(call: Call) -> None:
    policies = call.office.profile.policies.model_copy(update={"creates_per_call": 1})
    object.__setattr__(call.office, "profile", call.office.profile.model_copy(update={"policies": policies}))
    refused = await call.verified(MILO).authority.propose_family((DANAS, MILOS), 0)
    assert isinstance(refused, Refused)
    assert refused.reason == "R29_limit"


@pytest.mark.parametrize(
    "words", ["Yes, for Dana.", "Yes, at ten.", "Just Milo", "Yes, but only the first one", "Dana yes, Milo no"]
)
async def test_a_yes_to_a_part_is_not_a_yes(call: Call, words: str) -> None:
    offer = await offered(call)
    assert isinstance(await call.authority.commit(offer.proposal_id, call.agree(offer.read_back, words)), NotAgreed)
    assert call.world.writes == []


@pytest.mark.parametrize(
    "said",
    [
        "A Cleaning for Dana on Tuesday, December 1 at 10:00 AM. Shall I book both?",
        SENTENCE.replace("10:00", "9:00"),
        SENTENCE.replace("10:00", "x").replace("11:00", "10:00").replace("x", "11:00"),
    ],
    ids=["one left out", "another time", "times swapped"],
)
async def test_everyone_must_have_been_read_back_with_their_own_time(call: Call, said: str) -> None:
    offer = await offered(call)
    assert isinstance(await call.authority.commit(offer.proposal_id, call.agree(said)), NotAgreed)
