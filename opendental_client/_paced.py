"""The throttle as an httpx transport: every request waits for its turn, then goes to the transport behind."""

import httpx

from opendental_client._priority import Standing
from opendental_client._throttle import Throttle

STANDING = "opendental_client.standing"
"""The request extension that holds the `Standing` of a request."""


class PacedTransport(httpx.AsyncBaseTransport):
    """Sends requests at the pace of a throttle."""

    def __init__(self, inner: httpx.AsyncBaseTransport, throttle: Throttle) -> None:
        self._inner = inner
        self._throttle = throttle

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Wait for the turn of the request, then send it."""
        standing = request.extensions.get(STANDING)
        await self._throttle.enter(standing if isinstance(standing, Standing) else None)
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Close the transport behind."""
        await self._inner.aclose()
