"""Places one call to a running service, as Twilio does when a patient dials the practice's number."""

import asyncio
import contextlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

import httpx

from receptionist.clock import Clock
from receptionist.sandbox.twilio.caller import Patience, ScriptedCaller
from receptionist.sandbox.twilio.errors import StreamBroken
from receptionist.sandbox.twilio.messages import StreamMessages
from receptionist.sandbox.twilio.pace import PacedClock
from receptionist.sandbox.twilio.stream import EndedBy, Heard, MediaStream, connect
from receptionist.sandbox.twilio.twiml import ConnectStream, Dial, Hangup, Say, Verb
from receptionist.sandbox.twilio.webhooks import Line, Webhooks, signature

CALLER, CALLED = "+15550100199", "+15550102000"
MAX_DOCUMENTS = 10


@dataclass(frozen=True)
class Plan:
    """A call to place. `speed` is how much faster than life the audio passes; people's waits stay as they are.

    `url` is the service's public address, `token` the auth token that it checks signatures with, `caller` the number
    that calls, and `staff_answer` whether somebody picks up when the call is put through.
    """

    lines: Sequence[str]
    url: str
    token: str
    caller: str = CALLER
    called: str = CALLED
    speed: float = 1.0
    staff_answer: bool = True
    patience: Patience = field(default_factory=Patience)


@dataclass
class CallResult:
    """What became of a call. `transcript` is (who, words) with who one of phone, lexi, caller; `after` the verbs that
    followed the stream, as "Dial +15550102001, Hangup"; `problems` what Twilio would have complained of."""

    call_sid: str
    transcript: list[tuple[str, str]] = field(default_factory=list)
    after: str = ""
    ended_by: EndedBy = "service"
    gave_up: bool = False
    frames_sent: int = 0
    problems: list[str] = field(default_factory=list)


async def place_call(plan: Plan, clock: Clock, heard: Heard = lambda who, text: None) -> CallResult:
    """Place the call and carry it to its end; `heard(who, text)` is told of each utterance as it is finished.

    Raises `ServiceUnreachable`, `WebhookFailed` or `TwimlRefused`. What goes wrong on the stream itself ends the stream
    and stands among the result's problems, because the caller is still on the line then.
    """
    line = Line("AC" + secrets.token_hex(16), "CA" + secrets.token_hex(16), plan.caller, plan.called)
    # The service under test is on this machine or at an address of its own; a proxy of the environment isn't Twilio's.
    async with httpx.AsyncClient(trust_env=False) as client:
        return await _Call(plan, line, Webhooks(client, plan.token, line), clock, heard).run()


class _Call:
    def __init__(self, plan: Plan, line: Line, webhooks: Webhooks, clock: Clock, heard: Heard) -> None:
        self._plan = plan
        self._line = line
        self._webhooks = webhooks
        self._clock = PacedClock(clock, plan.speed)
        self._heard = heard
        self._streamed = False
        self._after: list[str] = []
        self._result = CallResult(line.call_sid)

    async def run(self) -> CallResult:
        base = self._plan.url.rstrip("/")
        at = f"{base}/phone/incoming"
        document = await self._webhooks.twiml(at, "ringing")
        for _ in range(MAX_DOCUMENTS):
            following = await self._play(document, at)
            if following is None:
                break
            at, fields = following
            over = self._result.ended_by == "caller"
            document = await self._webhooks.twiml(at, "completed" if over else "in-progress", fields)
            if over:
                # Twilio asks, but nobody is there any more to hear what it is told.
                self._after += [str(verb) for verb in document]
                break
        else:
            self._result.problems.append(f"The call went through {MAX_DOCUMENTS} TwiML documents without an end.")
        await self._webhooks.report(f"{base}/phone/status", "completed")
        self._result.after = ", ".join(self._after)
        return self._result

    async def _play(self, document: tuple[Verb, ...], at: str) -> tuple[str, dict[str, str]] | None:
        """Carry out a document; returns where to ask for the next one and with what, or None when the call is over."""
        for verb in document:
            if self._streamed:
                self._after.append(str(verb))
            match verb:
                case Say():
                    self._tell("phone", verb.text)
                case ConnectStream():
                    await self._stream(verb)
                    self._streamed = True
                    if verb.action is not None:
                        return urljoin(at, verb.action), {}
                    if self._result.ended_by == "caller":
                        return None
                case Dial():
                    status = "completed" if self._plan.staff_answer else "no-answer"
                    if verb.action is not None:
                        return urljoin(at, verb.action), {"DialCallStatus": status}
                case Hangup():
                    return None
        return None

    async def _stream(self, verb: ConnectStream) -> None:
        stream_sid = "MZ" + secrets.token_hex(16)
        caller = ScriptedCaller(self._plan.lines, self._plan.patience.times(self._plan.speed))
        try:
            async with contextlib.AsyncExitStack() as stack:
                socket = await connect(verb.url, signature(self._plan.token, verb.url, {}))
                stack.push_async_callback(socket.close)
                messages = StreamMessages(stream_sid, self._line.account_sid, self._line.call_sid)
                stream = MediaStream(socket, messages, stream_sid, caller, self._clock, self._tell)
                try:
                    self._result.ended_by = await stream.run(dict(verb.parameters))
                finally:
                    self._result.frames_sent += stream.frames_sent
        except StreamBroken as error:
            self._result.problems.append(str(error))
        self._result.gave_up = caller.gave_up

    def _tell(self, who: str, text: str) -> None:
        self._result.transcript.append((who, text))
        self._heard(who, text)


def place_call_now(plan: Plan, clock: Clock, heard: Heard) -> CallResult:
    """`place_call` for code that isn't asynchronous."""
    return asyncio.run(place_call(plan, clock, heard))
