"""Names that stand beside a birth date: "cancel my visit, its dana okafor 11/2/88" has one without any lead-in."""

import re
from datetime import date

from receptionist.sandbox.language.name_words import NOT_NAMES
from receptionist.sandbox.language.people import BirthdateReading, NameReading, read_name
from receptionist.sandbox.language.words import apostrophes

_BIRTH_MARKS = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b\.?|\b\d[\d/.-]*(?:st|nd|rd|th)?\b|\bborn(?: on)?\b"
    r"|\b(?:dob|d\.o\.b\.|date of birth|birth ?da(?:y|te))\b(?: is)?:?",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"\b([A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){1,2}),? "
    r"(?:born (?:on )?)?(?:\d{1,2}[/.-]\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)"
)
_NAME_WORDS = 6
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
FULL_DATE = re.compile(
    r"\b(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)|\d{4}-\d{1,2}-\d{1,2}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:\d{{4}}|'\d\d|[3-9]\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? (?:\d{{4}}|'\d\d|[3-9]\d))\b(?!:\d)",
    re.IGNORECASE,
)
"""A date with its year, in figures or with the month in words."""
_BETWEEN = (
    r"(?:[\s,.:;()-]|\b(?:born|on|in|dob|d\.o\.b|date of birth|birth ?da(?:y|te)|bday|my|name|the|is|was|and|it's|i'm"
    r"|this|i am|for|here)\b)*"
)
_LEADING = re.compile(rf"^{_BETWEEN}", re.IGNORECASE)
_TRAILING = re.compile(rf"{_BETWEEN}$", re.IGNORECASE)
_WORD = r"[^\W\d_]+(?:['-][^\W\d_]+)*"
_LAST_WORDS = re.compile(rf"{_WORD}(?: {_WORD}){{0,3}}$")
_FIRST_WORDS = re.compile(rf"^{_WORD}(?: {_WORD}){{0,3}}")


def name_beside(text: str, birthdate: BirthdateReading | None, today: date) -> NameReading | None:
    """The name next to a birth date, if there is one.

    Tried in this order: two or three words that can be names right before or right after the date; capitalised words
    before it; the part between commas, the part before, the sentence.
    """
    if birthdate is None:
        return None
    return _adjoining(apostrophes(text), today) or _in_parts(text)


def is_near(found: re.Match[str], today: date) -> bool:
    """Whether a full date's year is this one or the next: then it may be a wish."""
    years = [int(part) for part in re.findall(r"\d+", found.group(0))]
    year = next((part for part in years if part > 31), years[-1])
    return year in {today.year, today.year + 1, today.year % 100, (today.year + 1) % 100}


def _adjoining(text: str, today: date) -> NameReading | None:
    for found in FULL_DATE.finditer(text):
        if is_near(found, today):
            continue
        before = _LAST_WORDS.search(_TRAILING.sub("", text[: found.start()]))
        after = _FIRST_WORDS.search(_LEADING.sub("", text[found.end() :]))
        for words in (
            _while_names(before.group().split()[::-1])[::-1] if before else [],
            _while_names(after.group().split()) if after else [],
        ):
            name = read_name(" ".join(words), asked=True) if len(words) > 1 else None
            if name is not None and name.first and name.last:
                return name
    return None


def _while_names(words: list[str]) -> list[str]:
    """The leading words that can be part of a name, three at most."""
    kept: list[str] = []
    for word in words[:3]:
        if word.lower() in NOT_NAMES:
            break
        kept.append(word)
    return kept


def _in_parts(text: str) -> NameReading | None:
    written = _NAME_BEFORE.search(text)
    if written and (name := read_name(written.group(1), asked=True)) and name.last:
        return name
    for sentence in re.split(r"[.!?;\n]\s+", text):
        parts = re.split(r",\s+", sentence)
        for index, part in enumerate(parts):
            if not re.search(r"\d", part):
                continue
            before = parts[index - 1] if index else ""
            for candidate in (part, before, sentence):
                bare = _BIRTH_MARKS.sub(" ", candidate)
                name = read_name(bare, asked=True) if len(bare.split()) < _NAME_WORDS else None
                if name is not None:
                    return name
    return None
