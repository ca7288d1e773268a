"""E-mail and street addresses in a caller's words."""

from __future__ import annotations

import re

from receptionist.sandbox.language.numbers import digitise
from receptionist.sandbox.language.words import plain

_EMAIL = re.compile(
    r"[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]{1,63})"
    r"*\.[a-z]{2,24}"
)
_SPOKEN_EMAIL = re.compile(
    r"(?:\b|^)((?:[a-z0-9]+(?: ?(?:\.|_|-) ?)?)+)(?: ?@ ?| at )((?:[a-z0-9-]+ "
    r"?\. ?)+[a-z]{2,24})\b"
)
_SPOKEN_MARKS = ((r" dot ", "."), (r" period ", "."), (r" underscore ", "_"), (r" (?:dash|hyphen) ", "-"))
_STREET = (
    r"(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|court|ct|boulevard|"
    r"blvd|way|place|pl|terrace|circle|cir|parkway|pkwy|highway|hwy"
    r"|square|trail|row|broadway|path|loop|alley|crescent)"
)
_ADDRESS = re.compile(
    rf"\b(\d{{1,5}}[a-z]?) ((?:(?:[a-z][a-z'-]*|\d{{1,3}}(?:st|nd|rd|"
    rf"th))\.? ){{0,3}}?{_STREET})\b(?!')"
)
_LIVING = re.compile(
    r"\b(?:live (?:at|on)|address is|address's|we're at|i'm at) (\d{1,5}[a-z]?)"
    r" ((?:[a-z][a-z'-]+ ?){1,3})"
)


def read_email(text: str) -> str | None:
    """An e-mail address in lower case ("dana at example dot com" too), or None."""
    words = plain(text)
    written = _EMAIL.search(words)
    if written:
        return written.group()
    for spoken, mark in _SPOKEN_MARKS:
        words = re.sub(spoken, mark, words)
    if " at " not in words and "@" not in words:
        return None
    spoken_match = _SPOKEN_EMAIL.search(words)
    if spoken_match is None:
        return None
    found = re.sub(
        r"\s",
        "",
        f"{spoken_match[1].split(' ')[-1] if ' ' in spoken_match[1].strip() else spoken_match[1]}@{spoken_match[2]}",
    )
    return found if _EMAIL.fullmatch(found) else None


def read_address(text: str) -> str | None:
    """House number and street as said ("12 Larch Street"), title-cased, or None."""
    words = digitise(plain(text))
    found = _ADDRESS.search(words) or _LIVING.search(words)
    if found is None:
        return None
    street = " ".join(part if part[:1].isdigit() else part.capitalize() for part in found[2].split())
    return f"{found[1].upper()} {street.rstrip('.')}"
