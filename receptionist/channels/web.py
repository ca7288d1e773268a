"""The web channel: `WS /web/text` for typing and `WS /web/voice` for talking, one call a connection.

docs/text-channel.md and docs/web-voice.md describe the messages.
"""

import asyncio
import json
import logging
from urllib.parse import urlsplit

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from receptionist.calls.runner import CallRunner
from receptionist.calls.switchboard import Busy, Switchboard
from receptionist.channels.web_caller import TextCaller, VoiceCaller
from receptionist.channels.web_messages import BadMessage, CallerHangUp, CallerText, VoiceAudio, read_client_message
from receptionist.engines.realtime import TEXT, WEB, Medium

logger = logging.getLogger(__name__)

router = APIRouter()


@router.websocket("/web/text")
async def web_text(websocket: WebSocket) -> None:
    """A typed call, from the first message to the last."""
    await _serve(websocket, "text", TEXT, TextCaller())


@router.websocket("/web/voice")
async def web_voice(websocket: WebSocket) -> None:
    """A spoken call from a page with a microphone; the caller may type in it too."""
    switchboard: Switchboard = websocket.app.state.switchboard
    await _serve(websocket, "web", WEB, VoiceCaller(switchboard.clock))


async def _serve(websocket: WebSocket, channel: str, medium: Medium, caller: TextCaller) -> None:
    switchboard: Switchboard = websocket.app.state.switchboard
    if not same_site(websocket):
        # Refused before accepting, which a browser sees as HTTP 403.
        await websocket.close(1008)
        return
    await websocket.accept()
    try:
        ongoing = switchboard.start(channel, medium, caller)
    except Busy as error:
        await websocket.send_text(json.dumps({"type": "error", "code": "busy", "message": str(error)}))
        await websocket.close(1013)
        return
    if isinstance(caller, VoiceCaller):
        ongoing.runner.log.listen(caller.on_entry)
    reader = asyncio.create_task(_read(websocket, ongoing.runner, caller), name=f"{channel} channel reader")
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
    """Read until the client hangs up or is gone."""
    line = caller.line if isinstance(caller, VoiceCaller) else None
    while True:
        message = await websocket.receive()
        if message["type"] == "websocket.disconnect":
            break
        try:
            read = read_client_message(dict(message), spoken=line is not None)
        except BadMessage as error:
            caller.error(error.code, str(error))
            continue
        if isinstance(read, CallerHangUp):
            break
        if isinstance(read, CallerText):
            await runner.caller_said(read.text.strip())
        elif isinstance(read, VoiceAudio):
            runner.caller_frame(read.payload)
        elif line is not None:
            line.mark_returned(read.name)
    if line is not None:
        line.gone()
    runner.hang_up()


async def _write(websocket: WebSocket, caller: TextCaller) -> None:
    """Send until the call has ended or the client is gone."""
    try:
        while (message := await caller.outbox.get()) is not None:
            await websocket.send_text(json.dumps(message, ensure_ascii=False))
        await websocket.close(1000)
    except (WebSocketDisconnect, RuntimeError):
        logger.info("A caller on a page went away")
