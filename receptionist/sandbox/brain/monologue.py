"""A speech of five hundred words cut down to the sentences that say something a receptionist can use.

The readers look at a thousand characters at most; what matters may stand at the very end of a long story.
"""

import re
from datetime import date
from functools import lru_cache

from receptionist.sandbox.language.dates import read_dates
from receptionist.sandbox.language.intents import read_intents
from receptionist.sandbox.language.people import read_birthdate, read_name, read_phone, read_phone_problem
from receptionist.sandbox.language.times import read_time

LONG = 700
"""Characters from which words are condensed; nobody says more in one breath about one visit."""
LONGEST = 20_000
_CHUNK_WORDS = 25
_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+")


@lru_cache(maxsize=256)
def condensed(text: str, today: date) -> str:
    """The telling sentences in their order; a short text as it is, and the beginning of one that tells nothing."""
    if len(text) <= LONG:
        return text
    telling = dict.fromkeys(part for part in _parts(text[:LONGEST]) if _tells(part, today))
    return " ".join(telling) or text[:LONG]


def _parts(text: str) -> list[str]:
    """Sentences; a stretch without an end mark is cut into a breath's worth of words."""
    parts: list[str] = []
    for sentence in _SENTENCE.split(text):
        words = sentence.split()
        parts += [" ".join(words[at : at + _CHUNK_WORDS]) for at in range(0, len(words), _CHUNK_WORDS)]
    return parts


def _tells(part: str, today: date) -> bool:
    intents = read_intents(part)
    if intents.intents or intents.visit or intents.tier == "urgent":
        return True
    dates, birthdate = read_dates(part, today), read_birthdate(part, today)
    named, when = read_name(part), read_time(part)
    # "The morning we have had" wishes for nothing: a part of the day tells something only beside something else.
    return bool(
        dates.found
        or when.at
        or when.after
        or when.before
        or birthdate
        or read_phone(part)
        or read_phone_problem(part)
        or (named and named.first and named.last)
    )
