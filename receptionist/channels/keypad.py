"""Keys that a caller presses: digits gathered until the run of them ends, which makes them one turn of the caller's.

A zero alone asks for a person and need not wait for more, unless Lexi has asked for something that may begin with one.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable

from receptionist.clock import Clock

RUN_PAUSE_SECONDS = 2.0
MAX_DIGITS = 20
PERSON_WORDS = "I would like to speak to a person, please."
TYPED_WORDS = "I typed {digits} on my phone."
# Callers press a key again and again when nothing seems to happen; that is still one request.
PERSON_SECONDS = 5.0
_DIGITS = frozenset("0123456789")
_ASKS_FOR_DIGITS = re.compile(
    r"\b(date of birth|birth ?date|birthday|born|phone|mobile|cell|call-?back|number|digits?|zip|keypad|type|press|"
    r"enter|fecha de nacimiento|naci[oó]|tel[eé]fono|n[uú]mero|c[oó]digo postal|teclado|marque)\b",
    re.IGNORECASE,
)


def asks_for_digits(lexi_said: str) -> bool:
    """Whether these words of Lexi's may be answered with digits: a date of birth, a number to call back."""
    return _ASKS_FOR_DIGITS.search(lexi_said) is not None


class Keypad:
    """Gathers digits; a pause or # ends a run, * takes it back. Nothing but zeros asks for a person.

    `begin` is called at the first key of a run, `say` is given the caller's words once it has ended. `digits_expected`
    tells whether Lexi has asked for digits; if not, a zero that begins a run is a request for a person at once. Digits
    are never logged: they may be a birth date or a number.
    """

    def __init__(
        self,
        clock: Clock,
        begin: Callable[[], Awaitable[None]],
        say: Callable[[str], Awaitable[None]],
        digits_expected: Callable[[], bool] = lambda: True,
    ) -> None:
        self._clock = clock
        self._begin = begin
        self._say = say
        self._digits_expected = digits_expected
        self._digits = ""
        self._ends_at = 0.0
        self._person_at: float | None = None
        self._waiting: asyncio.Task[None] | None = None

    async def press(self, key: str) -> None:
        """The caller pressed `key`."""
        if key == "#":
            await self._end()
        elif key == "*":
            self._digits = ""
        elif key in _DIGITS:
            first = not self._digits
            self._digits += key
            self._ends_at = self._clock.monotonic() + RUN_PAUSE_SECONDS
            if first:
                await self._begin()
            if len(self._digits) >= MAX_DIGITS or (self._digits == "0" and not self._digits_expected()):
                await self._end()
            elif self._waiting is None:
                self._waiting = asyncio.create_task(self._wait(), name="phone keys")

    async def close(self) -> None:
        """Forget what was pressed: the call is over."""
        self._digits = ""
        if self._waiting is not None:
            self._waiting.cancel()
            await asyncio.gather(self._waiting, return_exceptions=True)

    async def _wait(self) -> None:
        while True:
            while (left := self._ends_at - self._clock.monotonic()) > 0:
                await self._clock.sleep(left)
            await self._end()
            if not self._digits:
                self._waiting = None
                return

    async def _end(self) -> None:
        digits, self._digits = self._digits, ""
        if not digits:
            return
        if digits.strip("0"):
            await self._say(TYPED_WORDS.format(digits=digits))
            return
        now = self._clock.monotonic()
        if self._person_at is None or now - self._person_at >= PERSON_SECONDS:
            self._person_at = now
            await self._say(PERSON_WORDS)
