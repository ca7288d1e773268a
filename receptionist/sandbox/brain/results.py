"""What each tool result teaches: one small reader per kind of result, applied to the frame in conversation order."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from receptionist.sandbox.brain.frame import (
    Frame,
    Goal,
    Offer,
    Proposal,
    Provider,
    Slot,
    Visit,
    VisitKind,
)
from receptionist.sandbox.brain.listening.party import next_child
from receptionist.sandbox.brain.listening.visits import on_day
from receptionist.sandbox.brain.party import Guest, Party, slots_together
from receptionist.sandbox.brain.wire import Exchange, number, objects, words
from receptionist.sandbox.brain.wording import Ask

SHIFT = timedelta(minutes=30)
"""What "earlier" and "later" mean at least."""
PROPOSING = {
    "CreateAppointment": "create",
    "UpdateAppointment": "move",
    "BreakAppointment": "cancel",
    "ProposeBooking": "create",
    "CreatePatient": "register",
    "ProposeFamilyBooking": "create",
}


def learn(frame: Frame, exchange: Exchange) -> None:
    """Take one tool result into the frame."""
    frame.turn.exchanges.append(exchange)
    frame.last_exchange = exchange
    if exchange.status == "unclear":
        _forget_unclear(frame, exchange)
        return
    reader = _BY_NAME.get(exchange.name)
    if reader is not None:
        reader(frame, exchange)
    if exchange.name in PROPOSING or exchange.name in ("ConfirmBooking", "DropBooking"):
        _learn_booking(frame, exchange)


def _forget_unclear(frame: Frame, exchange: Exchange) -> None:
    """What could not be used is asked again; everything else that was said still counts."""
    what, person = words(exchange.result.get("what")), frame.person
    if what == "name":
        person.first = person.last = None
        frame.expect = Ask.NAME
    elif what == "date of birth":
        person.born = person.birth_month_day = person.birth_year = None
        frame.expect = Ask.BIRTHDATE
    else:
        person.phone = None
        frame.expect = Ask.THIRD if frame.needs_third else Ask.PHONE


def read_slots(value: object) -> tuple[Slot, ...]:
    """The openings of a result; entries without a readable time are dropped."""
    slots = []
    for entry in objects(value):
        starts = read_date_time(entry.get("AptDateTime"))
        if starts is not None:
            slots.append(
                Slot(
                    starts=starts,
                    date_time=words(entry.get("AptDateTime")),
                    provider_number=number(entry.get("ProvNum")),
                    operatory=number(entry.get("Op")),
                    provider=words(entry.get("provider")),
                    spoken=words(entry.get("spoken")) or f"{starts:%A, %B} {starts.day} at {starts:%H:%M}",
                )
            )
    return tuple(slots)


def read_date_time(value: object) -> datetime | None:
    """A practice-local "YYYY-MM-DD HH:MM:SS", or None."""
    try:
        return datetime.fromisoformat(words(value)) if words(value) else None
    except ValueError:
        return None


def _identity(frame: Frame, exchange: Exchange) -> None:
    arguments, result = exchange.arguments, exchange.result
    found: Mapping[str, Any] | None = result if exchange.status == "verified" else None
    patients = objects(result.get("patients"))
    if exchange.status == "ok" and len(patients) == 1:
        found = patients[0]
    pat_num = number(found.get("PatNum")) if found else None
    if found and pat_num is not None:
        frame.pat_num = pat_num
        frame.verified_name = " ".join(filter(None, (words(found.get("FName")), words(found.get("LName")))))
        frame.existing = True
        frame.for_someone_else, frame.for_other = frame.for_other, False
        if frame.party is not None and not frame.party.complete:
            _take_guest(frame, frame.party, pat_num, read_day(arguments.get("Birthdate")))
            return
        if frame.guardian_first:
            frame.guardian = (pat_num, frame.verified_name)
            frame.guardian_first, frame.for_other = False, True
            frame.pat_num, frame.verified_name = None, ""
            frame.child.phone = frame.person.phone
            frame.person = frame.child
        return
    if exchange.status in ("", "error"):
        return
    keys = ("FName", "LName", "Birthdate", "Phone", "Address")
    frame.failed_identities.add(tuple(words(arguments.get(key)) or None for key in keys))
    if exchange.status in ("locked", "route_to_staff"):
        frame.identity_closed = True
        frame.expect = Ask.MESSAGE
    else:
        frame.needs_third = exchange.status == "need_third_identifier"
        unknown = frame.goal is Goal.BOOK and frame.existing is None and not frame.for_other
        frame.expect = Ask.THIRD if frame.needs_third else Ask.NEWNESS if unknown else Ask.IDENTITY


def _take_guest(frame: Frame, party: Party, pat_num: int, born: date | None) -> None:
    """One of a family is verified: the parent first, who comes along or does not, and then each child."""
    parent, frame.guardian_first = frame.guardian_first, False
    if parent:
        frame.guardian = (pat_num, frame.verified_name)
    if not parent or party.with_self:
        party.guests.append(Guest(pat_num, frame.verified_name.split(" ")[0], born))
    if parent and not party.facts:
        party.facts = [(frame.child.first, frame.child.last, frame.child.born)]
    if not party.complete:
        next_child(frame, party)


def read_day(value: object) -> date | None:
    """An ISO date of a call's arguments, or None."""
    try:
        return date.fromisoformat(words(value)) if words(value) else None
    except ValueError:
        return None


def _kinds(frame: Frame, exchange: Exchange) -> None:
    if exchange.status != "ok":
        return
    frame.kinds = [
        VisitKind(
            number=num,
            name=words(entry.get("AppointmentTypeName")),
            minutes=number(entry.get("minutes")) or 0,
            role=words(entry.get("role")),
            bookable=entry.get("bookable") is not False,
        )
        for entry in objects(exchange.result.get("types"))
        if (num := number(entry.get("AppointmentTypeNum"))) is not None
    ]


def _providers(frame: Frame, exchange: Exchange) -> None:
    if exchange.status != "ok":
        return
    frame.providers = [
        Provider(num, words(entry.get("name")), words(entry.get("role")))
        for entry in objects(exchange.result.get("providers"))
        if (num := number(entry.get("ProvNum"))) is not None
    ]


def _visits(frame: Frame, exchange: Exchange) -> None:
    if exchange.status != "ok":
        return
    frame.visits = [visit for entry in objects(exchange.result.get("appointments")) if (visit := _visit(entry))]
    frame.expect = Ask.WHICH_VISIT
    if frame.maybe_move:
        _settle_shift(frame)


def _settle_shift(frame: Frame) -> None:
    """ "Earlier on Monday" moves Monday's visit when there is one; else it is a wish for a new one."""
    shift, frame.maybe_move = frame.maybe_move, ""
    wish, day = frame.wish, frame.wish.start
    visits = on_day(frame.visits or [], day) if day else list(frame.visits or [])
    if len(visits) != 1 or visits[0].starts is None:
        return
    frame.goal, frame.visit_number = Goal.MOVE, visits[0].number
    starts = visits[0].starts
    wish.at = wish.part = None
    wish.start = wish.end = starts.date()
    if shift == "later":
        wish.after, wish.before = (starts + SHIFT).time(), None
    else:
        wish.after, wish.before = None, (starts - SHIFT).time()


def _visit(entry: Mapping[str, Any]) -> Visit | None:
    num = number(entry.get("AptNum"))
    if num is None:
        return None
    return Visit(
        number=num,
        spoken=words(entry.get("spoken")),
        starts=read_date_time(entry.get("AptDateTime")),
        kind=words(entry.get("type")),
        kind_number=number(entry.get("AppointmentTypeNum")),
        provider=words(entry.get("provider")),
        provider_number=number(entry.get("ProvNum")),
        confirmed=entry.get("confirmed") is True,
        cancelled=words(entry.get("AptStatus")) in ("Broken", "UnschedList"),
    )


def _past_visits(frame: Frame, exchange: Exchange) -> None:
    """Of all visits those that were cancelled and not booked again; they are offered when nothing stands."""
    found = [visit for entry in objects(exchange.result.get("appointments")) if (visit := _visit(entry))]
    if not frame.visits:
        frame.visits = [visit for visit in found if visit.cancelled]
        frame.expect = Ask.WHICH_VISIT


def _openings(frame: Frame, exchange: Exchange) -> None:
    slots = read_slots(exchange.result.get("slots") or exchange.result.get("alternatives"))
    exact = exchange.result.get("exact") is True
    arguments = tuple(exchange.arguments.items())
    frame.offer = Offer(slots, exact and bool(slots), exchange.say, arguments)
    frame.chosen = None
    frame.needs_wish = False
    frame.expect = Ask.SLOT if slots else Ask.WHEN


def _family_openings(frame: Frame, exchange: Exchange) -> None:
    slots = []
    for entry in objects(exchange.result.get("options")):
        visits = slots_together(entry.get("visits"))
        starts = [at for visit in visits if (at := read_date_time(visit.get("AptDateTime"))) is not None]
        if starts:
            spoken = words(entry.get("spoken"))
            slots.append(Slot(min(starts), f"{min(starts):%Y-%m-%d %H:%M:%S}", None, None, "", spoken, visits))
    exact = exchange.result.get("exact") is True
    frame.offer = Offer(tuple(slots), exact and bool(slots), exchange.say, tuple(exchange.arguments.items()))
    frame.chosen, frame.needs_wish = None, False
    frame.expect = Ask.SLOT if slots else Ask.WHEN


def _learn_booking(frame: Frame, exchange: Exchange) -> None:
    status, result = exchange.status, exchange.result
    proposal_id = words(result.get("proposal_id")) or words(exchange.arguments.get("proposal_id"))
    if status == "proposed":
        frame.chosen = _proposed_slot(frame, exchange) or frame.chosen
        frame.proposal = Proposal(
            proposal_id=proposal_id,
            kind=words(result.get("kind"))
            or words(exchange.arguments.get("kind"))
            or PROPOSING.get(exchange.name, "create"),
            read_back=words(result.get("read_back")),
            tool=exchange.name,
            arguments=tuple(exchange.arguments.items()),
            slot=frame.chosen,
        )
        frame.expect = Ask.AGREE
    elif status == "not_agreed":
        frame.expect = Ask.AGREE
    elif status in ("done", "created"):
        proposal = frame.proposal
        _close(frame, proposal_id)
        _after_success(frame, exchange, proposal)
    elif status == "dropped":
        kept = frame.proposal is not None and frame.proposal.kind == "cancel" and frame.goal is Goal.CANCEL
        _close(frame, proposal_id)
        if kept or frame.turn.abandoned:
            frame.turn.kept = kept
            frame.finish_task()
    elif status == "refused":
        _close(frame, proposal_id)
        alternatives = read_slots(result.get("alternatives"))
        frame.chosen = None
        frame.needs_wish = not alternatives
        frame.offer = Offer(alternatives, False, exchange.say)
        frame.expect = Ask.SLOT if alternatives else Ask.WHEN
    else:
        frame.expect = Ask.MESSAGE


def _close(frame: Frame, proposal_id: str) -> None:
    """The open proposal is no more, whatever became of it."""
    closed = proposal_id or (frame.proposal.proposal_id if frame.proposal else "")
    if closed:
        frame.closed_proposals.add(closed)
    frame.proposal = None


def _proposed_slot(frame: Frame, exchange: Exchange) -> Slot | None:
    if exchange.name == "ProposeFamilyBooking":
        return frame.chosen or next(iter(frame.offer.slots if frame.offer else ()), None)
    wanted = exchange.arguments.get("AptDateTime")
    provider = number(exchange.arguments.get("ProvNum"))
    for slot in frame.offer.slots if frame.offer else ():
        if slot.date_time == wanted and provider in (None, slot.provider_number):
            return slot
    return None


def _after_success(frame: Frame, exchange: Exchange, proposal: Proposal | None) -> None:
    pat_num = number(exchange.result.get("PatNum"))
    if exchange.status == "created" and pat_num is not None:
        frame.pat_num = pat_num
        frame.verified_name = frame.person.full_name
        frame.existing = False
        return
    cancelled = proposal is not None and proposal.kind == "cancel"
    apt_num = number(dict(proposal.arguments).get("AptNum")) if proposal else None
    kinds = {visit.number: visit.kind_number for visit in frame.visits or ()}
    frame.finish_task()
    frame.done_day = proposal.slot.starts.date() if proposal and proposal.slot else frame.done_day
    frame.kind_number = kinds.get(apt_num or 0) if cancelled else None
    frame.expect = Ask.REBOOK if cancelled else Ask.ANYTHING_ELSE


def _confirmed(frame: Frame, exchange: Exchange) -> None:
    if exchange.status == "done":
        frame.finish_task()
        frame.expect = Ask.ANYTHING_ELSE
    else:
        frame.expect = Ask.MESSAGE


def _message(frame: Frame, exchange: Exchange) -> None:
    if exchange.status == "taken":
        frame.finish_task()
        frame.expect = Ask.ANYTHING_ELSE


_BY_NAME: Mapping[str, Callable[[Frame, Exchange], None]] = {
    "VerifyIdentity": _identity,
    "GetMultiplePatients": _identity,
    "GetAppointmentTypes": _kinds,
    "GetProviders": _providers,
    "GetAppointments": _visits,
    "SearchAppointments": _past_visits,
    "GetAvailableSlots": _openings,
    "GetFamilySlots": _family_openings,
    "ConfirmAppointment": _confirmed,
    "TakeMessage": _message,
}
