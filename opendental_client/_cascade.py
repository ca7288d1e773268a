"""Several ways to one office, tried in order.

Only trouble with the line makes the cascade go on to the next address; an answer, whatever it says, is an answer. A
write goes on only when the failure proves that it never left. An address that failed rests for a while on the
injected clock: it is then tried last, so that callers do not wait for it every time.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from opendental_client._clock import Clock

_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError)
# For reads; a time-out after connecting is left out, since trying elsewhere would make the caller wait twice.
_LINE_TROUBLE = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.ProxyError,
    httpx.ReadError,
    httpx.WriteError,
    httpx.RemoteProtocolError,
)


@dataclass(frozen=True)
class AddressHealth:
    """How one address is doing. `resting_for` is in seconds; 0.0 means that it is in use."""

    host: str
    resting_for: float


class _Stop:
    """One address, the transport that leads to it, and until when it rests."""

    def __init__(self, base: httpx.URL, transport: httpx.AsyncBaseTransport) -> None:
        self.base = base
        self.transport = transport
        self.rests_until = float("-inf")


class CascadeTransport(httpx.AsyncBaseTransport):
    """Sends each request to the first address that can be reached.

    Args:
        stops: base addresses with the transports that lead there, in order of preference. Requests come in with the
            first one's base.
        clock: what rests are measured on.
        rest: seconds an address that failed is tried last.
        connect_timeout: seconds to wait for a connection while there is another address to try.
    """

    def __init__(
        self,
        stops: Sequence[tuple[httpx.URL, httpx.AsyncBaseTransport]],
        *,
        clock: Clock,
        rest: float = 30.0,
        connect_timeout: float = 3.0,
    ) -> None:
        self._stops = [_Stop(base, transport) for base, transport in stops]
        self._clock = clock
        self._rest = rest
        self._connect_timeout = connect_timeout

    def health(self) -> tuple[AddressHealth, ...]:
        """How the addresses are doing, in order of preference."""
        now = self._clock.monotonic()
        return tuple(AddressHealth(stop.base.host, max(0.0, stop.rests_until - now)) for stop in self._stops)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The reply of the first address that can be reached. Raises the last address's trouble."""
        now = self._clock.monotonic()
        order = sorted(self._stops, key=lambda stop: stop.rests_until > now)
        passable: tuple[type[httpx.TransportError], ...] = _LINE_TROUBLE if request.method == "GET" else _NEVER_LEFT
        for stop in order[:-1]:
            try:
                return await self._send(request, stop, patient=False)
            except passable:
                continue
        return await self._send(request, order[-1], patient=True)

    async def aclose(self) -> None:
        """Close every transport."""
        for stop in self._stops:
            await stop.transport.aclose()

    async def _send(self, request: httpx.Request, stop: _Stop, *, patient: bool) -> httpx.Response:
        try:
            reply = await stop.transport.handle_async_request(self._aimed(request, stop, patient=patient))
        except _LINE_TROUBLE:
            stop.rests_until = self._clock.monotonic() + self._rest
            raise
        stop.rests_until = float("-inf")
        return reply

    def _aimed(self, request: httpx.Request, stop: _Stop, *, patient: bool) -> httpx.Request:
        """The same request for another address."""
        came_for = self._stops[0].base.raw_path.rstrip(b"/")
        target = stop.base.raw_path.rstrip(b"/") + request.url.raw_path.removeprefix(came_for)
        timeout = dict(request.extensions["timeout"])
        if not patient:
            timeout["connect"] = min(timeout["connect"], self._connect_timeout)
        headers = [(name, value) for name, value in request.headers.raw if name.lower() != b"host"]
        return httpx.Request(
            request.method,
            stop.base.copy_with(raw_path=target),
            headers=headers,
            content=request.content,
            extensions={**request.extensions, "timeout": timeout},
        )
