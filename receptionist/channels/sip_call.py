"""One SIP call from its webhook to its end: started on the switchboard, played out, and then sent on or hung up."""

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

import openai

from receptionist.agents.lexi import exactly
from receptionist.calls.runner import CallRunner
from receptionist.calls.switchboard import Busy, Switchboard
from receptionist.channels.keypad import Keypad
from receptionist.channels.sip_caller import SipCaller
from receptionist.channels.sip_handoffs import Handoffs
from receptionist.channels.sip_numbers import refer_target
from receptionist.channels.sip_playing import Playing
from receptionist.channels.sip_webhook import IncomingCall
from receptionist.clock import Clock, deadline
from receptionist.engines.attached import AttachedEngine
from receptionist.engines.realtime import TELEPHONE, RealtimeEngine
from receptionist.events import SpeechCutShort
from receptionist.practice.profile import PracticeProfile
from receptionist.practice.targets import reachable

logger = logging.getLogger(__name__)

BUSY_HERE, UNAVAILABLE = 486, 503
LAST_WORDS_SECONDS = 12.0
LONGEST_SECONDS = 57 * 60.0
TOO_LONG = "I'm sorry, this line can't be held any longer. Please call {phone} again to go on. Goodbye."
NOT_PUT_THROUGH = (
    "I'm sorry, I could not put you through. I have left a message for the front desk, and they will call you back. "
    "You can also call {phone}. Goodbye."
)
NOT_PUT_THROUGH_NOR_KEPT = "I'm sorry, I could not put you through. Please call {phone}. Goodbye."


@dataclass(frozen=True)
class ReferResult:
    """What came of a refer: taken by the other side, refused by it (HTTP `status`), or the caller was gone."""

    kind: Literal["taken", "refused", "gone"]
    status: int = 200


class SipCall:
    """Carries one call. Implements `engines.attached.CallWatch`: what happens on the sideband comes here."""

    def __init__(
        self,
        incoming: IncomingCall,
        switchboard: Switchboard,
        client: openai.AsyncOpenAI,
        like: RealtimeEngine,
        refer_form: str,
        handoffs: Handoffs,
    ) -> None:
        self._incoming = incoming
        self._switchboard = switchboard
        self._calls = client.realtime.calls
        self._clock: Clock = switchboard.clock
        self._profile: PracticeProfile = switchboard.profile
        self._handoffs = handoffs
        targets = {name: refer_target(number, refer_form) for name, number in self._profile.transfer.items()}
        self._targets = {name: uri for name, uri in targets.items() if uri is not None}
        self._caller = SipCaller(frozenset(self._targets))
        # Accepting a call twice is an error, so here nothing is repeated behind our back.
        once = client.with_options(max_retries=0).realtime.calls
        self._engine = AttachedEngine(like, once, incoming.call_id, self._clock, self, exactly(self._profile.notice))
        self._playing = Playing(self._clock)
        self._keypad = Keypad(self._clock, self._hush, self._say)
        self._pressing: asyncio.Queue[str] = asyncio.Queue()
        self._runner: CallRunner | None = None
        self._gone = False

    async def carry(self) -> None:
        """Carry the call to its end. Does not raise for anything that goes wrong in it."""
        try:
            # The switchboard asks of an engine what this one has: an address, a model and `open`.
            engine = cast(RealtimeEngine, self._engine)
            ongoing = self._switchboard.start("sip", TELEPHONE, self._caller, engine=engine)
        except Busy:
            # Of a service that is about to stop the carrier is told that another may take the call.
            await self.turn_away(UNAVAILABLE if self._switchboard.draining else BUSY_HERE)
            return
        self._runner = ongoing.runner
        tasks = [
            asyncio.create_task(self._press_keys(), name="sip keys"),
            asyncio.create_task(self._end_in_time(), name="sip call's age"),
        ]
        try:
            if self._incoming.caller is not None:
                await self._handoffs.remember(self._incoming.call_id, ongoing.call_id, self._incoming.caller)
            await asyncio.wait({ongoing.task})
            await self._finish()
        finally:
            ongoing.runner.hang_up()
            for task in tasks:
                task.cancel()
            await self._keypad.close()
            await self._quietly(self._engine.leave(), "leaving a call's sideband")
            await asyncio.gather(*tasks, ongoing.task, return_exceptions=True)

    async def turn_away(self, status: int) -> None:
        """Refuse the call with a SIP status, so that the carrier can try elsewhere."""
        await self._quietly(self._calls.reject(self._incoming.call_id, status_code=status), "rejecting a call")

    def shut_down(self) -> None:
        """The service stops: Lexi says so, and staff get a message."""
        if self._runner is not None:
            self._runner.shut_down()

    # What happens on the sideband

    def server_event(self, event: Mapping[str, Any]) -> None:
        self._playing.note(event)
        match event.get("type"):
            case "input_audio_buffer.dtmf_event_received":
                self._pressing.put_nowait(str(event.get("event", "")))
            case "conversation.item.truncated":
                self._note_cut(event)
            case _:
                pass

    def gone(self) -> None:
        self._gone = True
        self._playing.nothing()
        if self._runner is not None:
            self._runner.hang_up()

    def _note_cut(self, event: Mapping[str, Any]) -> None:
        item_id, heard_ms = event.get("item_id"), event.get("audio_end_ms")
        if self._runner is not None and isinstance(item_id, str) and isinstance(heard_ms, int):
            self._runner.log.append(SpeechCutShort(item_id=item_id, heard_ms=heard_ms))

    # Keys

    async def _press_keys(self) -> None:
        while True:
            key = await self._pressing.get()
            await self._quietly(self._keypad.press(key), "taking a key")

    async def _hush(self) -> None:
        await self._quietly(self._engine.hush(), "stopping Lexi for a key")

    async def _say(self, words: str) -> None:
        if self._runner is not None:
            await self._runner.caller_said(words)

    # The end of the call

    async def _end_in_time(self) -> None:
        """End the call before the vendor does, who ends every session after an hour without a word."""
        await self._clock.sleep(LONGEST_SECONDS)
        self._caller.unheard = TOO_LONG.format(phone=self._profile.phone)
        if self._runner is not None:
            self._runner.hang_up()

    async def _finish(self) -> None:
        """What the vendor is to do with the line when the runner is done."""
        if not self._engine.accepted:
            if not self._gone:
                await self.turn_away(UNAVAILABLE)
            if self._engine.unsure:
                await self._hang_up_at_vendor()
            return
        if self._gone:
            # Nobody is there; the call must all the same not be left to the model if we are wrong.
            await self._hang_up_at_vendor()
            return
        await self._playing.finished()
        if self._caller.refer_to:
            await self._put_through(self._caller.refer_to)
        elif self._caller.unheard:
            await self._save_the_caller()
        else:
            await self._hang_up_at_vendor()

    async def _put_through(self, target: str) -> None:
        result = await self._refer(self._targets[target])
        kept = await self._handoffs.note(self._caller.call_id, result.kind, self._incoming.caller)
        if result.kind == "refused":
            words = NOT_PUT_THROUGH if kept else NOT_PUT_THROUGH_NOR_KEPT
            await self._last_words(words.format(phone=self._profile.phone))
            await self._hang_up_at_vendor()

    async def _save_the_caller(self) -> None:
        """The engine is of no use any more: a person, if one can be reached now, or at least a goodbye."""
        chosen = reachable(self._profile, "other", self._clock.now())
        uri = self._targets.get(chosen.name) if chosen is not None else None
        if uri is not None and (await self._refer(uri)).kind != "refused":
            return
        await self._last_words(self._caller.unheard)
        await self._hang_up_at_vendor()

    async def _last_words(self, words: str) -> None:
        """Have the model say these words, if it still can, and wait until they were heard."""
        if not self._engine.attached or self._gone:
            return
        before = self._playing.responses
        try:
            await self._engine.say(exactly(words))
            async with deadline(self._clock, LAST_WORDS_SECONDS):
                await self._playing.another(before)
        except Exception as error:  # noqa: BLE001  (websockets and the SDK each raise their own for a closed socket)
            logger.warning("The last words of a call could not be spoken: %s", type(error).__name__)
            return
        await self._playing.finished()

    async def _refer(self, uri: str) -> ReferResult:
        try:
            await self._calls.refer(self._incoming.call_id, target_uri=uri)
        except openai.APIStatusError as error:
            if error.status_code == 404:
                return ReferResult("gone", 404)
            logger.warning("A transfer was refused with HTTP %d", error.status_code)
            return ReferResult("refused", error.status_code)
        except openai.OpenAIError as error:
            logger.warning("A transfer could not be asked for: %s", type(error).__name__)
            return ReferResult("refused", 0)
        return ReferResult("taken")

    async def _hang_up_at_vendor(self) -> None:
        await self._quietly(self._calls.hangup(self._incoming.call_id), "hanging up")

    async def _quietly(self, work: Awaitable[Any], doing: str) -> None:
        """Do something for which a call that is already over is no trouble."""
        try:
            await work
        except openai.NotFoundError:
            logger.info("A SIP call was gone already when we came to it: %s", doing)
        except Exception as error:  # noqa: BLE001  (whatever it is, the rest of the call's end must still be done)
            logger.warning("%s: %s", doing.capitalize(), type(error).__name__)
