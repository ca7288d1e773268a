"""What days the talk is about at this moment, for words such as "the following Monday"."""

from datetime import date

from receptionist.sandbox.brain.frame import Frame, Goal
from receptionist.sandbox.language.anchored_days import TalkedOf


def talked_of(frame: Frame) -> TalkedOf:
    """The day of the proposal, else of the wish, the last opening on offer or the visit that is to be moved."""
    wish, proposal = frame.wish, frame.proposal
    slots = frame.offer.slots if frame.offer else ()
    offered = tuple(dict.fromkeys(slot.starts.date() for slot in slots))
    return TalkedOf(
        anchor=_anchor(frame, offered) if proposal is None or proposal.slot is None else proposal.slot.starts.date(),
        first=wish.start,
        last=wish.end,
        offered=offered,
    )


def _anchor(frame: Frame, offered: tuple[date, ...]) -> date | None:
    wish = frame.wish
    if wish.start and wish.start == wish.end and wish.start >= frame.today:
        return wish.start
    if offered:
        return max(offered)
    visits = frame.visits or []
    visit = frame.visit or (visits[0] if len(visits) == 1 else None)
    if frame.goal is Goal.MOVE and visit and visit.starts:
        return visit.starts.date()
    return wish.end or frame.done_day
