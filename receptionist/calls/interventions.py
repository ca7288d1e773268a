"""Turns that code answers instead of the model: emergencies, abuse, recordings. What is said in them is fixed.

Spoken, what the model is saying or about to say makes way for the fixed words. Typed, code's words are the answer, and
the model learns of the exchange. In both the caller hears one answer, and the model goes on from her next words.
"""

from collections.abc import Awaitable, Callable

from receptionist.agents.emergency import Alarm, Tier
from receptionist.calls.conduct import Conduct
from receptionist.calls.responses import Responses
from receptionist.calls.safety import ALERTED, SafetyNets
from receptionist.calls.voice import LexiVoice


class Interventions:
    """One call's. `on_emergency` alerts staff and tells whether it could; `end` ends the call after the next words."""

    def __init__(
        self,
        responses: Responses,
        voice: LexiVoice,
        nets: SafetyNets,
        conduct: Conduct,
        on_emergency: Callable[[Alarm], Awaitable[bool]],
        end: Callable[[str], None],
    ) -> None:
        self._responses = responses
        self._voice = voice
        self._nets = nets
        self._conduct = conduct
        self._on_emergency = on_emergency
        self._end = end

    async def spoken(self, heard: str, *, final: bool) -> None:
        """Listen to a spoken turn as heard so far, and take it over if need be."""
        alarm = self._nets.caller_said(heard, final=final)
        if alarm is not None:
            await self._answer_aloud(alarm)
            return
        reply = self._conduct.caller_said(heard) if final else None
        if reply is not None:
            await self.take_over(reply.words)
            if reply.end:
                self._end(reply.end)

    async def typed(self, text: str) -> bool:
        """Answer a typed turn, if it is one for code; False when it is the model's."""
        alarm = self._nets.caller_said(text, final=True)
        if alarm is not None:
            words = self._nets.emergency_words(alarm)
            await self._say(words)
            if alarm.tier <= Tier.E1 and await self._on_emergency(alarm):
                await self._say(ALERTED[alarm.language])
            await self._voice.session.note_exchange(text, words)
            return True
        reply = self._conduct.caller_said(text)
        if reply is None:
            return False
        if reply.end:
            self._end(reply.end)
        await self._say(reply.words)
        await self._voice.session.note_exchange(text, reply.words)
        return True

    async def take_over(self, words: str) -> None:
        """Silence Lexi and have her say exactly this next."""
        await self._responses.stop()
        await self._voice.cut()
        await self._responses.say(words, first=True)

    async def _answer_aloud(self, alarm: Alarm) -> None:
        words = self._nets.emergency_words(alarm)
        if alarm.tier <= Tier.E1:
            await self.take_over(words)
            await self._on_emergency(alarm)
        elif self._responses.state.working or self._voice.audible:
            # The same day leaves time for a sentence: what is being said or looked up about the visit is not broken
            # off, and these words fill the wait.
            await self._responses.say(words, first=True)
        else:
            await self.take_over(words)

    async def _say(self, words: str) -> None:
        if not await self._voice.by_code(words, self._responses.state.number):
            await self._responses.say(words)
