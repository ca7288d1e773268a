"""The exchange of turns between the caller and Lexi: reads the engine's events and gives each to who it concerns.

One rule runs through it: the caller always gets a next step. Asking for responses is `responses.py`, Lexi's words and
sound are `voice.py`, the caller's side is `hearing.py`, turns that code answers are `interventions.py`; here is what
ties them together: when a turn is over, and when the call is.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from receptionist.agents.emergency import Alarm
from receptionist.agents.tools.lexi import ASK_SUPERVISOR, LEXI_TOOLS
from receptionist.calls.caller import CallerSide, Cut
from receptionist.calls.conduct import Conduct
from receptionist.calls.early_audio import EarlyAudio
from receptionist.calls.hearing import Hearing
from receptionist.calls.interventions import Interventions
from receptionist.calls.latency import LatencyClocks
from receptionist.calls.length import CallLength
from receptionist.calls.log import CallLog, Entry
from receptionist.calls.notes import LogNotes
from receptionist.calls.parting import Parting
from receptionist.calls.responses import Responses
from receptionist.calls.safety import SafetyNets
from receptionist.calls.silence import SilenceLadder
from receptionist.calls.turns import Phase, TurnState
from receptionist.calls.voice import LexiVoice
from receptionist.clock import Clock
from receptionist.engines import events as engine
from receptionist.engines.realtime import EngineSession
from receptionist.events import CallerSaid, CallerSilent, EngineTrouble, TokensUsed, ToolFinished, ToolStarted

MAX_TOOLS_A_TURN = 10
# How often it is looked whether a goodbye was heard out, and how long one may take.
HEARING_SECONDS = 0.1
LONGEST_GOODBYE_SECONDS = 20.0
AGAIN = "I'm sorry, I lost my train of thought for a moment. Could you say that again, please?"
RACE = "conversation_already_has_active_response"
_OWN_TOOLS = frozenset(declaration.name for declaration in LEXI_TOOLS)


class Exchange:
    """The turns of one call. `on_over(reason, failed)` is called when the call should end.

    `server_answers` says that the server was left to answer each spoken turn, and to break Lexi off, by itself. Without
    it both are decided here, which a line that can be paused (`playout.py`) needs for telling "mm-hm" from a turn.
    """

    def __init__(
        self,
        session: EngineSession[Any],
        log: CallLog,
        notes: LogNotes,
        caller: CallerSide,
        clock: Clock,
        realtime_model: str,
        nets: SafetyNets,
        on_emergency: Callable[[Alarm], Awaitable[bool]],
        on_over: Callable[[str, bool], None],
        *,
        server_answers: bool = True,
    ) -> None:
        self._session = session
        self._log = log
        self._notes = notes
        self._caller = caller
        self._clock = clock
        self._model = realtime_model
        self._nets = nets
        self._on_over = on_over
        self._clocks = LatencyClocks(log, clock, lambda: self.state.number)
        self._voice = LexiVoice(session, log, caller, nets, self._clocks)
        self._responses = Responses(
            session, log, clock, self._apologise, lambda: self._finish("engine_failed"), server_answers=server_answers
        )
        self._conduct = Conduct(log)
        interventions = Interventions(
            self._responses, self._voice, nets, self._conduct, on_emergency, self._end_after_words
        )
        self._interventions = interventions
        self._ladder = SilenceLadder(clock)
        self._length = CallLength(clock, log.entries[0].at if log.entries else clock.now())
        self._parting = Parting()
        self._hearing = Hearing(
            self._responses,
            self._voice,
            interventions,
            self._ladder,
            log,
            notes,
            clock,
            self._answer_spoken_turn,
            self._floor_taken,
        )
        self._turn_began = 0
        self._typed: deque[str] = deque()
        self._early = EarlyAudio()
        self._turn_open = True
        self._finished = False
        self._hearing_out: asyncio.Task[None] | None = None
        log.listen(self._on_entry)

    @property
    def state(self) -> TurnState:
        """Whose turn it is."""
        return self._responses.state

    @property
    def ending(self) -> str:
        """Why the call ends once Lexi has spoken; "" while it goes on."""
        return self._parting.reason

    # What the caller and the house do

    async def caller_typed(self, text: str) -> None:
        """A typed turn of the caller's, keys of a telephone included; waits its turn while Lexi is busy."""
        self._typed.append(text)
        await self._progress()

    async def hush(self, cut: Cut | None) -> None:
        """The caller has pressed a key, and the line was stopped there; Lexi stops at the model too."""
        self._ladder.caller_sounded()
        if self.state.running is not None or cut is not None:
            await self._responses.stop()
        await self._voice.note_cut(cut)

    async def say(self, sentence: str) -> None:
        """Have Lexi say exactly this as soon as no response runs; while a tool is open it only bridges the wait."""
        self._turn_open = True
        await self._responses.say(sentence, bridge=self.state.working)

    def end_when_spoken(self, reason: str, *, new_speech: bool) -> None:
        """End the call once Lexi has spoken in this turn; with `new_speech`, once she has spoken again."""
        self._parting.end_when_spoken(reason, new_speech=new_speech)
        if self._parting.due:
            # At once, because what the model adds to its goodbye passes events on its way to the caller.
            self._part_from_now_on()

    async def check_progress(self) -> None:
        """Called on the clock, about once a second: what is overdue, how long it has been silent, how long it lasts."""
        if self._finished:
            return
        await self._hearing.check()
        await self._responses.check()
        await self._progress()
        await self._look_at_the_clock()

    async def close(self) -> None:
        """The call is over; ends what this object has started."""
        self._finished = True
        await self._hearing.close()
        if self._hearing_out is not None:
            self._hearing_out.cancel()
            await asyncio.gather(self._hearing_out, return_exceptions=True)

    # A connection that is lost, and the one that takes its place

    async def suspend(self) -> frozenset[str]:
        """The connection is gone: what Lexi was saying goes on the log as far as it came.

        Returns the ids of the utterances that broke off. Until `resume` nothing can be sent.
        """
        broken_off = await self._voice.leftovers(self.state.number)
        self._hearing.suspend()
        self._responses.suspend()
        return broken_off

    def resume(self, session: EngineSession[Any]) -> None:
        """Go on through another session, which has been given the conversation."""
        self._session = self._voice.session = session
        self._responses.reconnected(session)

    async def go_on(self) -> None:
        """Have Lexi answer what the conversation leaves open."""
        self._turn_open = True
        await self._responses.go_on()

    # What the engine does

    def hear(self, payload: str, item_id: str) -> None:
        """Take Lexi's audio, which comes beside the events; base64 in the caller's format."""
        if self._finished:
            return
        self._responses.touch()
        voice = self._voice
        # Asked in this order because it is asked for each frame of each call.
        if item_id != voice.sounding and self._responses.doubtful and not voice.knows(item_id):
            self._early.keep(payload, item_id)
        else:
            voice.sound(payload, item_id)

    async def on_event(self, event: engine.ServerEvent) -> None:
        """Take one server event. Once the call is to end, what still comes is not for the caller."""
        if self._finished:
            return
        self._responses.touch()
        match event:
            case engine.AudioDelta():
                self.hear(event.payload, event.item_id)
            case engine.WordsDelta() | engine.WordsDone() if self._responses.surplus:
                self._early.forget(event.item_id)
            case engine.WordsDelta():
                await self._voice.words(event.item_id, event.text, self.state.number)
            case engine.WordsDone():
                await self._on_utterance(event.item_id, event.text)
            case engine.ResponseStarted():
                await self._on_started(event.response_id)
            case engine.ResponseFinished():
                await self._on_finished(event)
            case engine.FunctionCalled():
                await self._on_function(event)
            case engine.FunctionAnswered():
                await self._on_function_answered(event.call_id)
            case engine.ServerError():
                self._on_error(event)
            case _:
                await self._hearing.on_event(event)

    async def _on_started(self, response_id: str) -> None:
        await self._responses.started(response_id)
        self._turn_open = True
        if not self._responses.surplus:
            for payload, item_id in self._early.release():
                self._voice.sound(payload, item_id)

    async def _on_utterance(self, item_id: str, text: str) -> None:
        if await self._voice.utterance(item_id, text, self.state.number):
            self._responses.spoken()
            self._parting.spoken()

    async def _on_finished(self, event: engine.ResponseFinished) -> None:
        # A response that was cut off has no final text; what came of it was still said.
        if not self._responses.surplus and await self._voice.leftovers(self.state.number):
            self._responses.spoken()
            self._parting.spoken()
        if event.usage is not None:
            self._notes.record(TokensUsed(tier="lexi", model=self._model, **vars(event.usage)))
        if event.status == "cancelled":
            self._hearing.response_cancelled(event.code)
        await self._responses.finished(event)
        await self._progress()

    async def _on_function(self, event: engine.FunctionCalled) -> None:
        self.state.tool_called(event.call_id, event.name)
        if self.state.tools_this_turn > MAX_TOOLS_A_TURN:
            self._log.append(EngineTrouble(code="tool_loop", remedy="ended"))
            self._finish("tool_loop")
            return
        if event.name == ASK_SUPERVISOR.name and not self.state.spoke:
            # The model went quiet to look something up; the caller must not sit in silence.
            await self._responses.say(ASK_SUPERVISOR.progress, bridge=True)

    async def _on_function_answered(self, call_id: str) -> None:
        name = self.state.tool_answered(call_id)
        if name is not None and name not in _OWN_TOOLS:
            # The SDK answers a function it does not know, but leaves the model without a turn to go on.
            self._log.append(EngineTrouble(code="unknown_tool", remedy="asked_again"))
            self._caller.tool(name, "unknown")
            await self._responses.go_on()
        await self._progress()

    def _on_entry(self, entry: Entry) -> None:
        event = entry.event
        if isinstance(event, ToolStarted):
            self._caller.tool(event.name, "started")
        elif isinstance(event, ToolFinished):
            self._caller.tool(event.name, event.status)
            if event.tier == "lexi" and self.state.tool_answered(event.tool_call_id):
                self.state.asked("sdk")
                self._responses.touch()
                if event.status == "superseded":
                    self.state.skip_one()
                elif event.name == ASK_SUPERVISOR.name:
                    self._clocks.supervisor_answered()

    def _on_error(self, event: engine.ServerError) -> None:
        if event.code == "response_cancel_not_active":
            return
        if event.code == RACE:
            self._responses.refused()
            return
        self._log.append(EngineTrouble(code=event.code, remedy="ignored"))

    # The caller's turns

    async def _answer_spoken_turn(self, ended_at: float) -> None:
        self._begin_caller_turn(ended_at)
        await self._responses.release()
        await self._responses.answer()
        self._clocks.requested()

    async def _send_typed(self, text: str) -> None:
        self._begin_caller_turn(None)
        self._ladder.caller_said(text)
        self._log.append(CallerSaid(text=text))
        if await self._interventions.typed(text):
            self._parting.spoken()
            await self._progress()
            return
        self.state.asked("sdk")
        await self._session.send_text(text)
        self._clocks.requested()

    def _begin_caller_turn(self, ended_at: float | None) -> None:
        self.state.caller_turn()
        self._parting.caller_turn()
        self._turn_began = self._log.sequence
        self._turn_open = True
        self._responses.touch()
        self._clocks.turn_ended(ended_at)

    # Keeping the turn going, and ending the call

    async def _progress(self) -> None:
        if self._finished:
            return
        # What was broken off for fixed words counts as said, but the call does not end before those words.
        if self._parting.due and self.state.running is None and not self.state.sentence_due:
            self._part()
            return
        spoken = self._voice.playout is not None and self.state.phase is Phase.WORKING
        if self._typed and (self.state.idle or spoken):
            await self._send_typed(self._typed.popleft())
        elif self._turn_open and self.state.idle:
            if await self._take_back_claims():
                return
            self._turn_open = False
            self._clocks.turn_over()
            await self._caller.turn_done()

    def _part(self) -> None:
        """The last words are said: nothing comes after them, and the call ends when the caller has heard them."""
        self._part_from_now_on()
        if not self._voice.audible:
            self._finish(self._parting.reason, failed=False)
        elif self._hearing_out is None or self._hearing_out.done():
            self._hearing_out = asyncio.create_task(self._hear_out(), name="goodbye")

    def _part_from_now_on(self) -> None:
        self._responses.mute()
        self._hearing.parting = True

    async def _hear_out(self) -> None:
        """Wait until the last words were heard, the caller has taken them back, or the line is not to be believed."""
        since = self._clock.monotonic()
        while self._voice.audible and self._clock.monotonic() - since < LONGEST_GOODBYE_SECONDS:
            await self._clock.sleep(HEARING_SECONDS)
        if self._hearing.parting and not self._finished:
            self._finish(self._parting.reason, failed=False)

    def _floor_taken(self) -> None:
        """The caller speaks into the last words: a goodbye is taken back, and the conversation goes on."""
        if self._hearing.parting and self._parting.take_back():
            self._hearing.parting = False
            self._responses.mute(muted=False)

    def _end_after_words(self, reason: str) -> None:
        self.end_when_spoken(reason, new_speech=True)

    async def _look_at_the_clock(self) -> None:
        """Silence and length, looked at only while Lexi waits: neither breaks into a turn or a tool's work."""
        waiting = self.state.idle and not (self._typed or self._hearing.busy or self._voice.audible)
        if self._finished or self._parting.reason or not waiting:
            self._ladder.look(waiting=False)
            return
        if (due := self._length.due()) is not None:
            words, last = due
            if last:
                self._end_after_words("too_long")
            await self.say(words)
            return
        self._ladder.relay = self._conduct.relay
        rung = self._ladder.look(waiting=True) if self._voice.playout is not None else None
        if rung is not None:
            self._log.append(CallerSilent(rung=rung.number))
            if rung.last:
                self._end_after_words("caller_silent")
            await self.say(rung.words)

    def _finish(self, reason: str, *, failed: bool = True) -> None:
        self._finished = True
        self._on_over(reason, failed)

    # The net under what Lexi says

    async def _apologise(self) -> bool:
        return await self._voice.by_code(AGAIN, self.state.number)

    async def _take_back_claims(self) -> bool:
        """Correct, in the next breath, what Lexi claimed in this turn and the log does not bear out.

        True when the correction is still to be spoken by the engine, so that the turn is not over.
        """
        since, self._turn_began = self._turn_began, self._log.sequence
        correction = self._nets.correction_due(since)
        if correction is None or await self._voice.by_code(correction, self.state.number):
            return False
        await self.say(correction)
        return True
