"""Typing slips in the words that matter at a front desk: "appoinment", "clening", "tommorow"."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = (
    "appointment", "available", "afternoon", "cleaning", "confirm", "consultation", "december", "emergency",
    "extraction", "february", "hygienist", "insurance", "january", "november", "october", "reschedule", "saturday",
    "schedule", "september", "thursday", "tomorrow", "tuesday", "wednesday",
)  # fmt: skip
"""Words of at least seven letters that no other common word is one slip away from."""
_ALWAYS = {
    "appt": "appt", "apt": "appt", "appts": "appts", "calcel": "cancel", "cancle": "cancel", "cansel": "cancel",
    "cancell": "cancel", "cnacel": "cancel", "filing": "filling", "fillin": "filling", "fillng": "filling",
    "check-up": "checkup", "chekup": "checkup", "mornin": "morning", "morining": "morning", "monring": "morning",
    "tommorow": "tomorrow", "tommorrow": "tomorrow",
    "tmr": "tomorrow", "tmrw": "tomorrow", "tmw": "tomorrow", "tomm": "tomorrow", "nxt": "next", "wnat": "want",
    "wanna": "want to", "gonna": "going to", "plz": "please", "pls": "please", "thx": "thanks", "ty": "thank you",
    "mon.": "monday", "tues.": "tuesday", "wensday": "wednesday", "wendsday": "wednesday", "b4": "before",
    "pateint": "patient", "patinet": "patient", "reshedule": "reschedule", "resched": "reschedule",
}  # fmt: skip
_LETTERS = re.compile(r"[a-z]+(?:-up)?\d?\.?")
_FEWEST = 7
_LONG = 10


def mended(text: str) -> str:
    """Lower-case text with such slips put right; every other word stays as it is."""
    return _LETTERS.sub(lambda match: _mend(match.group()), text)


@lru_cache(maxsize=4096)
def _mend(word: str) -> str:
    if word in _ALWAYS:
        return _ALWAYS[word]
    core = word.rstrip(".")
    if len(core) < _FEWEST - 1 or not core.isalpha() or len(core) > _LONG + 6:
        return word
    for meant in _WORDS:
        if core.startswith(meant[:-1]) or core[0] != meant[0]:
            if core.startswith(meant[:-1]):
                return word
            continue
        if _slips(core, meant) <= (2 if len(meant) >= _LONG else 1):
            return meant + word[len(core) :]
    return word


def _slips(one: str, other: str) -> int:
    """Letters left out, doubled, wrong or swapped with a neighbour (the optimal string alignment distance)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, meant in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != meant))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == meant:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]
