"""The ear: Whisper tiny.en, run through CTranslate2 on contexts shorter than its usual thirty seconds.

The encoder's cost falls with the context, and so the smallest of 8, 12, 16, 20 and 30 seconds is taken that leaves two
seconds of silence behind the speech; shorter contexts and shorter paddings ruin the words. The number of tokens is
capped by the length of the audio, because a Whisper that has lost its way repeats itself for seconds. What it says
about silence, tones and noise is told apart by its own doubts: see `_TRUSTED`. Somebody who was asked to spell is
heard as if letters had been written down before; else it makes words of them ("OK AFOR") or doubts all it heard.
"""

import re
from dataclasses import dataclass

import ctranslate2
import numpy as np

from receptionist.sandbox.voice.echo import said_once, without_echo
from receptionist.sandbox.voice.mel import Floats, log_mel
from receptionist.sandbox.voice.protocols import EAR_RATE, Heard
from receptionist.sandbox.voice.weights import EAR

_CONTEXTS = (8, 12, 16, 20, 30)
_PADDING_SECONDS = 2
_LONGEST_SECONDS = _CONTEXTS[-1] - _PADDING_SECONDS
_PROMPT = ["<|startoftranscript|>", "<|notimestamps|>"]
# Letters that make no name, so that none is suggested; the tokens of " F-J-S-X-Z. W-Y-Q-V-U.".
_SPELLED_BEFORE = [
    *("<|startofprev|>", "ĠF", "-", "J", "-", "S", "-", "X", "-", "Z", "."),
    *("ĠW", "-", "Y", "-", "Q", "-", "V", "-", "U", "."),
]
_SHORTEST_SECONDS = 0.1
_SPELLED = re.compile(r"\b[A-Z](?:-[A-Z]\b){2,}|\b[A-Z](?: [A-Z]\b){3,}|\b[A-Z](?:, [A-Z]\b){2,}")


@dataclass(frozen=True)
class _Trust:
    """Words are rejected above this probability of no speech, or below this mean log-probability."""

    no_speech: float
    log_probability: float


# Real speech lies at 0.02 to 0.16 and -0.1 to -0.4; silence, noise, tones, clicks and breath lie beyond one or both.
_TRUSTED = _Trust(0.6, -1.0)


class WhisperEar:
    """Implements `Ear`; `workers` transcriptions run side by side, on one core each."""

    def __init__(self, workers: int) -> None:
        folder = EAR.verified().parent
        self._model = ctranslate2.models.Whisper(
            str(folder), device="cpu", compute_type="int8", inter_threads=workers, intra_threads=1
        )

    def transcribe(self, pcm16k: bytes, *, letters: bool = False) -> Heard:
        """The words of this stretch; longer ones than a context holds are cut where they are quietest."""
        samples: Floats = np.frombuffer(pcm16k[: len(pcm16k) // 2 * 2], "<i2").astype(np.float32) / np.float32(32768)
        pieces = [
            self._piece(piece, letters) for piece in _pieces(samples) if len(piece) >= _SHORTEST_SECONDS * EAR_RATE
        ]
        if not pieces:
            return Heard("", no_speech=1.0)
        understood = [piece for piece in pieces if piece.text]
        return Heard(
            " ".join(piece.text for piece in understood),
            min(piece.log_probability for piece in understood or pieces),
            min(piece.no_speech for piece in understood or pieces),
        )

    def _piece(self, samples: Floats, letters: bool) -> Heard:
        seconds = len(samples) / EAR_RATE
        context = next(size for size in _CONTEXTS if size >= min(seconds, _LONGEST_SECONDS) + _PADDING_SECONDS)
        padded = np.zeros(context * EAR_RATE, np.float32)
        padded[: len(samples)] = samples
        features = ctranslate2.StorageView.from_array(log_mel(padded)[None])
        prompt = [*_SPELLED_BEFORE, *_PROMPT] if letters else _PROMPT
        # CTranslate2 writes at most half of this; every letter costs two tokens, itself and its hyphen.
        longest = int(12 + 7 * seconds) if not letters else 2 * (len(prompt) + int(12 + 7 * seconds))
        found = self._model.generate(
            features,
            [prompt],
            beam_size=1,
            max_length=longest,
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        if not letters and _SPELLED.search(_text(found.sequences[0])):
            # Letters cost more tokens than words, and the ear doubts them: with letters in mind it hears all of them.
            return self._piece(samples, letters=True)
        trusted = found.no_speech_prob <= _TRUSTED.no_speech and found.scores[0] >= _TRUSTED.log_probability
        text = _text(found.sequences[0]) if trusted else ""
        text = said_once(text) if letters else without_echo(text)
        return Heard(text, float(found.scores[0]), float(found.no_speech_prob))


def _pieces(samples: Floats) -> list[Floats]:
    """Stretches of at most 28 seconds, cut in the quietest tenth of a second of the last third of each."""
    longest, tenth = _LONGEST_SECONDS * EAR_RATE, EAR_RATE // 10
    pieces = []
    while len(samples) > longest:
        first = longest * 2 // 3
        energies = np.square(samples[first:longest][: (longest - first) // tenth * tenth]).reshape(-1, tenth).sum(1)
        cut = first + int(energies.argmin()) * tenth + tenth // 2
        pieces.append(samples[:cut])
        samples = samples[cut:]
    return [*pieces, samples]


def _text(tokens: list[str]) -> str:
    """The words behind the vocabulary's tokens, whose characters each stand for one byte."""
    kept = (token for token in tokens if not token.startswith("<|"))
    return bytes(_BYTES[character] for token in kept for character in token).decode("utf-8", "replace").strip()


def _byte_characters() -> dict[str, int]:
    """GPT-2's alphabet: printable Latin-1 stands for itself, the other bytes for characters from 256 on."""
    plain = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [value for value in range(256) if value not in plain]
    return {chr(value): value for value in plain} | {chr(256 + place): value for place, value in enumerate(others)}


_BYTES = _byte_characters()
