"""SIP calls: a trunk in miniature on this machine, and what accept, reject, refer and hang-up do to a call on it.

A caller's telephone opens a WebSocket at `/sandbox/sip`, sends one JSON object (`Invite`), and is told the call's id.
From then on binary frames are 20 ms of G.711 mu-law each way, without loss. Whoever takes a frame from the caller gives
one back when there is audio, so the caller's clock is the call's. Text frames are signals:

    to the caller      {"signal": "ringing", "call_id"}, "answered", {"signal": "rejected", "status"},
                       {"signal": "referred", "target"}, "ended"
    from the caller    {"signal": "key", "key"}, "bye"
"""

import asyncio
import contextlib
import json
from typing import Any, Literal

from fastapi import WebSocket, WebSocketDisconnect
from pydantic import BaseModel, ConfigDict, ValidationError

from receptionist.sandbox.openai.errors import ApiFault
from receptionist.sandbox.openai.ids import new_id
from receptionist.sandbox.openai.realtime.call_connection import CallConnection
from receptionist.sandbox.openai.realtime.calls import Calls, World, not_found
from receptionist.sandbox.openai.realtime.control import ControlRoom

TRUNK = "/sandbox/sip"
KEYS = frozenset("0123456789*#ABCD")
_UNREADABLE = 1007

State = Literal["ringing", "answered", "over"]


class Invite(BaseModel):
    """The first message of a caller's telephone, with the faults that this call is to meet.

    `attach_refusals` sidebands find no session before one does; `refer_status` is how a refer is refused.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    attach_refusals: int = 0
    refer_status: int | None = None


class SipCall:
    """One call on the trunk, from ringing to its end. Implements `calls.Call`."""

    def __init__(self, world: World, invite: Invite) -> None:
        self.id = new_id("rtc")
        self.room = ControlRoom()
        self.signals: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._world = world
        self._invite = invite
        self._refusals = invite.attach_refusals
        self._state: State = "ringing"
        self._connection: CallConnection | None = None
        self._talking = False
        self._decided = asyncio.Event()

    # What the service does, over HTTP

    def accept(self, session: Any) -> None:
        if self._state != "ringing":
            raise ApiFault("The call has already been answered.", code="call_already_accepted", status=409)
        self._connection = self._world.connection("sip", session, self.room)
        self._state = "answered"
        self._signal("answered")
        self._decided.set()

    def reject(self, status: int) -> None:
        if self._state != "ringing":
            raise ApiFault("The call has already been answered.", code="call_already_accepted", status=409)
        self._signal("rejected", status=status)
        self.end()

    def refer(self, target: str) -> None:
        self._must_be_up()
        if self._invite.refer_status is not None:
            raise ApiFault(
                "The other side refused the transfer.", code="refer_failed", status=self._invite.refer_status
            )
        self._signal("referred", target=target)

    def hangup(self) -> None:
        self._must_be_up()
        self.end()

    def may_attach(self) -> None:
        if self._state != "answered":
            raise not_found()
        if self._refusals > 0:
            self._refusals -= 1
            raise not_found()

    # What the caller does

    def frame(self, audio: bytes) -> bytes:
        """20 ms of the caller's audio for 20 ms of the model's, which may be empty."""
        if self._connection is None or not self._talking:
            return b""
        self._connection.hear(audio)
        return self._connection.play()

    def key(self, key: str) -> None:
        """A key of the telephone."""
        if self._connection is not None and self._talking:
            self._connection.key_pressed(key)

    def end(self) -> None:
        """The call is over, whoever ended it."""
        self._state = "over"
        self._talking = False
        self._decided.set()
        self.room.end()

    async def run(self) -> None:
        """Carry the call from the service's decision to its end."""
        await self._decided.wait()
        try:
            if self._connection is not None and self._state == "answered":
                self._talking = True
                await self._connection.serve(self.room)
        finally:
            self.end()
            self._signal("ended")

    def _must_be_up(self) -> None:
        if self._state != "answered":
            raise ApiFault("The call has not been answered.", code="call_not_active")

    def _signal(self, signal: str, **fields: Any) -> None:
        self.signals.put_nowait({"signal": signal, **fields})


async def serve_trunk(socket: WebSocket, calls: Calls) -> None:
    """Carry one caller's telephone to the end of its call."""
    await socket.accept()
    try:
        invite = Invite.model_validate_json(await socket.receive_text())
    except (ValidationError, KeyError):
        await socket.close(_UNREADABLE, "the first message must be an invite")
        return
    except WebSocketDisconnect:
        return
    call = SipCall(calls.world, invite)
    calls.add(call)
    call.signals.put_nowait({"signal": "ringing", "call_id": call.id})
    running = asyncio.create_task(call.run(), name="sip call")
    listening = asyncio.create_task(_listen(socket, call), name="sip caller")
    telling = asyncio.create_task(_tell(socket, call), name="sip signals")
    try:
        await asyncio.wait({running, listening, telling}, return_when=asyncio.FIRST_COMPLETED)
        call.end()
        calls.remove(call)
        # The caller hears how it ended, unless it is the caller who went.
        await asyncio.wait({running, telling})
        for task in (running, listening):
            if task.done():
                # What broke in here is a bug of the server's, which must show.
                task.result()
    finally:
        calls.remove(call)
        for task in (running, listening, telling):
            task.cancel()
        await asyncio.gather(running, listening, telling, return_exceptions=True)
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        await socket.close()


async def _listen(socket: WebSocket, call: SipCall) -> None:
    while (message := await socket.receive())["type"] != "websocket.disconnect":
        audio = message.get("bytes")
        if audio is None:
            if _obey(message["text"], call):
                return
        elif played := call.frame(audio):
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):
                await socket.send_bytes(played)


def _obey(text: str, call: SipCall) -> bool:
    """Take a caller's signal; True when it is the last."""
    try:
        message = json.loads(text)
    except ValueError:
        return False
    signal = message.get("signal") if isinstance(message, dict) else None
    if signal == "key" and message.get("key") in KEYS:
        call.key(message["key"])
    return signal == "bye"


async def _tell(socket: WebSocket, call: SipCall) -> None:
    while True:
        signal = await call.signals.get()
        try:
            await socket.send_text(json.dumps(signal))
        except (WebSocketDisconnect, RuntimeError):
            return
        if signal["signal"] == "ended":
            return
