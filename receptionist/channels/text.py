"""The text channel: `WS /web/text`, one call a connection, documented JSON both ways (docs/text-channel.md)."""

import asyncio
import json
import logging
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from receptionist.calls.caller import TypedCaller
from receptionist.calls.runner import CallRunner
from receptionist.calls.switchboard import Busy, Switchboard
from receptionist.engines.realtime import TEXT
from receptionist.events import Outcome

logger = logging.getLogger(__name__)

router = APIRouter()
MAX_CHARACTERS = 2000
MAX_UNSENT = 10_000


class CallerText(BaseModel):
    type: Literal["caller.text"]
    text: str


class CallerHangUp(BaseModel):
    type: Literal["caller.hangup"]


CLIENT_MESSAGE: TypeAdapter[CallerText | CallerHangUp] = TypeAdapter(
    Annotated[CallerText | CallerHangUp, Field(discriminator="type")]
)


class BadMessage(ValueError):
    """What the client sent is not a message of this protocol."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class TextCaller(TypedCaller):
    """Turns what a call says into the channel's messages, queued so that a slow reader holds nobody up."""

    def __init__(self) -> None:
        self.outbox: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()

    async def started(self, call_id: str) -> None:
        self._put({"type": "call.started", "call_id": call_id})

    async def notice(self, text: str) -> None:
        self._put({"type": "lexi.text", "text": text, "turn": 0, "kind": "notice"})

    async def words(self, text: str, turn: int) -> None:
        self._put({"type": "lexi.delta", "text": text, "turn": turn})

    async def utterance(self, text: str, turn: int) -> None:
        self._put({"type": "lexi.text", "text": text, "turn": turn})

    async def code_says(self, text: str, turn: int) -> bool:
        self._put({"type": "lexi.text", "text": text, "turn": turn})
        return True

    def tool(self, name: str, status: str) -> None:
        self._put({"type": "tool", "name": name, "status": status})

    async def turn_done(self) -> None:
        self._put({"type": "turn.done"})

    async def ended(self, outcome: Outcome) -> None:
        self._put({"type": "call.ended", "outcome": outcome})
        self.outbox.put_nowait(None)

    def error(self, code: str, message: str) -> None:
        self._put({"type": "error", "code": code, "message": message})

    def _put(self, message: dict[str, Any]) -> None:
        # A client that stops reading must not fill the memory; the call itself is on its log in any case.
        if self.outbox.qsize() < MAX_UNSENT:
            self.outbox.put_nowait(message)


def read_client_message(message: dict[str, Any]) -> CallerText | CallerHangUp:
    """The client's message from an ASGI `websocket.receive`. Raises `BadMessage` with a sentence for the client."""
    text = message.get("text")
    if text is None:
        raise BadMessage("bad_message", "Send JSON text messages; this one was binary.")
    try:
        read = CLIENT_MESSAGE.validate_json(text)
    except ValidationError:
        raise BadMessage(
            "bad_message",
            'This is not a message of this channel. Send {"type": "caller.text", "text": "..."} or '
            '{"type": "caller.hangup"}.',
        ) from None
    if isinstance(read, CallerText):
        if not read.text.strip():
            raise BadMessage("empty_message", "That message was empty. Type what you would like to say.")
        if len(read.text) > MAX_CHARACTERS:
            raise BadMessage(
                "message_too_long", f"That message is too long. Please keep it under {MAX_CHARACTERS} characters."
            )
    return read


@router.websocket("/web/text")
async def web_text(websocket: WebSocket) -> None:
    """A typed call, from the first message to the last."""
    switchboard: Switchboard = websocket.app.state.switchboard
    if not same_site(websocket):
        # Refused before accepting, which a browser sees as HTTP 403.
        await websocket.close(1008)
        return
    await websocket.accept()
    caller = TextCaller()
    try:
        ongoing = switchboard.start("text", TEXT, caller)
    except Busy as error:
        await websocket.send_text(json.dumps({"type": "error", "code": "busy", "message": str(error)}))
        await websocket.close(1013)
        return
    reader = asyncio.create_task(_read(websocket, ongoing.runner, caller), name="text channel reader")
    try:
        await _write(websocket, caller)
    finally:
        ongoing.runner.hang_up()
        reader.cancel()
        await asyncio.gather(reader, ongoing.task, return_exceptions=True)


def same_site(websocket: WebSocket) -> bool:
    """Whether the page that opens the socket is ours; programs, which send no Origin, are welcome.

    Browsers let any page open a WebSocket to any host, so another site could otherwise use up the lines.
    """
    origin = websocket.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == websocket.headers.get("host")


async def _read(websocket: WebSocket, runner: CallRunner, caller: TextCaller) -> None:
    while True:
        message = await websocket.receive()
        if message["type"] == "websocket.disconnect":
            runner.hang_up()
            return
        try:
            read = read_client_message(dict(message))
        except BadMessage as error:
            caller.error(error.code, str(error))
            continue
        if isinstance(read, CallerHangUp):
            runner.hang_up()
            return
        await runner.caller_said(read.text.strip())


async def _write(websocket: WebSocket, caller: TextCaller) -> None:
    """Send until the call has ended or the client is gone."""
    try:
        while (message := await caller.outbox.get()) is not None:
            await websocket.send_text(json.dumps(message, ensure_ascii=False))
        await websocket.close(1000)
    except (WebSocketDisconnect, RuntimeError):
        logger.info("A text caller went away")
