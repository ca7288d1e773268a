"""A stand-in for the web channel that says only what a test tells it to, behind the real page."""

import asyncio
import contextlib
import queue
import socket
import threading
from collections.abc import Iterator
from typing import Any

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

from tests.web.site import site

PATIENCE = 15.0
NOTICE = "You are speaking with an automated AI assistant, and this call is recorded and transcribed."
GREETING = "Hi! Welcome to Barton Dental. This is Lexi. How can I help you today?"


class Conversation:
    """One connection of the page, in the hands of the test."""

    def __init__(self, websocket: WebSocket) -> None:
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self.gone = threading.Event()
        self.done = asyncio.Event()
        self._websocket = websocket
        self._loop = asyncio.get_running_loop()

    def say(self, *messages: dict[str, Any]) -> None:
        """Send messages to the page, in order."""
        for message in messages:
            asyncio.run_coroutine_threadsafe(self._websocket.send_json(message), self._loop).result(PATIENCE)

    def hear(self) -> dict[str, Any]:
        """The page's next message; fails when none comes."""
        return self.heard.get(timeout=PATIENCE)

    def drop(self, code: int = 1012) -> None:
        """Close the socket without a goodbye; a page that has left already has closed its own."""
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            asyncio.run_coroutine_threadsafe(self._websocket.close(code), self._loop).result(PATIENCE)
        self._loop.call_soon_threadsafe(self.done.set)

    def open(self, call_id: str = "c_0123456789abcdef") -> None:
        """What every call starts with, up to the caller's turn."""
        self.say(
            {"type": "call.started", "call_id": call_id},
            {"type": "lexi.text", "text": NOTICE, "turn": 0, "kind": "notice"},
            {"type": "lexi.delta", "text": GREETING, "turn": 0},
            {"type": "lexi.text", "text": GREETING, "turn": 0},
            {"type": "turn.done"},
        )


class ScriptedSite:
    """The real pages, with `/web/text` and `/web/voice` played by the test."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.calls: queue.Queue[Conversation] = queue.Queue()

    def call(self) -> Conversation:
        """The page's next call; fails when it makes none."""
        return self.calls.get(timeout=PATIENCE)

    async def answer(self, websocket: WebSocket) -> None:
        await websocket.accept()
        conversation = Conversation(websocket)
        self.calls.put(conversation)
        try:
            while True:
                conversation.heard.put(await websocket.receive_json())
        except (WebSocketDisconnect, RuntimeError):
            conversation.gone.set()


@contextlib.contextmanager
def serve_scripted() -> Iterator[ScriptedSite]:
    """The scripted site on a free port of this machine, in a thread."""
    app: FastAPI = site()
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        scripted = ScriptedSite(f"http://127.0.0.1:{bound.getsockname()[1]}")
        app.add_api_websocket_route("/web/text", scripted.answer)
        app.add_api_websocket_route("/web/voice", scripted.answer)
        # Routes are tried in order, and the pages' own come first; a WebSocket matches none of them.
        config = uvicorn.Config(app, log_level="critical", access_log=False, timeout_graceful_shutdown=2)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, name="scripted site")
        thread.start()
        try:
            yield scripted
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
