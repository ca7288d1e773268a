"""The responses of one connection: one at a time writes to the conversation, others run out of band beside it."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from receptionist.clock import Clock
from receptionist.sandbox.openai.errors import ApiFault, model_failed
from receptionist.sandbox.openai.model import SandboxModel
from receptionist.sandbox.openai.realtime.conversation import Conversation
from receptionist.sandbox.openai.realtime.inference import Inference, prepare, produced_tokens
from receptionist.sandbox.openai.realtime.outbox import Outbox
from receptionist.sandbox.openai.realtime.playback import CancelReason, OutputLimitReached, Playback, Say
from receptionist.sandbox.openai.realtime.session import Session
from receptionist.sandbox.openai.tools import allowed_parts
from receptionist.sandbox.openai.usage import PromptCache, Tokens, realtime_usage

logger = logging.getLogger(__name__)

Spawn = Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]

_REQUEST_LIMIT, _TOKEN_LIMIT = 10_000, 2_000_000


@dataclass
class _Running:
    playback: Playback
    inference: Inference
    task: asyncio.Task[None]


class Responder:
    """Starts, plays, cancels and finishes responses; `on_done` hears of each that ended in the conversation."""

    def __init__(
        self,
        clock: Clock,
        model: SandboxModel,
        spawn: Spawn,
        session: Callable[[], Session],
        conversation: Conversation,
        outbox: Outbox,
        on_done: Callable[[Playback], None],
        say: Say,
    ) -> None:
        self._clock = clock
        self._model = model
        self._spawn = spawn
        self._session = session
        self._conversation = conversation
        self._outbox = outbox
        self._on_done = on_done
        self._say = say
        self._running: dict[str, _Running] = {}
        self._cache = PromptCache()
        self._requests = self._tokens = 0
        self._has_spoken = False

    @property
    def active(self) -> Playback | None:
        """The response that is writing to the conversation, if one is."""
        found = (run.playback for run in self._running.values() if not run.inference.out_of_band)
        return next(found, None)

    @property
    def has_spoken(self) -> bool:
        """Whether the client has had audio of the model, after which its voice is fixed."""
        return self._has_spoken or any(run.playback.audio_ms > 0 for run in self._running.values())

    def create(self, params: dict[str, Any]) -> None:
        """Start a response; raises ApiFault when it may not start, and then emits nothing."""
        inference = prepare(params, self._session(), self._conversation)
        if not inference.out_of_band and self.active is not None:
            raise ApiFault(
                f"Conversation already has an active response in progress: {self.active.id}. "
                "Wait until the response is finished before creating a new one.",
                code="conversation_already_has_active_response",
            )
        voice = inference.style.audio_wire["voice"]
        if self.has_spoken and inference.style.modality == "audio" and voice != self._current_voice():
            message = "Cannot update a conversation's voice if assistant audio is present."
            raise ApiFault(message, code="cannot_update_voice", param="response.audio.output.voice")
        home = None if inference.out_of_band else self._conversation
        playback = Playback(inference.style, self._outbox, home, self._say)
        playback.begin()
        self._emit_rate_limits(inference.prompt.total)
        task = self._spawn(self._run(playback, inference))
        self._running[playback.id] = _Running(playback, inference, task)

    def cancel(self, response_id: str | None) -> None:
        """The client cancels a response (None: the active one)."""
        active = self.active
        wanted = response_id or (active.id if active is not None else "")
        if wanted not in self._running:
            raise ApiFault("Cancellation failed: no active response found", code="response_cancel_not_active")
        self._stop(self._running[wanted], "client_cancelled")

    def interrupt(self) -> None:
        """The caller began to speak: end the active response, if there is one."""
        active = self.active
        if active is not None:
            self._stop(self._running[active.id], "turn_detected")

    async def _run(self, playback: Playback, inference: Inference) -> None:
        request = await inference.heard_request()
        try:
            reply = self._model.reply(request)
        except Exception:
            logger.exception("the sandbox model failed")
            error = {"type": "server_error", "code": "server_error", "message": model_failed().message}
            self._finish(playback, inference, "failed", {"type": "failed", "error": error})
            return
        try:
            await playback.play(allowed_parts(reply, parallel=inference.parallel_calls), self._clock.sleep)
        except OutputLimitReached:
            reason = {"type": "incomplete", "reason": "max_output_tokens"}
            self._finish(playback, inference, "incomplete", reason)
            return
        self._finish(playback, inference, "completed", None)

    def _stop(self, run: _Running, reason: CancelReason) -> None:
        run.task.cancel()
        self._finish(run.playback, run.inference, "cancelled", {"type": "cancelled", "reason": reason})

    def _finish(self, playback: Playback, inference: Inference, status: str, details: dict[str, Any] | None) -> None:
        del self._running[playback.id]
        playback.settle()
        produced = produced_tokens(playback.entries)
        cached = Tokens()
        if not inference.out_of_band:
            beginning = (inference.request.override or inference.request.instructions, inference.request.tools)
            cached = self._cache.cached(repr(beginning), inference.prompt, produced)
        self._has_spoken = self._has_spoken or playback.audio_ms > 0
        self._tokens += inference.prompt.total + produced.total
        playback.finish(status, details, realtime_usage(inference.prompt, cached, produced))
        if not inference.out_of_band:
            self._on_done(playback)

    def _current_voice(self) -> Any:
        voice = self._session().voice
        return voice if isinstance(voice, str) else voice["id"]

    def _emit_rate_limits(self, upcoming: int) -> None:
        self._requests += 1
        remaining = {
            "requests": (_REQUEST_LIMIT, _REQUEST_LIMIT - self._requests),
            "tokens": (_TOKEN_LIMIT, _TOKEN_LIMIT - self._tokens - upcoming),
        }
        limits = [
            {"name": name, "limit": limit, "remaining": max(0, left), "reset_seconds": 60.0 * (limit - left) / limit}
            for name, (limit, left) in remaining.items()
        ]
        self._outbox.emit("rate_limits.updated", rate_limits=limits)
