"""Captions inside audio: words that ride in the lowest bits of speech, for ears that read instead of listen.

Where no speech package is installed, "speech" is a soft babble that carries captions, and ears read nothing else; real
speech is then inaudible to the sandbox. Where there is a voice (`sandbox.voice`), Lexi's speech is real and carries
captions too, and the ears read captioned audio and listen to any other. Captions survive only in samples left
untouched: no transcoding, no resampling, no mixing. A real service hears only the speech, or the babble.

On the wire, a word is one or more frames of bits, most significant bit first, in consecutive samples at any offset:

    magic, 32 bits | more, 1 bit | payload length, 7 bits | payload, UTF-8 | CRC-16 of all after the magic

`more` says that the word goes on in the next frame. The frames of a word stand at the *end* of that word's audio, so
a word cut off by a barge-in was not heard. Babble also begins each word with an empty frame whose `more` is set: it
tells the ears at once that what follows is to be read. The lowest bit of a G.711 code is the last bit of its mantissa,
of a PCM16 sample its last bit: neither is audible over speech.

    audio = speak("I'd like a cleaning", "audio/pcmu")
    words = CaptionDecoder("audio/pcmu").feed(audio)     # ["I'd", "like", "a", "cleaning"]: join with a space
"""

import binascii
import math
from collections.abc import Iterator
from functools import lru_cache

from receptionist.sandbox.openai.audio import SHAPES, AudioFormat, encode

FRAME_MS = 20
_MAGIC = b"\x1c\xa9\x70\x4e"
_PAYLOAD_MAX = 64
_MORE = 0x80
_LETTER_MS, _WORD_MS = 45, 80
_SHORTEST_MS, _LONGEST_MS = 160, 700
_SENTENCE_PAUSE_MS = 160
_LOUDNESS = 5000
_UNWRITTEN_LETTERS = 2
_BIT = bytes([ord("0") + (value & 1) for value in range(256)])


def speak(text: str, format: AudioFormat) -> bytes:
    """Babble that carries `text` word by word; a whole number of 20 ms frames, empty for blank text."""
    return b"".join(audio for _, audio in speak_words(text, format))


def speak_words(text: str, format: AudioFormat) -> Iterator[tuple[str, bytes]]:
    """The words of `text` with the stretch of audio that says each; whitespace runs count as one space."""
    for word in text.split():
        audio = _say(word, format)
        if word[-1] in ".?!":
            audio += silence(_SENTENCE_PAUSE_MS, format)
        yield word, audio


def caption_words(text: str, audio: bytes, format: AudioFormat) -> Iterator[tuple[str, bytes]]:
    """The words of a spoken text with the stretch of its audio that says each, about, and then carries its caption.

    Nobody knows where in synthesised speech a word ends; each gets a share of the audio by its letters, in whole
    frames of 20 ms. Silence fills up the last frame, and a word whose caption would not fit.
    """
    words = text.split()
    shape = SHAPES[format]
    frame = FRAME_MS * shape.bytes_per_ms
    weights = [_UNWRITTEN_LETTERS + len(word) for word in words]
    frames = math.ceil(len(audio) / frame)
    start, spent = 0, 0
    for word, weight in zip(words, weights, strict=True):
        spent += weight
        bits = _frames(word)
        needed = math.ceil(len(bits) * shape.width / frame)
        end = max(round(frames * spent / sum(weights)), start + needed)
        piece = bytearray(audio[start * frame : end * frame])
        missing = (end - start) * frame - len(piece)
        piece += encode([0], format) * (missing // shape.width)
        _stamp(piece, bits, len(piece) - len(bits) * shape.width, shape.width)
        yield word, bytes(piece)
        start = end


def silence(milliseconds: int, format: AudioFormat) -> bytes:
    """That much digital silence."""
    return encode([0], format) * (SHAPES[format].rate * milliseconds // 1000)


class CaptionDecoder:
    """Reads the words out of audio cut anywhere; damaged frames are skipped, audio without captions says nothing.

    `frames` counts the whole frames so far: when it grows, the audio is captioned.
    """

    def __init__(self, format: AudioFormat) -> None:
        self._width = SHAPES[format].width
        self._odd = b""
        self._bits = b""
        self._partial = b""
        self.frames = 0

    def feed(self, audio: bytes) -> list[str]:
        """The words completed by this audio, in order."""
        audio = self._odd + audio
        whole = len(audio) // self._width * self._width
        self._odd = audio[whole:]
        self._bits += audio[: whole : self._width].translate(_BIT)
        words: list[str] = []
        while (frame := self._next_frame()) is not None:
            more, payload = frame
            self.frames += 1
            # An empty frame begins a word: what there is of another was cut off before its end.
            self._partial = self._partial + payload if payload else b""
            if not more:
                words += self._finish()
        return words

    def _finish(self) -> list[str]:
        payload, self._partial = self._partial, b""
        try:
            return [payload.decode()]
        except UnicodeDecodeError:
            return []

    def _next_frame(self) -> tuple[bool, bytes] | None:
        """Take the next whole frame off the bits, or None when more audio is needed."""
        while True:
            start = self._bits.find(_MAGIC_BITS)
            if start < 0:
                self._bits = self._bits[-(len(_MAGIC_BITS) - 1) :]
                return None
            self._bits = self._bits[start:]
            body = len(_MAGIC_BITS)
            if len(self._bits) < body + 8:
                return None
            header = int(self._bits[body : body + 8], 2)
            length = header & ~_MORE
            end = body + 8 * (1 + length + 2)
            if length <= _PAYLOAD_MAX and len(self._bits) < end:
                return None
            frame = int(self._bits[body:end], 2).to_bytes(1 + length + 2, "big") if length <= _PAYLOAD_MAX else b""
            if frame and binascii.crc_hqx(frame, 0) == 0:
                self._bits = self._bits[end:]
                return bool(header & _MORE), frame[1:-2]
            # A damaged frame: what was gathered of this word is lost, and the search goes on just behind its magic.
            self._partial = b""
            self._bits = self._bits[body:]


def _bits_of(data: bytes) -> bytes:
    return format(int.from_bytes(data, "big"), f"0{8 * len(data)}b").encode()


_MAGIC_BITS = _bits_of(_MAGIC)


def _frame(payload: bytes, more: int) -> bytes:
    body = bytes([more | len(payload)]) + payload
    return _MAGIC_BITS + _bits_of(body + binascii.crc_hqx(body, 0).to_bytes(2, "big"))


_BEGINNING = _frame(b"", _MORE)


def _frames(word: str) -> bytes:
    """The bits of a word, as a string of the characters 0 and 1."""
    data = word.encode("utf-8", errors="replace")
    bits = b""
    for start in range(0, len(data), _PAYLOAD_MAX):
        payload = data[start : start + _PAYLOAD_MAX]
        more = _MORE if start + _PAYLOAD_MAX < len(data) else 0
        bits += _frame(payload, more)
    return bits


def _say(word: str, format: AudioFormat) -> bytes:
    """The babble of one word with its caption in its last samples."""
    shape = SHAPES[format]
    bits = _frames(word)
    shortest = len(_BEGINNING) + len(bits)
    wished = min(max(_WORD_MS + _LETTER_MS * len(word), _SHORTEST_MS), _LONGEST_MS)
    needed = math.ceil(shortest * 1000 / shape.rate)
    audio = bytearray(_babble(math.ceil(max(wished, needed) / FRAME_MS), format))
    _stamp(audio, _BEGINNING, 0, shape.width)
    _stamp(audio, bits, len(audio) - len(bits) * shape.width, shape.width)
    return bytes(audio)


def _stamp(audio: bytearray, bits: bytes, first: int, width: int) -> None:
    """Write the bits into the samples from the byte `first` on."""
    for place, bit in zip(range(first, len(audio), width), bits, strict=False):
        audio[place] = audio[place] & 0xFE | bit & 1


@lru_cache(maxsize=128)
def _babble(frames: int, format: AudioFormat) -> bytes:
    """A vowel-like hum that swells once and fades, `frames` times 20 ms long."""
    rate = SHAPES[format].rate
    count = rate * FRAME_MS * frames // 1000
    samples = []
    for index in range(count):
        at = 2 * math.pi * index / rate
        hum = 0.5 * math.sin(125 * at) + 0.3 * math.sin(500 * at) + 0.2 * math.sin(1250 * at)
        swell = 0.35 + 0.65 * math.sin(math.pi * index / count)
        samples.append(int(_LOUDNESS * swell * hum))
    return encode(samples, format)
