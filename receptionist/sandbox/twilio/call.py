"""Places one call to a running service, as Twilio does when a patient dials the practice's number."""

import asyncio
import contextlib
import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urljoin

import httpx

from receptionist.clock import Clock
from receptionist.sandbox.twilio.caller import KEYS, LeavesWhile, Patience, ScriptedCaller
from receptionist.sandbox.twilio.errors import StreamBroken
from receptionist.sandbox.twilio.jitter import JitterySocket, Socket
from receptionist.sandbox.twilio.messages import StreamMessages
from receptionist.sandbox.twilio.mouths import CAPTIONED, Manner
from receptionist.sandbox.twilio.pace import PacedClock
from receptionist.sandbox.twilio.recording import Recording
from receptionist.sandbox.twilio.rest import Account
from receptionist.sandbox.twilio.staff import Staff, StaffPhone
from receptionist.sandbox.twilio.stream import Ear, EndedBy, Heard, MediaStream, connect
from receptionist.sandbox.twilio.twiml import (
    ConnectStream,
    Dial,
    Gather,
    Hangup,
    Pause,
    Record,
    Redirect,
    Say,
    Verb,
    read_twiml,
)
from receptionist.sandbox.twilio.webhooks import Line, Webhooks, signature

CALLER, CALLED = "+15550100199", "+15550102000"
MAX_DOCUMENTS = 20
Leaves = LeavesWhile | Literal["ringing", "notice", "dialling", "whisper", "recording"]
LEAVES: tuple[Leaves, ...] = (
    "ringing",
    "notice",
    "greeting",
    "speaking",
    "waiting",
    "dialling",
    "whisper",
    "recording",
)
ON_THE_STREAM: dict[str, LeavesWhile] = {"greeting": "greeting", "speaking": "speaking", "waiting": "waiting"}
# How Twilio's reports of a call's status may arrive: each once and in order, each twice, or the last of them first.
REPORTS: dict[str, tuple[str, ...]] = {
    "last only": ("completed",),
    "in order": ("ringing", "in-progress", "completed"),
    "twice": ("ringing", "ringing", "in-progress", "completed", "completed"),
    "out of order": ("completed", "in-progress", "ringing"),
}


class CallerLeft(Exception):
    """The caller hung up outside the stream."""


@dataclass(frozen=True)
class Plan:
    """A call to place. `speed` is how much faster than life the audio passes; people's waits stay as they are.

    `url` is the service's public address, `token` the auth token that it checks signatures with, `caller` the number
    that calls. When it is put through, `staff` is what staff do; `staff_answer` False is short for "no-answer".
    `leaves` is where the caller hangs up ("" when the lines are said), `reports` how the reports of the call's status
    arrive (a key of `REPORTS`). `interrupt` is how many seconds into Lexi's speech the next line starts, None when the
    caller lets her finish; `jitter` by how many seconds the network may hold a message up; `voicemail` how many seconds
    of message the caller leaves when asked for one. `manner` is what the lines sound like, `ear` (blocking) what the
    caller understands of Lexi's audio with.
    Seconds of audio are the call's, and pass `speed` times as fast.
    """

    lines: Sequence[str]
    url: str
    token: str
    caller: str = CALLER
    called: str = CALLED
    speed: float = 1.0
    staff: Staff = "answers"
    staff_answer: bool = True
    leaves: Leaves = ""
    reports: str = "last only"
    patience: Patience = field(default_factory=Patience)
    interrupt: float | None = None
    jitter: float = 0.0
    voicemail: int = 12
    manner: Manner = CAPTIONED
    ear: Ear | None = None


@dataclass
class CallResult:
    """What became of a call.

    `transcript` is (who, words) with who one of phone, lexi, caller, staff, and ear for what the caller's own ear made
    of what Lexi had just said; `recording` is both sides of the streams; `streams` how often the call was connected
    to a media stream; `after` the verbs that followed the first one, as "Dial +15550102001, Hangup"; `problems` what
    Twilio would have complained of. `answers` and `overlaps` are the caller's (see `ScriptedCaller`).
    """

    call_sid: str
    transcript: list[tuple[str, str]] = field(default_factory=list)
    after: str = ""
    ended_by: EndedBy = "service"
    streams: int = 0
    gave_up: bool = False
    frames_sent: int = 0
    problems: list[str] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    overlaps: list[float] = field(default_factory=list)
    recording: Recording = field(default_factory=Recording)


async def place_call(
    plan: Plan,
    clock: Clock,
    heard: Heard = lambda who, text: None,
    *,
    seed: int | None = None,
    account: Account | None = None,
) -> CallResult:
    """Place the call and carry it to its end; `heard(who, text)` is told of each utterance as it is finished.

    `seed` makes the network's jitter the same again. With an `account` the call can be steered by its REST API.

    Raises `ServiceUnreachable`, `WebhookFailed` or `TwimlRefused`. What goes wrong on the stream itself ends the stream
    and stands among the result's problems, because the caller is still on the line then.
    """
    account = account or Account(plan.token)
    line = Line(account.sid, "CA" + secrets.token_hex(16), plan.caller, plan.called)
    # The service under test is on this machine or at an address of its own; a proxy of the environment isn't Twilio's.
    async with httpx.AsyncClient(trust_env=False) as client:
        webhooks = Webhooks(client, plan.token, line)
        return await _Call(plan, line, webhooks, clock, heard, random.Random(seed), account).run()  # noqa: S311


@dataclass(frozen=True)
class _Ask:
    """Where to ask for the next document, and with what."""

    url: str
    fields: dict[str, str]


class _Call:
    def __init__(
        self,
        plan: Plan,
        line: Line,
        webhooks: Webhooks,
        clock: Clock,
        heard: Heard,
        luck: random.Random,
        account: Account,
    ) -> None:
        self._plan = plan
        self._line = line
        self._webhooks = webhooks
        self._clock = PacedClock(clock, plan.speed)
        self._heard = heard
        self._luck = luck
        self._account = account
        self._after: list[str] = []
        self._result = CallResult(line.call_sid)
        self._caller = ScriptedCaller(
            plan.lines,
            plan.patience.times(plan.speed),
            plan.interrupt,
            ON_THE_STREAM.get(plan.leaves, ""),
            plan.manner,
        )

    async def run(self) -> CallResult:
        base = self._plan.url.rstrip("/")
        try:
            with self._account.carries(self._line.call_sid):
                await self._documents(f"{base}/phone/incoming")
        except CallerLeft:
            self._result.ended_by = "caller"
        for status in REPORTS[self._plan.reports]:
            await self._webhooks.report(f"{base}/phone/status", status)
        self._result.after = ", ".join(self._after)
        return self._result

    async def _documents(self, at: str) -> None:
        """Ask for documents and carry them out until the call is over."""
        fields: dict[str, str] = {}
        status = "ringing"
        document = await self._webhooks.twiml(at, status, fields)
        await self._leaves("ringing")
        for _ in range(MAX_DOCUMENTS):
            following = await self._play_or_obey(document, at)
            if following is None:
                return
            if isinstance(following, tuple):
                document, at = following
                continue
            at, fields = following.url, following.fields
            over = self._result.ended_by == "caller"
            document = await self._webhooks.twiml(at, "completed" if over else "in-progress", fields)
            if over:
                # Twilio asks, but nobody is there any more to hear what it is told.
                self._after += [str(verb) for verb in document]
                return
        self._result.problems.append(f"The call went through {MAX_DOCUMENTS} TwiML documents without an end.")

    async def _play_or_obey(self, document: tuple[Verb, ...], at: str) -> "_Ask | tuple[tuple[Verb, ...], str] | None":
        """Carry out a document, unless the account's REST API gives the call another one meanwhile."""
        order = asyncio.ensure_future(self._account.order(self._line.call_sid))
        playing = asyncio.ensure_future(self._play(document, at))
        try:
            await asyncio.wait((order, playing), return_when=asyncio.FIRST_COMPLETED)
            if not order.done():
                return playing.result()
        finally:
            for task in (order, playing):
                task.cancel()
            await asyncio.gather(order, playing, return_exceptions=True)
        given = order.result()
        if given.completed:
            return None
        if given.url:
            return _Ask(given.url, {})
        return read_twiml(given.twiml), at

    async def _play(self, document: tuple[Verb, ...], at: str) -> "_Ask | None":
        """Carry out a document; returns where to ask for the next one and with what, or None when the call is over."""
        for verb in document:
            if self._result.streams:
                self._after.append(str(verb))
            match verb:
                case Say():
                    self._tell("phone", verb.text)
                    await self._leaves("notice")
                case ConnectStream():
                    await self._stream(verb)
                    if verb.action is not None:
                        return _Ask(urljoin(at, verb.action), {})
                    if self._result.ended_by == "caller":
                        return None
                case Dial():
                    staff: Staff = self._plan.staff if self._plan.staff_answer else "no-answer"
                    dialled = await StaffPhone(staff, self._webhooks, self._tell, self._leaves).ring(verb, at)
                    if verb.action is not None:
                        return _Ask(urljoin(at, verb.action), dialled.fields())
                case Gather():
                    self._tell("phone", verb.words)
                    if verb.action is not None:
                        return _Ask(urljoin(at, verb.action), self._answer(verb))
                case Pause():
                    await self._clock.sleep(verb.seconds)
                case Redirect():
                    return _Ask(urljoin(at, verb.url), {})
                case Record():
                    await self._leaves("recording")
                    if self._plan.voicemail and verb.action is not None:
                        self._tell("caller", f"(leaves a voice message of {self._plan.voicemail} seconds)")
                        return _Ask(urljoin(at, verb.action), self._recording())
                case Hangup():
                    return None
        return None

    def _answer(self, gather: Gather) -> dict[str, str]:
        """What the caller says or presses when asked by Twilio's own voice. Raises `CallerLeft` without a line left."""
        line = self._caller.next_line()
        if line is None:
            raise CallerLeft
        self._tell("caller", line)
        if gather.speech and not set(line) <= KEYS:
            return {"SpeechResult": line, "Confidence": "0.93"}
        return {"Digits": line[: gather.keys]}

    async def _leaves(self, where: str) -> None:
        """Hang up, if that is where this caller does."""
        if self._plan.leaves == where:
            self._tell("caller", f"(hangs up: {where})")
            raise CallerLeft

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
        caller = self._caller
        self._result.streams += 1
        caller.connected()
        try:
            async with contextlib.AsyncExitStack() as stack:
                socket = await connect(verb.url, signature(self._plan.token, verb.url, {}))
                stack.push_async_callback(socket.close)
                messages = StreamMessages(stream_sid, self._line.account_sid, self._line.call_sid)
                network: Socket = socket
                if self._plan.jitter:
                    jittery = JitterySocket(socket, self._clock, self._plan.jitter, self._luck)
                    network = await stack.enter_async_context(jittery)
                stream = MediaStream(
                    network,
                    messages,
                    stream_sid,
                    caller,
                    self._clock,
                    self._tell,
                    self._plan.ear,
                    self._result.recording,
                )
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
