"""What the mouth is given instead of the text as written: months in full, phone numbers digit by digit, names by sound.

The synthesiser takes the point of "Nov." for the end of a sentence, reads "(555) 010-0101" as five hundred and fifty
five, and guesses at names. A pronunciation is in the synthesiser's own alphabet (misaki's, as in `pətˈɛl`).
"""

import re
from collections.abc import Mapping

# Names of the sandbox's practice and of its patients that come out wrong when they are guessed.
PRONUNCIATIONS: Mapping[str, str] = {
    "Patel": "pətˈɛl",
    "Okafor": "Okˈɑfɔɹ",
    "Nguyen": "wˈɪn",
    "Ortega": "ɔɹtˈAɡə",
    "Kowalski": "kəwˈɔlski",
    "Haddad": "hədˈɑd",
    "Reyes": "ɹˈAɛs",
    "José": "hOzˈA",
    "Núñez": "nˈunjɛz",
    "Aaliyah": "əlˈiə",
}
_MONTHS = {
    "Jan": "January",
    "Feb": "February",
    "Mar": "March",
    "Apr": "April",
    "Jun": "June",
    "Jul": "July",
    "Aug": "August",
    "Sept": "September",
    "Sep": "September",
    "Oct": "October",
    "Nov": "November",
    "Dec": "December",
}
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\.?(?=\s+\d)")
_PHONE = re.compile(r"(?<![\d-])(?:\+1[-. ]?|1[-. ])?(?:\((\d{3})\) ?|(\d{3})[-. ]?)(\d{3})[-. ]?(\d{4})(?![\d-])")
_SENTENCE_END = re.compile(r"([.!?…]+[\"”’)\]]*)\s+(?=\S)|\n+")
_TITLES = ("Dr", "Mr", "Mrs", "Ms", "St", "Jr", "Sr", "vs", "No")
_NO_END = re.compile(rf"(?:\b(?:{'|'.join((*_TITLES, *_MONTHS))})|\b[A-Z]|\b[ap]\.m)\.$")
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def sentences(text: str) -> list[str]:
    """The sentences of a text, none blank and no word lost; "Dr. Barton" and "2 p.m. on Monday" stay whole."""
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if end[1] is None:
            cut = end.start()
        else:
            cut, after = end.end(1), text[end.end()]
            before = text[start:cut]
            if after.islower() or (_NO_END.search(before) and not _starts_anew(before, after)):
                continue
        found.append(text[start:cut])
        start = end.end()
    found.append(text[start:])
    return [sentence.strip() for sentence in found if sentence.strip()]


def _starts_anew(before: str, after: str) -> bool:
    """After "p.m." a capital may begin a sentence; after a title or an initial it begins a name."""
    return before.endswith(".m.") and after.isupper()


def to_be_said(sentence: str, pronunciations: Mapping[str, str]) -> str:
    """The sentence as the synthesiser should get it."""
    said = _MONTH.sub(lambda found: _MONTHS[found[1]], sentence)
    said = _PHONE.sub(lambda found: ", ".join(_by_digit(part) for part in found.groups() if part), said)
    for name, sound in pronunciations.items():
        said = re.sub(rf"\b{name}\b(?!\])", f"[{name}](/{sound}/)", said)
    return said


def _by_digit(digits: str) -> str:
    return " ".join(_DIGITS[int(digit)] for digit in digits)
