"""What the sandbox's caller says and how it sounds: texts and recordings become a manner of speaking."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from receptionist.commands.errors import CommandError
from receptionist.sandbox.twilio.caller import KEYS
from receptionist.sandbox.twilio.mouths import MURMURS, Manner, Spoken, Utterance
from receptionist.sandbox.twilio.stream import Ear
from receptionist.sandbox.voice.caller import CallerManner, UnusableRecording, load_ear, load_script
from receptionist.sandbox.voice.weights import VoiceUnavailable

CAPTIONS = (
    "Captions stand in for ears and a mouth: the caller sends babble with the words hidden in its lowest bits, and "
    "reads Lexi's; nobody recognises or synthesises the caller's speech here."
)
SPEECH = "The caller speaks with a voice of its own and listens to Lexi's; nothing is passed on but sound."
_NOTHING_SAID = (
    'Give the caller something to say: receptionist sandbox call --say "I\'d like a cleaning next Tuesday at 2", or '
    "receptionist sandbox call request.wav."
)


@dataclass(frozen=True)
class Sound:
    """How the caller sounds: `manner` for the call, `ear` to listen with (None: by captions), a sentence about it."""

    manner: Manner
    ear: Ear | None
    told: str

    @property
    def spoken(self) -> bool:
        return self.ear is not None


def read_lines(given: Sequence[str], said: Sequence[str]) -> list[str | Path]:
    """The caller's lines: what is given is a WAV file by its name or else a text, what is said always a text."""
    lines: list[str | Path] = [
        Path(line.strip()) if line.strip().lower().endswith(".wav") else line.strip() for line in given
    ]
    lines += [line.strip() for line in said]
    if not lines:
        raise CommandError(_NOTHING_SAID)
    if "" in lines:
        raise CommandError("One of the lines is empty; give each turn of the caller as one quoted line.")
    return lines


def captioned(lines: Sequence[str | Path], *, murmurs: bool, seed: int, reason: str = "") -> Sound:
    """A caller of captions. Raises `CommandError` where there is a recording, which nobody would hear."""
    if recordings := [str(line) for line in lines if isinstance(line, Path)]:
        raise CommandError(f"{recordings[0]} can't be played as captions. {reason or 'Leave --captions out.'}")
    told = f"{reason} {CAPTIONS}" if reason else CAPTIONS
    return Sound(Manner(murmurs=MURMURS if murmurs else (), seed=seed), None, told)


def spoken(lines: Sequence[str | Path], caller: CallerManner, *, murmurs: bool) -> Sound:
    """A caller who speaks; one of captions where the packages are missing. Raises `CommandError`. Blocking."""
    murmured = MURMURS if murmurs else ()
    sounding = [line for line in (*lines, *murmured) if isinstance(line, Path) or not set(line) <= KEYS]
    try:
        script = load_script(sounding, caller)
        ear = load_ear()
    except UnusableRecording as error:
        raise CommandError(str(error)) from None
    except VoiceUnavailable as error:
        if caller.noise_db is not None or caller.speed != 1:
            raise CommandError(f"Noise and the speed of speech need a voice. {error}") from None
        return captioned(lines, murmurs=murmurs, seed=caller.seed, reason=str(error))
    utterances = {
        str(line): Utterance(made.audio, made.voiced) for line, made in zip(sounding, script.lines, strict=True)
    }
    return Sound(Manner(Spoken(utterances, script.noise), murmured, caller.seed), ear, SPEECH)
