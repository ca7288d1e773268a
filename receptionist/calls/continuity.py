"""Goes on with a call whose connection was lost, is stuck or grows old, so that the caller hardly hears of it.

The log is the memory: a fresh session is given the conversation from it, tools that still run deliver their answers
through it, and what the caller is owed is read from it. The caller's audio is held meanwhile, for two seconds at most.
"""

import asyncio
import logging
from collections import deque

from receptionist.agents.tools.lexi import ASK_SUPERVISOR, Superseded
from receptionist.calls.connection import Connection
from receptionist.calls.exchange import Exchange
from receptionist.calls.kept_tools import KeptTool, KeptTools
from receptionist.calls.lifeline import Lifeline, add_item
from receptionist.calls.log import CallLog
from receptionist.calls.notes import LogNotes
from receptionist.calls.owed import Gap, Owed, owed
from receptionist.calls.replay import replayed, tool_pair
from receptionist.clock import Clock
from receptionist.events import EngineReplaced

logger = logging.getLogger(__name__)

# Base64 of two seconds of G.711.
HELD_CHARACTERS = 2 * 8000 * 4 // 3
ROTATION_RETRY_SECONDS = 60.0
CUT_OFF = '{"status":"error","say":"That was cut off before it finished."}'


class Continuity:
    """One call's way from connection to connection. `connection` is the one in use; `up` tells whether it carries."""

    def __init__(
        self,
        connection: Connection,
        exchange: Exchange,
        lifeline: Lifeline,
        kept: KeptTools,
        log: CallLog,
        notes: LogNotes,
        clock: Clock,
        greeting: str,
        *,
        other_ways: bool,
    ) -> None:
        self.connection = connection
        self.up = True
        self.give = connection.session.send_audio_base64
        """Takes a frame of the caller's, base64: sent at once while a connection is up, held until there is one."""
        self._exchange = exchange
        self._lifeline = lifeline
        self._kept = kept
        self._log = log
        self._notes = notes
        self._clock = clock
        self._greeting = greeting
        self._other_ways = other_ways
        self._broken_off: set[str] = set()
        self._held: deque[str] = deque()
        self._held_characters = 0
        self._overflowed = False
        self._rotate_again_at = 0.0
        self._deliveries: list[asyncio.Task[None]] = []
        self._closings: set[asyncio.Task[None]] = set()

    def hold(self, payload: str) -> None:
        """Keep a frame of the caller's, base64, until somebody can hear it; the oldest goes when there are too many."""
        self._held.append(payload)
        self._held_characters += len(payload)
        while self._held_characters > HELD_CHARACTERS:
            self._overflowed = True
            self._held_characters -= len(self._held.popleft())

    async def mend(self) -> bool:
        """Replace the lost connection and give the caller what she is owed; False when the ladder is spent."""
        lost, since = self.connection, self._clock.monotonic()
        self.up, self.give = False, self.hold
        lost.take = None
        for item_id in lost.untranscribed:
            self._notes.transcribed(item_id)
        orphans = await self._orphans()
        words_lost = lost.words_pending and not orphans
        self._broken_off |= await self._exchange.suspend()
        self._close(lost)
        items = replayed(self._log.entries, self._broken_off)
        fresh = await self._lifeline.next(lost, items, other_ways=self._other_ways)
        if fresh is None:
            return False
        seconds = self._clock.monotonic() - since
        self._log.append(
            EngineReplaced(
                why="stuck" if lost.why == "stuck" else "lost",
                model=fresh.engine.model,
                gap_ms=round(1000 * seconds),
            )
        )
        gap = Gap(seconds, frozenset(self._broken_off), words_lost, bool(orphans), held=not self._overflowed)
        due = owed(self._log.entries, gap, self._greeting)
        self._take_over(fresh, drop_held=words_lost)
        await self._pay(due, orphans)
        return True

    async def rotate_when_due(self, age: float) -> None:
        """Replace a connection older than `age` seconds at a quiet moment, silently."""
        now = self._clock.monotonic()
        if now - self.connection.opened_at < age or now < self._rotate_again_at or not self._quiet:
            return
        current, sequence = self.connection, self._log.sequence
        self._rotate_again_at = now + ROTATION_RETRY_SECONDS
        fresh = await self._lifeline.rotated(current, replayed(self._log.entries, self._broken_off))
        if fresh is None:
            return
        if current is not self.connection or not self._quiet or self._log.sequence != sequence:
            # Somebody spoke meanwhile, so the fresh session would lack words.
            self._rotate_again_at = self._clock.monotonic()
            self._close(fresh)
            return
        self._log.append(EngineReplaced(why="rotation", model=fresh.engine.model))
        current.take = None
        self._take_over(fresh)
        self._close(current)

    async def close(self) -> None:
        """End every connection and every task that is left."""
        await self._stop_deliveries()
        self._close(self.connection)
        await asyncio.gather(*self._closings, return_exceptions=True)

    @property
    def _quiet(self) -> bool:
        idle = self.up and self.connection.quiet and self._exchange.state.idle
        return idle and not self._kept.working and not self.connection.lost.is_set()

    def _take_over(self, fresh: Connection, *, drop_held: bool = False) -> None:
        fresh.take = self._exchange.on_event
        self.connection = fresh
        self._exchange.resume(fresh.session)
        held, self._held = self._held, deque()
        self._held_characters, self._overflowed = 0, False
        self.up, self.give = True, fresh.session.send_audio_base64
        # The rest of a turn whose beginning was lost would be answered as if it were a turn.
        for payload in () if drop_held else held:
            fresh.session.send_audio_base64(payload)

    async def _orphans(self) -> list[KeptTool]:
        """The tools that still run for the lost connection. The answers of the others are on the log."""
        await self._stop_deliveries()
        orphans = self._kept.orphan()
        for kept in orphans:
            if kept.task.done():
                self._kept.settle(kept)
        return [kept for kept in orphans if not kept.task.done()]

    async def _pay(self, due: Owed, orphans: list[KeptTool]) -> None:
        """Give the caller what is due; a connection that breaks over it is mended again by whoever watches it."""
        connection = self.connection
        for kept in orphans:
            self._exchange.state.tool_called(_open_id(kept), kept.name)
        try:
            if due.say:
                await self._exchange.say(due.say)
            if due.respond:
                await self._exchange.go_on()
        except Exception as error:  # noqa: BLE001  (websockets and the SDK each raise their own for a closed socket)
            logger.warning("The fresh voice engine was lost at once: %s", type(error).__name__)
            connection.lose("lost")
        self._deliveries = [
            asyncio.create_task(self._deliver(kept, connection), name="orphaned answer") for kept in orphans
        ]

    async def _deliver(self, kept: KeptTool, connection: Connection) -> None:
        """Give the answer of a tool whose own connection is gone through `connection`, when it comes."""
        await asyncio.wait({kept.task})
        if connection.lost.is_set():
            # Whoever mends that finds the answer on the log.
            return
        failed = kept.task.cancelled() or kept.task.exception() is not None
        output = CUT_OFF if failed else kept.task.result()
        self._kept.settle(kept)
        try:
            for item in tool_pair(kept.call_id, kept.name, kept.arguments, output):
                await add_item(connection.session, item)
            self._exchange.state.tool_answered(_open_id(kept))
            if output == SUPERSEDED:
                # The newer request, which has taken this one along, brings the answer.
                return
            if kept.name == ASK_SUPERVISOR.name and not failed:
                await self._exchange.say(output)
            else:
                await self._exchange.go_on()
        except Exception as error:  # noqa: BLE001  (websockets and the SDK each raise their own for a closed socket)
            logger.warning("An answer could not be given to the voice engine: %s", type(error).__name__)
            connection.lose("lost")

    async def _stop_deliveries(self) -> None:
        deliveries, self._deliveries = self._deliveries, []
        for task in deliveries:
            task.cancel()
        await asyncio.gather(*deliveries, return_exceptions=True)

    def _close(self, connection: Connection) -> None:
        # A far end that is gone may take seconds to be given up on, and nobody has to wait for that.
        task = asyncio.create_task(connection.close(), name="close connection")
        self._closings.add(task)
        task.add_done_callback(self._closings.discard)


# What the model is given when a newer request took a tool's along; there is nothing to say about it.
SUPERSEDED = Superseded().model_dump_json(exclude_none=True)


def _open_id(kept: KeptTool) -> str:
    # Not the model's own id: the tool's end on the log must not be taken for one whose answer the SDK sends.
    return f"kept {kept.call_id}"
