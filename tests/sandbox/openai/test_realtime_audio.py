"""Realtime over a real socket with audio: turns heard by caption, barge-in, truncation, pacing."""

import base64
from typing import Any

import pytest

from receptionist.sandbox.captions import CaptionDecoder, silence, speak
from receptionist.sandbox.openai.audio import AudioFormat
from receptionist.sandbox.openai.model import Said
from tests.sandbox.openai.support import Event, RawClient, ScriptedModel, kinds, raw_client, says

pytestmark = pytest.mark.wire

TRANSCRIPTION = {"model": "gpt-4o-mini-transcribe"}
ANSWER = "We are open from eight to five on weekdays."
LONG = "This sentence is rather long and goes on and on until somebody interrupts it at last."


def phone(audio_format: str = "audio/pcmu", **detection: Any) -> dict[str, Any]:
    """A session as a phone call has it; `detection` changes its turn detection, `type=None` switches it off."""
    turn_detection: dict[str, Any] | None = {"type": "server_vad", **detection}
    if detection.get("type", "") is None:
        turn_detection = None
    heard = {"format": {"type": audio_format}, "transcription": TRANSCRIPTION, "turn_detection": turn_detection}
    return {"audio": {"input": heard, "output": {"format": {"type": audio_format}}}}


def spoken(events: list[Event], audio_format: AudioFormat = "audio/pcmu") -> tuple[bytes, str]:
    """The audio of a response and the words in its captions."""
    deltas = [event["delta"] for event in events if event["type"] == "response.output_audio.delta"]
    audio = b"".join(base64.b64decode(delta) for delta in deltas)
    return audio, " ".join(CaptionDecoder(audio_format).feed(audio))


async def hear_answer(client: RawClient) -> list[Event]:
    """Events up to the end of the response and of the transcription, whichever is later."""
    events = await client.until("response.done")
    if "conversation.item.input_audio_transcription.completed" not in kinds(events):
        events += await client.until("conversation.item.input_audio_transcription.completed")
    return events


@pytest.mark.parametrize("audio_format", ["audio/pcmu", "audio/pcma", "audio/pcm"])
async def test_a_spoken_turn_is_heard_transcribed_and_answered_in_order(audio_format: AudioFormat) -> None:
    model = ScriptedModel(says(ANSWER))
    async with raw_client(model, session=phone(audio_format)) as client:
        question = speak("When are you open?", audio_format) + silence(600, audio_format)
        await client.append(silence(400, audio_format) + question, frame=997)
        events = await hear_answer(client)
    order = [kind for kind in kinds(events) if "transcription" not in kind]
    assert order[:9] == [
        "input_audio_buffer.speech_started",
        "input_audio_buffer.speech_stopped",
        "input_audio_buffer.committed",
        "conversation.item.added",
        "conversation.item.done",
        "response.created",
        "rate_limits.updated",
        "response.output_item.added",
        "conversation.item.added",
    ]
    assert order[-5:] == [
        "response.output_audio_transcript.done",
        "response.content_part.done",
        "response.output_item.done",
        "conversation.item.done",
        "response.done",
    ]
    by_kind = {event["type"]: event for event in events}
    started, stopped = (by_kind[f"input_audio_buffer.speech_{edge}"] for edge in ("started", "stopped"))
    assert 50 <= started["audio_start_ms"] <= 200
    assert stopped["audio_end_ms"] > started["audio_start_ms"] + 1000
    assert started["item_id"] == stopped["item_id"] == by_kind["input_audio_buffer.committed"]["item_id"]
    heard = by_kind["conversation.item.input_audio_transcription.completed"]
    assert (heard["transcript"], heard["item_id"]) == ("When are you open?", started["item_id"])
    assert heard["usage"]["total_tokens"] > 0
    assert by_kind["response.output_audio_transcript.done"]["transcript"] == ANSWER
    audio, words = spoken(events, audio_format)
    assert words == ANSWER
    usage = by_kind["response.done"]["response"]["usage"]
    assert usage["input_token_details"]["audio_tokens"] > 0
    assert usage["output_token_details"]["audio_tokens"] > 0
    assert model.requests[0].items == (Said("user", "When are you open?"),)


async def test_audio_comes_faster_than_real_time_but_not_at_once() -> None:
    async with raw_client(ScriptedModel(says(ANSWER)), session=phone()) as client:
        before = client.clock.monotonic()
        await client.send("response.create")
        audio, _ = spoken(await client.until("response.done"))
        took = client.clock.monotonic() - before
    assert len(audio) / 8000 / 5 <= took <= len(audio) / 8000 / 5 + 0.5


async def test_barge_in_cancels_the_response_and_truncation_sets_what_was_heard() -> None:
    model = ScriptedModel(says(LONG), says("Yes?"))
    async with raw_client(model, session=phone()) as client:
        await client.send("response.create")
        opening = await client.until("response.output_audio.delta")
        opening += await client.until("response.output_audio.delta")
        await client.append(speak("Stop please.", "audio/pcmu"))
        events = opening + await client.until("response.done")
        response = events[-1]["response"]
        assert response["status"] == "cancelled"
        assert response["status_details"]["reason"] == "turn_detected"
        assert "conversation.item.done" in kinds(events)
        item = response["output"][0]
        audio, words = spoken(events)
        assert LONG.startswith(words)
        assert words != LONG
        assert item["content"][0]["transcript"] == words
        first_word_ms = (
            len(base64.b64decode(next(e for e in events if "output_audio.delta" in e["type"])["delta"])) // 8
        )
        too_far = len(audio) // 8 + 100
        await client.send("conversation.item.truncate", item_id=item["id"], content_index=0, audio_end_ms=too_far)
        assert "already shorter" in (await client.until("error"))[-1]["error"]["message"]
        for end, kind in ((first_word_ms, "conversation.item.truncated"), (first_word_ms + 50, "error")):
            await client.send("conversation.item.truncate", item_id=item["id"], content_index=0, audio_end_ms=end)
            await client.until(kind)
        await client.send("conversation.item.retrieve", item_id=item["id"])
        kept = (await client.until("conversation.item.retrieved"))[-1]["item"]
        assert kept["content"] == [{"type": "output_audio"}]
        await client.append(silence(600, "audio/pcmu"))
        await client.until("response.done")
    assert model.requests[1].items == (Said("assistant", "This"), Said("user", "Stop please."))


async def test_without_interruption_the_response_goes_on() -> None:
    session = phone(interrupt_response=False, create_response=False)
    async with raw_client(ScriptedModel(says(LONG)), session=session) as client:
        await client.send("response.create")
        await client.until("response.output_audio.delta")
        await client.append(speak("Stop please.", "audio/pcmu") + silence(600, "audio/pcmu"))
        events = await client.until("response.done")
        assert events[-1]["response"]["status"] == "completed"
        assert "input_audio_buffer.committed" in kinds(events)
        assert "response.created" not in kinds(events)


async def test_manual_turns_wait_for_commit_and_create() -> None:
    model = ScriptedModel(says("Fine."))
    async with raw_client(model, session=phone(type=None)) as client:
        await client.append(speak("I press a button.", "audio/pcmu") + silence(2000, "audio/pcmu"))
        await client.send("input_audio_buffer.commit")
        events = await client.until("conversation.item.input_audio_transcription.completed")
        assert kinds(events)[:3] == [
            "input_audio_buffer.committed",
            "conversation.item.added",
            "conversation.item.done",
        ]
        assert model.requests == []
        await client.append(speak("Forget this.", "audio/pcmu"))
        await client.send("input_audio_buffer.clear")
        assert (await client.next())["type"] == "input_audio_buffer.cleared"
        await client.send("input_audio_buffer.commit")
        assert (await client.next())["error"]["code"] == "input_audio_buffer_commit_empty"
        await client.send("response.create")
        await client.until("response.done")
    assert model.requests[0].items == (Said("user", "I press a button."),)


async def test_speech_without_captions_fails_transcription_and_reaches_the_model_empty() -> None:
    model = ScriptedModel(says("Pardon?"))
    muffled = bytes(code | 1 for code in speak("Nobody can read this", "audio/pcmu"))
    async with raw_client(model, session=phone()) as client:
        await client.append(muffled + silence(600, "audio/pcmu"))
        events = await client.until("response.done")
        if "conversation.item.input_audio_transcription.failed" not in kinds(events):
            await client.until("conversation.item.input_audio_transcription.failed")
    assert model.requests[0].items == (Said("user", ""),)


async def test_silence_after_an_answer_triggers_the_idle_timeout() -> None:
    model = ScriptedModel(says("Anything else?"), says("Are you still there?"))
    async with raw_client(model, session=phone(idle_timeout_ms=6000)) as client:
        await client.send("response.create")
        await client.until("response.done")
        before = client.clock.monotonic()
        events = await client.until("input_audio_buffer.timeout_triggered")
        assert kinds(events) == ["input_audio_buffer.timeout_triggered"]
        assert client.clock.monotonic() - before >= 6
        events = await client.until("response.done")
        assert kinds(events)[0] == "input_audio_buffer.committed"
    assert model.requests[1].items[-1] == Said("user", "")


async def test_semantic_detection_waits_for_the_end_of_the_sentence() -> None:
    model = ScriptedModel(says("Yes."))
    detection = {"type": "semantic_vad", "eagerness": "high"}
    session = phone()
    session["audio"]["input"]["turn_detection"] = detection
    async with raw_client(model, session=session) as client:
        await client.append(speak("I would like to book, um,", "audio/pcmu") + silence(1500, "audio/pcmu"))
        await client.append(speak("a cleaning.", "audio/pcmu") + silence(600, "audio/pcmu"))
        await hear_answer(client)
    assert model.requests[0].items == (Said("user", "I would like to book, um, a cleaning."),)


async def test_voice_is_fixed_once_heard() -> None:
    async with raw_client(ScriptedModel(says("Hi.")), session=phone()) as client:
        await client.update(audio={"output": {"voice": "marin"}})
        await client.send("response.create")
        await client.until("response.done")
        session = {"type": "realtime", "audio": {"output": {"voice": "cedar"}}, "instructions": "changed"}
        await client.send("session.update", event_id="v", session=session)
        error = (await client.next())["error"]
        assert (error["code"], error["event_id"]) == ("cannot_update_voice", "v")
        effective = await client.update(instructions="new")
        assert effective["audio"]["output"]["voice"] == "marin"
        assert effective["instructions"] == "new"


async def test_audio_items_created_by_the_client_are_heard() -> None:
    model = ScriptedModel(says("I see."))
    async with raw_client(model, session=phone()) as client:
        audio = base64.b64encode(speak("Recorded earlier", "audio/pcmu")).decode()
        content = [{"type": "input_audio", "audio": audio}]
        await client.send("conversation.item.create", item={"type": "message", "role": "user", "content": content})
        assert (await client.next())["item"]["content"] == [{"type": "input_audio", "transcript": "Recorded earlier"}]
        await client.send("response.create")
        await client.until("response.done")
    assert model.requests[0].items == (Said("user", "Recorded earlier"),)


async def test_a_session_update_during_speech_does_not_lose_the_turn() -> None:
    model = ScriptedModel(says("Yes."))
    async with raw_client(model, session=phone()) as client:
        audio = speak("Please wait for me to finish.", "audio/pcmu") + silence(600, "audio/pcmu")
        await client.append(audio[:8000])
        await client.send("session.update", session={"type": "realtime", "instructions": "new"})
        await client.append(audio[8000:])
        await hear_answer(client)
    assert model.requests[0].items == (Said("user", "Please wait for me to finish."),)
