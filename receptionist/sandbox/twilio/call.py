"""Places one call to a running service, as Twilio does when a patient dials the practice's number."""

import contextlib
import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

import httpx

from receptionist.clock import Clock
from receptionist.sandbox.twilio.caller import Patience, ScriptedCaller
from receptionist.sandbox.twilio.errors import StreamBroken
from receptionist.sandbox.twilio.jitter import JitterySocket, Socket
from receptionist.sandbox.twilio.messages import StreamMessages
from receptionist.sandbox.twilio.pace import PacedClock
from receptionist.sandbox.twilio.stream import EndedBy, Heard, MediaStream, connect
from receptionist.sandbox.twilio.twiml import ConnectStream, Dial, Hangup, Record, Say, Verb
from receptionist.sandbox.twilio.webhooks import Line, Webhooks, signature

CALLER, CALLED = "+15550100199", "+15550102000"
MAX_DOCUMENTS = 10


@dataclass(frozen=True)
class Plan:
    """A call to place. `speed` is how much faster than life the audio passes; people's waits stay as they are.

    `url` is the service's public address, `token` the auth token that it checks signatures with, `caller` the number
    that calls, and `staff_answer` whether somebody picks up when the call is put through. `interrupt` is how many
    seconds into Lexi's speech the next line starts, None when the caller lets her finish; `jitter` by how many seconds
    the network may hold a message up; `voicemail` how many seconds of message the caller leaves when asked for one.
    Seconds of audio are the call's, and pass `speed` times as fast.
    """

    lines: Sequence[str]
    url: str
    token: str
    caller: str = CALLER
    called: str = CALLED
    speed: float = 1.0
    staff_answer: bool = True
    patience: Patience = field(default_factory=Patience)
    interrupt: float | None = None
    jitter: float = 0.0
    voicemail: int = 12


@dataclass
class CallResult:
    """What became of a call. `transcript` is (who, words) with who one of phone, lexi, caller; `after` the verbs that
    followed the stream, as "Dial +15550102001, Hangup"; `problems` what Twilio would have complained of. `answers` and
    `overlaps` are the caller's (see `ScriptedCaller`)."""

    call_sid: str
    transcript: list[tuple[str, str]] = field(default_factory=list)
    after: str = ""
    ended_by: EndedBy = "service"
    gave_up: bool = False
    frames_sent: int = 0
    problems: list[str] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    overlaps: list[float] = field(default_factory=list)


async def place_call(
    plan: Plan, clock: Clock, heard: Heard = lambda who, text: None, *, seed: int | None = None
) -> CallResult:
    """Place the call and carry it to its end; `heard(who, text)` is told of each utterance as it is finished.

    `seed` makes the network's jitter the same again.

    Raises `ServiceUnreachable`, `WebhookFailed` or `TwimlRefused`. What goes wrong on the stream itself ends the stream
    and stands among the result's problems, because the caller is still on the line then.
    """
    line = Line("AC" + secrets.token_hex(16), "CA" + secrets.token_hex(16), plan.caller, plan.called)
    # The service under test is on this machine or at an address of its own; a proxy of the environment isn't Twilio's.
    async with httpx.AsyncClient(trust_env=False) as client:
        return await _Call(plan, line, Webhooks(client, plan.token, line), clock, heard, random.Random(seed)).run()  # noqa: S311


class _Call:
    def __init__(
        self, plan: Plan, line: Line, webhooks: Webhooks, clock: Clock, heard: Heard, luck: random.Random
    ) -> None:
        self._plan = plan
        self._line = line
        self._webhooks = webhooks
        self._clock = PacedClock(clock, plan.speed)
        self._heard = heard
        self._luck = luck
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
                case Record():
                    if self._plan.voicemail and verb.action is not None:
                        self._tell("caller", f"(leaves a voice message of {self._plan.voicemail} seconds)")
                        return urljoin(at, verb.action), self._recording()
                case Hangup():
                    return None
        return None

    def _recording(self) -> dict[str, str]:
        sid = "RE" + secrets.token_hex(16)
        recordings = f"https://api.twilio.com/2010-04-01/Accounts/{self._line.account_sid}/Recordings"
        return {
            "RecordingUrl": f"{recordings}/{sid}",
            "RecordingSid": sid,
            "RecordingDuration": str(self._plan.voicemail),
            "Digits": "hangup",
        }

    async def _stream(self, verb: ConnectStream) -> None:
        stream_sid = "MZ" + secrets.token_hex(16)
        caller = ScriptedCaller(self._plan.lines, self._plan.patience.times(self._plan.speed), self._plan.interrupt)
        try:
            async with contextlib.AsyncExitStack() as stack:
                socket = await connect(verb.url, signature(self._plan.token, verb.url, {}))
                stack.push_async_callback(socket.close)
                messages = StreamMessages(stream_sid, self._line.account_sid, self._line.call_sid)
                network: Socket = socket
                if self._plan.jitter:
                    jittery = JitterySocket(socket, self._clock, self._plan.jitter, self._luck)
                    network = await stack.enter_async_context(jittery)
                stream = MediaStream(network, messages, stream_sid, caller, self._clock, self._tell)
                try:
                    self._result.ended_by = await stream.run(dict(verb.parameters))
                finally:
                    self._result.frames_sent += stream.frames_sent
        except StreamBroken as error:
            self._result.problems.append(str(error))
        self._result.gave_up = caller.gave_up
        self._result.answers, self._result.overlaps = caller.answers, caller.overlaps

    def _tell(self, who: str, text: str) -> None:
        self._result.transcript.append((who, text))
        self._heard(who, text)
