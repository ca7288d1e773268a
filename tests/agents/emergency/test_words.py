"""The fixed words, and the tables that lead to them."""

import pytest

from receptionist.agents.claims import claims_in
from receptionist.agents.emergency import Alarm, Tier, first_reply
from receptionist.agents.emergency.alarm import Language
from receptionist.agents.emergency.concepts_en import ENGLISH
from receptionist.agents.emergency.concepts_es import SPANISH
from receptionist.agents.emergency.context import live_hits
from receptionist.agents.emergency.signs import COMPOUNDS, SIGNS, Sign
from receptionist.agents.emergency.text import read_speech
from receptionist.practice.profile import PracticeProfile, load_profile
from receptionist.settings import ROOT

pytestmark = pytest.mark.unit

LANGUAGES: tuple[Language, ...] = ("en", "es")


@pytest.fixture(scope="module")
def profile() -> PracticeProfile:
    return load_profile(ROOT / "fixtures/practices/barton.yaml")


@pytest.mark.parametrize("sign", sorted({sign.name for sign in SIGNS if sign.tier is Tier.E0} | {"yes_to_red_flags"}))
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("repeated", [False, True])
def test_e0_always_names_911_and_where_to_go(
    profile: PracticeProfile, sign: str, language: Language, repeated: bool
) -> None:
    reply = first_reply(Alarm(Tier.E0, sign, "", language, repeated), profile)
    assert "911" in reply
    assert ("emergency room" if language == "en" else "sala de emergencias") in reply
    assert ("988" in reply) == (sign == "self_harm")


def test_e0_says_the_profiles_own_sentence(profile: PracticeProfile) -> None:
    own = profile.model_copy(update={"emergency": "Call 911 or drive to Mercy's emergency room {now}."})
    assert own.emergency in first_reply(Alarm(Tier.E0, "breathing", ""), own)


def test_a_lost_tooth_gets_the_approved_sentence(profile: PracticeProfile) -> None:
    english = first_reply(Alarm(Tier.E1, "tooth_knocked_out", ""), profile)
    for part in ("crown", "at most ten seconds", "milk", "baby tooth", "come to Barton Dental", profile.address):
        assert part in english
    spanish = first_reply(Alarm(Tier.E1, "tooth_knocked_out", "", "es"), profile)
    for part in ("corona", "diez segundos", "leche", "venga"):
        assert part in spanish
    assert "crown" not in first_reply(Alarm(Tier.E1, "tooth_moved", ""), profile)


def test_a_closed_office_sends_an_e1_to_the_emergency_room(profile: PracticeProfile) -> None:
    reply = first_reply(Alarm(Tier.E1, "tooth_moved", ""), profile, open_now=False)
    assert "closed" in reply
    assert "emergency room" in reply
    assert "Please come" not in reply


def test_e2_asks_for_red_flags_and_e3_says_nothing(profile: PracticeProfile) -> None:
    assert "fever" in first_reply(Alarm(Tier.E2, "abscess", ""), profile)
    assert first_reply(Alarm(Tier.E3, "chipped_tooth", ""), profile) == ""


def test_every_sign_stands_on_concepts_that_exist() -> None:
    known = set(ENGLISH) | set(SPANISH) | {sign.name for sign in COMPOUNDS}
    used = {name for sign in (*SIGNS, *COMPOUNDS) for name in (*sign.needs, *sign.unless)}
    assert used - known == set()
    switches = {"INERT", "RESOLVED", "AGAIN"}
    assert known - used - switches == set()


@pytest.mark.parametrize("table", [ENGLISH, SPANISH], ids=["en", "es"])
def test_phrases_are_written_as_speech_is_read(table: dict[str, str]) -> None:
    for phrases in table.values():
        for phrase in phrases.split(";"):
            words = [word.rstrip("*") for word in phrase.split() if word not in ("~", "..")]
            assert words, phrases
            assert list(read_speech(" ".join(words)).tokens) == words


def test_signs_are_ordered_from_the_most_urgent() -> None:
    assert [sign.tier for sign in SIGNS] == sorted(sign.tier for sign in SIGNS)
    assert live_hits(read_speech(""), []) == []


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fixed_words_claim_no_deed(profile: PracticeProfile, sign: Sign, language: Language) -> None:
    for open_now in (True, False):
        assert claims_in(first_reply(Alarm(sign.tier, sign.name, "", language), profile, open_now=open_now)) == []
