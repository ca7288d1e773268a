"""The exchange of turns between the caller and Lexi: reads the engine's events, keeps the books, tells channel and log.

One rule runs through it: the caller always gets a next step. A response that fails or says nothing is asked for once
more; if that fails too, code speaks; if it goes on, the call ends with a message for staff.
"""

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from receptionist.agents.emergency import Alarm
from receptionist.agents.lexi import exactly
from receptionist.agents.tools.lexi import ASK_SUPERVISOR, LEXI_TOOLS
from receptionist.calls.caller import CallerSide
from receptionist.calls.log import CallLog, Entry
from receptionist.calls.notes import LogNotes
from receptionist.calls.safety import ALERTED, SafetyNets
from receptionist.calls.turns import TurnState
from receptionist.clock import Clock
from receptionist.engines import events as engine
from receptionist.engines.realtime import EngineSession
from receptionist.events import (
    CallerSaid,
    EngineTrouble,
    LexiSaid,
    SpeechCutShort,
    TokensUsed,
    ToolFinished,
    ToolStarted,
    TurnTimed,
)

MAX_TOOLS_A_TURN = 10
MAX_FAILURES = 4
STALL_SECONDS = 12.0
AGAIN = "I'm sorry, I lost my train of thought for a moment. Could you say that again, please?"
_OWN_TOOLS = frozenset(declaration.name for declaration in LEXI_TOOLS)
_SDK_RESPONSE = "agents_py_response_create_"


class Exchange:
    """Owns the turn state of one connected call. `on_over(reason, failed)` is called when the call should end."""

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
    ) -> None:
        self.state = TurnState()
        self._session = session
        self._log = log
        self._notes = notes
        self._caller = caller
        self._clock = clock
        self._model = realtime_model
        self._nets = nets
        self._on_emergency = on_emergency
        self._on_over = on_over
        self._hearing: dict[str, str] = {}
        self._turn_began = 0
        self._typed: deque[str] = deque()
        self._failures = 0
        self._lost_response = False
        self._turn_open = True
        self._spoken_this_turn = False
        self._speech_due_before_end = False
        self._ending = ""
        self._finished = False
        self._partial: dict[str, str] = {}
        self._asked_at = self._active_at = clock.monotonic()
        self._first_word_at: float | None = None
        log.listen(self._on_entry)

    # What the caller and the house do

    async def caller_typed(self, text: str) -> None:
        """A typed turn of the caller's; waits its turn while Lexi is busy."""
        self._typed.append(text)
        await self._progress()

    async def say(self, sentence: str) -> None:
        """Have Lexi say exactly this as soon as no response runs."""
        self._turn_open = True
        await self._request(exactly(sentence))

    def end_when_spoken(self, reason: str, *, new_speech: bool) -> None:
        """End the call once Lexi has spoken in this turn; with `new_speech`, once she has spoken again."""
        self._ending = reason
        self._speech_due_before_end = new_speech

    async def check_progress(self) -> None:
        """Called on the clock: recover when the server owes a response or goes quiet in the middle of one."""
        waiting = self.state.awaiting_response or self.state.running is not None
        if waiting and not self.state.working and self._clock.monotonic() - self._active_at > STALL_SECONDS:
            self.state.forget_requests()
            self.state.response_finished()
            await self._recover("no_response")
            await self._progress()

    # What the engine does

    async def on_event(self, event: engine.ServerEvent) -> None:
        """Take one server event. Once the call is to end, what still comes is not for the caller."""
        if self._finished:
            return
        self._active_at = self._clock.monotonic()
        match event:
            case engine.AudioDelta():
                await self._caller.audio(event.payload, event.item_id)
            case engine.WordsDelta():
                await self._on_words(event)
            case engine.WordsDone():
                await self._on_utterance(event.item_id, event.text)
            case engine.ResponseStarted():
                self.state.response_started(event.response_id)
                self._turn_open = True
            case engine.ResponseFinished():
                await self._on_finished(event)
            case engine.FunctionCalled():
                await self._on_function(event)
            case engine.FunctionAnswered():
                await self._on_function_answered(event.call_id)
            case engine.ServerError():
                self._on_error(event)
            case _:
                await self._on_caller_audio(event)

    async def _on_caller_audio(self, event: engine.ServerEvent) -> None:
        match event:
            case engine.CallerSpeechStarted():
                await self._stop_lexi()
            case engine.CallerSpeechCommitted():
                self._notes.awaiting_transcript(event.item_id)
                self._begin_caller_turn()
                self.state.asked("ours")
            case engine.CallerTranscribing():
                heard = self._hearing[event.item_id] = self._hearing.get(event.item_id, "") + event.text
                await self._listen_for_emergency(heard, final=False)
            case engine.CallerTranscribed():
                heard = event.text or self._hearing.get(event.item_id, "")
                self._hearing.pop(event.item_id, None)
                if heard:
                    self._log.append(CallerSaid(text=heard, item_id=event.item_id))
                self._notes.transcribed(event.item_id)
                await self._listen_for_emergency(heard, final=True)
            case _:
                pass

    async def _stop_lexi(self) -> None:
        """Silence Lexi, and have log and model know how much of her words was heard.

        The SDK truncates the item that was playing; items queued behind it would stay in the conversation as if said.
        """
        cut = await self._caller.stop_audio()
        if cut is None:
            return
        self._log.append(SpeechCutShort(item_id=cut.item_id, heard_ms=cut.heard_ms))
        for item_id in cut.unheard:
            self._log.append(SpeechCutShort(item_id=item_id, heard_ms=0))
            await self._session.forget(item_id)

    async def _on_words(self, event: engine.WordsDelta) -> None:
        if self._first_word_at is None:
            self._first_word_at = self._clock.monotonic()
        self._partial[event.item_id] = self._partial.get(event.item_id, "") + event.text
        await self._caller.words(event.text, self.state.number)

    async def _on_utterance(self, item_id: str, text: str) -> None:
        self._partial.pop(item_id, None)
        text = text.strip()
        if not text:
            return
        self.state.spoke = True
        self._spoken_this_turn, self._speech_due_before_end = True, False
        self._failures = 0
        self._log.append(LexiSaid(text=text, turn=self.state.number, item_id=item_id))
        self._nets.lexi_said(text)
        await self._caller.utterance(text, self.state.number)

    async def _on_finished(self, event: engine.ResponseFinished) -> None:
        for item_id, text in list(self._partial.items()):
            # A response that was cut off has no final text; what came of it was still said.
            await self._on_utterance(item_id, text)
        if event.usage is not None:
            self._notes.record(TokensUsed(tier="lexi", model=self._model, **vars(event.usage)))
        silent = not (self.state.spoke or self.state.called)
        self.state.response_finished()
        if self._lost_response:
            self._lost_response = False
            await self._request(None)
        elif event.status == "failed" or (silent and event.status != "cancelled"):
            await self._recover(event.code or "silent_response")
        await self._progress()

    async def _on_function(self, event: engine.FunctionCalled) -> None:
        self.state.tool_called(event.call_id, event.name)
        if self.state.tools_this_turn > MAX_TOOLS_A_TURN:
            self._log.append(EngineTrouble(code="tool_loop", remedy="ended"))
            self._finish("tool_loop", failed=True)
            return
        if event.name == ASK_SUPERVISOR.name and not self.state.spoke:
            # The model went quiet to look something up; the caller must not sit in silence.
            await self._request(exactly(ASK_SUPERVISOR.progress))

    async def _on_function_answered(self, call_id: str) -> None:
        name = self.state.tool_answered(call_id)
        if name is not None and name not in _OWN_TOOLS:
            # The SDK answers a function it does not know, but leaves the model without a turn to go on.
            self._log.append(EngineTrouble(code="unknown_tool", remedy="asked_again"))
            self._caller.tool(name, "unknown")
            await self._request(None)
        await self._progress()

    def _on_entry(self, entry: Entry) -> None:
        event = entry.event
        if isinstance(event, ToolStarted):
            self._caller.tool(event.name, "started")
        elif isinstance(event, ToolFinished):
            self._caller.tool(event.name, event.status)
            if event.tier == "lexi" and self.state.tool_answered(event.tool_call_id):
                self.state.asked("sdk")
                self._active_at = self._clock.monotonic()

    def _on_error(self, event: engine.ServerError) -> None:
        if event.code == "response_cancel_not_active":
            return
        if event.code == "conversation_already_has_active_response" and event.event_id.startswith(_SDK_RESPONSE):
            # The SDK surfaces this error and drops the request; without a retry the caller would hear nothing.
            self._lost_response = True
            return
        self._log.append(EngineTrouble(code=event.code, remedy="ignored"))

    # Keeping the turn going

    async def _request(self, instructions: str | None) -> None:
        self.state.asked("ours")
        self._active_at = self._clock.monotonic()
        await self._session.request_response(instructions)

    async def _recover(self, code: str) -> None:
        self._failures += 1
        if self._failures >= MAX_FAILURES:
            self._log.append(EngineTrouble(code=code, remedy="ended"))
            self._finish("engine_failed", failed=True)
        elif self._failures % 2:
            self._log.append(EngineTrouble(code=code, remedy="asked_again"))
            await self._request(None)
        else:
            if await self._say_by_code(AGAIN):
                self._log.append(EngineTrouble(code=code, remedy="apologised"))
            else:
                self._log.append(EngineTrouble(code=code, remedy="ended"))
                self._finish("engine_failed", failed=True)

    async def _progress(self) -> None:
        if self._ending and self.state.running is None and self._spoken_this_turn and not self._speech_due_before_end:
            self._finish(self._ending, failed=False)
            return
        if self._finished or not self.state.idle:
            return
        if self._typed:
            await self._send_typed(self._typed.popleft())
        elif self._turn_open:
            if await self._take_back_claims():
                return
            self._turn_open = False
            self._time_turn()
            await self._caller.turn_done()

    def _finish(self, reason: str, *, failed: bool) -> None:
        self._finished = True
        self._on_over(reason, failed)

    async def _send_typed(self, text: str) -> None:
        self._begin_caller_turn()
        self._log.append(CallerSaid(text=text))
        if (alarm := self._nets.caller_said(text, final=True)) is not None:
            await self._answer_emergency(alarm, text)
            return
        self.state.asked("sdk")
        await self._session.send_text(text)

    # The safety nets

    async def _listen_for_emergency(self, heard: str, *, final: bool) -> None:
        """The spoken form of an alarm: what the model is saying stops, and the fixed words are said next."""
        alarm = self._nets.caller_said(heard, final=final) if heard else None
        if alarm is None:
            return
        await self._session.interrupt()
        await self._stop_lexi()
        await self.say(self._nets.emergency_words(alarm))
        await self._on_emergency(alarm)

    async def _answer_emergency(self, alarm: Alarm, heard: str) -> None:
        """The typed form: code answers the turn at once, and the model learns of it."""
        words = self._nets.emergency_words(alarm)
        await self._say_by_code(words)
        if await self._on_emergency(alarm):
            await self._say_by_code(ALERTED[alarm.language])
        await self._session.note_exchange(heard, words)
        await self._progress()

    async def _say_by_code(self, words: str) -> bool:
        heard = await self._caller.code_says(words, self.state.number)
        if heard:
            self._log.append(LexiSaid(text=words, turn=self.state.number, by="code"))
        return heard

    async def _take_back_claims(self) -> bool:
        """Correct, in the next breath, what Lexi claimed in this turn and the log does not bear out.

        True when the correction is still to be spoken by the engine, so that the turn is not over.
        """
        since, self._turn_began = self._turn_began, self._log.sequence
        correction = self._nets.correction_due(since)
        if correction is None or await self._say_by_code(correction):
            return False
        await self.say(correction)
        return True

    def _begin_caller_turn(self) -> None:
        self.state.caller_turn()
        self._turn_began = self._log.sequence
        self._turn_open, self._spoken_this_turn = True, False
        self._asked_at = self._active_at = self._clock.monotonic()
        self._first_word_at = None

    def _time_turn(self) -> None:
        if self._first_word_at is None or self.state.number == 0:
            return
        self._log.append(
            TurnTimed(
                turn=self.state.number,
                first_word_ms=round(1000 * (self._first_word_at - self._asked_at)),
                answer_ms=round(1000 * (self._clock.monotonic() - self._asked_at)),
            )
        )
