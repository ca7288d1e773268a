"""The caption codec: words survive any cutting of the audio and never come out of audio that carries none."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receptionist.sandbox.captions import CaptionDecoder, silence, speak, speak_words
from receptionist.sandbox.openai.audio import SHAPES, AudioFormat, encode, loudness

pytestmark = pytest.mark.unit

FORMATS: list[AudioFormat] = ["audio/pcmu", "audio/pcma", "audio/pcm"]
SENTENCE = "Hi, this is Sean O'Brien. Ünïcode und 漢字, too?"


@pytest.mark.parametrize("audio_format", FORMATS)
def test_words_come_back(audio_format: AudioFormat) -> None:
    assert CaptionDecoder(audio_format).feed(speak(SENTENCE, audio_format)) == SENTENCE.split()


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=60), cuts=st.lists(st.integers(1, 700), min_size=1, max_size=8), lead=st.integers(0, 500))
def test_any_chunking_and_offset(text: str, cuts: list[int], lead: int) -> None:
    text = text.encode("utf-8", errors="replace").decode()
    audio = b"\xff" * lead + speak(text, "audio/pcmu")
    decoder = CaptionDecoder("audio/pcmu")
    words: list[str] = []
    turn = 0
    while audio:
        size = cuts[turn % len(cuts)]
        words += decoder.feed(audio[:size])
        audio, turn = audio[size:], turn + 1
    assert words == text.split()


def test_pcm_cut_in_the_middle_of_a_sample() -> None:
    audio = speak("half a sample", "audio/pcm")
    decoder = CaptionDecoder("audio/pcm")
    heard = [word for start in range(0, len(audio), 7) for word in decoder.feed(audio[start : start + 7])]
    assert heard == ["half", "a", "sample"]


def test_a_long_word_takes_several_frames() -> None:
    word = "Donaudampfschifffahrtsgesellschaft" * 20
    assert CaptionDecoder("audio/pcmu").feed(speak(word, "audio/pcmu")) == [word]


def test_a_word_cut_short_is_not_heard() -> None:
    words = list(speak_words("one two three", "audio/pcmu"))
    cut = b"".join(audio for _, audio in words)[: -len(words[2][1]) // 2]
    assert CaptionDecoder("audio/pcmu").feed(cut) == ["one", "two"]


def test_damage_costs_only_the_word_it_hits() -> None:
    audio = bytearray(speak("one two three", "audio/pcmu"))
    middle = len(list(speak_words("one", "audio/pcmu"))[0][1]) + len(list(speak_words("two", "audio/pcmu"))[0][1])
    audio[middle - 10] ^= 1
    assert CaptionDecoder("audio/pcmu").feed(bytes(audio)) == ["one", "three"]


def test_noise_and_silence_say_nothing() -> None:
    noise = random.Random(7).randbytes(80_000)
    decoder = CaptionDecoder("audio/pcmu")
    assert decoder.feed(noise + silence(500, "audio/pcmu")) == []
    assert decoder.feed(speak("still awake", "audio/pcmu")) == ["still", "awake"]


@pytest.mark.parametrize("audio_format", FORMATS)
def test_speech_is_loud_whole_frames_and_silence_is_not(audio_format: AudioFormat) -> None:
    audio = speak("hello there", audio_format)
    assert len(audio) % (20 * SHAPES[audio_format].bytes_per_ms) == 0
    assert loudness(audio, audio_format) > 0.03
    assert loudness(silence(100, audio_format), audio_format) < 0.001


def test_blank_text_is_no_audio() -> None:
    assert speak(" \n ", "audio/pcmu") == b""


def test_g711_silence_and_extremes_follow_the_standard() -> None:
    assert encode([0], "audio/pcmu") in (b"\xff", b"\x7f")
    assert encode([32767, -32768], "audio/pcmu") == b"\x80\x00"
    assert encode([32767, -32768], "audio/pcma") == b"\xaa\x2a"
