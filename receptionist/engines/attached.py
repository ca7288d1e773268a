"""An engine for a call whose audio goes straight to the vendor (SIP): accepts it, then attaches to it by its id.

The vendor owns the caller's ear: it plays, it truncates, and it tells on the sideband what happens.

    CallError
      CallGone        the caller hung up before we came, or while we were away
      AcceptRefused   the vendor would not have the call accepted; it may be another process's by now
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, TypeVar, cast

import websockets
from agents.realtime import (
    OpenAIRealtimeSIPModel,
    RealtimeAgent,
    RealtimeModelConfig,
    RealtimePlaybackTracker,
    RealtimeRunner,
    RealtimeSessionModelSettings,
)
from openai import APIConnectionError, APIStatusError
from openai.resources.realtime import AsyncCalls

from receptionist.clock import Clock, deadline
from receptionist.engines.realtime import EngineSession, Medium, RealtimeEngine
from receptionist.engines.sideband import AttachedSession, CallWatch, Sideband, SidebandListener

logger = logging.getLogger(__name__)

C = TypeVar("C")

# A call that was just accepted may not be known at once where sidebands attach (openai/openai-realtime-console#562).
ATTACH_WAITS = (0.1, 0.2, 0.4, 0.8, 1.6)
OPENING_SECONDS = 8.0
OPENING_TRIES = 2
NOTICE_SECONDS = 25.0
# Old turns are dropped a fifth at a time, so that what stays keeps its place in the vendor's cache.
TRUNCATION = {"type": "retention_ratio", "retention_ratio": 0.8}


class CallError(ConnectionError):
    """The call can't be had."""


class CallGone(CallError):
    """The caller has hung up."""


class AcceptRefused(CallError):
    """The vendor refused; `status` is HTTP's."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the call could not be accepted: HTTP {status}")
        self.status = status


class AttachedEngine:
    """The engine of one call. `open` may be called again when the sideband was lost: the conversation is the vendor's.

    `like` is the house's usual engine, whose settings the call gets; `opening` are the response instructions with which
    the code-owned notice is spoken before anything else. `calls` must not repeat requests by itself. `unsure` says that
    an answer to the acceptance got lost, so that the call may be up.
    """

    def __init__(
        self, like: RealtimeEngine, calls: AsyncCalls, call_id: str, clock: Clock, watch: CallWatch, opening: str
    ) -> None:
        self.accepted = self.unsure = False
        self._like = like
        self._calls = calls
        self._call_id = call_id
        self._clock = clock
        self._watch = watch
        self._opening = opening
        self._sideband: Sideband | None = None
        self._session: AttachedSession[Any] | None = None
        self._turn_detection: dict[str, Any] = {}
        self._opened = False
        self._listening: asyncio.Task[None] | None = None
        self._refused: CallError | None = None

    @property
    def url(self) -> str:
        """Where sidebands attach."""
        return f"{self._like.url}?call_id={self._call_id}"

    @property
    def model(self) -> str:
        """The model that the call was accepted with."""
        return self._like.model

    @property
    def attached(self) -> bool:
        """Whether a sideband was had at any time."""
        return self._session is not None

    async def open(
        self,
        agent: RealtimeAgent[C],
        context: C,
        medium: Medium,
        playback_tracker: RealtimePlaybackTracker | None = None,
        on_audio: Callable[[str, str], None] | None = None,
    ) -> EngineSession[C]:
        """Accept the call unless that was done, attach to it, and have the notice spoken the first time.

        Neither a tracker nor a sink of audio is of use here: the vendor plays. Raises `CallGone`, `AcceptRefused`,
        `OSError`, `TimeoutError` or a websockets or openai exception.
        """
        if self._refused is not None:
            # What was refused once stays refused, however often it is tried.
            raise self._refused
        settings = self._settings(medium)
        if not self.accepted:
            await self._accept(agent, context, settings)
        session, listener = await self._attach(agent, context, settings)
        self._session = session
        if not self._opened:
            await self._open_with_notice(session, listener)
            self._opened = True
            self._listening = asyncio.create_task(self._listen_after_notice(session, listener), name="sip notice")
        return session

    async def say(self, instructions: str) -> None:
        """Have one more thing said after the runner is done. Raises when the sideband is gone."""
        if self._session is None:
            raise CallGone("there is no sideband to speak over")
        await self._session.request_response(instructions)

    async def hush(self) -> None:
        """Stop Lexi: the caller pressed a key. Nothing stops the notice. Raises when the sideband is gone."""
        if self._session is not None and self._listening is not None and self._listening.done():
            await self._session.interrupt()

    async def leave(self) -> None:
        """Close the sideband."""
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        sideband, self._sideband = self._sideband, None
        if sideband is not None:
            await sideband.let_go()

    async def _accept(self, agent: RealtimeAgent[C], context: C, settings: RealtimeSessionModelSettings) -> None:
        payload = await OpenAIRealtimeSIPModel.build_initial_session_payload(
            agent,
            context=context,
            model_config={"initial_model_settings": {**settings, "model_name": self.model}},
            run_config={"tracing_disabled": True},
        )
        body = {**payload.model_dump(mode="json", exclude_unset=True), "tracing": None, "truncation": TRUNCATION}
        for side in body["audio"].values():
            # The SDK's helper puts its own default here (openai-agents-python#2308).
            side.pop("format", None)
        try:
            await self._calls.accept(self._call_id, **cast(Any, body))
        except APIConnectionError:
            self.unsure = True
            raise
        except APIStatusError as error:
            if error.status_code >= 500:
                raise
            gone = error.status_code == 404
            if self.unsure and not gone:
                # It is the first request, whose answer got lost, that has been served.
                self.accepted = True
                return
            self._refused = CallGone("the caller has hung up") if gone else AcceptRefused(error.status_code)
            if gone:
                self._watch.gone()
            raise self._refused from None
        self.accepted = True

    async def _attach(
        self, agent: RealtimeAgent[C], context: C, settings: RealtimeSessionModelSettings
    ) -> tuple[AttachedSession[C], SidebandListener]:
        again = self.attached
        await self.leave()
        for wait in (*ATTACH_WAITS, None):
            try:
                return await self._attach_once(agent, context, settings)
            except websockets.InvalidStatus as error:
                if error.response.status_code == 404 and again:
                    # A call that was there and is not any more has ended.
                    self._refused = CallGone("the caller has hung up")
                    self._watch.gone()
                    raise self._refused from None
                if wait is None and error.response.status_code == 404:
                    # It may be that the caller has left, or that the key is another project's: trying on helps neither.
                    self._refused = CallError("no sideband could be had")
                    raise self._refused from None
                if wait is None:
                    raise
            except OSError:
                if wait is None:
                    raise
            await self._clock.sleep(wait)
        raise CallError("no sideband could be had")

    async def _attach_once(
        self, agent: RealtimeAgent[C], context: C, settings: RealtimeSessionModelSettings
    ) -> tuple[AttachedSession[C], SidebandListener]:
        sideband, listener = Sideband(), SidebandListener(self._watch)
        # The SDK sends its own default model on attaching unless its model object names another.
        sideband.model = self.model
        sideband.add_listener(listener)
        runner = RealtimeRunner(starting_agent=agent, model=sideband, config={"tracing_disabled": True})
        session = await runner.run(
            context=context,
            model_config=RealtimeModelConfig(
                api_key=self._like.api_key, url=self.url, call_id=self._call_id, initial_model_settings=settings
            ),
        )
        await session.enter()
        self._sideband = sideband
        return AttachedSession(session), listener

    async def _open_with_notice(self, session: AttachedSession[C], listener: SidebandListener) -> None:
        async with deadline(self._clock, OPENING_SECONDS):
            await listener.updated.wait()
            for _ in range(OPENING_TRIES):
                await session.request_response(self._opening)
                if await listener.finished.get() == "completed":
                    return
        raise ConnectionError("the notice could not be spoken")

    async def _listen_after_notice(self, session: AttachedSession[Any], listener: SidebandListener) -> None:
        """The caller is heard once the notice was played: nobody can talk over it, and no answer comes before it."""
        try:
            async with deadline(self._clock, NOTICE_SECONDS):
                await listener.played.wait()
        except TimeoutError:
            logger.warning("The vendor did not say that the notice was played; the caller is heard from now on")
        try:
            await session.listen(self._turn_detection)
        except Exception as error:  # noqa: BLE001  (websockets and the SDK each raise their own for a closed socket)
            # Whoever reads the session learns of the loss too, and the next attachment listens from its start.
            logger.warning("The caller could not be listened to: %s", type(error).__name__)

    def _settings(self, medium: Medium) -> RealtimeSessionModelSettings:
        """The usual engine's settings, all of which attaching would reset otherwise, but for what it may not name."""
        settings = self._like._settings(medium)
        settings.pop("model_name", None)
        audio = settings["audio"]
        for side in (audio["input"], audio["output"]):
            # The line's own format is right; naming one has made calls hear static (openai-agents-python#2097).
            side.pop("format", None)
        self._turn_detection = dict(audio["input"]["turn_detection"] or {})
        if not self._opened:
            audio["input"]["turn_detection"] = None
        return settings
