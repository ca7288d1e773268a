"""People's names in a caller's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from receptionist.sandbox.language.first_names import seam
from receptionist.sandbox.language.name_words import MAYBE_NAMES, NOT_NAMES, SUFFIXES, TITLES
from receptionist.sandbox.language.numbers import digitise
from receptionist.sandbox.language.spelling import (
    Spelled,
    as_written,
    closer_to,
    find_spelled,
    split_names,
    without_spelled,
)
from receptionist.sandbox.language.words import apostrophes, tidy


@dataclass(frozen=True, slots=True)
class NameReading:
    """A name in title case. ``first`` or ``last`` is None when only the other was said ("O-K-A-F-O-R" is a last
    name, "Dana" a first name). ``spelled`` is True when the last name was spelled out letter by letter."""

    first: str | None
    last: str | None
    spelled: bool = False


_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?")
_FIRM = re.compile(
    r"\b(?:(?:my|the|his|her|their|patient'?s?)(?: \w+'s)? (?:full "
    r"|legal |whole )?name(?:'s| is|, it's|:)|name is|name's|name:|"
    r"(?:the )?patient is|you're speaking (?:with|to)|speaking with|"
    r"call me"
    r"|(?:my|our) (?:sons?|daughters?|child(?:ren)?|kids?|boys?|girls?|husband|wife|mother|father|"
    r"mom|mum|dad|brother|sister|partner|spouse)(?:'?s name is| is| are|,)?) ",
    re.IGNORECASE,
)
_LAST_NAME = re.compile(r"\b(?:last name|surname|family name)(?:'s| is|:|,)? (?:it's )?", re.IGNORECASE)
_FIRST_NAME = re.compile(r"\b(?:first name|given name)(?:'s| is|:|,)? (?:it's )?", re.IGNORECASE)
_WEAK = re.compile(r"\b(?:this is|it's|it is|that's|i'm|i am|under|name,)(?: for)? ", re.IGNORECASE)
_OPENERS = re.compile(
    r"^(?:(?:yes|yeah|yep|sure|okay|ok|hi|hello|hey|so|oh|well|good "
    r"(?:morning|afternoon|evening)|of course|certainly|no|right|thanks|"
    r"thank you|please|sorry|oops|whoops|i mean|i meant|i said|actually|my bad|uh|um)\b[ ,.!-]*)+",
    re.IGNORECASE,
)
_DETAILS = re.compile(r"\d{4}|\d[/.-]\d|\d,? '?\d\d\b")


def read_name(text: str, asked: bool = False) -> NameReading | None:
    """Read the first name of a person said, or None. With ``asked`` (we just asked for it) bare words may be a name.

    A single word is a first name unless "last name" leads it in or it was spelled.
    """
    whole = as_written(apostrophes(tidy(text)))
    spelled = find_spelled(whole)
    said = without_spelled(whole)
    parts = _by_label(said) or _by_lead_in(said, asked) or _at_start(said, asked, bool(spelled))
    first, last = parts or (None, None)
    if spelled and (parts or asked or _LAST_NAME.search(said)):
        return _with_spelling(first, last, spelled, _labels(whole, spelled))
    if first is None and last is None:
        return None
    if last is None and re.search(
        rf"\b(?:mr|mrs|ms|miss|mister|dr|doctor)\.? {re.escape(first or '')}\b", said, re.IGNORECASE
    ):
        return NameReading(None, first)
    place = seam(first) if asked and first and last is None else None
    if first and place:
        # An ear may run the two together: "Priyashah".
        return NameReading(_title(first[:place]), _title(first[place:]))
    return NameReading(first, last)


def _by_label(said: str) -> tuple[str | None, str | None] | None:
    """ "First name Dana, last name Okafor"."""
    firsts, lasts = _FIRST_NAME.search(said), _LAST_NAME.search(said)
    first = _tokens(said[firsts.end() :], firm=True)[0][:1] if firsts else []
    last = _tokens(said[lasts.end() :], firm=True)[0][:3] if lasts else []
    if not first and not last:
        return None
    return (_title(first[0]) if first else None, " ".join(map(_title, last)) or None)


def _by_lead_in(said: str, asked: bool) -> tuple[str | None, str | None] | None:
    for lead_in, firm in ((_FIRM, True), (_WEAK, False)):
        for match in lead_in.finditer(said):
            tokens, rest = _tokens(said[match.end() :], firm)
            if not tokens:
                continue
            capital = all(token[:1].isupper() for token in tokens)
            if not firm and not asked and not capital and (len(tokens) < 2 or tokens[0].endswith("ing")):
                continue
            return _split(tokens, rest)
    return None


def _at_start(said: str, asked: bool, spelled: bool) -> tuple[str | None, str | None] | None:
    """A bare name: when asked for, or when a birth date or number follows it in the same breath."""
    opened = _OPENERS.sub("", said)
    tokens, rest = _tokens(opened, firm=False)
    if not tokens:
        return None
    if asked:
        # "Dana wants to come in" is no answer to "your name?", but "Dana Okafor is my name" is.
        follow = _TOKEN.match(rest.lstrip())
        stray = follow is not None and follow.group().lower() not in _MAY_FOLLOW and not _DETAILS.search(rest)
        return None if stray else _split(tokens, rest)
    if len(tokens) >= 2 and (spelled or _DETAILS.search(digitise(rest.lower()))) and not opened[:1].isdigit():
        return _split(tokens, rest)
    return None


_MAY_FOLLOW = frozenset(
    [
        "is",
        "and",
        "here",
        "speaking",
        "calling",
        "that's",
        "it's",
        "my",
        "i",
        "i'm",
        "with",
        "born",
        "date",
        "spelled",
        "the",
        "please",
        "thanks",
        "thank",
        "last",
        "first",
        "but",
        "for",
        "s",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


def _tokens(said: str, firm: bool) -> tuple[list[str], str]:
    """Up to four leading words that can be a name, and the rest of the text."""
    found: list[str] = []
    at = 0
    while len(found) < 4:
        match = _TOKEN.match(said, at)
        if match is None:
            break
        token = match.group()
        low = token.rstrip(".").lower()
        if low in TITLES and not found:
            at = _skip_space(said, match.end())
            continue
        if not _can_be_name(low, said, match.end(), firm) or (low in SUFFIXES and found):
            break
        stop = token.endswith(".") and len(low) > 1
        if len(low) > 1 or not found:
            found.append(token.rstrip("."))
        at = match.end()
        if stop or said[at : at + 1] != " ":
            break
        at += 1
    if len(found) == 1 and len(found[0]) == 1:
        return [], said
    return found, said[at:]


def _skip_space(said: str, at: int) -> int:
    while said[at : at + 1] in (" ", "."):
        at += 1
    return at


def _can_be_name(low: str, said: str, end: int, firm: bool) -> bool:
    if low.endswith(("'s", "'re", "'ll", "'ve", "n't")):
        return False
    if low in ("may", "august", "april", "june", "march", "jan") and re.match(
        r",? (?:the )?(?:\d|\w+(?:th|st|rd|nd)\b|second|one|two|three|"
        r"four|five|six|seven|eight|nine|ten)",
        said[end:],
    ):
        return False
    return low not in NOT_NAMES or (firm and low in MAYBE_NAMES)


def _split(tokens: list[str], rest: str) -> tuple[str | None, str | None]:
    """First and last name; "Okafor, Dana" is turned around."""
    reverse = re.match(r"^, ?(?!\|)", rest)
    if reverse and len(tokens) <= 2:
        after, remainder = _tokens(rest[reverse.end() :], firm=False)
        if len(after) == 1 and (not remainder.strip(" .") or remainder.lstrip()[:1] in ",."):
            return _title(after[0]), " ".join(map(_title, tokens))
    if len(tokens) == 1:
        return _title(tokens[0]), None
    return _title(tokens[0]), " ".join(map(_title, tokens[1:]))


def _labels(said: str, spelled: list[Spelled]) -> list[str]:
    """What the words before each run call it: "first", "last" or ''."""
    labels, since = [], 0
    for run in spelled:
        before = said[since : run.at] if run.at >= since else ""
        first, last = (list(name.finditer(f"{before} ")) for name in (_FIRST_NAME, _LAST_NAME))
        labels.append("last" if last else "first" if first else "")
        since = run.to
    return labels


def _with_spelling(first: str | None, last: str | None, spelled: list[Spelled], labels: list[str]) -> NameReading:
    """Correct the name by its spelling: the part that it is labelled as or resembles, else the last name."""
    was_spelled = False
    for place, (run, label) in enumerate(zip(spelled, labels, strict=True)):
        parted = None if label or len(spelled) > 1 else split_names(run.word, first, last)
        if parted is not None:
            return NameReading(_title(parted[0]), _title(parted[1]), spelled=True)
        word = _title(run.word.lower())
        # Of two spelled names the first one is the first name, whatever it sounds like.
        leads = len(spelled) > 1 and place == 0 and label != "last"
        if label == "first" or leads or (label != "last" and closer_to(word, first, last)):
            first = word
        else:
            last = last if last and last.lower() == word.lower() else word
            was_spelled = True
    return NameReading(first, last, was_spelled)


def _title(word: str) -> str:
    """Title case that keeps "McDonald" and "DeLuca" as written and makes "o'brien" O'Brien."""
    if word != word.lower() and word != word.upper():
        return word if word[:1].isupper() else word[:1].upper() + word[1:]
    pieces = [piece.capitalize() for piece in re.split(r"(['-])", word)]
    titled = "".join(pieces)
    if titled.startswith("Mc") and len(titled) > 4:
        titled = f"Mc{titled[2:].capitalize()}"
    return titled
