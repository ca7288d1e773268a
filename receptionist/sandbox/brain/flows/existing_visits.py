"""Visits that stand already: which one is meant, and finding, confirming, cancelling or moving it."""

from receptionist.sandbox.brain.flows.desk import Desk, Step
from receptionist.sandbox.brain.flows.schedule import schedule
from receptionist.sandbox.brain.flows.visit import match_kind
from receptionist.sandbox.brain.frame import Frame, Goal, Visit
from receptionist.sandbox.brain.listening.goals import puts_back
from receptionist.sandbox.brain.listening.visits import on_day
from receptionist.sandbox.brain.wording import (
    ANYTHING_ELSE,
    ASK_BOOK_INSTEAD,
    ASK_WHICH_VISIT,
    OFFER_MESSAGE,
    join,
    listing,
)


def existing_visit(desk: Desk) -> Step:
    """The next step for a verified caller who asks about, confirms, cancels or moves a visit."""
    frame = desk.frame
    if frame.visits is None:
        if not desk.can("GetAppointments"):
            return join("I'm sorry, I can't see the calendar at the moment.", OFFER_MESSAGE)
        return desk.call("GetAppointments", PatNum=frame.pat_num)
    if not frame.visits and _looks_back(desk):
        return desk.call("SearchAppointments", PatNum=frame.pat_num)
    if not frame.visits:
        return join(f"I don't see any upcoming visits on {desk.whose} record.", ASK_BOOK_INSTEAD)
    if desk.goal is Goal.FIND:
        return _tell(desk, frame.visits)
    visit = frame.visit or _single_out(frame)
    if visit is None:
        return join(f"I see {listing([describe(visit) for visit in frame.visits], 'and')}.", ASK_WHICH_VISIT)
    frame.visit_number = visit.number
    if desk.goal is Goal.MOVE:
        return schedule(desk)
    return _cancel(desk, visit) if desk.goal is Goal.CANCEL else _confirm(desk, visit)


def _looks_back(desk: Desk) -> bool:
    """Whether a visit that was cancelled may be meant, and has not been looked for in this turn."""
    meant = desk.goal is Goal.MOVE and puts_back(desk.frame.request)
    return meant and desk.can("SearchAppointments") and not desk.frame.turn.did("SearchAppointments")


def describe(visit: Visit) -> str:
    """ "a cleaning on Tuesday, December 1 at 2:00 PM with Sarah Kim"."""
    if not visit.kind or visit.kind.lower() in visit.spoken.lower():
        return visit.spoken
    article = "an" if visit.kind[:1].lower() in "aeiou" else "a"
    return f"{article} {visit.kind.lower()} on {visit.spoken}"


def _tell(desk: Desk, visits: list[Visit]) -> str:
    told = listing([describe(visit) for visit in visits], "and")
    return join(f"I have {told} on {desk.whose} record.", ANYTHING_ELSE)


def _single_out(frame: Frame) -> Visit | None:
    visits = frame.visits or []
    if len(visits) == 1:
        return visits[0]
    left = visits
    if frame.visit_day is not None:
        left = on_day(left, frame.visit_day) or left
    if frame.kind_key or frame.kind_words:
        left = [visit for visit in left if _same_kind(frame, visit)] or left
    return left[0] if len(left) == 1 else None


def _same_kind(frame: Frame, visit: Visit) -> bool:
    kind = match_kind(frame)
    if kind is not None:
        return kind.number == visit.kind_number
    return (frame.kind_key or "").replace("_", " ") in visit.kind.lower()


def _cancel(desk: Desk, visit: Visit) -> Step:
    if desk.can("BreakAppointment"):
        return desk.call("BreakAppointment", AptNum=visit.number, sendToUnscheduledList=True)
    return desk.call("ProposeBooking", kind="cancel", PatNum=desk.frame.pat_num, AptNum=visit.number)


def _confirm(desk: Desk, visit: Visit) -> Step:
    if visit.confirmed:
        return join(f"Good news: {describe(visit)} is already confirmed.", ANYTHING_ELSE)
    if not desk.can("ConfirmAppointment"):
        return join(f"I see {describe(visit)}, but I can't mark it confirmed at the moment.", OFFER_MESSAGE)
    return desk.call("ConfirmAppointment", AptNum=visit.number)
