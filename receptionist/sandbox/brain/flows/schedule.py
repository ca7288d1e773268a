"""When: searches openings for the caller's wish, offers them, and proposes the one they take."""

from datetime import date, datetime, time, timedelta

from receptionist.sandbox.brain.flows.desk import Desk, Step
from receptionist.sandbox.brain.flows.family import family_search, propose_together
from receptionist.sandbox.brain.frame import Frame, Goal, Offer, Slot, Wish
from receptionist.sandbox.brain.listening.fitting import name_parts
from receptionist.sandbox.brain.wire import Exchange
from receptionist.sandbox.brain.wording import (
    ASK_OTHER_TIME,
    ASK_PROVIDER,
    ASK_SLOT,
    ASK_SLOTS,
    ASK_WHEN,
    OFFER_MESSAGE,
    join,
    listing,
    sentences,
    with_question,
)

_SEARCH = "GetAvailableSlots"
_SEARCHES = (_SEARCH, "GetFamilySlots")
_MOST_SEARCHES = 3


def schedule(desk: Desk) -> Step:
    """The next step towards a proposal, for a new visit or a move."""
    frame, turn = desk.frame, desk.frame.turn
    if frame.chosen is not None:
        return _propose(desk, frame.chosen)
    if turn.unclear_pick:
        choices = listing([slot.spoken for slot in turn.unclear_pick])
        return join(f"Just so I get the right one: I have {choices}.", ASK_SLOTS)
    if turn.wants_more or frame.needs_wish:
        return _ask_for_another(frame)
    if frame.date_question and not frame.wish.start:
        return frame.date_question
    if not frame.wish.says_anything:
        return _ask_when(desk)
    provider = _provider(desk)
    if provider is not None:
        return provider
    if frame.offer is None:
        return _search(desk, *_windows(frame)[0])
    return _use(desk, frame.offer)


def _ask_when(desk: Desk) -> str:
    visit = desk.frame.visit
    if desk.goal is Goal.MOVE and visit is not None and visit.cancelled:
        return f"I see the {visit.kind.lower() or 'visit'} that was cancelled. {ASK_WHEN}"
    if desk.goal is Goal.MOVE and visit is not None:
        return f"Your visit is {visit.spoken}. What day and time would you like instead?"
    return ASK_WHEN


def _ask_for_another(frame: Frame) -> str:
    say = frame.offer.say if frame.offer else ""
    if frame.turn.rejected and frame.goal is Goal.MOVE:
        return join("All right, your visit stays as it is for now.", ASK_OTHER_TIME)
    declined = frame.turn.rejected or frame.turn.wants_more
    return with_question(say, ASK_OTHER_TIME) if say else join("No problem." if declined else "", ASK_OTHER_TIME)


def _provider(desk: Desk) -> Step:
    """Looks the wished provider up; None when there is no such wish or it can be searched with."""
    frame = desk.frame
    if not frame.wish.provider or _same_provider(frame.wish.provider):
        return None
    if frame.providers is None:
        return desk.call("GetProviders") if desk.can("GetProviders") else None
    if _provider_number(frame) is not None or not frame.providers:
        return None
    names = listing([provider.name for provider in frame.providers]).replace(";", ",")
    return f"I don't see {frame.wish.provider} on our team. We have {names}. {ASK_PROVIDER}"


def _same_provider(words: str) -> bool:
    return "same" in words.lower() or "usual" in words.lower()


def _provider_number(frame: Frame) -> int | None:
    """The wished provider's number; for a move with no wish, the one of the visit."""
    wished = frame.wish.provider
    kept = frame.visit.provider_number if frame.visit and frame.goal is Goal.MOVE else None
    if not wished or _same_provider(wished):
        return kept
    parts = name_parts(wished)
    for provider in frame.providers or ():
        if parts and all(part in provider.name.lower() for part in parts):
            return provider.number
    role = "hygienist" if "hygienist" in wished.lower() else "dentist" if "dentist" in wished.lower() else ""
    matching = [provider for provider in frame.providers or () if provider.role == role]
    return matching[0].number if len(matching) == 1 else None


def _windows(frame: Frame) -> list[tuple[date, date | None]]:
    """The spans of days to search, in order: each alternative day by itself, or the one span wished for.

    A move to another time with no day named stays on the visit's day.
    """
    wish = frame.wish
    if wish.days:
        return [(day, day) for day in wish.days[:_MOST_SEARCHES]]
    visit = frame.visit if frame.goal is Goal.MOVE else None
    if visit and visit.starts and not visit.cancelled and (wish.days_after_visit or not wish.says_day):
        day = visit.starts.date() + timedelta(days=wish.days_after_visit or 0)
        return [(day, day)]
    return [(wish.start or frame.today, wish.end)]


def _search(desk: Desk, start: date, end: date | None, any_provider: bool = False) -> Step:
    frame = desk.frame
    wish = frame.wish
    if frame.party is not None and desk.can("GetFamilySlots"):
        return family_search(desk, start, end)
    if not desk.can(_SEARCH):
        return join("I'm sorry, I can't see our calendar at the moment.", OFFER_MESSAGE)
    at = wish.at or wish.after or wish.before
    visit = frame.visit if desk.goal is Goal.MOVE else None
    kind = visit.kind_number if visit else frame.kind_number
    return desk.call(
        _SEARCH,
        AppointmentTypeNum=kind,
        dateStart=start.isoformat(),
        dateEnd=end.isoformat() if end else None,
        time=f"{at:%H:%M}" if at else None,
        part_of_day=wish.part,
        ProvNum=None if any_provider else _provider_number(frame),
        AptNum=visit.number if visit else None,
    )


def _use(desk: Desk, offer: Offer) -> Step:
    """Propose an exact match, search on when nothing fits, else offer what there is."""
    frame = desk.frame
    fitting = [slot for slot in offer.slots if _fits(slot, frame.wish)]
    if offer.exact and frame.wish.at and offer.slots[0] in fitting:
        return _propose(desk, offer.slots[0])
    if not fitting:
        again = _search_on(desk, offer)
        if again is not None:
            return again
    possible = fitting or [slot for slot in offer.slots if slot.starts not in frame.wish.declined]
    if not possible:
        return with_question(offer.say or "I'm sorry, I don't have another opening then.", ASK_OTHER_TIME)
    if any(slot.spoken in offer.say for slot in possible):
        return with_question(offer.say, ASK_SLOTS)
    reason = " ".join(part for part in sentences(offer.say) if not part.endswith("?"))
    lead = "" if _is_bound(frame.wish) or not frame.turn.did(*_SEARCHES) else reason
    if not fitting and not lead:
        lead = "I couldn't find exactly that."
    return join(lead, offer_sentence(possible))


def _is_bound(wish: Wish) -> bool:
    """ "After three" was searched around three: that three itself is taken is no news."""
    return wish.at is None and bool(wish.after or wish.before)


def offer_sentence(slots: list[Slot]) -> str:
    """Up to three openings and the question that goes with them."""
    spoken = [slot.spoken for slot in slots[:3]]
    return join(f"I have {listing(spoken)}.", ASK_SLOT if len(spoken) == 1 else ASK_SLOTS)


def _search_on(desk: Desk, offer: Offer) -> Step:
    """A further search of this turn: the next alternative day, another provider for a move, or past excluded days."""
    frame = desk.frame
    done = [exchange for exchange in frame.turn.exchanges if exchange.name in _SEARCHES]
    if not done or len(done) >= _MOST_SEARCHES:
        return None
    windows = _windows(frame)
    if len(done) < len(windows):
        return _search(desk, *windows[len(done)])
    implied = not frame.wish.provider and _provider_number(frame) is not None
    if not offer.slots and implied and not _searched_any(done):
        return _search(desk, *windows[0], any_provider=True)
    if offer.slots and not frame.wish.days and (frame.wish.not_days or frame.wish.not_weekdays):
        after = max(slot.starts for slot in offer.slots).date() + timedelta(days=1)
        end = frame.wish.end
        if end is None or after <= end:
            return _search(desk, after, end)
    return None


def _searched_any(done: list[Exchange]) -> bool:
    return any(exchange.arguments.get("ProvNum") is None for exchange in done)


def _fits(slot: Slot, wish: Wish) -> bool:
    """What the search cannot be told: alternative days, ruled-out days and bounds."""
    day, at = slot.starts.date(), slot.starts.time()
    if slot.starts in wish.declined:
        return False
    if day in wish.not_days or day.weekday() in wish.not_weekdays or (wish.days and day not in wish.days):
        return False
    if wish.part in ("morning", "afternoon") and ("morning" if at.hour < 12 else "afternoon") != wish.part:
        return False
    return not (_too_early(slot.starts, wish.after) or (wish.before is not None and at > wish.before))


def _too_early(starts: datetime, after: time | None) -> bool:
    return after is not None and starts.time() < after


def _propose(desk: Desk, slot: Slot) -> Step:
    frame = desk.frame
    frame.chosen = slot
    if slot.together:
        return desk.call("ProposeFamilyBooking", visits=propose_together(slot))
    place = {"AptDateTime": slot.date_time, "ProvNum": slot.provider_number, "Op": slot.operatory}
    if desk.goal is Goal.MOVE:
        if desk.can("UpdateAppointment"):
            return desk.call("UpdateAppointment", AptNum=frame.visit_number, **place)
        return desk.call("ProposeBooking", kind="move", PatNum=frame.pat_num, AptNum=frame.visit_number, **place)
    who = {"PatNum": frame.pat_num, "AppointmentTypeNum": frame.kind_number}
    if desk.can("CreateAppointment"):
        return desk.call("CreateAppointment", **who, **place)
    return desk.call("ProposeBooking", kind="create", **who, **place)
