"""How telephone numbers are read and written on a SIP trunk."""

import re
from collections.abc import Iterable

_SEPARATORS = re.compile(r"[\s().\-/]")
_PLAIN = re.compile(r"\+?[0-9]{10,15}")
_NUMBER_IN_ADDRESS = re.compile(r"(?:sips?|tel):(\+?[0-9][0-9().\-]{6,24})(?=[@;>]|$)", re.IGNORECASE)


def refer_target(phone: str, form: str) -> str | None:
    """Where a caller is referred to reach `phone` as written in a profile; None when it is no plain number."""
    number = e164(phone)
    return None if number is None else form.format(number=number)


def e164(phone: str) -> str | None:
    """A phone number as E.164; ten digits are North American. None for one with letters or an extension in it."""
    digits = _SEPARATORS.sub("", phone)
    if not _PLAIN.fullmatch(digits):
        return None
    if digits.startswith("+"):
        return digits
    return f"+1{digits}" if len(digits) == 10 else f"+{digits}"


def caller_hint(headers: Iterable[tuple[str, str]]) -> str | None:
    """The number that the caller's carrier claims she calls from, E.164; None when it is withheld or unreadable.

    SIP headers are the caller's own words: good enough to call back by, never to know anybody by.
    """
    for name, value in headers:
        if name.casefold() in ("from", "f") and (found := _NUMBER_IN_ADDRESS.search(value)) is not None:
            return e164(found[1])
    return None
