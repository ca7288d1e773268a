"""Turns that are heard: where they begin and end, when the ear is asked, and which words they end up with."""

from collections.abc import Iterator

import pytest

from receptionist.sandbox.captions import silence, speak
from receptionist.sandbox.voice.voice import Voice
from tests.sandbox.voice.scripted import HeardCall, ScriptedEar, quiet, says, scripted_voice

pytestmark = pytest.mark.unit


@pytest.fixture
def ear() -> ScriptedEar:
    return ScriptedEar()


@pytest.fixture
def voice(ear: ScriptedEar) -> Iterator[Voice]:
    voice = scripted_voice(ear)
    ear.asked.clear()
    yield voice
    voice.close()


async def test_a_turn_is_heard_and_its_edges_lie_where_the_speech_is(voice: Voice) -> None:
    call = HeardCall(voice)
    call.tell(quiet(1000), says(1, 600), says(2, 400), quiet(700))
    assert await call.settled() == ["I'd like to book a cleaning."]
    (started,), (stopped,) = (
        call.times("speech_started", "audio_start_ms"),
        call.times("speech_stopped", "audio_end_ms"),
    )
    assert started == pytest.approx(700, abs=64)
    assert stopped == pytest.approx(2500, abs=64)
    assert call.turns[0][1]


async def test_barge_in_is_noticed_within_a_tenth_of_a_second(voice: Voice) -> None:
    call = HeardCall(voice)
    call.tell(quiet(500), says(1, 60))
    assert call.started == 0
    call.tell(says(1, 40))
    assert call.started == 1
    await call.settled()


async def test_the_ear_is_asked_before_the_turn_ends_and_once(voice: Voice, ear: ScriptedEar) -> None:
    call = HeardCall(voice, silence_duration_ms=500)
    call.tell(says(1, 600), quiet(300))
    assert call.turns == []
    await call.settled()
    assert len(ear.asked) == 1
    call.tell(quiet(300))
    assert await call.settled() == ["I'd like to"]
    assert len(ear.asked) == 1


async def test_a_guess_is_dropped_when_the_speech_goes_on(voice: Voice, ear: ScriptedEar) -> None:
    call = HeardCall(voice, silence_duration_ms=500)
    call.tell(says(1, 600), quiet(300))
    await call.settled()
    call.tell(says(2, 600), quiet(600))
    assert await call.settled() == ["I'd like to book a cleaning."]
    assert ear.asked[-1] > ear.asked[0]


async def test_the_silence_asked_for_is_the_silence_needed(voice: Voice) -> None:
    patient = HeardCall(voice, silence_duration_ms=1200)
    patient.tell(says(1, 400), quiet(1000), says(2, 400), quiet(1300))
    assert await patient.settled() == ["I'd like to book a cleaning."]
    hasty = HeardCall(voice, silence_duration_ms=100)
    hasty.tell(says(1, 400), quiet(200), says(2, 400), quiet(200))
    assert await hasty.settled() == ["I'd like to", "book a cleaning."]


async def test_semantic_detection_waits_for_words_that_sound_finished(voice: Voice) -> None:
    call = HeardCall(voice, type="semantic_vad", eagerness="high")
    call.tell(says(1, 600), quiet(900))
    await call.settled()
    assert call.turns == []
    call.tell(says(2, 400), quiet(300))
    await call.settled()
    assert call.turns == []
    call.tell(quiet(300))
    assert await call.settled() == ["I'd like to book a cleaning."]


async def test_semantic_detection_ends_a_turn_whose_words_come_after_its_silence(voice: Voice) -> None:
    call = HeardCall(voice, type="semantic_vad", eagerness="low")
    # The ear works in a thread, and this arrives all at once: nothing is known of the words when the audio ends.
    call.tell(says(2, 400), quiet(600))
    assert call.turns == []
    assert await call.settled() == ["book a cleaning."]


async def test_an_unfinished_sentence_is_taken_when_patience_runs_out(voice: Voice) -> None:
    call = HeardCall(voice, type="semantic_vad", eagerness="high")
    call.tell(says(1, 600), quiet(1900))
    await call.settled()
    assert call.turns == []
    call.tell(quiet(200))
    assert await call.settled() == ["I'd like to"]


async def test_speech_without_a_pause_is_cut_after_half_a_minute(voice: Voice) -> None:
    call = HeardCall(voice)
    call.tell(says(1, 31_000), says(2, 2000), quiet(600))
    assert await call.settled() == ["I'd like to", "I'd like to book a cleaning."]
    assert call.times("speech_stopped", "audio_end_ms")[0] == pytest.approx(30_000, abs=100)


async def test_without_turn_detection_the_client_ends_the_turn(voice: Voice, ear: ScriptedEar) -> None:
    call = HeardCall(voice, type=None)
    call.tell(quiet(300), says(3, 400), quiet(3000))
    assert call.turns == []
    assert ear.asked == []
    call.ears.commit()
    assert await call.settled() == ["Tuesday."]
    call.tell(says(3, 400))
    call.ears.clear()
    call.tell(says(2, 400))
    call.ears.commit()
    assert await call.settled() == ["Tuesday.", "book a cleaning."]


async def test_captioned_audio_is_read_and_the_next_turn_may_be_spoken(voice: Voice, ear: ScriptedEar) -> None:
    call = HeardCall(voice)
    call.tell(speak("Read this, please.", "audio/pcmu"), silence(600, "audio/pcmu"))
    assert await call.settled() == ["Read this, please."]
    assert ear.asked == []
    call.tell(says(3, 500), quiet(600))
    assert await call.settled() == ["Read this, please.", "Tuesday."]


async def test_audio_sent_all_at_once_is_heard_like_any_other(voice: Voice) -> None:
    call = HeardCall(voice)
    call.tell(says(1, 600), quiet(600), says(2, 600), quiet(600), frame=1_000_000)
    assert await call.settled() == ["I'd like to", "book a cleaning."]


async def test_a_commit_waits_for_audio_that_is_still_to_be_heard(voice: Voice) -> None:
    call = HeardCall(voice, type=None)
    call.tell(says(1, 60_000), frame=1_000_000)
    call.ears.commit()
    assert await call.settled() == ["I'd like to"]
    assert call.turns[0][0].audio_ms == 60_000


async def test_a_voice_that_becomes_ready_in_mid_call_is_used_from_then_on(ear: ScriptedEar) -> None:
    ready = scripted_voice(ear)
    late = Voice(workers=1, load=lambda _: ready._parts)  # type: ignore[arg-type,return-value]
    call = HeardCall(late)
    call.tell(says(1, 600), quiet(600))
    assert call.turns == []
    late.wait()
    call.tell(says(2, 600), quiet(600))
    assert await call.settled() == ["book a cleaning."]
    late.close()
    ready.close()


async def test_a_change_of_turn_detection_begins_anew(voice: Voice) -> None:
    call = HeardCall(voice)
    call.tell(says(1, 300))
    change = {"audio": {"input": {"turn_detection": {"type": "server_vad", "silence_duration_ms": 200}}}}
    call.session.update({"type": "realtime", **change}, strict=True)
    call.ears.configure()
    call.tell(says(2, 300), quiet(300))
    texts = await call.settled()
    assert texts
    assert "book a cleaning." in texts[0]
