"""Mends one slip of the finger or of the transcriber in the few words that most depend on being read."""

from dataclasses import replace
from functools import lru_cache

from receptionist.agents.emergency.text import Speech, word_set

_KEYS = sorted(
    word_set(
        """breathe breathing swallow swallowing bleeding swelling swollen throat tongue fever abscess tooth teeth chest
        knocked dizzy unconscious breath swells choking
        respirar tragar sangre sangrando sangrado hinchado hinchada hinchazon fiebre diente
        muela garganta cuello"""
    )
)
# Words that callers do say and that stand one letter from a key.
_OTHERS = word_set(
    """shallow
    spelling selling smelling telling threat fewer lever tenth cheat crest chess breather bleeder toot tools tooths
    swelled swells sweeten traer trabajar sangra sangro muele muelas dientes siente cuelgo cuellos feverish abscessed
    abscesses tongues throats chests breathes swallows swallowed bleedings knocks teethe ditzy chested"""
)
_SHORTEST = 5


def mended(speech: Speech) -> Speech:
    """`speech` with every token as `mend` has it."""
    return replace(speech, tokens=tuple(map(mend, speech.tokens)))


@lru_cache(maxsize=16384)
def mend(token: str) -> str:
    """The key word that `token` is one slip away from, or `token` itself."""
    if len(token) < _SHORTEST or token in _OTHERS or token in _KEYS:
        return token
    return next((key for key in _KEYS if key[0] == token[0] and _one_slip(token, key)), token)


def _one_slip(said: str, meant: str) -> bool:
    """Whether one letter is missing, added, wrong, or swapped with its neighbour."""
    if abs(len(said) - len(meant)) > 1:
        return False
    at = next((n for n, (one, other) in enumerate(zip(said, meant, strict=False)) if one != other), len(said))
    rest_said, rest_meant = said[at:], meant[at:]
    swapped = rest_said[:2] == rest_meant[:2][::-1] and rest_said[2:] == rest_meant[2:]
    return (
        rest_said[1:] == rest_meant
        or rest_said == rest_meant[1:]
        or rest_said[1:] == rest_meant[1:]
        or (len(rest_said) > 1 and swapped)
    )
