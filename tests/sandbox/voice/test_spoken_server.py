"""The server with its real voice: speech in, transcript and speech out, and whatever else comes down a line."""

import base64
import re
from typing import Any

import pytest

from receptionist.sandbox.captions import CaptionDecoder, silence, speak
from receptionist.sandbox.openai.audio import SHAPES, AudioFormat
from receptionist.sandbox.openai.model import Said
from receptionist.sandbox.voice.slips import Slips
from receptionist.sandbox.voice.voice import Voice
from tests.sandbox.openai.support import Event, RawClient, ScriptedModel, kinds, raw_client, says

pytest.importorskip("numpy")
pytest.importorskip("soxr")

import numpy as np

from receptionist.sandbox.voice.caller import CallerManner
from receptionist.sandbox.voice.caller_voice import CallerVoice
from receptionist.sandbox.voice.conversion import bytes_of
from tests.sandbox.voice.signals import RATE, SIGNALS, hush, static

pytestmark = pytest.mark.wire

WISH = "I'd like a cleaning next Tuesday at 2."
ANSWER = "We are open from eight to five. Dr. Patel is here on Tuesdays."
_EVENT = "conversation.item.input_audio_transcription"
QUIET_MS = 700


def phone(audio_format: AudioFormat = "audio/pcmu", **detection: Any) -> dict[str, Any]:
    kind: dict[str, Any] = {"type": audio_format}
    if audio_format == "audio/pcm":
        kind["rate"] = 24000
    turns = {"type": "server_vad", **detection} if detection.get("type", "") is not None else None
    heard = {"format": kind, "transcription": {"model": "gpt-4o-mini-transcribe"}, "turn_detection": turns}
    return {"audio": {"input": heard, "output": {"format": kind}}}


def caller(voice: Voice, **manner: Any) -> CallerVoice:
    assert voice._parts is not None
    return CallerVoice(voice._parts.mouth, CallerManner(**manner))


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9' ]", " ", text.lower()).split())


async def say(client: RawClient, audio: bytes, audio_format: AudioFormat = "audio/pcmu") -> None:
    """Send speech and enough silence for a turn's end, in frames of 100 ms."""
    await client.append(audio + silence(QUIET_MS, audio_format), frame=100 * SHAPES[audio_format].bytes_per_ms)


async def answer(client: RawClient) -> list[Event]:
    """Events up to the end of the response and of the transcription."""
    events = await client.until("response.done")
    while not any(kind.startswith(f"{_EVENT}.") and not kind.endswith("delta") for kind in kinds(events)):
        events.append(await client.next())
    return events


def audio_of(events: list[Event]) -> bytes:
    deltas = [event["delta"] for event in events if event["type"] == "response.output_audio.delta"]
    return b"".join(base64.b64decode(delta) for delta in deltas)


def line(samples: Any) -> bytes:
    """Linear samples from -1 to 1 as a telephone carries them."""
    return bytes_of((np.clip(samples, -1, 1) * 32767).astype(np.int16), "audio/pcmu")


def the(events: list[Event], kind: str) -> Event:
    return next(event for event in events if event["type"] == kind)


@pytest.mark.parametrize("audio_format", ["audio/pcm", "audio/pcmu", "audio/pcma"])
async def test_a_spoken_turn_is_heard_and_answered_aloud(real_voice: Voice, audio_format: AudioFormat) -> None:
    model = ScriptedModel(says(ANSWER))
    speech = caller(real_voice, lead_ms=300).speak(WISH, audio_format)
    async with raw_client(model, session=phone(audio_format), voice=real_voice) as client:
        await say(client, speech, audio_format)
        events = await answer(client)
    assert kinds(events)[:5] == [
        "input_audio_buffer.speech_started",
        "input_audio_buffer.speech_stopped",
        "input_audio_buffer.committed",
        "conversation.item.added",
        "conversation.item.done",
    ]
    assert plain(the(events, f"{_EVENT}.completed")["transcript"]) == plain(WISH)
    assert [plain(item.text) for item in model.requests[0].items if isinstance(item, Said)] == [plain(WISH)]
    reply = audio_of(events)
    heard = await real_voice.hear_wire(reply, audio_format)
    assert "open from" in heard.text
    assert "Patel" in heard.text
    assert the(events, "response.output_audio_transcript.done")["transcript"] == ANSWER
    assert " ".join(CaptionDecoder(audio_format).feed(reply)) == ANSWER
    length = SHAPES[audio_format].milliseconds(len(reply))
    tokens = events[-1]["response"]["usage"] if events[-1]["type"] == "response.done" else None
    assert tokens is None or tokens["output_token_details"]["audio_tokens"] == pytest.approx(length / 50, abs=2)


async def test_barge_in_by_voice_cuts_the_answer_and_truncation_counts_real_audio(real_voice: Voice) -> None:
    model = ScriptedModel(says(ANSWER * 4), says("Yes?"))
    async with raw_client(model, session=phone(), voice=real_voice) as client:
        await client.send("response.create")
        opening = await client.until("response.output_audio.delta")
        first_word_ms = len(audio_of(opening)) // 8
        await client.append(caller(real_voice).speak("Stop, please stop.", "audio/pcmu"), frame=160)
        events = opening + await client.until("response.done")
        response = events[-1]["response"]
        assert (response["status"], response["status_details"]["reason"]) == ("cancelled", "turn_detected")
        length = len(audio_of(events)) // 8
        item = response["output"][0]["id"]
        await client.send("conversation.item.truncate", item_id=item, content_index=0, audio_end_ms=length + 100)
        assert "already shorter" in (await client.until("error"))[-1]["error"]["message"]
        await client.send("conversation.item.truncate", item_id=item, content_index=0, audio_end_ms=first_word_ms)
        await client.until("conversation.item.truncated")
        await client.append(silence(QUIET_MS, "audio/pcmu"), frame=800)
        await client.until("response.done")
    kept, asked = model.requests[1].items
    assert kept == Said("assistant", "We")
    assert isinstance(asked, Said)
    assert "stop" in asked.text.lower()


async def test_push_to_talk_is_heard_to_its_last_sound(real_voice: Voice) -> None:
    model = ScriptedModel(says("Fine."))
    async with raw_client(model, session=phone("audio/pcm", type=None), voice=real_voice) as client:
        await client.append(caller(real_voice).speak("My birthday is March 3rd, 1985.", "audio/pcm"), frame=4800)
        await client.send("input_audio_buffer.commit")
        await client.until(f"{_EVENT}.completed")
        await client.send("response.create")
        await client.until("response.done")
    assert "1985" in str(model.requests[0].items)


async def test_a_spoken_message_made_by_the_client_is_heard(real_voice: Voice) -> None:
    model = ScriptedModel(says("I see."))
    speech = base64.b64encode(caller(real_voice).speak(WISH, "audio/pcmu")).decode()
    async with raw_client(model, session=phone(), voice=real_voice) as client:
        content = [{"type": "input_audio", "audio": speech}]
        await client.send("conversation.item.create", item={"type": "message", "role": "user", "content": content})
        await client.send("response.create")
        await client.until("response.done")
    assert plain(str(model.requests[0].items[0].text)) == plain(WISH)  # type: ignore[union-attr]


async def test_captioned_callers_are_read_by_a_server_with_ears(real_voice: Voice) -> None:
    model = ScriptedModel(says(ANSWER))
    async with raw_client(model, session=phone(), voice=real_voice) as client:
        await say(client, silence(400, "audio/pcmu") + speak("Xyzzy plugh, as written.", "audio/pcmu"))
        events = await answer(client)
    assert the(events, f"{_EVENT}.completed")["transcript"] == "Xyzzy plugh, as written."
    assert CaptionDecoder("audio/pcmu").feed(audio_of(events)) == ANSWER.split()


@pytest.mark.parametrize("name", sorted(SIGNALS))
async def test_what_is_nobody_speaking_starts_no_talk_and_the_next_words_are_heard(
    real_voice: Voice, name: str
) -> None:
    model = ScriptedModel(says("Pardon?"))
    async with raw_client(model, session=phone(), voice=real_voice) as client:
        await say(client, line(np.concatenate((SIGNALS[name](), hush(1)))))
        await say(client, caller(real_voice).speak(WISH, "audio/pcmu"))
        events = await client.until(f"{_EVENT}.completed")
    spurious = [event for event in events if event["type"] == f"{_EVENT}.failed"]
    assert plain(events[-1]["transcript"]) == plain(WISH)
    assert kinds(events).count("input_audio_buffer.speech_started") == 1 + len(spurious)
    assert len(spurious) <= 1


async def test_what_the_ear_does_not_trust_fails_and_reaches_the_model_empty(real_voice: Voice) -> None:
    model = ScriptedModel(says("I'm sorry, could you say that again?"))
    async with raw_client(model, session=phone(type=None), voice=real_voice) as client:
        await client.append(line(static()), frame=8000)
        await client.send("input_audio_buffer.commit")
        events = await client.until(f"{_EVENT}.failed")
        assert events[-1]["error"]["code"] == "audio_unintelligible"
        await client.send("response.create")
        await client.until("response.done")
    assert model.requests[0].items == (Said("user", ""),)


async def test_a_clipped_caller_and_two_voices_make_a_turn_each(real_voice: Voice) -> None:
    loud = caller(real_voice).samples(WISH, RATE).astype(np.float32) / 32768 * 12
    one = caller(real_voice).samples("Can you hear me now?", RATE).astype(np.float32)
    other = caller(real_voice, pitch=1.12).samples("No, tell her it is Friday.", RATE).astype(np.float32)
    both = np.zeros(max(len(one), len(other)), np.float32)
    both[: len(one)] += one / 65536
    both[: len(other)] += other / 65536
    async with raw_client(ScriptedModel(), session=phone(), voice=real_voice) as client:
        await say(client, line(loud))
        assert "Tuesday" in the(await answer(client), f"{_EVENT}.completed")["transcript"]
        await say(client, line(both))
        assert "input_audio_buffer.committed" in kinds(await answer(client))


async def test_half_a_minute_without_a_pause_is_cut_and_heard(real_voice: Voice) -> None:
    sentence = caller(real_voice).samples("and then I told them that my tooth hurts when I drink cold water", RATE)
    spoken = np.abs(sentence) > 300
    words = sentence[np.argmax(spoken) : len(spoken) - np.argmax(spoken[::-1])]
    talk = np.tile(words, 1 + 33 * RATE // len(words)).astype(np.float32) / 32768
    async with raw_client(ScriptedModel(), session=phone(create_response=False), voice=real_voice) as client:
        await client.append(line(talk) + silence(QUIET_MS, "audio/pcmu"), frame=80_000)
        turns = [(await client.until(f"{_EVENT}.completed"))[-1]["transcript"] for _ in range(2)]
    # The shorter turn may be written down first.
    shorter, longer = sorted(turns, key=len)
    assert shorter
    assert longer.lower().count("tooth") >= 5


@pytest.mark.parametrize("declared", ["audio/pcm", "audio/pcmu"])
async def test_audio_in_another_format_than_declared_does_no_harm(real_voice: Voice, declared: AudioFormat) -> None:
    sent: AudioFormat = "audio/pcmu" if declared == "audio/pcm" else "audio/pcm"
    async with raw_client(ScriptedModel(), session=phone(declared), voice=real_voice) as client:
        await client.append(caller(real_voice).speak(WISH, sent), frame=4801)
        await client.append(b"", frame=1)
        await say(client, caller(real_voice).speak(WISH, declared), declared)
        transcript = (await client.until(f"{_EVENT}.completed"))[-1]["transcript"]
        if "Tuesday" not in transcript:
            # What was sent in the wrong format may sound like words.
            transcript = (await client.until(f"{_EVENT}.completed"))[-1]["transcript"]
    assert "Tuesday" in transcript


async def test_the_transcript_may_slip_but_the_model_acts_on_what_was_heard(real_voice: Voice) -> None:
    real_voice.slips, model = Slips(rate=1.0), ScriptedModel()
    try:
        async with raw_client(model, session=phone(), voice=real_voice) as client:
            await say(client, caller(real_voice).speak(WISH, "audio/pcmu"))
            events = await answer(client)
    finally:
        real_voice.slips = Slips()
    assert "Thursday" in the(events, f"{_EVENT}.completed")["transcript"]
    assert "Tuesday" in str(model.requests[0].items)
