"""Cuts the service's connections to the voice engine at a chosen message: a wrapper around the sandbox's OpenAI."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

Message = dict[str, Any]
When = Callable[[str, Message], bool]


class Cutter:
    """Wraps `app`. A WebSocket is cut when `when(sender, message)` is true, sender being client or server.

    `code` is how it closes; None breaks it off without a word. It happens `times` times. `refuse` makes every new
    connection fail.
    """

    def __init__(self, app: Any, when: When = lambda *_: False, code: int | None = 1011, times: int = 1) -> None:
        self._app = app
        self.when = when
        self.code = code
        self.times = times
        self.refuse = False
        self.connections: list[list[Message]] = []
        self.requests: list[str] = []
        self.on_request: Callable[[str], None] = lambda path: None
        self._cuts: list[asyncio.Event] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "websocket":
            if scope["type"] == "http":
                self.requests.append(scope["path"])
                self.on_request(scope["path"])
            await self._app(scope, receive, send)
            return
        if self.refuse:
            await receive()
            await send({"type": "websocket.close", "code": 1011})
            return
        await self._serve(scope, receive, send)

    def cut(self) -> None:
        """Cut every connection that is up."""
        for event in self._cuts:
            event.set()

    async def _serve(self, scope: Any, receive: Any, send: Any) -> None:
        cut = asyncio.Event()
        self._cuts.append(cut)
        heard: list[Message] = []
        self.connections.append(heard)

        def noticed(sender: str, text: str | None) -> bool:
            message = json.loads(text) if text else {}
            if sender == "client":
                heard.append(message)
            if self.times > 0 and not cut.is_set() and self.when(sender, message):
                self.times -= 1
                cut.set()
            return cut.is_set()

        async def take() -> Any:
            message = await receive()
            if message["type"] == "websocket.receive":
                noticed("client", message.get("text"))
            return message

        async def give(message: Any) -> None:
            if message["type"] == "websocket.send" and noticed("server", message.get("text")):
                # What comes after the cut reaches nobody.
                await asyncio.Event().wait()
            await send(message)

        serving = asyncio.create_task(self._app(scope, take, give))
        cutting = asyncio.create_task(cut.wait())
        await asyncio.wait({serving, cutting}, return_when=asyncio.FIRST_COMPLETED)
        self._cuts.remove(cut)
        was_cut = cutting.done() and not serving.done()
        serving.cancel()
        cutting.cancel()
        await asyncio.gather(serving, cutting, return_exceptions=True)
        if was_cut and self.code is None:
            raise ConnectionAbortedError("the test broke this connection off")
        if was_cut:
            await send({"type": "websocket.close", "code": self.code})
