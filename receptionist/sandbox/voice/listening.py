"""The front half of an ear, one for each stream: wire audio in, frames at 16 kHz with a probability of speech out."""

from collections.abc import Iterator

from receptionist.sandbox.openai.audio import AudioFormat
from receptionist.sandbox.voice.conversion import ToEar
from receptionist.sandbox.voice.protocols import VAD_SAMPLES, Vad

_FRAME_BYTES = 2 * VAD_SAMPLES


class Listening:
    """Resamples a stream and has its voice activity judged, 32 ms at a time."""

    def __init__(self, format: AudioFormat, vad: Vad) -> None:
        self._format = format
        self._to_ear = ToEar(format)
        self._vad = vad
        self._rest = b""

    def feed(self, audio: bytes, *, judge: bool = True) -> Iterator[tuple[float, bytes]]:
        """The frames that this audio completes; with `judge` off they are not judged and their probability is 0."""
        audio = self._rest + self._to_ear.feed(audio)
        whole = len(audio) // _FRAME_BYTES * _FRAME_BYTES
        self._rest = audio[whole:]
        for start in range(0, whole, _FRAME_BYTES):
            frame = audio[start : start + _FRAME_BYTES]
            yield self._vad(frame) if judge else 0.0, frame

    def finish(self) -> bytes:
        """The audio at 16 kHz that was still held back; what comes next belongs to something else."""
        rest, self._rest = self._rest + self._to_ear.feed(b"", last=True), b""
        self._to_ear = ToEar(self._format)
        return rest
