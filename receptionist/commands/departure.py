"""How the service leaves: told to stop, it lets its calls finish; told twice, it ends them with an apology."""

import asyncio
import signal
from collections.abc import Callable

from fastapi import FastAPI

from receptionist.calls.switchboard import Switchboard

# Twilio asks what follows a stream once it has ended; the answer is why the caller hears an apology and not silence.
LAST_QUESTIONS_SECONDS = 2.0


class Departure:
    """Turns signals into an orderly end. `stop` ends the servers and is called once.

    SIGTERM, as a deploy sends it, waits for running calls for `seconds`. A second signal of any kind, SIGINT (Ctrl-C)
    at once, or the end of that time ends the calls that are left: each caller hears an apology, and staff a message.
    """

    def __init__(self, app: FastAPI, seconds: float, stop: Callable[[], None], tell: Callable[[str], None]) -> None:
        self._app = app
        self._seconds = seconds
        self._stop = stop
        self._tell = tell
        self._task: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()

    def listen(self) -> None:
        """Take the signals of this process's loop."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self.leave)
        loop.add_signal_handler(signal.SIGINT, self.hurry)

    def leave(self) -> None:
        """Leave once the calls have ended; called again, leave now."""
        if self._task is not None:
            self._hurry.set()
        self.begin()

    def begin(self) -> None:
        """Leave once the calls have ended, however often this is called."""
        if self._task is None:
            self._task = asyncio.create_task(self._depart(), name="departure")

    def hurry(self) -> None:
        """Leave now."""
        self._hurry.set()
        self.begin()

    async def close(self) -> None:
        """Wait for a departure under way, so that its calls are closed before the servers' sockets are."""
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    async def _depart(self) -> None:
        try:
            switchboard: Switchboard | None = getattr(self._app.state, "switchboard", None)
            if switchboard is not None:
                await self._empty(switchboard)
        finally:
            self._stop()

    async def _empty(self, switchboard: Switchboard) -> None:
        switchboard.drain()
        if switchboard.carrying and not self._hurry.is_set():
            calls = "1 call" if switchboard.carrying == 1 else f"{switchboard.carrying} calls"
            self._tell(f"{calls} still running; the service stops after the last. Stop it again to end them now.")
            waits = [
                asyncio.create_task(switchboard.empty(self._seconds)),
                asyncio.create_task(self._hurry.wait()),
            ]
            try:
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for wait in waits:
                    wait.cancel()
                await asyncio.gather(*waits, return_exceptions=True)
        if switchboard.carrying:
            await switchboard.close()
            await switchboard.clock.sleep(LAST_QUESTIONS_SECONDS)
