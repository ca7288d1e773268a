"""The one owner of `response.create`: asks for responses one at a time, and sees to it that each is followed by speech.

A response that fails, says nothing or never comes is asked for once more; if that fails too, code speaks; if it goes
on, the call's engine has failed. Nothing is asked for while the caller speaks. A server that was told not to answer by
itself and does so all the same is noticed by its first surplus response, which is cancelled, and left to it from then.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from agents.realtime import RealtimeModelSendInterrupt

from receptionist.agents.lexi import exactly
from receptionist.calls.log import CallLog
from receptionist.calls.turns import Request, TurnState
from receptionist.clock import Clock
from receptionist.engines import events as engine
from receptionist.engines.realtime import EngineSession
from receptionist.events import EngineTrouble

MAX_FAILURES = 4
# The server announces a response before it thinks: within a round trip. Two seconds without are a lost request. A
# server that does not answer the second request either is left to whoever replaces stuck connections first.
CREATED_SECONDS = 2.0
CREATED_AGAIN_SECONDS = 8.0
# Words and sound come faster than they play; the longest pause is the thinking before the first of them.
QUIET_SECONDS = 6.0


class Responses:
    """Owns the turn state. `server_answers`: the server creates a response for each spoken turn by itself.

    `apologise` gets an apology to the caller past the engine and tells whether she hears it now; `on_failed` is called
    when the engine is of no more use.
    """

    def __init__(
        self,
        session: EngineSession[Any],
        log: CallLog,
        clock: Clock,
        apologise: Callable[[], Awaitable[bool]],
        on_failed: Callable[[], None],
        *,
        server_answers: bool,
    ) -> None:
        self.state = TurnState()
        self.server_answers = server_answers
        self._session = session
        self._log = log
        self._clock = clock
        self._apologise = apologise
        self._on_failed = on_failed
        self._told_not_to_answer = not server_answers
        self._failures = 0
        self._held = self._muted = False
        self._surplus = False
        self._overdue = False
        self._active_at = clock.monotonic()

    # What the call wants

    async def answer(self) -> None:
        """Have the caller's newest turn answered."""
        self.touch()
        if self.server_answers:
            self.state.asked("server")
        else:
            self.state.want(Request())
            await self.flush()

    async def say(self, words: str, *, bridge: bool = False, first: bool = False) -> None:
        """Have Lexi say exactly this as soon as no response runs; a bridge only while a tool is still open."""
        self.state.want(Request("bridge" if bridge else "sentence", words), first=first)
        await self.flush()

    async def go_on(self, guidance: str = "") -> None:
        """Have Lexi go on from what the conversation leaves open; `guidance` is an instruction for that."""
        await self.ask_again(Request(words=guidance, guidance=bool(guidance)))

    async def ask_again(self, request: Request | None = None) -> None:
        """Ask for what did not come, before anything else that waits."""
        self.state.want(request or Request(), first=True)
        await self.flush()

    async def flush(self) -> None:
        """Ask for what is wanted next, if the line is free and the caller silent."""
        if self._held or self._muted or (request := self.state.hand_over()) is None:
            return
        self.touch()
        words = exactly(request.words) if request.words and not request.guidance else request.words
        await self._session.request_response(words or None)

    def hold(self) -> None:
        """The caller speaks: nothing is asked for until `release`."""
        self._held = True

    async def release(self) -> None:
        """The caller is silent again."""
        self._held = False
        await self.flush()

    async def stop(self) -> None:
        """What Lexi was about to say, or is saying, is not wanted any more; also what is only on its way."""
        self.state.withdraw()
        await self._session.interrupt()

    def mute(self, *, muted: bool = True) -> None:
        """Whatever the server still comes to say is not wanted, until this is taken back."""
        self._muted = muted
        if muted:
            self.state.withdraw()

    def reconnected(self, session: EngineSession[Any]) -> None:
        """Go on through another session; what was asked of the old one is forgotten."""
        self._session = session
        self.touch()

    def suspend(self) -> None:
        """The connection is gone: nothing runs, nothing is asked for, no tool of its is open."""
        self.state = TurnState(number=self.state.number)
        self._surplus = self._held = False

    def touch(self) -> None:
        """The server has shown that it is alive, or was just asked for something."""
        self._active_at = self._clock.monotonic()
        self._overdue = False

    def spoken(self) -> None:
        """Lexi has said something: earlier failures are forgiven."""
        self.state.spoke = True
        self._failures = 0

    @property
    def surplus(self) -> bool:
        """Whether the response that runs is one that nobody wants: nothing of it is for the caller."""
        return self._surplus

    @property
    def doubtful(self) -> bool:
        """Whether sound of an item not heard of before may be of a response that nobody wants."""
        if self._surplus or self._muted:
            return True
        coming = self.state.coming
        if self.state.running is not None:
            return False
        return not coming.wanted if coming is not None else self._told_not_to_answer and self.state.answered

    # What the server does

    async def started(self, response_id: str) -> None:
        """A response was created."""
        served = self.state.response_started(response_id)
        unasked = served is None and self._told_not_to_answer
        if unasked and not self.server_answers:
            self.server_answers = True
            self._log.append(EngineTrouble(code="answers_unasked", remedy="left_to_it"))
        unwanted = served is not None and not served.wanted
        self._surplus = self._muted or unwanted or (unasked and self.state.answered)
        if self._surplus:
            await self._cancel(response_id)

    async def finished(self, event: engine.ResponseFinished) -> None:
        """A response is over; one that failed or stayed silent is followed by another try."""
        surplus, self._surplus = self._surplus, False
        silent = not (self.state.spoke or self.state.called)
        served = self.state.response_finished()
        if not surplus and (event.status == "failed" or (silent and event.status != "cancelled")):
            await self._recover(event.code or "silent_response", served)
        await self.flush()

    def refused(self) -> None:
        """The server would not start a response because one runs; it is asked for again when that is over.

        Without the retry the caller would hear nothing. Where the server answers by itself, the response that runs is
        the answer, and another would be a second one to the same question.
        """
        if self.state.refused() or not self.state.running:
            return
        if self._told_not_to_answer:
            self.server_answers = True
        else:
            self.state.want(Request(), first=True)

    async def check(self) -> None:
        """Called on the clock. What is overdue is acted on the second time it is seen.

        A loop that was busy itself has the server's events still unread the first time.
        """
        state = self.state
        waited = self._clock.monotonic() - self._active_at
        patience = CREATED_AGAIN_SECONDS if self._failures else CREATED_SECONDS
        late = state.awaiting_response and waited > patience
        quiet = state.running is not None and waited > QUIET_SECONDS
        if state.working or self._held or not (late or quiet):
            self._overdue = False
        elif not self._overdue:
            self._overdue = True
        elif late:
            self._overdue = False
            await self._recover("no_response", state.give_up())
        else:
            self._overdue = False
            await self._session.interrupt()
            await self._recover("went_quiet", state.response_finished())

    async def _recover(self, code: str, lost: Request | None) -> None:
        self.touch()
        self._failures += 1
        if self._failures >= MAX_FAILURES:
            self._fail(code)
        elif self._failures % 2:
            self._log.append(EngineTrouble(code=code, remedy="asked_again"))
            await self.ask_again(replace(lost, by="ours") if lost is not None else None)
        elif await self._apologise():
            self._log.append(EngineTrouble(code=code, remedy="apologised"))
        else:
            self._fail(code)

    def _fail(self, code: str) -> None:
        self._log.append(EngineTrouble(code=code, remedy="ended"))
        self._on_failed()

    async def _cancel(self, response_id: str) -> None:
        """End a response before it is heard, without touching what plays."""
        cancel = RealtimeModelSendInterrupt(cancel_response_only=True, response_id=response_id)
        await self._session.session.model.send_event(cancel)
