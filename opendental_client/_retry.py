"""When a request is made again: reads generously, writes only if the server said it did nothing.

Reads are repeated after 429, 5xx, time-outs and lost connections (an offline eConnector included), up to four tries.
Writes are repeated once, and only after 429, since a refused request was not carried out. Waits follow the server's
`Retry-After`, else grow from half a second to eight with a little jitter; a server that asks for more than
`LONGEST_WAIT` seconds gets no second try, as the caller is better off knowing.
"""

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_base, wait_exponential, wait_random

from opendental_client._clock import Clock
from opendental_client._errors import ServerError, Throttled, Timeout, Unreachable
from opendental_client._throttle import OnWait

READ_TRIES = 4
WRITE_TRIES = 2
LONGEST_WAIT = 60.0


class _Pause(wait_base):
    """Seconds before the next try."""

    _backoff = wait_exponential(multiplier=0.5, max=8) + wait_random(0, 0.25)

    def __call__(self, retry_state: RetryCallState) -> float:
        error = retry_state.outcome.exception() if retry_state.outcome is not None else None
        if isinstance(error, Throttled) and error.retry_after is not None:
            return error.retry_after
        return self._backoff(retry_state)


def _asks_for_patience(error: BaseException) -> bool:
    return isinstance(error, Throttled) and (error.retry_after or 0.0) <= LONGEST_WAIT


def _worth_reading_again(error: BaseException) -> bool:
    return _asks_for_patience(error) or isinstance(error, ServerError | Timeout | Unreachable)


def retrying(clock: Clock, on_wait: OnWait | None, *, is_write: bool) -> AsyncRetrying:
    """A tenacity loop for one request; waits on `clock` and tells `on_wait` how long. Raises the last error."""

    async def wait(seconds: float) -> None:
        if on_wait is not None and seconds > 0:
            on_wait(seconds)
        await clock.sleep(seconds)

    return AsyncRetrying(
        retry=retry_if_exception(_asks_for_patience if is_write else _worth_reading_again),
        stop=stop_after_attempt(WRITE_TRIES if is_write else READ_TRIES),
        wait=_Pause(),
        sleep=wait,
        reraise=True,
    )
