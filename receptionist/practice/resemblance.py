"""Which appointment types a misspelt staff-only name may have meant: `bookable: all` must not open those.

A staff-only name that Open Dental has is exact and closes only itself. One that it does not have is a slip of the pen,
or an older name of a type, so everything that looks like it is closed as well.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from receptionist.practice.people import name_key

ALIKE = 0.75  # Crwn Prep and Crown Prep are 0.94 alike, Cleaning and Child Cleaning 0.73.


def resembling(staff_only: Iterable[str], names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each staff-only name that is not among `names`, those of `names` that resemble it."""
    known = {name_key(name) for name in names}
    unknown = [name for name in staff_only if name_key(name) not in known]
    return {said: tuple(name for name in names if resembles(said, name)) for said in unknown}


def resembles(said: str, name: str) -> bool:
    """Whether `name` has all the words of `said` (or the other way round), or nearly its letters."""
    ours, theirs = _words(said), _words(name)
    if not ours or not theirs:
        return False
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    return SequenceMatcher(None, "".join(ours), "".join(theirs), autojunk=False).ratio() >= ALIKE


def _words(text: str) -> list[str]:
    """Folded words, plurals without their s."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return [word.removesuffix("s") for word in re.findall(r"[^\W_]+", plain)]
