"""Every place in an utterance that names a clock time, after everything that only looks like one is masked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from receptionist.sandbox.language.calendar_words import DAY, MONTH, ORDINAL, YEAR


@dataclass(frozen=True, slots=True)
class ClockMention:
    """One clock time and where it stands."""

    at: int
    to: int
    value: time


_NOUNS = (
    r"(?:of (?:us|them|my|the)|people|persons?|patients?|weeks?|days?|"
    r"months?|years?|yrs?|kids?|children|teeth|tooth|minutes?|mins?|"
    r"hours?|hrs?|hour|times|percent|dollars"
    r"|appointments?|visits?|cleanings?|fillings?|crowns?|more|other|"
    r"different|things?|questions?|daughters?|sons?|boys|girls|or "
    r"(?:2|3|4) (?:weeks|days|months|years)|to (?:2|3|4|5|6) (?:weeks|"
    r"days|months|years))\b"
)
_MASKED = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b\d{4}-\d{1,2}-\d{1,2}\b",
        r"\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{1,2}/\d{1,2}\b",
        rf"\b{MONTH},? (?:the )?{DAY}(?! ?(?:am|pm|o'clock)\b)(?:(?:,| of)? {YEAR})?",
        rf"\b(?:the )?{DAY} (?:of )?{MONTH}(?![a-z])(?:,? {YEAR})?",
        rf"\b{MONTH},? {YEAR}",
        rf"\b{ORDINAL}\b",
        r"\b(?:19|20)\d\d\b(?! ?(?:hours|hrs|[ap]\.?m))",
        r"(?<![\d:])\+?1?[ .-]?\(?\d{3}\)?[ .-]+\d{3}[ .-]+\d{4}\b|\b\d{7,11}\b|"
        r"\b\d{3}-\d{4}\b|(?:\b\d{1,4}[ .-]+){4,}\d+\b",
        r"\b\d{1,5} (?:(?!with |see |for |and |at |on |in |to |or |please |then )[a-z]+ ){1,3}?"
        r"(?:street|st|avenue|ave|road|rd|lane|"
        r"ln|drive|dr|court|ct|boulevard|blvd|way|place)\b",
        rf"\b\d{{1,3}} (?:year[- ]old|{_NOUNS})",
        r"\b(?:option|number|choice|room|op|extension|ext|tooth|age|aged|"
        r"turned|apartment|apt|unit|suite) ?#?\d+\b",
        r"\bhalf (?:an )?hour\b",
    )
)
_HALF = r"(?P<mer>a\.?m\b\.?|p\.?m\b\.?|in the (?:morning|afternoon|evening)|at night|o'clock at night)"
_H = r"(?P<h>1[0-2]|0?[1-9])"
_TO = r"(?P<word>past|after|to|till|til|of|before)"
_PREFIX = (
    r"(?:\b(?:at|around|about|by|after|before|past|from|until|till|"
    r"til|between|like|say|for|make (?:it|that)|or|and|to|than|not|"
    r"then|no|mean|said|maybe|roughly|approximately|how about|perhaps|"
    r"starting|do|take|prefer|have|got|open|ok|okay|yes|yeah|the|tomorrow|today|(?:mon|tues|wednes|"
    r"thurs|fri|satur|sun)day)|@|,|-) ?"
)
_SUFFIX = (
    r"(?=(?: or so|ish)?(?: (?:please|works?|would|is (?:fine|good|"
    r"ok|okay|great|perfect)|if|sounds|then|instead|in the|doesn't|"
    r"won't|isn't|o clock|tomorrow|today|on\b|or|to|and|with)\b|-| ?[.,?!;]|"
    r" ?$))"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?P<named>noon|midday|midnight|mid-day)\b",
        r"(?<!after )(?<!before )\b(?P<named>lunch ?time|lunch ?hour|lunch break|lunch|noontime)\b",
        rf"\bhalf (?:past |after )?{_H}\b(?: ?{_HALF})?(?P<half>)",
        rf"\b(?P<quarter>(?:a )?quarter) {_TO} (?:(?P<noon>noon|midnight)|{_H}\b)(?: ?{_HALF})?",
        rf"\b(?P<minutes>5|10|15|20|25)(?: minutes?)? {_TO} (?:(?P<noon>noon|"
        rf"midnight)|{_H}\b)(?![:.]\d)(?: ?{_HALF})?",
        rf"(?<![\d.:])(?P<h>2[0-3]|1\d|0?\d)[:.](?P<m>[0-5]\d)(?::[0-5]\d)?(?!\d)(?: ?{_HALF})?",
        rf"(?<![\d.:]){_H} ?{_HALF}(?!\w)",
        rf"(?<![\d.:]){_H}[ -](?P<m>[0-5]\d)\b(?! ?(?:minutes|mins|\d|-\d))(?: ?{_HALF})?",
        rf"(?<![\d.:-])(?P<h>1[0-2]|0?[1-9])(?P<m>[0-5][05])\b(?![-:]\d)(?: ?{_HALF})?",
        r"(?<![\d.:-])(?P<h>1[3-9]|2[0-3]|0\d)(?P<m>[0-5]\d) ?(?:hours|hrs)\b",
        rf"(?<![\d.:]){_H} ?o'? ?clock(?: (?P<mer>a\.?m\b\.?|p\.?m\b\.?|"
        r"in the (?:morning|afternoon|evening)|at night))?",
        rf"(?<![\d.:]){_H} ?-?ish\b",
        rf"(?:(?<=^)|{_PREFIX}){_H}{_SUFFIX}",
        rf"\b(?:at|around|by|after|before|@) ?{_H}\b(?![:.\-/]?\d)",
    )
)
_NAMED = {"noon": time(12), "midd": time(12), "mid-": time(12), "lunc": time(12), "midn": time(0)}


def find_clock_mentions(text: str) -> list[ClockMention]:
    """Clock times in plain, digitised text, left to right."""
    masked = mask(text)
    found: list[ClockMention] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(masked):
            start = match.start("h") if match.re.pattern.startswith(("(?:(?<=^)", r"\b(?:at|")) else match.start()
            if any(start < said.to and said.at < match.end() for said in found):
                continue
            value = _value(match, masked)
            if value is not None:
                found.append(ClockMention(start, match.end(), value))
    return sorted(found, key=lambda said: said.at)


def mask(text: str) -> str:
    """The text with dates, years, telephone numbers, addresses and counted things blanked out, same length."""
    for pattern in _MASKED:
        text = pattern.sub(lambda match: "#" * len(match.group()), text)
    return text


def _value(match: re.Match[str], text: str) -> time | None:
    groups = match.groupdict()
    if groups.get("named"):
        return _NAMED.get(match["named"][:4], time(12))
    if groups.get("noon"):
        hour = 12 if match["noon"] == "noon" else 24
    else:
        hour = _hour(
            int(match["h"]), groups.get("mer"), text, written_out=len(match["h"]) == 2 and match["h"][0] == "0"
        )
    minute = int(groups.get("m") or groups.get("minutes") or 0)
    if groups.get("half") is not None:
        minute = 30
    if groups.get("quarter"):
        minute = 15
    backwards = groups.get("word") in ("to", "till", "til", "of", "before")
    total = hour * 60 + (-minute if backwards else minute)
    return time(total // 60 % 24, total % 60)


def _hour(hour: int, half: str | None, text: str, written_out: bool) -> int:
    """The hour on the 24-hour clock: 1 to 6 is afternoon, 7 to 11 morning, unless the caller says which."""
    if hour > 12 or hour == 0:
        return hour
    if half:
        if half.startswith("a") and half[:2] != "at" or half.endswith("morning"):
            return hour % 12
        return hour % 12 + 12
    if written_out:
        return hour
    if 5 <= hour <= 11 and re.search(r"\b(?:evening|tonight)\b", text):
        return hour + 12
    return hour + 12 if 1 <= hour <= 6 else hour
