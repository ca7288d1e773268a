"""Telephone numbers as they reach a tool: ten digits of the North American plan. About others the caller is asked."""

import re
from enum import StrEnum

_EXTENSION = re.compile(r"(?:\b(?:extension|ext)\b\.?|(?<=\d)\s*[xX]|#)\s*\d{1,6}\s*$")
_TYPED = re.compile(r"^i typed (.+?)(?: on my phone)?\.?$", re.IGNORECASE)


class BadNumber(StrEnum):
    """Why a number can't be called by the practice as it stands."""

    NONE = "none"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    ABROAD = "abroad"
    EXTENSION = "extension"


def number_from(text: str) -> str | BadNumber:
    """The ten digits of a number, a leading +1 or 1 dropped; extensions and other countries' codes are refused."""
    said = " ".join(text.split())
    typed = _TYPED.match(said)
    said = typed[1] if typed else said
    if _EXTENSION.search(said):
        return BadNumber.EXTENSION
    digits = re.sub(r"\D", "", said)
    if said.lstrip(" (").startswith(("+", "00", "011")) and not _is_home(said, digits):
        return BadNumber.ABROAD if digits else BadNumber.NONE
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    if not digits:
        return BadNumber.NONE
    if len(digits) != 10:
        return BadNumber.TOO_SHORT if len(digits) < 10 else BadNumber.TOO_LONG
    # No area code begins with these, so a digit was lost or one too many was heard.
    return BadNumber.ABROAD if digits[0] in "01" else digits


def ten_digits(text: str) -> str:
    """A number to compare with others: its ten digits without an extension, '' when it has not ten."""
    without = _EXTENSION.sub("", " ".join(text.split()))
    digits = re.sub(r"\D", "", without)
    if len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    return digits if len(digits) == 10 else ""


def _is_home(said: str, digits: str) -> bool:
    return said.lstrip(" (").startswith("+") and len(digits) == 11 and digits[0] == "1"
