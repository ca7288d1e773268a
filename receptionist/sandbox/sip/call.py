"""Places one SIP call: rings the sandbox's OpenAI server, announces the call to the service, and says the lines."""

import asyncio
import contextlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import httpx
import websockets

from receptionist.clock import Clock, SystemClock, deadline
from receptionist.sandbox.sip.errors import TrunkFailed
from receptionist.sandbox.sip.webhook import announce, incoming_event
from receptionist.sandbox.twilio.caller import Patience, ScriptedCaller
from receptionist.sandbox.twilio.pace import PacedClock
from receptionist.sandbox.twilio.playout import FRAME_BYTES, FRAME_SECONDS

CALLER, CALLED = "+15550100199", "proj_sandbox"
RING_SECONDS = 30.0
Heard = Callable[[str, str], None]
EndedBy = Literal["", "caller", "service", "nobody answered"]


@dataclass(frozen=True)
class SipPlan:
    """A call to place: `trunk` is the sandbox's `ws://.../sandbox/sip`, `webhook` the service's `/sip/incoming`.

    `speed`, `patience` and `interrupt` are as for the sandbox's telephone. `invite` are the faults that this call is to
    meet (`sandbox.openai.realtime.sip.Invite`), `deliveries` how often the webhook comes, `leaves` when the caller
    hangs up for no reason: while it rings, before or after the webhook, or as soon as it is answered. `manners` makes
    the caller.
    """

    lines: Sequence[str]
    trunk: str
    webhook: str
    secret: str
    caller: str = CALLER
    speed: float = 1.0
    patience: Patience = field(default_factory=Patience)
    interrupt: float | None = None
    invite: Mapping[str, Any] = field(default_factory=dict)
    deliveries: int = 1
    leaves: Literal["", "before webhook", "ringing", "answered"] = ""
    staff_answer: bool = True
    manners: Callable[[Sequence[str], Patience, float | None], ScriptedCaller] = ScriptedCaller


@dataclass
class SipResult:
    """What became of a call. `transcript` is (who, words); `signals` what the trunk was told, in order."""

    call_id: str = ""
    transcript: list[tuple[str, str]] = field(default_factory=list)
    signals: list[dict[str, Any]] = field(default_factory=list)
    ended_by: EndedBy = ""
    gave_up: bool = False
    answers: list[float] = field(default_factory=list)
    overlaps: list[float] = field(default_factory=list)

    @property
    def referred_to(self) -> str:
        """Where the call was sent on; "" when it was not."""
        return next((str(signal["target"]) for signal in self.signals if signal["signal"] == "referred"), "")

    @property
    def rejected_with(self) -> int:
        """The SIP status the call was rejected with; 0 when it was not."""
        return next((int(signal["status"]) for signal in self.signals if signal["signal"] == "rejected"), 0)


async def place_sip_call(plan: SipPlan, clock: Clock, heard: Heard = lambda who, text: None) -> SipResult:
    """Place the call and carry it to its end; `heard(who, text)` is told of each utterance. Raises `SipError`."""
    async with contextlib.AsyncExitStack() as stack:
        try:
            socket = await websockets.connect(plan.trunk, compression=None, proxy=None)
        except (OSError, TimeoutError, websockets.InvalidHandshake, websockets.InvalidURI) as error:
            raise TrunkFailed(
                f"The sandbox's OpenAI server at {plan.trunk} takes no calls ({type(error).__name__})."
            ) from None
        stack.push_async_callback(socket.close)
        client = await stack.enter_async_context(httpx.AsyncClient(trust_env=False))
        return await _Call(plan, clock, socket, client, heard).run()


class _Call:
    def __init__(
        self,
        plan: SipPlan,
        clock: Clock,
        socket: websockets.ClientConnection,
        client: httpx.AsyncClient,
        heard: Heard,
    ) -> None:
        self._plan = plan
        self._clock = PacedClock(clock, plan.speed)
        self._socket = socket
        self._client = client
        self._heard = heard
        self._caller = plan.manners(plan.lines, plan.patience.times(plan.speed), plan.interrupt)
        self._result = SipResult()
        self._playing = bytearray()
        self._ringing = asyncio.Event()
        self._answered = asyncio.Event()

    async def run(self) -> SipResult:
        await self._socket.send(json.dumps(dict(self._plan.invite)))
        listening = asyncio.create_task(self._listen(), name="sip caller's ear")
        talking = asyncio.create_task(self._dial_and_talk(), name="sip caller")
        try:
            # A caller who is to leave early does so in her own time; any other call ends with whoever ends it first.
            ends = {talking} if self._plan.leaves else {listening, talking}
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            if talking.done():
                talking.result()
            else:
                self._result.ended_by = self._result.ended_by or "service"
        except websockets.ConnectionClosed:
            self._result.ended_by = self._result.ended_by or "service"
        finally:
            for task in (listening, talking):
                task.cancel()
            await asyncio.gather(listening, talking, return_exceptions=True)
        self._tell("lexi", self._caller.take_utterance())
        self._result.gave_up = self._caller.gave_up
        self._result.answers, self._result.overlaps = self._caller.answers, self._caller.overlaps
        return self._result

    async def _listen(self) -> None:
        """Read until the trunk says that the call has ended, or is gone."""
        with contextlib.suppress(websockets.ConnectionClosed):
            while True:
                message = await self._socket.recv()
                if isinstance(message, bytes):
                    self._playing += message
                    continue
                signal = json.loads(message)
                self._result.signals.append(signal)
                match signal["signal"]:
                    case "ringing":
                        self._result.call_id = signal["call_id"]
                        self._ringing.set()
                    case "answered":
                        self._answered.set()
                    case "referred" if self._plan.staff_answer:
                        # The carrier brings the caller to whom she was sent, and takes this leg down.
                        return
                    case "ended":
                        return

    async def _dial_and_talk(self) -> None:
        plan = self._plan
        await self._ringing.wait()
        if plan.leaves == "before webhook":
            await self._bye()
        await self._announce()
        if plan.leaves == "before webhook":
            return
        if plan.leaves == "ringing":
            await self._bye()
            return
        await self._wait_for_answer()
        if self._answered.is_set() and plan.leaves != "answered":
            await self._talk()
        await self._bye()

    async def _announce(self) -> None:
        # The vendor's own clock stamps a webhook, so this is the machine's time whatever day it is in the sandbox.
        clock = SystemClock()
        event = incoming_event(self._result.call_id, self._plan.caller, CALLED, int(clock.now().timestamp()))
        await announce(self._client, self._plan.webhook, self._plan.secret, event, clock, times=self._plan.deliveries)

    async def _wait_for_answer(self) -> None:
        try:
            async with deadline(self._clock, RING_SECONDS * self._plan.speed):
                await self._answered.wait()
        except TimeoutError:
            self._result.ended_by = "nobody answered"

    async def _talk(self) -> None:
        """20 ms of the caller for 20 ms of Lexi, until the caller leaves."""
        began, sent = self._clock.monotonic(), 0
        while True:
            due = began + sent * FRAME_SECONDS
            await self._clock.sleep(max(0.0, due - self._clock.monotonic()))
            if not await self._tick(due):
                return
            sent += 1

    async def _tick(self, now: float) -> bool:
        audio, self._playing = bytes(self._playing[:FRAME_BYTES]), self._playing[FRAME_BYTES:]
        self._caller.hear(audio)
        step, line = self._caller.step(now, lexi_speaks=bool(audio))
        if step in ("speak", "press", "leave") or self._caller.quiet_long_enough(now):
            self._tell("lexi", self._caller.take_utterance())
        if step == "leave":
            return False
        if step == "press":
            self._tell("caller", f"(presses {line})")
            for key in line:
                await self._socket.send(json.dumps({"signal": "key", "key": key}))
        elif step == "speak":
            self._tell("caller", line)
        await self._socket.send(self._caller.next_frame(now))
        return True

    async def _bye(self) -> None:
        self._result.ended_by = self._result.ended_by or "caller"
        await self._socket.send(json.dumps({"signal": "bye"}))

    def _tell(self, who: str, text: str) -> None:
        if text:
            self._result.transcript.append((who, text))
            self._heard(who, text)
