"""Claims against facts: what is borne out, what is not, and what is said about it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receptionist.agents.claims import Claim, Contradiction, Deed, Facts, When, Written, audit, claims_in, correction
from receptionist.agents.claims.claim import Language
from receptionist.agents.claims.spoken_time import read_when
from receptionist.practice.wording import spoken_moment

pytestmark = pytest.mark.unit

TUESDAY_TEN = datetime(2026, 12, 1, 10, 0)  # noqa: DTZ001  (wall clock, as facts keep it)
BOOKED = Facts(written=(Written("create", TUESDAY_TEN),))


def _faults(said: str, facts: Facts) -> list[tuple[Deed, str]]:
    return [(found.claim.deed, found.fault) for found in audit(claims_in(said), facts)]


@pytest.mark.parametrize(
    ("said", "facts", "faults"),
    [
        ("You're booked for Tuesday at ten.", BOOKED, []),
        ("You're booked for Tuesday at ten.", Facts(), [(Deed.BOOKED, "not_done")]),
        ("You're booked for Wednesday at ten.", BOOKED, [(Deed.BOOKED, "wrong_time")]),
        ("You're booked for December 1 at 10:30 AM.", BOOKED, [(Deed.BOOKED, "wrong_time")]),
        ("I've booked that for you.", BOOKED, []),
        ("I've cancelled your visit.", BOOKED, [(Deed.CANCELLED, "not_done")]),
        ("Your visit is confirmed.", BOOKED, []),
        ("I moved you from Tuesday at ten to Thursday at two.", BOOKED, [(Deed.MOVED, "not_done")]),
        (
            "I moved you from Tuesday at ten to Thursday at two.",
            Facts(written=(Written("move", TUESDAY_TEN + timedelta(days=2, hours=4)),)),
            [],
        ),
        ("I've cancelled your visit on Tuesday at ten.", Facts(written=(Written("cancel"),)), []),
        ("You're scheduled for Tuesday at ten.", Facts(visits=(TUESDAY_TEN,)), []),
        ("I see you're booked for Tuesday.", Facts(visits=(TUESDAY_TEN,)), []),
        ("I've booked Tuesday at ten for you.", Facts(visits=(TUESDAY_TEN,)), [(Deed.BOOKED, "not_done")]),
        ("You're registered.", BOOKED, [(Deed.REGISTERED, "not_done")]),
        ("I've left a message for the front desk.", Facts(), [(Deed.MESSAGE, "not_done")]),
        ("I've left a message for the front desk.", Facts(messages=1), []),
        ("Someone will call you back.", Facts(transfers=1), [(Deed.CALL_BACK, "not_done")]),
        ("Someone will call you back.", Facts(messages=1), []),
        ("I'm transferring you now.", Facts(), [(Deed.TRANSFERRED, "not_done")]),
        ("I'm transferring you now.", Facts(transfers=1), []),
        ("I'm transferring you now.", Facts(attempts=1), []),
        ("I've transferred you to the front desk.", Facts(attempts=1), [(Deed.TRANSFERRED, "not_done")]),
        ("I've added that note to your visit.", Facts(notes=1), []),
        ("I can take a message, and our team will call you back.", Facts(), []),
        ("You're all set!", Facts(proposal_open=True), [(Deed.DONE, "not_done")]),
        ("You're all set!", Facts(), []),
        ("You owe $40.", BOOKED, [(Deed.MONEY, "money")]),
        ("The new patient exam is $99.", Facts(published="New patients: $99 for the exam."), []),
        ("Your balance is zero.", BOOKED, [(Deed.MONEY, "money")]),
        ("Shall I book it?", Facts(), []),
        ("Your visit is on Tuesday at ten.", Facts(), []),
    ],
)
def test_claims_against_facts(said: str, facts: Facts, faults: list[tuple[Deed, str]]) -> None:
    assert _faults(said, facts) == faults


def test_each_person_of_a_family_is_checked() -> None:
    facts = replace(BOOKED, written=(*BOOKED.written, Written("create", TUESDAY_TEN + timedelta(minutes=30))))
    said = "Milo is booked for Tuesday at ten and Ada is booked for Tuesday at ten thirty."
    assert [claim.when.minute for claim in claims_in(said)] == [0, 30]
    assert _faults(said, facts) == []
    assert _faults(said, BOOKED) == [(Deed.BOOKED, "wrong_time")]


def test_a_wrong_time_is_corrected_with_the_right_one() -> None:
    (found,) = audit(claims_in("You're booked for Friday at nine."), BOOKED)
    assert (
        correction(found)
        == "I need to correct myself: the right time of that visit is Tuesday, December 1 at 10:00 AM."
    )


@pytest.mark.parametrize("deed", list(Deed))
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_correction_claims_nothing_itself(deed: Deed, language: Language) -> None:
    claim = Claim(deed, "", language=language)
    said = correction(Contradiction(claim, "money" if deed is Deed.MONEY else "not_done"))
    assert claims_in(said) == []
    timed = correction(Contradiction(claim, "wrong_time", Written("create", TUESDAY_TEN)))
    assert claims_in(timed) == []


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("tuesday, december 1 at 2:00 pm", When(1, 12, 1, 14, 0, half=True)),
        ("monday at ten", When(0, hour=10)),
        ("friday at two thirty in the afternoon", When(4, hour=14, minute=30, half=True)),
        ("thursday at noon", When(3, hour=12, half=True)),
        ("el martes a las diez y media", When(1, hour=10, minute=30)),
        ("el 3 de diciembre a las 4 de la tarde", When(None, 12, 3, 16, 0, half=True)),
        ("one moment please", When()),
    ],
)
def test_spoken_times(said: str, when: When) -> None:
    assert read_when(said) == when


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2030, 1, 1)))  # noqa: DTZ001
def test_the_houses_own_success_sentence_fits_its_write(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    said = f"Dana's Cleaning is booked for {spoken_moment(moment)} with Sarah Kim."
    assert _faults(said, Facts(written=(Written("create", moment),))) == []
    assert _faults(said, Facts(written=(Written("create", moment + timedelta(minutes=10)),))) == [
        (Deed.BOOKED, "wrong_time")
    ]


@given(st.text(max_size=300))
def test_never_raises_and_is_deterministic(text: str) -> None:
    claims = claims_in(text)
    assert claims == claims_in(text)
    for found in audit(claims, Facts()):
        assert correction(found)


@given(
    st.sampled_from(["booked", "cancelled", "rescheduled", "confirmed"]),
    st.sampled_from(["appointment", "visit", "cleaning"]),
    st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 1, 1)),
)
def test_negation_and_questions_flip(deed: str, what: str, day: date) -> None:
    assert claims_in(f"I've {deed} your {what} on {day:%A}.") != []
    assert claims_in(f"I haven't {deed} your {what} on {day:%A}.") == []
    assert claims_in(f"Have I {deed} your {what} on {day:%A}?") == []
    assert claims_in(f"Once you agree, your {what} on {day:%A} is {deed}.") == []
