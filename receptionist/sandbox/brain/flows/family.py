"""A family's visits together: what each comes for, when all of them can, and one proposal for all."""

from datetime import date

from receptionist.sandbox.brain.flows.desk import Desk, Step
from receptionist.sandbox.brain.flows.visit import match_kind
from receptionist.sandbox.brain.frame import Frame, Slot
from receptionist.sandbox.brain.wording import ASK_VISIT, OFFER_MESSAGE, join

_KEYS = ("PatNum", "AppointmentTypeNum", "AptDateTime", "ProvNum", "Op")


def family_kinds(desk: Desk) -> Step:
    """The next step towards a bookable kind of visit for each of them; None when all are known."""
    frame = desk.frame
    if not (frame.kind_key or frame.kind_words):
        return ASK_VISIT
    if frame.kinds is None:
        return desk.call("GetAppointmentTypes")
    if any(number is None for _, number in _wanted(frame)):
        return join("I'm afraid I can't book that for all of you myself.", OFFER_MESSAGE)
    return None


def family_search(desk: Desk, start: date, end: date | None) -> Step:
    """Look for times at which all of them can come."""
    wish = desk.frame.wish
    at = wish.at or wish.after or wish.before
    return desk.call(
        "GetFamilySlots",
        visits=[{"PatNum": pat_num, "AppointmentTypeNum": number} for pat_num, number in _wanted(desk.frame)],
        dateStart=start.isoformat(),
        dateEnd=end.isoformat() if end else None,
        time=f"{at:%H:%M}" if at else None,
        part_of_day=wish.part,
    )


def propose_together(slot: Slot) -> list[dict[str, object]]:
    """The visits of an option as the proposal wants them."""
    return [{key: visit.get(key) for key in _KEYS} for visit in slot.together]


def _wanted(frame: Frame) -> list[tuple[int, int | None]]:
    guests = frame.party.guests if frame.party else []
    kinds = [match_kind(frame, guest.born) for guest in guests]
    return [
        (guest.pat_num, kind.number if kind and kind.bookable else None)
        for guest, kind in zip(guests, kinds, strict=True)
    ]
