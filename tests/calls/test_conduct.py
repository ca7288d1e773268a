"""Who is calling: recordings, sellers, relay operators and abuse, measured on phrases; what code does about them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from receptionist.calls import abuse
from receptionist.calls.conduct import Conduct, Reply
from receptionist.calls.log import CallLog
from receptionist.calls.machines import MACHINE_GOODBYE, MEETS_NO_ONE, SALES_GOODBYE, Voice, voice_of
from receptionist.calls.relay import announces_relay
from receptionist.calls.silence import asks_to_wait
from receptionist.clock import ManualClock
from receptionist.engines import events as engine
from receptionist.events import CallerNoted, EmergencyRaised
from tests.calls.fakes import RecordingCaller
from tests.calls.stage import CANCELLED, DONE, Stage

pytestmark = pytest.mark.unit

PHRASES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parents[2] / "fixtures/phrases/callers.yaml").read_text()
)
MACHINE, SALE = PHRASES["tune"]["recorded"][0], PHRASES["tune"]["sales"][0]
INSULT, RELAY = PHRASES["tune"]["abuse"][0], PHRASES["tune"]["relay"][0]


def kinds(text: str) -> set[str]:
    found = {kind for kind, sees in (("relay", announces_relay), ("abuse", abuse.is_abusive)) if sees(text)}
    voice = voice_of(text)
    return found | ({"recorded" if voice is Voice.RECORDED else "sales"} if voice is not None else set())


@pytest.mark.parametrize("kind", ["recorded", "sales", "relay", "abuse"])
def test_the_phrases_that_built_the_patterns(kind: str) -> None:
    assert [phrase for phrase in PHRASES["tune"][kind] if kind not in kinds(phrase)] == []


def test_no_patient_is_taken_for_any_of_them() -> None:
    patients = [*PHRASES["tune"]["none"], *PHRASES["held_out"]["none"]]
    assert [phrase for phrase in patients if kinds(phrase) - {"relay"}] == []


def test_phrases_that_did_not_build_them() -> None:
    """A recording or a seller that is missed is answered like anybody; that costs a turn, not a patient."""
    for kind, least in (("recorded", 0.7), ("sales", 0.5), ("relay", 0.7), ("abuse", 0.6)):
        phrases = PHRASES["held_out"][kind]
        seen = [phrase for phrase in phrases if kind in kinds(phrase)]
        assert len(seen) / len(phrases) >= least, kind


def test_callers_who_ask_for_a_moment() -> None:
    assert [phrase for phrase in PHRASES["tune"]["wait"] if not asks_to_wait(phrase)] == []
    held_out = PHRASES["held_out"]["wait"]
    assert sum(map(asks_to_wait, held_out)) / len(held_out) >= 0.8
    assert [phrase for phrase in PHRASES["tune"]["none"][:12] if asks_to_wait(phrase)] == []


def new_conduct() -> tuple[Conduct, CallLog]:
    log = CallLog("c_1", ManualClock(datetime(2026, 11, 23, 14, tzinfo=UTC)))
    return Conduct(log), log


def test_abuse_gets_one_warning_and_then_the_end() -> None:
    conduct, log = new_conduct()
    assert conduct.caller_said(INSULT) == Reply(abuse.WARNING)
    # What was done is on the log, so a reconnected call goes on from there.
    assert Conduct(log).caller_said(INSULT) == Reply(abuse.GOODBYE, end="abusive")


def test_a_recording_is_given_one_chance_to_be_a_person() -> None:
    conduct, _ = new_conduct()
    assert conduct.caller_said(MACHINE) == Reply(MEETS_NO_ONE)
    assert conduct.caller_said("Hello, yes, I'm here, I'd like an appointment") is None
    assert conduct.caller_said(MACHINE) == Reply(MACHINE_GOODBYE, end="machine_voice")


def test_a_seller_is_answered_once_by_the_model() -> None:
    conduct, log = new_conduct()
    assert conduct.caller_said(SALE) is None
    assert conduct.caller_said(SALE) == Reply(SALES_GOODBYE, end="sales_call")
    assert [entry.event.what for entry in log.entries if isinstance(entry.event, CallerNoted)] == ["sales", "sales"]


def test_a_relay_call_is_noted_once_and_never_taken_for_a_recording() -> None:
    conduct, log = new_conduct()
    for _ in range(3):
        assert conduct.caller_said(RELAY) is None
    assert conduct.relay
    assert conduct.caller_said(MACHINE) is None
    assert [entry.event for entry in log.entries] == [CallerNoted(what="relay")]


def test_whoever_has_raised_an_emergency_is_never_sent_away() -> None:
    conduct, log = new_conduct()
    log.append(EmergencyRaised(tier="E2", sign="severe_pain"))
    for _ in range(3):
        assert conduct.caller_said(INSULT) is None


async def test_spoken_abuse_is_warned_in_lexis_voice_and_then_ends_the_call_once_that_is_said() -> None:
    stage = Stage(RecordingCaller(hears_code=False))
    for words in (abuse.WARNING, abuse.GOODBYE):
        assert not stage.over
        await stage.play(engine.CallerSpeechCommitted("u"), engine.ResponseStarted("r"))
        await stage.play(engine.CallerTranscribed("u", INSULT), CANCELLED)
        assert words in str(stage.session.sent[-1][1])
        await stage.play(engine.ResponseStarted("r2"), engine.WordsDone("i", words), DONE)
    assert stage.over == [("abusive", False)]


async def test_typed_abuse_ends_the_call_with_codes_words() -> None:
    stage = Stage()
    await stage.exchange.say("Hi!")
    await stage.speaks("Hi!")
    await stage.exchange.caller_typed(INSULT)
    await stage.exchange.caller_typed(INSULT)
    assert [words for _, words in stage.caller.of("code")] == [abuse.WARNING, abuse.GOODBYE]
    assert stage.over == [("abusive", False)]
    assert ("text", INSULT) not in stage.session.sent
