"""Recognising what a write left behind, when nobody heard whether it was carried out.

The server stores texts and phones in its own way, so both sides are brought to one form before they are compared.
"""

import re

_LOCAL_DIGITS = 10


def in_one_line(text: str) -> str:
    """A note as the server tells it: line breaks come out as blanks."""
    return " ".join(text.split())


def local_digits(phone: str) -> str:
    """The digits of a phone without its country code."""
    return re.sub(r"\D", "", phone)[-_LOCAL_DIGITS:]


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for case and blanks."""
    return in_one_line(one).casefold() == in_one_line(other).casefold()
