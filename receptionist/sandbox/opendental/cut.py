"""Cutting a connection for real: an ASGI application has no word for it, so the server's transport is taken in hand.

`CuttableApp` remembers the transport of each request (uvicorn's), so that a response can abort it. In process, where
there is no transport, a cut is a `ConnectionResetError` out of the application.
"""

import asyncio
import socket
import struct
from collections.abc import Mapping

from fastapi import FastAPI, Response
from starlette.types import Receive, Scope, Send

TRANSPORT = "sandbox.transport"
_NO_LINGER = struct.pack("ii", 1, 0)  # Closing now sends a reset instead of a polite end.


class CuttableApp(FastAPI):
    """A FastAPI application that keeps the way to each request's connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope[TRANSPORT] = getattr(getattr(send, "__self__", None), "transport", None)
        await super().__call__(scope, receive, send)


class Cut(Response):
    """No answer: the connection is reset."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        transport = scope.get(TRANSPORT)
        if not isinstance(transport, asyncio.Transport):
            raise ConnectionResetError("the sandbox cut the connection")
        raw = transport.get_extra_info("socket")
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        transport.abort()
        await _gone()


class Truncated(Response):
    """Headers that promise a whole body, half of its bytes, and the end of the connection."""

    def __init__(self, whole: bytes, status: int, headers: Mapping[str, str]) -> None:
        super().__init__(whole, status, headers, media_type="application/json")
        self._whole = whole

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        transport = scope.get(TRANSPORT)
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        half = self._whole[: len(self._whole) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        if not isinstance(transport, asyncio.Transport):
            raise ConnectionResetError("the sandbox cut the connection")
        transport.close()
        await _gone()


async def _gone() -> None:
    """Let the server notice that the connection is gone before it looks for the rest of the answer."""
    for _ in range(3):
        await asyncio.sleep(0)
