"""What a caller means by a day they name: a wish, a day ruled out, a visit they already have, or no wish at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from receptionist.sandbox.language.date_mentions import Mention


class Stance(Enum):
    """How a caller stands to a day they named."""

    WISH = auto()
    EXCLUDED = auto()
    VISIT = auto()
    DROPPED = auto()


_HARMLESS = re.compile(
    r"\b(?:why (?:don't|not)|(?:i'm )?not (?:sure|certain)(?: about)"
    r"?|don't (?:mind|care|know|you|we)|can't (?:you|we)|isn't (?:it|"
    r"there)"
    r"|aren't there|couldn't (?:you|we)|won't you|not a problem|if "
    r"not|not only|don't have anything|can you not|i can't wait|not "
    r"too)\b"
)
_NEGATOR = (
    r"\b(?:can't|cannot|can not|cant|couldn't|won't|wont|don't|dont|"
    r"do not|didn't|not|except|excluding|besides|other than"
    r"|rather than|instead of|never|busy|avoid|unavailable|(?:anything|"
    r"any day|any time|anytime|every day|everything) but"
    r"|out of town|out of the office|i(?:'m| am) (?:away|gone|travell?ing|working|off)|i work"
    r"|i have (?:work|school|class|a meeting|another))\b"
)
_TURN = (
    r"(?:(?<!anything)(?<!any day)(?<!any time)(?<!anytime)(?<!everything)"
    r" but\b|,|\bso\b|how about|what about|\bmaybe\b|\bcould\b|can "
    r"we|can i|instead(?! of)|let's|do you|\bis there|\bneed\b|\bwant "
    r"it\b(?= to))"
)
_RULED_OUT_BEFORE = re.compile(rf"{_NEGATOR}(?:(?!{_TURN})[^.;?!])*$")
_RULED_OUT_AFTER = re.compile(
    r"^(?:'s)?,? ?(?:(?:i|we) (?:can't|cannot|can not|cant|won't|work\b|"
    r"am busy|have (?:work|school|class))|i'm (?:busy|away|working|"
    r"out)"
    r"|(?:is|are|was|'s) ?(?:not (?:good|possible|going to work|gonna "
    r"work|great|an option|convenient|okay|ok)|no good|bad|out\b|impossible|"
    r"too (?:soon|late|far|early))"
    r"|isn't (?:good|possible|going to work|great|an option|convenient)"
    r"|(?:at \S+ )?(?:doesn't|does not|won't|will not|don't|do not|"
    r"wouldn't|didn't) (?:really |actually )?(?:work|do\b|suit|fit|"
    r"be (?:good|possible)))"
)
_JOINED = re.compile(r"^,? ?(?:or|and|nor|&) (?:on |the |on the )?$")
_MOVING = re.compile(r"\b(?:mov(?:e|ing)|reschedul\w*|re-schedul\w*|chang(?:e|ing)|switch\w*|push\w*|bump\w*)\b")
_HAVING = re.compile(
    r"\b(?:cancel\w*|confirm\w*|i have|i've got|i had|we have|have "
    r"an?|running late|late for|can't make|won't make|not make|when "
    r"is|when's|what time|is my|remind)\b"
)
_VISIT_WORD = r"(?:appointments?|appt|visit|cleaning|filling|check-?up|exam|slot|one)"
_OWN_VISIT = re.compile(
    rf"\b(?:my|our|his|her|their|the|an?|\w+'s) (?:\w+ ){{0,3}}?{_VISIT_WORD}(?: "
    r"(?:that )?(?:i|we|he|she)?(?:'ve)? ?(?:have|had|got|is|was|scheduled|"
    r"booked|set|coming up))*"
    r" ?(?P<how>on|for|from|is|was|,)? ?(?:the )?$"
)
_VISIT_AFTER = re.compile(rf"^(?:'s)? (?:at \S+ (?:[ap]\.?m\.? )?)?(?:\w+ ){{0,2}}?{_VISIT_WORD}\b")
_OWNER = re.compile(r"\b(?:my|our|his|her|their)(?: \w+)? ?$")
_THE = re.compile(r"\bthe ?$")
_NAMED_VISIT = re.compile(r"\b(?:cancel\w*|confirm\w*)(?: it)?(?: for| on)? ?(?:the |my )?$")
_MOVED = re.compile(r"\b(?:from|move|reschedule|change|switch|push|bump) (?:the |my )?$")
_MOVED_TO = re.compile(r"^(?:'s)?(?: \S+){0,4}? (?:to|until|back to)\b")
_NOT_A_WISH = re.compile(
    r"(?:\bsince|\b(?:born|birthday|birth ?date|date of birth|dob)"
    r"\b[^.;?!]*) ?(?:the |on )?$|\blast (?:visit|time|appointment)"
    r"\b[^.;?!,]*$"
)
_STORY = (
    r"\b(?:started|hurt\w*|broke|fell|cracked|lost|knocked|chipped|"
    r"swollen|was (?:in|there|seen)|called|came in|i saw|happened|"
    r"been)\b"
)
_STORY_BEFORE = re.compile(rf"{_STORY}[^.;?!,]*$")
_STORY_AFTER = re.compile(rf"^,? (?:i|my|he|she|it|we|when)\b[^.;?!,]*?{_STORY}")


def read_stances(text: str, mentions: Sequence[Mention], oldest_year: int) -> list[Stance]:
    """The stance of each mention; a day before ``oldest_year`` is a birth date or history, not a wish."""
    stances: list[Stance] = []
    for index, said in enumerate(mentions):
        previous = mentions[index - 1].to if index else 0
        following = mentions[index + 1].at if index + 1 < len(mentions) else len(text)
        before, after = text[previous : said.at], text[said.to : following]
        if index and stances[-1] is Stance.EXCLUDED and _JOINED.match(before):
            stances.append(Stance.EXCLUDED)
        else:
            stances.append(_stance(text, before, text[said.to :], after, said, oldest_year))
    for index in range(len(mentions) - 1, 0, -1):
        between = text[mentions[index - 1].to : mentions[index].at]
        ruled_out_after = _RULED_OUT_AFTER.match(text[mentions[index].to :])
        if stances[index] is Stance.EXCLUDED and ruled_out_after and _JOINED.match(between):
            stances[index - 1] = Stance.EXCLUDED
    return stances


def _stance(text: str, before: str, rest: str, after: str, said: Mention, oldest_year: int) -> Stance:
    if said.first.year < oldest_year or _NOT_A_WISH.search(before) or said.words.endswith("ago"):
        return Stance.DROPPED
    if (_STORY_BEFORE.search(before) and not _BOUND_OR_ASK.search(before)) or _STORY_AFTER.match(after):
        return Stance.DROPPED
    if _is_visit(text, before, rest):
        return Stance.VISIT
    if _UNTIL_AFTER_ALL.search(before):
        return Stance.WISH
    cleared = _HARMLESS.sub(" ", before)
    if _RULED_OUT_BEFORE.search(cleared) or _RULED_OUT_AFTER.match(after):
        return Stance.EXCLUDED
    return Stance.WISH


_BOUND_OR_ASK = re.compile(r"\b(?:see|come|book|appointment|get in|can you|could|need|want|would)\b[^.;?!,]*$")
_UNTIL_AFTER_ALL = re.compile(r"\b(?:until|till|before|later than|earlier than|sooner than|after) (?:the |on )?$")


def _is_visit(text: str, before: str, rest: str) -> bool:
    moving, having = bool(_MOVING.search(text)), bool(_HAVING.search(text))
    if _VISIT_AFTER.match(rest) and (_OWNER.search(before) or (_THE.search(before) and (moving or having))):
        return True
    if _NAMED_VISIT.search(before):
        return True
    if moving and _MOVED.search(before) and (_MOVED_TO.match(rest) or before.rstrip().endswith("from")):
        return True
    own = _OWN_VISIT.search(before)
    if own is None or not (moving or having):
        return False
    # "Reschedule my cleaning for Thursday" wishes for Thursday; "cancel my cleaning for Thursday" does not.
    return not moving if own["how"] == "for" else True
