"""The scripted caller's manners, tick by tick."""

import pytest

from receptionist.sandbox.captions import CaptionDecoder, speak
from receptionist.sandbox.twilio.caller import LeavesWhile, Patience, ScriptedCaller, Step
from receptionist.sandbox.twilio.mouths import CAPTIONED, SILENCE, Manner, Spoken, Utterance

pytestmark = pytest.mark.unit

PATIENCE = Patience()


class Talk:
    """Drives a caller on a clock of its own."""

    def __init__(
        self,
        *lines: str,
        interrupt: float | None = None,
        leaves_while: LeavesWhile = "",
        manner: Manner = CAPTIONED,
    ) -> None:
        self.caller = ScriptedCaller(lines, PATIENCE, interrupt, leaves_while, manner)
        self.now = 0.0
        self.sent = b""

    def lexi(self, text: str) -> None:
        audio = speak(text, "audio/pcmu")
        for start in range(0, len(audio), 160):
            self.caller.hear(audio[start : start + 160])
            assert self.tick(speaks=True) == ("listen", "")

    def tick(self, *, speaks: bool = False) -> tuple[Step, str]:
        step = self.caller.step(self.now, lexi_speaks=speaks)
        self.sent += self.caller.next_frame(self.now)
        self.now += 0.02
        return step

    def silence(self, seconds: float) -> tuple[Step, str]:
        """Let it be silent until the caller does something, for at most so long."""
        end = self.now + seconds
        while self.now < end:
            step = self.tick()
            if step[0] != "listen":
                return step
        return "listen", ""

    def finish_speaking(self) -> None:
        while self.caller._speech:
            self.tick()


def test_a_question_is_answered_soon() -> None:
    talk = Talk("A cleaning please")
    talk.lexi("How can I help you?")
    assert talk.silence(PATIENCE.question - 0.05) == ("listen", "")
    assert talk.silence(0.2) == ("speak", "A cleaning please")


def test_a_statement_is_waited_out() -> None:
    talk = Talk("Yes")
    talk.lexi("We are open until five.")
    assert talk.silence(PATIENCE.statement - 0.05) == ("listen", "")
    assert talk.silence(0.2) == ("speak", "Yes")


def test_a_caller_who_was_asked_to_hold_holds() -> None:
    talk = Talk("Yes")
    talk.lexi("One moment please, let me look that up for you.")
    assert talk.silence(PATIENCE.statement + 5) == ("listen", "")
    talk.lexi("Tuesday at two is free. Shall I book it?")
    assert talk.silence(1.0) == ("speak", "Yes")


def test_holding_counts_from_the_last_sentence_only() -> None:
    talk = Talk("Yes")
    talk.lexi("One moment please. We are open until five.")
    assert talk.silence(PATIENCE.statement + 0.1) == ("speak", "Yes")


def test_the_line_is_spoken_as_captions_in_whole_frames() -> None:
    talk = Talk("Dana Okafor, November 2 1988")
    talk.lexi("Who is calling?")
    talk.silence(1.0)
    talk.finish_speaking()
    assert len(talk.sent) % 160 == 0
    assert talk.sent.startswith(SILENCE)
    assert " ".join(CaptionDecoder("audio/pcmu").feed(talk.sent)) == "Dana Okafor, November 2 1988"


def test_each_line_waits_for_an_answer_of_its_own() -> None:
    talk = Talk("One", "Two")
    talk.lexi("Yes?")
    assert talk.silence(1.0) == ("speak", "One")
    talk.finish_speaking()
    assert talk.silence(PATIENCE.give_up - 1) == ("listen", "")
    talk.lexi("And?")
    assert talk.silence(1.0) == ("speak", "Two")


def test_after_the_last_answer_the_caller_leaves() -> None:
    talk = Talk("Bye")
    talk.lexi("Anything else?")
    talk.silence(1.0)
    talk.finish_speaking()
    talk.lexi("Goodbye!")
    assert talk.silence(PATIENCE.statement + 0.1) == ("leave", "")
    assert not talk.caller.gave_up


def test_silence_is_given_up_on() -> None:
    talk = Talk("Hello")
    assert talk.silence(PATIENCE.give_up + 0.1) == ("leave", "")
    assert talk.caller.gave_up


def test_a_single_key_is_pressed() -> None:
    talk = Talk("0")
    talk.lexi("How can I help?")
    assert talk.silence(1.0) == ("press", "0")


def test_what_lexi_said_is_taken_once() -> None:
    talk = Talk()
    talk.lexi("Hi there.")
    assert not talk.caller.quiet_long_enough(talk.now)
    talk.silence(PATIENCE.utterance_gap + 0.1)
    assert talk.caller.quiet_long_enough(talk.now)
    assert talk.caller.take_utterance() == "Hi there."
    assert talk.caller.take_utterance() == ""


def test_several_keys_are_pressed_as_one_line() -> None:
    talk = Talk("11021988#")
    talk.lexi("Your birth date, please?")
    assert talk.silence(1.0) == ("press", "11021988#")


def lexi_until_interrupted(talk: Talk, seconds: float) -> float:
    """Let Lexi speak without words; returns how long it took the caller to speak into it."""
    began = talk.now
    while talk.now < began + seconds:
        talk.caller.hear(SILENCE)
        if talk.tick(speaks=True)[0] == "speak":
            return talk.now - 0.02 - began
    raise AssertionError("nobody interrupted")


def test_a_line_starts_into_lexis_speech_and_each_utterance_counts_anew() -> None:
    talk = Talk("Stop", "Stop again", interrupt=1.0)
    assert lexi_until_interrupted(talk, 5) == pytest.approx(1.0, abs=0.03)
    talk.finish_speaking()
    talk.silence(0.1)
    assert lexi_until_interrupted(talk, 5) == pytest.approx(1.0, abs=0.03)


def test_lexi_who_is_done_sooner_is_answered_as_ever() -> None:
    talk = Talk("Yes", interrupt=60.0)
    talk.lexi("Shall I?")
    assert talk.silence(1.0) == ("speak", "Yes")
    assert talk.caller.overlaps == []


def test_how_long_lexi_goes_on_and_how_soon_she_answers_is_measured() -> None:
    talk = Talk("Stop please", interrupt=1.0)
    lexi_until_interrupted(talk, 5)
    for _ in range(5):
        talk.tick(speaks=True)
    talk.finish_speaking()
    assert talk.caller.overlaps == [pytest.approx(0.1, abs=0.03)]
    talk.silence(0.6)
    talk.tick(speaks=True)
    assert talk.caller.answers == [pytest.approx(0.6, abs=0.05)]


def test_a_caller_may_leave_in_the_middle_of_the_greeting() -> None:
    talk = Talk("Hello", leaves_while="greeting")
    steps = [talk.tick(speaks=True) for _ in range(17)]
    assert steps[-1] == ("leave", "")
    assert set(steps[:-2]) == {("listen", "")}


def test_a_caller_may_leave_in_the_middle_of_a_line() -> None:
    talk = Talk("I would like a cleaning next Tuesday", leaves_while="speaking")
    talk.lexi("How can I help?")
    assert talk.silence(2)[0] == "speak"
    assert talk.silence(10) == ("leave", "")


def test_a_caller_may_leave_while_waiting_for_the_answer() -> None:
    talk = Talk("Hello", leaves_while="waiting")
    talk.lexi("How can I help?")
    assert talk.silence(2)[0] == "speak"
    assert talk.silence(20) == ("leave", "")


def test_on_a_second_stream_the_caller_waits_for_lexi_again_and_goes_on_where_it_was() -> None:
    talk = Talk("First", "Second")
    talk.lexi("How can I help?")
    assert talk.silence(2) == ("speak", "First")
    talk.silence(3)
    talk.lexi("I am putting you through.")
    talk.caller.connected()
    assert talk.silence(PATIENCE.statement + 1) == ("listen", "")
    talk.lexi("What number?")
    assert talk.silence(2) == ("speak", "Second")
    assert talk.caller.next_line() is None


RECORDING = Utterance(b"\x10" * 1600 + b"\x70" * 3200, voiced=1590)


def recorded(**more: object) -> Manner:
    """A caller whose lines are recordings that go on with noise after their last word."""
    lines = dict.fromkeys(("one.wav", "two.wav", "Mm-hm."), RECORDING)
    return Manner(Spoken(lines, b"\x60" * 160), **more)  # type: ignore[arg-type]


def test_a_recording_is_answered_after_its_last_word_and_goes_on_meanwhile() -> None:
    talk = Talk("one.wav", "two.wav", manner=recorded())
    talk.lexi("Yes?")
    assert talk.silence(1.0) == ("speak", "one.wav")
    talk.finish_speaking()
    assert talk.sent.endswith(b"\x10" * 1600)
    for _ in range(5):
        talk.caller.hear(SILENCE)
        talk.tick(speaks=True)
    assert talk.caller.answers == [pytest.approx(0.02, abs=0.021)]
    assert talk.sent.endswith(b"\x70" * 800)
    assert talk.silence(PATIENCE.statement + 0.1) == ("speak", "two.wav")


def test_the_lines_noise_is_there_while_nobody_speaks() -> None:
    talk = Talk(manner=recorded())
    talk.silence(0.1)
    assert talk.sent == b"\x60" * 160 * 5


def test_a_murmur_is_no_turn_and_comes_once_in_an_utterance() -> None:
    talk = Talk("one.wav", manner=recorded(murmurs=("Mm-hm.",), seed=5))
    steps = []
    for _ in range(400):
        talk.caller.hear(SILENCE)
        steps.append(talk.tick(speaks=True)[0])
    assert steps.count("murmur") == 1
    assert 1.2 <= steps.index("murmur") * 0.02 <= 2.7
    assert talk.sent.count(b"\x10" * 1600) == 1
    assert talk.silence(PATIENCE.statement - 0.1) == ("listen", "")
    assert talk.silence(0.2) == ("speak", "one.wav")
    again = Talk("one.wav", manner=recorded(murmurs=("Mm-hm.",), seed=5))
    assert [again.tick(speaks=True)[0] for _ in range(400)] == steps


def test_an_ear_tells_a_question_where_there_are_no_captions() -> None:
    talk = Talk("one.wav", manner=recorded())
    for _ in range(20):
        talk.caller.hear(SILENCE)
        talk.tick(speaks=True)
    assert talk.silence(PATIENCE.utterance_gap + 0.02) == ("listen", "")
    assert talk.caller.quiet_long_enough(talk.now)
    assert talk.caller.take_utterance() == ""
    assert talk.caller.heard_audio == SILENCE * 20
    talk.caller.understood("Have you been here before?")
    assert talk.silence(PATIENCE.question) == ("speak", "one.wav")
