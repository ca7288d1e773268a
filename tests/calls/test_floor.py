"""Who has the floor when both make sounds: "mm-hm" and coughs let Lexi go on, words for her stop her for good."""

import pytest

from receptionist.calls.hearing import LONGEST_ACKNOWLEDGEMENT, SHORT_NOISE_SECONDS, VAD_SILENCE_SECONDS, WORDS_SECONDS
from receptionist.engines import events as engine
from receptionist.events import CallerAcknowledged, CallerSaid, LexiSaid, SpeechCutShort
from tests.calls.fakes import PausingCaller
from tests.calls.stage import CANCELLED, DONE, Stage

pytestmark = pytest.mark.unit

HOURS = "We are open from eight to five on weekdays, and the parking lot is behind the building."
READ_BACK = "That is Tuesday at ten with Doctor Barton. Shall I book it?"
SECOND_OF_SOUND = "A" * 10_668


class Floor(Stage):
    """A call by telephone in which Lexi has the floor: she says `text`, of which `heard_ms` of ten seconds played."""

    def __init__(self) -> None:
        self.line = PausingCaller(hears_code=False)
        super().__init__(self.line, server_answers=False)

    async def lexi_says(self, text: str, heard_ms: float, *, finished: bool = True) -> None:
        await self.exchange.say("Hi!")
        await self.play(engine.ResponseStarted("r"), engine.WordsDelta("i", text))
        for _ in range(10):
            self.exchange.hear(SECOND_OF_SOUND, "i")
        if finished:
            await self.play(engine.WordsDone("i", text), DONE)
        self.line.plays("i", heard_ms)
        self.line.told.clear()
        self.session.sent.clear()

    async def sounds(self, seconds: float, item: str = "u") -> None:
        """The caller makes a sound of that length, and the server's silence threshold passes."""
        await self.play(engine.CallerSpeechStarted(item))
        await self.clock.advance(seconds + VAD_SILENCE_SECONDS)
        await self.play(engine.CallerSpeechCommitted(item))

    async def over_lexi(self, words: str | None, seconds: float = 0.4) -> None:
        await self.sounds(seconds)
        await self.clock.advance(0.3)
        await self.play(engine.CallerTranscribed("u", words))

    @property
    def stops(self) -> bool:
        return ("stop",) in self.line.told


@pytest.fixture
async def floor() -> Floor:
    return Floor()


async def test_a_sound_pauses_lexi_at_once(floor: Floor) -> None:
    await floor.lexi_says(HOURS, 2000)
    await floor.play(engine.CallerSpeechStarted("u"))
    assert floor.line.told == [("pause",)]
    assert not floor.session.sent


@pytest.mark.parametrize("words", ["Mm-hm.", "Okay", "yeah, right", None, "", "[cough]"])
async def test_a_backchannel_or_a_cough_lets_the_very_same_audio_go_on(floor: Floor, words: str | None) -> None:
    await floor.lexi_says(HOURS, 2000)
    await floor.over_lexi(words)
    assert floor.line.told == [("pause",), ("resume",)]
    assert floor.line.queued == ["i"]
    # The model never hears of it, and nobody takes it for a turn.
    assert floor.session.sent == [("forget", "u")]
    assert not floor.logged(CallerSaid)
    assert floor.logged(CallerAcknowledged) == [CallerAcknowledged(text=words or "", item_id="u")]
    assert floor.exchange.state.number == 0


@pytest.mark.parametrize("words", ["Stop", "wait", "No.", "what?", "Actually, Thursday", "and the weekend", "espere"])
async def test_words_for_lexi_stop_her_for_good_and_are_answered_once(floor: Floor, words: str) -> None:
    await floor.lexi_says(HOURS, 2000)
    await floor.over_lexi(words)
    assert floor.line.told == [("pause",), ("stop",)]
    assert floor.session.sent == [("cancel", None), ("response", None)]
    assert floor.logged(SpeechCutShort) == [SpeechCutShort(item_id="i", heard_ms=500)]
    assert [said.text for said in floor.logged(CallerSaid)] == [words]
    assert floor.exchange.state.number == 1


async def test_a_partial_transcript_decides_before_the_turn_is_over(floor: Floor) -> None:
    await floor.lexi_says(HOURS, 2000)
    await floor.play(engine.CallerSpeechStarted("u"))
    await floor.clock.advance(0.4)
    await floor.play(engine.CallerTranscribing("u", "no"))
    assert not floor.stops
    await floor.play(engine.CallerTranscribing("u", ", not"))
    assert floor.stops
    await floor.play(engine.CallerSpeechCommitted("u"))
    assert floor.session.sent == [("cancel", None), ("response", None)]


async def test_a_long_sound_takes_the_floor_without_any_words(floor: Floor) -> None:
    await floor.lexi_says(HOURS, 2000)
    await floor.play(engine.CallerSpeechStarted("u"))
    await floor.clock.advance(LONGEST_ACKNOWLEDGEMENT - 0.1)
    assert not floor.stops
    await floor.clock.advance(0.2)
    assert floor.stops
    assert floor.session.sent == [("cancel", None)]
    await floor.play(engine.CallerSpeechCommitted("u"))
    assert floor.session.sent[-1] == ("response", None)


async def test_yes_to_a_question_is_an_answer(floor: Floor) -> None:
    await floor.lexi_says(READ_BACK, 9000)
    await floor.over_lexi("Yes")
    assert floor.stops
    assert [said.text for said in floor.logged(CallerSaid)] == ["Yes"]


@pytest.mark.parametrize("words", ["okay", "mm-hm", "yeah"])
async def test_the_same_words_before_the_question_has_been_heard_are_not(floor: Floor, words: str) -> None:
    await floor.lexi_says(READ_BACK, 2000)
    await floor.over_lexi(words)
    assert not floor.stops
    assert not floor.logged(CallerSaid)


async def test_a_cough_after_a_question_is_still_a_cough(floor: Floor) -> None:
    await floor.lexi_says(READ_BACK, 9000)
    await floor.over_lexi(None)
    assert floor.line.told == [("pause",), ("resume",)]


async def test_a_short_sound_without_words_in_time_was_a_noise(floor: Floor) -> None:
    await floor.lexi_says(HOURS, 2000)
    await floor.sounds(SHORT_NOISE_SECONDS - 0.1)
    await floor.clock.advance(WORDS_SECONDS - 0.1)
    assert floor.line.told == [("pause",)]
    await floor.clock.advance(0.2)
    assert floor.line.told == [("pause",), ("resume",)]


async def test_words_that_come_too_late_still_count(floor: Floor) -> None:
    await floor.lexi_says(HOURS, 2000)
    await floor.sounds(0.3)
    await floor.clock.advance(WORDS_SECONDS + 0.1)
    await floor.play(engine.CallerTranscribed("u", "Stop"))
    assert floor.stops
    assert floor.session.sent == [("cancel", None), ("response", None)]
    assert [said.text for said in floor.logged(CallerSaid)] == ["Stop"]


async def test_a_longer_sound_without_words_in_time_takes_the_floor(floor: Floor) -> None:
    await floor.lexi_says(HOURS, 2000)
    await floor.sounds(SHORT_NOISE_SECONDS + 0.1)
    await floor.clock.advance(WORDS_SECONDS + 0.1)
    assert floor.session.sent == [("cancel", None), ("response", None)]


async def test_two_sounds_in_a_row_are_judged_together(floor: Floor) -> None:
    await floor.lexi_says(HOURS, 2000)
    await floor.sounds(0.3, "u1")
    await floor.play(engine.CallerSpeechStarted("u2"), engine.CallerTranscribed("u1", "mm-hm"))
    assert floor.line.told == [("pause",)]
    await floor.clock.advance(0.9)
    await floor.play(engine.CallerSpeechCommitted("u2"), engine.CallerTranscribed("u2", "and on Saturdays?"))
    assert floor.stops
    assert floor.exchange.state.number == 1


async def test_a_turn_while_nothing_is_heard_is_answered_without_waiting_for_its_words(floor: Floor) -> None:
    await floor.lexi_says(HOURS, 10_000)
    floor.line.played_out()
    await floor.sounds(1.0)
    assert floor.session.sent == [("response", None)]


async def test_a_caller_who_goes_on_before_lexi_has_begun_is_answered_once(floor: Floor) -> None:
    await floor.sounds(1.0, "u1")
    await floor.play(engine.ResponseStarted("r1"))
    await floor.sounds(1.0, "u2")
    await floor.play(CANCELLED)
    assert floor.session.sent == [("response", None), ("cancel", None), ("response", None)]


async def test_a_response_on_its_way_when_the_caller_speaks_is_ended_as_it_starts(floor: Floor) -> None:
    await floor.sounds(1.0, "u1")
    await floor.play(engine.CallerSpeechStarted("u2"), engine.ResponseStarted("r1"), engine.WordsDelta("x", "The"))
    floor.exchange.hear("AAAA", "x")
    assert ("cancel_only", "r1") in floor.session.sent
    assert not floor.line.of("audio")
    assert not floor.line.of("words")
    await floor.play(engine.CallerSpeechCommitted("u2"), CANCELLED)
    assert floor.session.sent[-1] == ("response", None)
    assert not floor.logged(LexiSaid)


async def test_nothing_is_asked_for_while_the_caller_speaks(floor: Floor) -> None:
    await floor.play(engine.CallerSpeechStarted("u"))
    await floor.exchange.say("I'm still looking.")
    assert not floor.session.sent
    await floor.play(engine.CallerSpeechCommitted("u"))
    assert "still looking" in str(floor.session.sent[0][1])


async def test_a_server_that_broke_lexi_off_all_the_same_is_told_to_go_on(floor: Floor) -> None:
    await floor.lexi_says(HOURS, 2000, finished=False)
    await floor.play(engine.CallerSpeechStarted("u"), engine.ResponseFinished("r", "cancelled", "turn_detected", None))
    await floor.clock.advance(0.9)
    await floor.play(engine.CallerSpeechCommitted("u"), engine.CallerTranscribed("u", "mm-hm"))
    assert ("resume",) in floor.line.told
    assert "behind the building" in str(floor.session.sent[-1][1])


async def test_a_server_that_answers_unasked_gives_one_answer_and_is_left_to_it(floor: Floor) -> None:
    await floor.sounds(1.0, "u1")
    # The server's own response comes first, ours after it.
    await floor.play(engine.ResponseStarted("r1"), engine.WordsDone("x", "Yes, on Fridays."), DONE)
    await floor.play(engine.ResponseStarted("r2"), engine.WordsDone("y", "Yes, on Fridays."), CANCELLED)
    assert floor.session.sent == [("response", None), ("cancel_only", "r2")]
    assert len(floor.logged(LexiSaid)) == 1
    floor.session.sent.clear()
    floor.line.played_out()
    await floor.sounds(1.0, "u2")
    assert not floor.session.sent


async def test_a_key_stops_lexi_at_the_line_and_at_the_model(floor: Floor) -> None:
    await floor.lexi_says(HOURS, 2000)
    await floor.exchange.hush(await floor.line.stop_audio())
    assert floor.session.sent == [("cancel", None)]
    assert floor.logged(SpeechCutShort) == [SpeechCutShort(item_id="i", heard_ms=500)]
    floor.session.sent.clear()
    await floor.exchange.hush(await floor.line.stop_audio())
    assert not floor.session.sent


async def test_a_lost_connection_leaves_no_line_on_hold(floor: Floor) -> None:
    await floor.lexi_says(HOURS, 2000)
    await floor.play(engine.CallerSpeechStarted("u"))
    await floor.exchange.suspend()
    assert not floor.line.held
    await floor.exchange.say("Sorry, I lost you for a second.")
    assert floor.session.sent


async def test_an_end_of_speech_that_is_lost_does_not_silence_lexi_for_ever(floor: Floor) -> None:
    await floor.play(engine.CallerSpeechStarted("u"))
    await floor.exchange.say("I'm still looking.")
    await floor.pass_time(100)
    assert not floor.session.sent
    await floor.pass_time(30)
    assert floor.session.sent


async def test_the_window_ends_with_the_call(floor: Floor) -> None:
    await floor.lexi_says(HOURS, 2000)
    await floor.play(engine.CallerSpeechStarted("u"))
    await floor.exchange.close()
    await floor.clock.advance(10)
    assert floor.line.told == [("pause",)]


async def test_with_a_server_that_takes_turns_itself_every_sound_stops_lexi() -> None:
    line = PausingCaller(queued=["i"])
    stage = Stage(line)
    await stage.play(engine.CallerSpeechStarted("u"))
    assert line.told == [("stop",)]
    assert stage.logged(SpeechCutShort) == [SpeechCutShort(item_id="i", heard_ms=500)]


async def test_sound_that_comes_before_its_response_is_known_waits_only_when_it_may_be_unwanted(floor: Floor) -> None:
    await floor.sounds(1.0, "u1")
    floor.exchange.hear("AAAA", "a")
    assert floor.line.of("audio") == [("audio", "AAAA")]
    await floor.play(engine.ResponseStarted("r1"), engine.WordsDone("a", "Yes."), DONE)
    # Nothing more was asked for: what comes now may be a second answer to the same question.
    floor.exchange.hear("BBBB", "b")
    assert len(floor.line.of("audio")) == 1
    await floor.play(engine.ResponseStarted("r2"), engine.WordsDelta("b", "Yes."), CANCELLED)
    floor.line.played_out()
    await floor.sounds(1.0, "u2")
    floor.exchange.hear("CCCC", "c")
    await floor.play(engine.ResponseStarted("r3"))
    assert [payload for _, payload in floor.line.of("audio")] == ["AAAA", "CCCC"]
