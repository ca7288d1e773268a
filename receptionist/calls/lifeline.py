"""Keeps one call connected: opens its voice engines along the failover ladder, and prepares each replacement."""

import logging
from collections.abc import Callable, Sequence
from typing import Any

from agents.realtime import RealtimeAgent, RealtimeModelSendRawMessage

from receptionist.agents.context import CallContext
from receptionist.calls.caller import CallerSide
from receptionist.calls.connection import Connection
from receptionist.calls.ladder import Ladder, key_of
from receptionist.calls.replay import Item
from receptionist.clock import Clock, deadline
from receptionist.engines.realtime import EngineSession, Medium, RealtimeEngine

logger = logging.getLogger(__name__)

FIRST_SECONDS = 10.0
# In the middle of a call somebody waits in silence, so an engine that does not answer at once is passed over sooner.
AGAIN_SECONDS = 4.0
MOST_REPLACEMENTS = 8

Hear = Callable[[Connection, str, str], None]


class Lifeline:
    """One call's connections, one after another. `hear` is given Lexi's audio with the connection it came through.

    `reached` tells whether any engine has ever answered in this call.
    """

    def __init__(self, ladder: Ladder, clock: Clock, medium: Medium, caller: CallerSide, hear: Hear) -> None:
        self.reached = False
        self._ladder = ladder
        self._clock = clock
        self._medium = medium
        self._caller = caller
        self._hear = hear
        self._agent: RealtimeAgent[CallContext] | None = None
        self._call: CallContext | None = None
        self._replacements = 0

    def serve(self, agent: RealtimeAgent[CallContext], call: CallContext) -> None:
        """Set for whom connections are opened."""
        self._agent, self._call = agent, call

    async def first(self, items: Sequence[Item], *, other_ways: bool) -> Connection | None:
        """The call's first connection; None when no engine could be had. `other_ways`: the call can do without.

        `items` is what was said before, in a call that goes on.
        """
        for engine in self._ladder.steps(None, again=True, desperate=not other_ways):
            if (connection := await self._try(engine, FIRST_SECONDS, items)) is not None:
                return connection
        return None

    async def next(self, lost: Connection, items: Sequence[Item], *, other_ways: bool) -> Connection | None:
        """A connection that takes the place of `lost` and knows the conversation; None when the ladder is spent."""
        self._ladder.health.failed(key_of(lost.engine))
        if self._replacements >= MOST_REPLACEMENTS:
            return None
        again = self._deserves_another(lost)
        for engine in self._ladder.steps(lost.engine, again=again, desperate=again and not other_ways):
            if (connection := await self._try(engine, AGAIN_SECONDS, items)) is not None:
                self._replacements += 1
                connection.replaces = True
                return connection
        return None

    async def rotated(self, current: Connection, items: Sequence[Item]) -> Connection | None:
        """A fresh connection on the preferred engine beside `current`, which goes on; None when it could not be had."""
        if self._ladder.remembers:
            return None
        engine = self._ladder.first if not self._ladder.health.resting(key_of(self._ladder.first)) else current.engine
        return await self._try(engine, FIRST_SECONDS, items)

    def may_replace(self, connection: Connection) -> bool:
        """Whether a stuck connection could be replaced by anything better."""
        return self._replacements < MOST_REPLACEMENTS and self._ladder.has_step(
            connection.engine, again=self._deserves_another(connection)
        )

    def _deserves_another(self, connection: Connection) -> bool:
        # An engine that fails a call twice without ever having served it between is not given a third.
        return connection.proven or not connection.replaces

    async def _try(self, engine: RealtimeEngine, seconds: float, items: Sequence[Item]) -> Connection | None:
        try:
            async with deadline(self._clock, seconds):
                connection = await self._open(engine)
        except Exception as error:  # noqa: BLE001  (websockets, TLS, HTTP and the SDK each raise their own)
            logger.warning("A voice engine could not be reached: %s", type(error).__name__)
            self._ladder.health.failed(key_of(engine))
            return None
        self.reached = True
        try:
            if await connection.usable(seconds):
                await self._teach(connection.session, items)
                return connection
        except Exception as error:  # noqa: BLE001  (a socket that closes under the replay raises any of several)
            logger.warning("A voice engine was lost again at once: %s", type(error).__name__)
        except BaseException:
            await connection.close()
            raise
        self._ladder.health.failed(key_of(engine))
        await connection.close()
        return None

    async def _open(self, engine: RealtimeEngine) -> Connection:
        if self._agent is None or self._call is None:
            raise RuntimeError("a lifeline needs somebody to serve")
        box: list[Connection] = []
        hear = self._hear

        def on_audio(payload: str, item_id: str) -> None:
            if box:
                hear(box[0], payload, item_id)

        session = await engine.open(self._agent, self._call, self._medium, self._caller.playback_tracker, on_audio)
        connection = Connection(engine, session, self._clock)
        connection.may_replace = lambda: self.may_replace(connection)
        connection.on_proven = lambda: self._ladder.health.worked(key_of(engine))
        box.append(connection)
        return connection

    async def _teach(self, session: EngineSession[Any], items: Sequence[Item]) -> None:
        for item in () if self._ladder.remembers else items:
            await add_item(session, item)


async def add_item(session: EngineSession[Any], item: Item) -> None:
    """Put an item into the session's conversation, without asking for a response."""
    message = RealtimeModelSendRawMessage(message={"type": "conversation.item.create", "other_data": {"item": item}})
    await session.session.model.send_event(message)
