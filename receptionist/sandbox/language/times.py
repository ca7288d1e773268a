"""Times of day in a caller's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import Literal

from receptionist.sandbox.language.clock_mentions import ClockMention, find_clock_mentions
from receptionist.sandbox.language.numbers import digitise
from receptionist.sandbox.language.words import plain

Part = Literal["morning", "afternoon", "any"]


@dataclass(frozen=True, slots=True)
class TimeReading:
    """A wished time of day, practice-local and naive.

    ``at`` is a named time, ``part`` a part of the day ("any" when the caller says any time is fine; an evening counts
    as afternoon), ``after`` and ``before`` are inclusive bounds ("after 3" is after 15:00, "after lunch" after 13:00).
    Several may be set ("Tuesday morning after nine"). ``times`` lists alternatives ("2 or 3"); ``at`` is then the
    first. ``not_part`` is a part ruled out, ``visit_at`` the time of a visit the caller already has ("my 2 o'clock").
    """

    at: time | None = None
    part: Part | None = None
    after: time | None = None
    before: time | None = None
    times: tuple[time, ...] = ()
    not_part: Part | None = None
    visit_at: time | None = None

    @property
    def found(self) -> bool:
        """True when any wish about the time of day was said."""
        return any(wish is not None for wish in (self.at, self.part, self.after, self.before)) or bool(self.times)


_AFTER = re.compile(
    r"\b(?:after|past|later than|no (?:earlier|sooner) than|not before|"
    r"not until|starting(?: at)?|from|on or after)(?: like| about|"
    r" around| at)? ?$"
)
_BEFORE = re.compile(
    r"\b(?:before|by|until|till|til|no later than|not (?:after|later "
    r"than)|earlier than|prior to)(?: like| about| around| at)? ?$"
)
_OR_LATER = re.compile(r"^ (?:or|and) (?:later|after|anytime after|onwards?)|^ onwards?\b")
_OR_EARLIER = re.compile(r"^ or (?:earlier|before|sooner)\b")
_NOT = re.compile(
    r"\b(?:not|can't (?:do|make)|cannot do|can't|instead of|rather "
    r"than|don't want|except|won't do)(?: (?:at|the|around|it at|come "
    r"at))? ?$"
)
_NOT_AFTER = re.compile(r"^(?:,? (?:doesn't|does not|won't|will not|isn't|is not|is too|is no good|don't))\b")
_MINE = re.compile(r"\b(?:my|our|his|her)(?: \w+)? (?:at )?$|\bappointment (?:is )?at ?$")
_MY_VISIT_AT = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:appointment|visit|cleaning|filling)"
    r"\b(?:(?! to |[,;.?!]).)*\bat ?$"
)
_CORRECTION = re.compile(
    r"\b(?:no(?! (?:later|earlier|sooner))|i mean|i meant|sorry|actually|"
    r"scratch that|make (?:that|it)|wait|i said)\b"
)
_RANGE = re.compile(r"^ ?(?:to|and|-|until|till|through) ?$")
_MOVING = re.compile(r"\b(?:mov(?:e|ing)|reschedul\w*|chang(?:e|ing)|switch\w*|push\w*)\b")
_ANY = re.compile(
    r"\b(?:any ?time|whenever|whatever time|any slot|either time|no "
    r"preference|(?:doesn't|does not|don't) matter|i'm (?:wide )?open|"
    r"i'm flexible)\b"
)
_GREETED = re.compile(
    r"\bgood (?:morning|afternoon|evening)\b|\b(?:since|started|broke|"
    r"fell out|woke up|hurting|happened)\b[^,.?!]*\bthis (?:morning|"
    r"afternoon)\b"
)
_MORNING = re.compile(r"\b(?:mornings?|first thing|in the a\.?m\b|a\.m\.? only|before lunch|forenoon)\b")
_AFTERNOON = re.compile(
    r"\b(?:afternoons?|evenings?|tonight|after lunch|after work|after "
    r"school|end of (?:the )?day|late in the day|in the p\.?m\b)\b"
)
_NO_PART = re.compile(
    r"\b(?:not|no|can't|cannot|don't|never|(?:anything|any ?time) "
    r"but|except|but not|won't|hate|instead of|rather than)\b(?: \w+)"
    r"{0,5}? (?:the )?(?P<a>morning|afternoon|evening)s?\b"
    r"|\b(?:i|we) (?:work|have (?:work|school|class)|sleep|am busy|'m busy)(?: in the)?"
    r" (?P<c>morning|afternoon|evening)s?\b"
    r"|\b(?P<b>morning|afternoon|evening)s? (?:is|are|does|do|was|"
    r"will|would)?n?'?t? ?(?:not|bad|no good|doesn't|don't|won't|isn't|"
    r"aren't|out)\b"
)
_NOT_REFUSED = re.compile(r"^(?:not sure|no,|no problem|don't (?:mind|care|you)|can't you|not bad)")


_HOMOPHONE = re.compile(
    r"(?:\bat |^)(?P<word>for|fore|to|too|ate)"
    r"(?=(?: ?[ap]\.?m\b| o'? ?clock| (?:please|works|would work)\b| ?[.,?!]| ?$))"
)


def _digit(match: re.Match[str]) -> str:
    """ "At for" is what a transcriber makes of "at four"; a lone "to" or "for" without an hour's sign is left alone."""
    word = match["word"]
    if match.group() == word and match.end() == len(match.string.rstrip(" .,?!")):
        return word
    digit = {"to": "2", "too": "2", "ate": "8"}.get(word, "4")
    return f"{match.group()[: -len(word)]}{digit}"


def read_time(text: str) -> TimeReading:
    """Read the time of day wished for in one utterance. 1 to 6 without a.m./p.m. is afternoon, 7 to 11 morning."""
    words = _HOMOPHONE.sub(_digit, digitise(plain(text)))
    mentions = find_clock_mentions(words)
    part, not_part = _parts(words)
    after = time(13) if re.search(r"\bafter lunch\b", words) else None
    after = time(15) if re.search(r"\bafter school\b", words) else after
    after = time(17) if re.search(r"\bafter work\b", words) else after
    before = time(12) if re.search(r"\bbefore lunch\b", words) else None
    wished, visit_at = _wished(words, mentions)
    named: list[time] = []
    skip = False
    for index, said in enumerate(wished):
        if skip:
            skip = False
            continue
        lead = words[max(0, said.at - 40) : said.at]
        following = wished[index + 1] if index + 1 < len(wished) else None
        if following and _is_range(words, lead, said, following):
            after, before, skip = said.value, following.value, True
        elif _BEFORE.search(lead) or _OR_EARLIER.match(words[said.to :]):
            before = said.value
        elif _AFTER.search(lead) or _OR_LATER.match(words[said.to :]):
            after = said.value
        else:
            named.append(said.value)
    if part is None and not named and after is None and before is None and _ANY.search(words):
        part = "any"
    distinct = tuple(dict.fromkeys(named))
    return TimeReading(
        at=distinct[0] if distinct else None,
        part=part,
        after=after,
        before=before,
        times=distinct if len(distinct) > 1 else (),
        not_part=not_part,
        visit_at=visit_at,
    )


def _is_range(text: str, lead: str, said: ClockMention, following: ClockMention) -> bool:
    between = text[said.to : following.at]
    if not _RANGE.match(between) or said.value >= following.value:
        return False
    return "and" not in between or re.search(r"\bbetween ?$", lead) is not None


def _wished(text: str, mentions: list[ClockMention]) -> tuple[list[ClockMention], time | None]:
    """The mentions wished for, without refused or corrected ones, and the time of a visit already held."""
    wished: list[ClockMention] = []
    visit_at: time | None = None
    end = 0
    moving = _MOVING.search(text) is not None
    changing = moving or re.search(r"\bcancel", text) is not None
    for said in mentions:
        lead, rest = text[end : said.at], text[said.to :]
        if changing and _MY_VISIT_AT.search(lead):
            visit_at = said.value
            end = said.to
            continue
        if (_MINE.search(lead) and not re.search(r"\bmake my $", lead)) or (moving and re.search(r"\bfrom ?$", lead)):
            visit_at = said.value
            end = said.to
            continue
        if _NOT.search(lead) or _NOT_AFTER.match(rest):
            end = said.to
            continue
        if wished and _CORRECTION.search(text[wished[-1].to : said.at]):
            wished.clear()
        wished.append(said)
        end = said.to
    return wished, visit_at


def _parts(text: str) -> tuple[Part | None, Part | None]:
    """The part of the day wished for and the part ruled out; ruling one out wishes for the other."""
    text = _GREETED.sub(" ", text)
    refused = next((match for match in _NO_PART.finditer(text) if not _NOT_REFUSED.match(match.group())), None)
    if refused:
        word = refused["a"] or refused["b"] or refused["c"]
        return ("afternoon", "morning") if word == "morning" else ("morning", "afternoon")
    morning, afternoon = bool(_MORNING.search(text)), bool(_AFTERNOON.search(text))
    if morning and afternoon:
        return "any", None
    return ("morning" if morning else "afternoon" if afternoon else None), None
