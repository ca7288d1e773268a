"""What the detector remembers in a call: one alarm for a rise, none lowered, and what two turns say together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receptionist.agents.emergency import Alarm, EmergencyDetector, Tier

pytestmark = pytest.mark.unit

VOCABULARY = (
    "i my no not can breathe swelling tooth knocked out bleeding stop fever and but last year jaw broke se me cayo "
    "un diente respirar if do you treat 's ' , . ? ¿ — 911 é"
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=40).map(" ".join)


def _tiers(*turns: str) -> list[Tier | None]:
    detector = EmergencyDetector()
    alarms = [detector.hear(turn, final=True) for turn in turns]
    return [alarm.tier if alarm else None for alarm in alarms]


@pytest.mark.parametrize(
    ("turns", "tiers"),
    [
        (("My gum is swollen.", "My gum is swollen."), [Tier.E2, None]),
        (("I chipped a tooth.", "Also my cheek is swollen.", "My tooth fell out!"), [Tier.E3, Tier.E2, Tier.E1]),
        (("I can't breathe.", "And my crown came off."), [Tier.E0, None]),
        (("My cheek is swollen.", "Yes, I have a fever."), [Tier.E2, Tier.E0]),
        (("My cheek is swollen.", "No fever."), [Tier.E2, None]),
        (("My tooth broke.", "The pain is unbearable."), [Tier.E2, Tier.E1]),
        (("The bleeding won't stop.", "I want to die."), [Tier.E0, Tier.E0]),
        (("I want to die.", "I want to die."), [Tier.E0, None]),
        (("It's probably nothing, but I can't swallow.",), [Tier.E0]),
    ],
)
def test_alarms_over_a_call(turns: tuple[str, ...], tiers: list[Tier | None]) -> None:
    assert _tiers(*turns) == tiers


def test_a_growing_partial_turn_raises_once_and_early() -> None:
    detector = EmergencyDetector()
    turn = "so my son fell off his bike and his tooth got knocked out and we are on our way"
    heard = turn.split()
    alarms = [detector.hear(" ".join(heard[:n]), final=False) for n in range(1, len(heard) + 1)]
    alarms.append(detector.hear(" ".join(heard), final=True))
    raised = [n for n, alarm in enumerate(alarms, start=1) if alarm]
    assert raised == [heard.index("out") + 3]


def test_a_partial_turn_waits_for_what_may_follow() -> None:
    detector = EmergencyDetector()
    assert detector.hear("I can't breathe", final=False) is None
    assert detector.hear("my cheek is swollen and I was wondering", final=False) is None
    assert detector.hear("I can't breathe", final=True) is not None


def test_an_alarm_carries_the_callers_words_and_language() -> None:
    alarm = EmergencyDetector().hear("Hola, se me cayó un diente jugando", final=True)
    assert alarm is not None
    assert (alarm.tier, alarm.language) == (Tier.E1, "es")
    assert "diente" in alarm.words


def test_resistance_is_answered_once() -> None:
    detector = EmergencyDetector()
    first = detector.hear("I can't stop the bleeding", final=True)
    again = detector.hear("I don't want an ambulance, I just want an appointment", final=True)
    assert first is not None
    assert again == Alarm(Tier.E0, first.sign, again.words if again else "", "en", repeated=True)
    assert detector.hear("I just want an appointment", final=True) is None


@pytest.mark.parametrize(
    ("question", "answer", "tier"),
    [
        ("Do you have a fever or trouble breathing?", "Yes.", Tier.E0),
        ("Do you have a fever or trouble breathing?", "No.", None),
        ("Do you have a fever or trouble breathing?", "Yes, swelling.", Tier.E2),
        ("Shall I book it?", "Yes.", None),
    ],
)
def test_a_bare_yes_to_red_flags_counts(question: str, answer: str, tier: Tier | None) -> None:
    detector = EmergencyDetector()
    detector.asked(question)
    alarm = detector.hear(answer, final=True)
    assert (alarm.tier if alarm else None) == tier


@given(st.text(max_size=300), st.booleans())
def test_never_raises_on_any_text(text: str, final: bool) -> None:
    EmergencyDetector().hear(text, final=final)
    EmergencyDetector().asked(text)


@given(st.lists(WORDS, max_size=5))
def test_deterministic_and_never_lowered(turns: list[str]) -> None:
    one, other = EmergencyDetector(), EmergencyDetector()
    highest: Tier | None = None
    for turn in turns:
        alarm = one.hear(turn, final=True)
        assert alarm == other.hear(turn, final=True)
        if alarm is not None:
            assert highest is None or alarm.tier <= highest
            highest = alarm.tier
        assert one.highest == highest


@given(
    st.sampled_from(
        ["swelling", "fever", "bleeding", "trouble breathing", "chest pain", "trouble swallowing", "an abscess"]
    ),
    st.sampled_from(["I have {}", "there is {}", "she has {} right now"]),
    st.sampled_from(["I don't have {}", "no {}", "there isn't any {}", "without {}", "she never had {}"]),
)
def test_negation_flips(symptom: str, said: str, denied: str) -> None:
    urgent = EmergencyDetector().hear(said.format(symptom), final=True)
    assert (urgent is not None) == (symptom != "fever")
    assert EmergencyDetector().hear(denied.format(symptom), final=True) is None
