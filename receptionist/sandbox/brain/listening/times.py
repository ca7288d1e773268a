"""When the caller wants to come, and which of the offered openings they take."""

import re
from datetime import datetime, time, timedelta

from receptionist.sandbox.brain.frame import Frame, Goal, Offer, Slot
from receptionist.sandbox.brain.hearing import Heard
from receptionist.sandbox.brain.listening.agreement import decline
from receptionist.sandbox.brain.listening.fitting import fits_time, matching
from receptionist.sandbox.brain.wording import Ask
from receptionist.sandbox.language.calendar_words import MONTH
from receptionist.sandbox.language.intents import EARLIER, LATER, OTHER
from receptionist.sandbox.language.times import TimeReading

_ANY_PROVIDER = re.compile(
    r"\b(?:any(?:one|body| of them| provider)|whoever|no preference|doesn'?t matter|either(?: one)?)\b", re.IGNORECASE
)
_MORE = re.compile(
    r"\b(?:any(?:thing)?|something|other|what(?! (?:day|time|date)s? (?:was|is|were|did|are))|more|another)"
    r" (?:else|other|later|earlier|sooner|times?|options?|days?)\b"
    r"|^\W*(?:(?:a (?:bit|little)|something|maybe|no|actually)\W+)*(?:later|earlier|sooner)\b"
    r"|\bnone of\b|\bneither\b|\bdon'?t work\b|\bdoesn'?t work\b|\bwon'?t work\b",
    re.IGNORECASE,
)
_AFTER_VISIT = (
    (1, re.compile(r"\b(?:the )?next day\b|\b(?:the|a|one) day (?:after|later)\b(?! tomorrow)", re.IGNORECASE)),
    (7, re.compile(r"\b(?:the|a|one) week (?:after|later)\b(?! next)", re.IGNORECASE)),
)
_FIRST_OF_ALL = re.compile(r"\b(?:the )?(?:earliest|soonest)\b(?: (?:one|of those|of them|time))?", re.IGNORECASE)
_LAST_OF_ALL = re.compile(r"\b(?:the )?latest\b", re.IGNORECASE)
_LAST = re.compile(r"\blast\b", re.IGNORECASE)
_SAME_TIME = re.compile(r"\bsame (?:day and )?time\b", re.IGNORECASE)
_NUMBER_ONLY = re.compile(r"^\W*(?:#|no\.? ?|number )?([1-3])\W*$", re.IGNORECASE)
_LATER = re.compile(r"\blater\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:earlier|sooner)\b", re.IGNORECASE)


_STEP = timedelta(minutes=30)
"""What "later" and "earlier" mean at least."""


def hear_times(frame: Frame, heard: Heard) -> None:
    """Take a pick among the openings on offer, or else the wish for a search."""
    answers_yes = frame.asked is Ask.AGREE and heard.yes
    if frame.goal not in (Goal.BOOK, Goal.MOVE) or answers_yes or frame.turn.corrected:
        return
    frame.turn.problem = frame.turn.problem or _date_problem(frame, heard)
    if frame.asked is Ask.WHICH_VISIT and not heard.dates.visit_day:
        return
    if frame.offer is not None and frame.offer.slots and _pick(frame, heard, frame.offer):
        return
    if _take_candidate(frame, heard):
        return
    merge_wish(frame, heard)


def merge_wish(frame: Frame, heard: Heard) -> None:
    """Newer words win; a new day keeps the wished time, a new time keeps the day. Any change asks for a new search."""
    if heard.times.at and not heard.dates.found:
        _stay_on_day(frame)
    changed = _merge_days(frame, heard) | _merge_time(frame, heard.times) | _merge_provider(frame, heard)
    if changed:
        frame.offer = frame.chosen = None
        frame.needs_wish = False
        if frame.proposal is not None and frame.proposal.kind != "register":
            frame.turn.rejected = True


def _stay_on_day(frame: Frame) -> None:
    """A bare time means the day that is being talked about: of the proposal, or of the offered openings."""
    wish = frame.wish
    current = frame.proposal.slot if frame.proposal else None
    slots = [current] if current else list(frame.offer.slots if frame.offer else ())
    days = {slot.starts.date() for slot in slots}
    if not days or (wish.start in days and wish.start == wish.end):
        return
    if len(days) == 1 or (wish.start and wish.start == wish.end):
        # The wished day was refused, so the days that were offered instead are meant.
        wish.start, wish.end = min(days), max(days)
        wish.soonest = wish.any_day = False
        wish.days = ()


def _merge_days(frame: Frame, heard: Heard) -> bool:
    dates, wish = heard.dates, frame.wish
    if dates.not_days or dates.not_weekdays:
        wish.not_days |= frozenset(dates.not_days)
        wish.not_weekdays |= dates.not_weekdays
        if wish.start and wish.start == wish.end and _excluded(wish.start.weekday(), frame):
            wish.start = wish.end = None
    only_time = dates.any_day and wish.start and not re.search(r"\bday\b", heard.text, re.IGNORECASE)
    if dates.found and not (dates.ambiguous or dates.impossible or only_time):
        wish.start, wish.end, wish.days = dates.start, dates.end, dates.days
        wish.soonest, wish.any_day = dates.soonest, dates.any_day
        if dates.soonest and not heard.times.found:
            wish.at = None
        if wish.start and wish.start == wish.end:
            wish.not_days -= {wish.start}
            wish.not_weekdays -= {wish.start.weekday()}
        wish.days_after_visit = None
    after = next((days for days, words in _AFTER_VISIT if words.search(heard.text)), None)
    if after and frame.goal is Goal.MOVE and not dates.found:
        wish.days_after_visit = after
        return True
    return bool(dates.found or dates.not_days or dates.not_weekdays) and not dates.ambiguous


def _excluded(weekday: int, frame: Frame) -> bool:
    return weekday in frame.wish.not_weekdays or frame.wish.start in frame.wish.not_days


def _merge_time(frame: Frame, times: TimeReading) -> bool:
    wish = frame.wish
    answers_whom = frame.asked is Ask.PROVIDER and times.part == "any"
    same = _same_time(frame) if not times.at else None
    if same is not None:
        wish.at, wish.part, wish.after, wish.before = same, None, None, None
        return True
    if answers_whom or not (times.found or times.not_part):
        return False
    current = frame.proposal.slot if frame.proposal else None
    if current is not None and not times.at and fits_time(current, times):
        # "Is that in the afternoon?" about a two o'clock wishes for nothing new.
        return False
    part: str | None = times.part
    if times.not_part:
        part = part or ("afternoon" if times.not_part == "morning" else "morning")
    wish.declined = frozenset() if times.at else wish.declined
    wish.at = times.at or (times.times[0] if times.times else None)
    wish.part, wish.after, wish.before = part, times.after, times.before
    return True


def _same_time(frame: Frame) -> time | None:
    """ "Same time next week": the time of the proposal, else of the visit that is to be moved."""
    heard = frame.turn.heard
    if heard is None or not _SAME_TIME.search(heard.text):
        return None
    if frame.proposal is not None and frame.proposal.slot is not None:
        return frame.proposal.slot.starts.time()
    visits = frame.visits or []
    visit = frame.visit or (visits[0] if len(visits) == 1 else None)
    return visit.starts.time() if visit and visit.starts else None


def _merge_provider(frame: Frame, heard: Heard) -> bool:
    if heard.intents.provider_words:
        words = heard.intents.provider_words
        frame.wish.provider = None if _ANY_PROVIDER.search(words) else words
        return True
    if frame.asked is Ask.PROVIDER:
        known = _named_provider(frame, heard.text)
        if known or heard.yes or _ANY_PROVIDER.search(heard.text):
            frame.wish.provider = known
            return True
    return False


def _named_provider(frame: Frame, text: str) -> str | None:
    lowered = text.lower()
    for provider in frame.providers or ():
        if any(len(part) > 2 and part.lower().strip(".") in lowered for part in provider.name.split()[-2:]):
            return provider.name
    return None


def _date_problem(frame: Frame, heard: Heard) -> str:
    if heard.dates.ambiguous:
        frame.date_candidates, frame.date_question = heard.dates.candidates, heard.dates.ambiguous
        return heard.dates.ambiguous
    if heard.dates.impossible:
        said = re.sub(r"^the ", "", heard.dates.impossible)
        said = re.sub(MONTH, lambda month: month.group().capitalize(), said)
        return f"I'm afraid there is no {said} on the calendar. What day would you like?"
    return ""


def _take_candidate(frame: Frame, heard: Heard) -> bool:
    """The answer "the first one" to a question about an ambiguous day."""
    candidates, choice = frame.date_candidates, heard.choice
    if heard.dates.ambiguous:
        return False
    if heard.dates.found:
        frame.date_candidates, frame.date_question = (), ""
    if not candidates or choice is None or choice == OTHER or heard.dates.found:
        return False
    index = choice - 1 if choice > 0 else (len(candidates) - 1 if choice == LATER else 0)
    if index >= len(candidates):
        return False
    frame.date_candidates, frame.date_question = (), ""
    frame.wish.start = frame.wish.end = candidates[index]
    frame.offer = frame.chosen = None
    frame.needs_wish = False
    return True


def _pick(frame: Frame, heard: Heard, offer: Offer) -> bool:
    """Whether the words picked, narrowed or declined what is on offer; a new wish is for the search."""
    at_read_back = frame.proposal is not None
    current = frame.proposal.slot if frame.proposal else None
    if _MORE.search(heard.text) and not heard.wishes_time:
        _ask_for_more(frame, heard)
        return True
    picking = at_read_back or frame.asked is Ask.SLOT
    if picking and heard.choice is not None and not heard.dates.found and not heard.times.at:
        return _take_choice(frame, heard.choice, offer.slots, current)
    if at_read_back:
        left = matching(offer.slots, heard) if heard.times.at and not heard.dates.found else []
        return _settle(frame, [slot for slot in left if slot != current])
    if frame.asked is not Ask.SLOT:
        return False
    if heard.yes:
        frame.chosen = offer.slots[0] if len(offer.slots) == 1 else None
        frame.turn.unclear_pick = offer.slots if len(offer.slots) > 1 else ()
        return True
    if heard.no:
        _ask_for_more(frame, None)
        return True
    if heard.times.part == "any" and not heard.dates.start:
        _choose(frame, offer.slots[0])
        return True
    if _FIRST_OF_ALL.search(heard.text) or _LAST_OF_ALL.search(heard.text):
        ordered = sorted(offer.slots, key=_start)
        _choose(frame, ordered[0] if _FIRST_OF_ALL.search(heard.text) else ordered[-1])
        return True
    left = matching(offer.slots, heard)
    position = _NUMBER_ONLY.match(heard.text)
    if position and not left:
        return _take_choice(frame, int(position.group(1)), offer.slots, None)
    spans = heard.dates.found and heard.dates.start != heard.dates.end
    return not (spans and len(left) == len(offer.slots)) and _settle(frame, left)


def _settle(frame: Frame, left: list[Slot]) -> bool:
    if len(left) == 1:
        _choose(frame, left[0])
        return True
    if len(left) > 1:
        frame.turn.unclear_pick = tuple(left)
        if frame.proposal is not None:
            frame.turn.rejected = True
            frame.chosen = None
        return True
    return False


def _choose(frame: Frame, slot: Slot) -> None:
    frame.chosen = slot
    frame.needs_wish = False
    if frame.proposal is not None:
        frame.turn.rejected = True


def _take_choice(frame: Frame, choice: int, slots: tuple[Slot, ...], current: Slot | None) -> bool:
    others = [slot for slot in slots if slot != current]
    if choice == OTHER or current is not None and choice in (LATER, EARLIER):
        if choice == LATER and current:
            others = [slot for slot in others if slot.starts > current.starts][:1]
        elif choice == EARLIER and current:
            others = [slot for slot in others if slot.starts < current.starts][-1:]
        if current is not None and others:
            return _settle(frame, others)
        _ask_for_more(frame, None, choice)
        return True
    heard = frame.turn.heard
    if choice in (LATER, EARLIER) and not (heard and _LAST.search(heard.text)):
        slots = tuple(sorted(slots, key=_start))
    index = choice - 1 if choice > 0 else (len(slots) - 1 if choice == LATER else 0)
    if index < len(slots):
        _choose(frame, slots[index])
    else:
        frame.turn.unclear_pick = slots
    return True


def _ask_for_more(frame: Frame, heard: Heard | None, choice: int = OTHER) -> None:
    """None of these: look later or earlier on the same day when that was asked, else ask for another wish."""
    decline(frame)
    offer, text = frame.offer, heard.text if heard else ""
    current = frame.proposal.slot if frame.proposal else None
    slots = [current] if current else list(offer.slots if offer else ())
    frame.offer = frame.chosen = None
    frame.turn.rejected = frame.turn.rejected or frame.proposal is not None
    later = choice == LATER or _LATER.search(text)
    earlier = choice == EARLIER or _EARLIER.search(text)
    if not slots or not (later or earlier):
        frame.turn.wants_more = frame.needs_wish = True
        return
    wish, edge = frame.wish, max(slots, key=_start) if later else min(slots, key=_start)
    wish.at = wish.part = None
    wish.soonest = wish.any_day = False
    if later:
        wish.start, wish.after, wish.before = edge.starts.date(), (edge.starts + _STEP).time(), None
    else:
        wish.start, wish.after, wish.before = edge.starts.date(), None, (edge.starts - _STEP).time()
    wish.end, wish.days = wish.start, ()


def _start(slot: Slot) -> datetime:
    return slot.starts
