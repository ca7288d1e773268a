"""A tap on an ASGI application: every JSON message that clients send it, over HTTP and WebSocket."""

import json
from typing import Any


class Tap:
    """Wraps `app`; `http` holds (path, body) and `frames` the WebSocket messages, as the client sent them."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self.http: list[tuple[str, Any]] = []
        self.frames: list[dict[str, Any]] = []
        self.paths: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        self.paths.append(scope["path"] + "?" + scope.get("query_string", b"").decode())
        body = b""

        async def tapped() -> Any:
            nonlocal body
            message = await receive()
            if message["type"] == "websocket.receive" and message.get("text"):
                self.frames.append(json.loads(message["text"]))
            elif message["type"] == "http.request":
                body += message.get("body", b"")
                if not message.get("more_body") and body:
                    self.http.append((scope["path"], json.loads(body)))
            return message

        await self._app(scope, tapped, send)
