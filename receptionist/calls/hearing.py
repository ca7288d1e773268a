"""The caller's side of the exchange: her speech as the server hears it, and who has the floor when both make sounds.

When the caller makes a sound while Lexi has the floor, Lexi is paused at once and nothing more leaves our edge. What
the sound was is decided from its words as they are transcribed, from its length, or from there being no words at all:
either Lexi goes on with the very next sample, or she is cut off for good and the caller's turn is answered. Words that
only show that somebody listens, and noises, let her go on; everything else, and any doubt, gives the caller the floor.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from receptionist.calls.backchannel import Meaning, is_answer, meaning, takes_floor
from receptionist.calls.interventions import Interventions
from receptionist.calls.log import CallLog
from receptionist.calls.notes import LogNotes
from receptionist.calls.responses import Responses
from receptionist.calls.silence import SilenceLadder
from receptionist.calls.turns import Phase
from receptionist.calls.voice import LexiVoice
from receptionist.clock import Clock
from receptionist.engines import events as engine
from receptionist.events import CallerAcknowledged, CallerSaid

logger = logging.getLogger(__name__)

# The server takes a turn as over after this much silence, as `engines/realtime.py` asks for.
VAD_SILENCE_SECONDS = 0.6
# "Mm-hm, okay" lasts half a second. A sound that goes on longer than this is meant for Lexi, whatever it says.
LONGEST_ACKNOWLEDGEMENT = 1.2
# After the end of a short sound its words are waited for so long; then one without any counts as a noise.
WORDS_SECONDS = 0.7
SHORT_NOISE_SECONDS = 0.5
# Nobody speaks so long without a breath; the end of that turn was lost on the way.
LONGEST_TURN_SECONDS = 120.0
CONTINUE = (
    'The caller only showed that they are listening. Go on with what you were saying, from right after: "{words}". Do '
    "not repeat anything and do not greet."
)


@dataclass
class _Sound:
    """A sound of the caller's over Lexi: since when, and its items with what is known of them."""

    since: float
    ended: float | None = None
    open_items: set[str] = field(default_factory=set)
    harmless: dict[str, str] = field(default_factory=dict)


class Hearing:
    """Takes the caller's audio events.

    `answer(ended_at)` opens a turn in the books and has it answered; `on_floor` is told when the caller takes the
    floor. `parting` is set while Lexi says goodbye.
    """

    def __init__(
        self,
        responses: Responses,
        voice: LexiVoice,
        interventions: Interventions,
        ladder: SilenceLadder,
        log: CallLog,
        notes: LogNotes,
        clock: Clock,
        answer: Callable[[float], Awaitable[None]],
        on_floor: Callable[[], None],
    ) -> None:
        self._responses = responses
        self._voice = voice
        self._interventions = interventions
        self._ladder = ladder
        self._log = log
        self._notes = notes
        self._clock = clock
        self._answer = answer
        self._on_floor = on_floor
        self._hearing: dict[str, str] = {}
        self._sound: _Sound | None = None
        self._speaking = False
        self._spoke_at = 0.0
        self._passed_over: set[str] = set()
        self._timer: asyncio.Task[None] | None = None
        self._cut_by_server = False
        self.parting = False

    @property
    def busy(self) -> bool:
        """Whether the caller is making a sound, or one is still to be judged."""
        return self._speaking or self._sound is not None

    async def on_event(self, event: engine.ServerEvent) -> None:
        """Take one event about the caller's audio; others are none of this object's."""
        match event:
            case engine.CallerSpeechStarted():
                await self._started()
            case engine.CallerSpeechCommitted():
                await self._committed(event.item_id)
            case engine.CallerTranscribing():
                await self._transcribing(event.item_id, event.text)
            case engine.CallerTranscribed():
                await self._transcribed(event.item_id, event.text)
            case _:
                pass

    def response_cancelled(self, code: str) -> None:
        """A response was broken off by the server because it heard a sound."""
        self._cut_by_server = self._sound is not None and code == "turn_detected"

    def suspend(self) -> None:
        """The connection is gone, and with it what it was hearing."""
        self._hearing.clear()
        self._passed_over.clear()
        self._stop_timer()
        if self._sound is not None and self._voice.playout is not None:
            self._voice.playout.resume_audio()
        self._sound, self._speaking = None, False

    async def check(self) -> None:
        """Called on the clock: a turn whose end was lost does not silence Lexi for ever."""
        if self._speaking and self._clock.monotonic() - self._spoke_at > LONGEST_TURN_SECONDS:
            self._speaking = False
            await self._responses.release()

    async def close(self) -> None:
        """The call is over."""
        timer = self._timer
        self._stop_timer()
        if timer is not None:
            await asyncio.gather(timer, return_exceptions=True)

    # The caller speaks

    async def _started(self) -> None:
        self._speaking, self._spoke_at = True, self._clock.monotonic()
        self._ladder.caller_sounded()
        if self._responses.server_answers:
            # The server has broken off the response by itself, and the SDK has truncated it.
            await self._voice.cut()
            self._on_floor()
            return
        self._responses.hold()
        if self._sound is not None:
            self._sound.since, self._sound.ended = self._clock.monotonic(), None
            self._set_timer(LONGEST_ACKNOWLEDGEMENT)
        elif self._voice.audible and self._voice.playout is not None:
            self._voice.playout.pause_audio()
            self._sound = _Sound(self._clock.monotonic())
            self._set_timer(LONGEST_ACKNOWLEDGEMENT)
        elif self._voice.playout is None or self._responses.state.phase in (Phase.ASKED, Phase.SPEAKING):
            # Lexi is about to answer an unfinished turn, so what she would say is about half of it; or her line can
            # only be cut.
            await self._take_floor()

    async def _committed(self, item_id: str) -> None:
        self._speaking = False
        self._notes.awaiting_transcript(item_id)
        now = self._clock.monotonic()
        sound = self._sound
        if sound is None:
            await self._answer(now)
            return
        sound.open_items.add(item_id)
        sound.ended = now
        self._set_timer(WORDS_SECONDS)

    async def _transcribing(self, item_id: str, text: str) -> None:
        heard = self._hearing[item_id] = self._hearing.get(item_id, "") + text
        await self._interventions.spoken(heard, final=False)
        if self._sound is None:
            return
        if takes_floor(heard, parting=self.parting) or (self._voice.asks and is_answer(heard)):
            await self._take_floor()

    async def _transcribed(self, item_id: str, text: str | None) -> None:
        heard = text or self._hearing.get(item_id, "")
        self._hearing.pop(item_id, None)
        sound = self._sound
        if sound is not None and item_id in sound.open_items and self._lets_go_on(heard, sound):
            self._notes.transcribed(item_id)
            sound.open_items.discard(item_id)
            sound.harmless[item_id] = heard
            if not (sound.open_items or self._speaking):
                await self._go_on(sound)
            return
        if item_id in self._passed_over:
            self._passed_over.discard(item_id)
            if meaning(heard, parting=self.parting) is not Meaning.FLOOR:
                self._notes.transcribed(item_id)
                await self._acknowledged(item_id, heard)
                return
            await self._take_floor()
            await self._answer(self._clock.monotonic())
        elif sound is not None:
            await self._take_floor()
        if heard:
            self._ladder.caller_said(heard)
            self._log.append(CallerSaid(text=heard, item_id=item_id))
        self._notes.transcribed(item_id)
        if heard:
            await self._interventions.spoken(heard, final=True)

    # Who has the floor

    def _lets_go_on(self, heard: str, sound: _Sound) -> bool:
        meant = meaning(heard, parting=self.parting)
        if meant is Meaning.GO_ON:
            return not (self._voice.asks and is_answer(heard))
        return meant is Meaning.NOISE and self._lasted(sound) <= LONGEST_ACKNOWLEDGEMENT

    def _lasted(self, sound: _Sound) -> float:
        """How long the sound was; what the server's silence threshold took is not part of it."""
        if sound.ended is None:
            return self._clock.monotonic() - sound.since
        return max(0.0, sound.ended - sound.since - VAD_SILENCE_SECONDS)

    async def _go_on(self, sound: _Sound) -> None:
        """It was nothing: Lexi goes on where she was, and the model never hears of it."""
        self._stop_timer()
        self._sound = None
        if self._voice.playout is not None:
            self._voice.playout.resume_audio()
        for item_id, heard in sound.harmless.items():
            await self._acknowledged(item_id, heard)
        if self._cut_by_server:
            self._cut_by_server = False
            await self._responses.go_on(CONTINUE.format(words=self._voice.last_words))
        await self._responses.release()

    async def _acknowledged(self, item_id: str, heard: str) -> None:
        self._log.append(CallerAcknowledged(text=heard, item_id=item_id))
        await self._voice.session.forget(item_id)

    async def _take_floor(self) -> None:
        """The caller has the floor: Lexi is cut off, and the turn is answered when it is complete."""
        self._stop_timer()
        sound, self._sound = self._sound, None
        self._cut_by_server = False
        self._on_floor()
        await self._responses.stop()
        await self._voice.cut()
        if sound is not None and sound.ended is not None and not self._speaking:
            await self._answer(sound.ended)

    # Time

    def _set_timer(self, seconds: float) -> None:
        self._stop_timer()
        self._timer = asyncio.create_task(self._decide_after(seconds), name="resume window")

    def _stop_timer(self) -> None:
        if self._timer is not None and self._timer is not asyncio.current_task():
            self._timer.cancel()
        self._timer = None

    async def _decide_after(self, seconds: float) -> None:
        """No words have decided in time: a short sound without any was a noise, anything else takes the floor."""
        await self._clock.sleep(seconds)
        try:
            await self._decide()
        except Exception as error:  # noqa: BLE001  (a connection that closed; whoever watches it is told of that)
            logger.warning("The caller's sound could not be judged: %s", type(error).__name__)

    async def _decide(self) -> None:
        sound = self._sound
        if sound is None:
            return
        wordless = not any(self._hearing.get(item_id) for item_id in sound.open_items)
        if sound.ended is None or not wordless or self._lasted(sound) > SHORT_NOISE_SECONDS:
            await self._take_floor()
            return
        self._passed_over |= sound.open_items
        self._sound = None
        if self._voice.playout is not None:
            self._voice.playout.resume_audio()
        await self._responses.release()
