"""The transcript of a committed turn: a little later than the turn itself, as from a separate model."""

import asyncio
from typing import Any

from receptionist.clock import Clock
from receptionist.sandbox.openai.realtime.conversation import Entry
from receptionist.sandbox.openai.realtime.outbox import Outbox
from receptionist.sandbox.openai.usage import USER_TOKENS_PER_SECOND, audio_tokens, text_tokens
from receptionist.sandbox.voice.slips import NO_SLIPS, Slips

DELAY_SECONDS = 0.3
_EVENT = "conversation.item.input_audio_transcription"


async def transcribe(
    clock: Clock, outbox: Outbox, entry: Entry, model: str, slips: Slips = NO_SLIPS, turn: int = 0
) -> None:
    """Emit the transcript of a turn, or its failure when nothing was understood.

    The transcript of a turn that was heard, not read, has `slips`; the model acts on what was heard.
    """
    await clock.sleep(DELAY_SECONDS)
    words = [word for _, word in entry.words]
    if entry.hearing is not None:
        await asyncio.wait([entry.hearing])
        words = slips.of([word for _, word in entry.words], str(turn))
    if not words:
        error = {
            "type": "transcription_error",
            "code": "audio_unintelligible",
            "message": "The audio could not be transcribed.",
            "param": None,
        }
        outbox.emit(f"{_EVENT}.failed", item_id=entry.id, content_index=0, error=error)
        return
    transcript = " ".join(words)
    for index, word in enumerate(words):
        delta = word if index == 0 else f" {word}"
        outbox.emit(f"{_EVENT}.delta", item_id=entry.id, content_index=0, delta=delta)
    entry.wire["content"][0]["transcript"] = transcript
    outbox.emit(
        f"{_EVENT}.completed",
        item_id=entry.id,
        content_index=0,
        transcript=transcript,
        usage=_usage(model, entry.audio_ms, transcript),
    )


def _usage(model: str, audio_ms: float, transcript: str) -> dict[str, Any]:
    if model.startswith("whisper"):
        return {"type": "duration", "seconds": round(audio_ms / 1000, 1)}
    heard, written = audio_tokens(audio_ms, USER_TOKENS_PER_SECOND), text_tokens(transcript)
    return {
        "type": "tokens",
        "input_tokens": heard,
        "output_tokens": written,
        "total_tokens": heard + written,
        "input_token_details": {"audio_tokens": heard, "text_tokens": 0},
    }
