"""The phone channel: Twilio's webhooks, and `WS /phone/stream`, one call a media stream (docs/phone.md)."""

import asyncio
import contextlib
import logging
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response, WebSocket, WebSocketDisconnect

from receptionist.calls.switchboard import Busy, Switchboard
from receptionist.channels import twiml
from receptionist.channels.twilio_caller import PhoneCaller
from receptionist.channels.twilio_calls import AlreadyStreaming, PhoneCall
from receptionist.channels.twilio_desk import (
    AFTER,
    INCOMING,
    STATUS,
    STREAM,
    VOICEMAIL,
    PhoneDesk,
    WebhookRefused,
    phone_desk,
)
from receptionist.channels.twilio_frames import BadFrame, StreamStart, read_frame, read_start
from receptionist.channels.twilio_line import StreamLine
from receptionist.channels.twilio_reader import StreamReader
from receptionist.clock import deadline
from receptionist.engines.realtime import TELEPHONE

logger = logging.getLogger(__name__)

router = APIRouter()
Desk = Annotated[PhoneDesk, Depends(phone_desk)]
START_SECONDS = 10.0
CLOSE_SECONDS = 5.0
NORMAL, POLICY, TRY_AGAIN = 1000, 1008, 1013


class StreamRefused(RuntimeError):
    """A stream that is not taken; the text is the reason given when it is closed."""


@router.post(INCOMING)
async def incoming(request: Request, desk: Desk) -> Response:
    """A call comes in: the notice, then the stream. 403 for a wrong signature, 503 when no calls are taken yet."""
    try:
        form = await desk.form(request, INCOMING)
    except WebhookRefused as refusal:
        return refusal.response()
    return Response(desk.pick_up(form), media_type=twiml.MEDIA_TYPE)


@router.post(AFTER)
async def after(request: Request, desk: Desk) -> Response:
    """The stream or a transfer has ended: dial, take a message, apologise or hang up."""
    try:
        form = await desk.form(request, AFTER)
    except WebhookRefused as refusal:
        return refusal.response()
    return Response(desk.after(form), media_type=twiml.MEDIA_TYPE)


@router.post(VOICEMAIL)
async def voicemail(request: Request, desk: Desk) -> Response:
    """A message was recorded; it is stored before the caller hears so."""
    try:
        form = await desk.form(request, VOICEMAIL)
    except WebhookRefused as refusal:
        return refusal.response()
    return Response(await desk.voicemail(form), media_type=twiml.MEDIA_TYPE)


@router.post(STATUS)
async def status(request: Request, desk: Desk) -> Response:
    """Twilio reports how a call stands."""
    try:
        desk.status(await desk.form(request, STATUS))
    except WebhookRefused as refusal:
        return refusal.response()
    return Response(status_code=204)


@router.websocket(STREAM)
async def stream(websocket: WebSocket, desk: Desk) -> None:
    """A telephone call's audio, from the first frame to the last. What is refused is closed with a reason."""
    if not desk.stream_is_signed(websocket):
        logger.warning("A media stream with a wrong signature was refused")
        await websocket.close(POLICY)
        return
    await websocket.accept()
    try:
        async with deadline(desk.clock, START_SECONDS):
            start = await _await_start(websocket)
        call = _admit(desk, start)
    except (BadFrame, StreamRefused, TimeoutError) as refusal:
        reason = "no start message in time" if isinstance(refusal, TimeoutError) else str(refusal)
        logger.warning("A media stream was refused: %s", reason)
        await _close(websocket, desk, POLICY, reason)
        return
    try:
        await _carry(websocket, desk, start, call)
    finally:
        desk.calls.finish(start.call_sid)


async def _await_start(websocket: WebSocket) -> StreamStart:
    """Read up to the start message; only `connected` may come before it. Raises `BadFrame`, `StreamRefused`."""
    while True:
        message = await websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise StreamRefused("it went away before it started")
        frame = read_frame(dict(message))
        if frame["event"] == "start":
            return read_start(frame)
        if frame["event"] != "connected":
            raise StreamRefused("the start message is missing")


def _admit(desk: PhoneDesk, start: StreamStart) -> PhoneCall:
    """Let the stream in if its token is this call's. Raises `StreamRefused`."""
    if not desk.tokens.redeem(start.call_sid, start.token):
        raise StreamRefused("the stream token is wrong, used or too old")
    try:
        return desk.calls.begin(start.call_sid)
    except AlreadyStreaming as error:
        raise StreamRefused(str(error)) from None


async def _carry(websocket: WebSocket, desk: PhoneDesk, start: StreamStart, call: PhoneCall) -> None:
    """Run the call, let the goodbye play out, and close."""
    switchboard: Switchboard = websocket.app.state.switchboard
    line = StreamLine(websocket.send_text, start.stream_sid, desk.clock)
    caller = PhoneCaller(line, call, desk.profile)
    try:
        ongoing = switchboard.start("phone", TELEPHONE, caller)
    except Busy as error:
        call.unheard = f"{error} Or call {desk.profile.phone} later."
        call.end("house")
        await _close(websocket, desk, TRY_AGAIN, "busy")
        return

    def stalled() -> None:
        call.end("line")
        ongoing.runner.hang_up()

    sending = asyncio.create_task(line.run(stalled), name="phone line")
    listening = asyncio.create_task(
        StreamReader(ongoing.runner, caller, line, call, desk.clock).run(websocket), name="phone stream reader"
    )
    try:
        await asyncio.wait({ongoing.task})
        await line.played_out()
        await _close(websocket, desk, NORMAL, "")
    finally:
        line.gone()
        ongoing.runner.hang_up()
        sending.cancel()
        listening.cancel()
        await asyncio.gather(sending, listening, ongoing.task, return_exceptions=True)


async def _close(websocket: WebSocket, desk: PhoneDesk, code: int, reason: str) -> None:
    """Close the stream if the other side hasn't; one that takes nothing any more is left to the server."""
    with contextlib.suppress(WebSocketDisconnect, RuntimeError, OSError, TimeoutError):
        async with deadline(desk.clock, CLOSE_SECONDS):
            await websocket.close(code, reason)
