"""One request from start to end: keys, throttle, retries, and what became of it.

Requests go to an httpx transport directly and not through `httpx.AsyncClient`, because that client logs every address
with its query, which here holds names, birth dates and phone numbers. For a proxy, pass
`transport=httpx.AsyncHTTPTransport(proxy=...)`; for tests an `httpx.MockTransport` or `httpx.ASGITransport`.

What is proven about a failed write decides its error: a connection that was never made wrote nothing (Unreachable,
Timeout); once a request may have left, a broken connection, a time-out, a 5xx or an unreadable reply is
WriteOutcomeUnknown. Cancelling a task while its write is under way leaves the outcome just as unknown.
"""

from urllib.parse import quote, urlencode

import httpx
from pydantic import SecretStr

from opendental_client._cache import Cache
from opendental_client._clock import Clock
from opendental_client._encode import Body
from opendental_client._errors import (
    InvalidResponse,
    OpenDentalError,
    Throttled,
    Timeout,
    Unreachable,
    WriteOutcomeUnknown,
)
from opendental_client._flights import Flights
from opendental_client._paced import STANDING
from opendental_client._priority import Standing
from opendental_client._replies import error_in, json_in
from opendental_client._retry import retrying
from opendental_client._route import Route
from opendental_client._throttle import OnWait, Throttle

NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
"""Failures that prove that no request was sent."""


class Wire:
    """Sends requests of one office."""

    def __init__(
        self,
        *,
        base_url: httpx.URL,
        authorization: SecretStr,
        throttle: Throttle,
        clock: Clock,
        timeout: float,
        transport: httpx.AsyncBaseTransport,
        on_wait: OnWait | None,
    ) -> None:
        self._base_url = base_url
        self._authorization = authorization
        self._throttle = throttle
        self.clock = clock
        self.cache = Cache(clock)
        self._flights = Flights()
        self._timeout = httpx.Timeout(timeout)
        self._transport = transport
        self._on_wait = on_wait
        self._closed = False

    async def aclose(self) -> None:
        """Close the transport; harmless when repeated."""
        if not self._closed:
            self._closed = True
            await self._transport.aclose()

    async def send(
        self, route: Route, *, query: dict[str, str] | None = None, body: Body | None = None, fresh: bool = False
    ) -> object:
        """The JSON of the reply, None without a body. Raises OpenDentalError; RuntimeError after `aclose`.

        An identical read under way is joined unless `fresh`.
        """
        if self._closed:
            raise RuntimeError("this OpenDentalClient is closed")
        if route.is_write:
            return await self._write(route, body)
        if body is not None:
            return await self._persist(route, query, body, Standing())

        async def start(standing: Standing) -> object:
            return await self._persist(route, query, None, standing)

        asked = (route.path, tuple(sorted((query or {}).items())))
        return await self._flights.join(asked, start, fresh=fresh)

    async def _write(self, route: Route, body: Body | None) -> object:
        """A write. What is read from its beginning on, and again from its end on, is asked for anew."""
        self._start_anew(route)
        try:
            return await self._persist(route, None, body, Standing())
        finally:
            self._start_anew(route)

    def _start_anew(self, route: Route) -> None:
        self._flights.close_to_newcomers()
        self.cache.forget(route.resource)

    async def _persist(
        self, route: Route, query: dict[str, str] | None, body: Body | None, standing: Standing
    ) -> object:
        tries = retrying(self.clock, self._on_wait, is_write=route.is_write)
        return await tries(self._attempt, route, query, body, standing)

    async def _attempt(
        self, route: Route, query: dict[str, str] | None, body: Body | None, standing: Standing
    ) -> object:
        reply = await self._exchange(self._request(route, query, body, standing), route)
        error = error_in(reply, route)
        if error is None:
            return self._json_of(reply, route)
        if isinstance(error, Throttled) and error.retry_after is not None:
            await self._throttle.hold(error.retry_after)
        raise error

    async def _exchange(self, request: httpx.Request, route: Route) -> httpx.Response:
        failure: OpenDentalError
        try:
            reply = await self._transport.handle_async_request(request)
            try:
                await reply.aread()
            finally:
                await reply.aclose()
            return reply
        except httpx.RequestError as error:
            failure = _failure(error, route)
        # Raised outside the handler: httpx's error holds the request, and with it the keys and the query.
        raise failure

    def _request(
        self, route: Route, query: dict[str, str] | None, body: Body | None, standing: Standing
    ) -> httpx.Request:
        url = self._base_url.copy_with(path=self._base_url.path.rstrip("/") + route.path)
        if query:
            # httpx would write a blank as "+", and the vendor wants "%20".
            url = url.copy_with(query=urlencode(query, quote_via=quote).encode())
        return httpx.Request(
            route.method,
            url,
            json=body,
            headers={
                "Authorization": self._authorization.get_secret_value(),
                # The vendor wants this on reads too.
                "Content-Type": "application/json",
                "Accept": "application/json",
                "User-Agent": "opendental-client",
            },
            extensions={"timeout": self._timeout.as_dict(), STANDING: standing},
        )

    def _json_of(self, reply: httpx.Response, route: Route) -> object:
        try:
            return json_in(reply, route)
        except InvalidResponse:
            if not route.is_write:
                raise
        raise WriteOutcomeUnknown(route.method, route.template, status_code=reply.status_code)


def _failure(error: httpx.RequestError, route: Route) -> OpenDentalError:
    if route.is_write and not isinstance(error, NEVER_LEFT):
        return WriteOutcomeUnknown(route.method, route.template)
    if isinstance(error, httpx.DecodingError):
        return InvalidResponse("the reply's encoding was broken", method=route.method, path=route.template)
    kind = Timeout if isinstance(error, httpx.TimeoutException) else Unreachable
    return kind(method=route.method, path=route.template)
