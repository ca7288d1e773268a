"""The authority's sentences: read-backs, which end in a question, and what is said when it is done."""

from datetime import date, datetime

from receptionist.booking.case import Kind
from receptionist.booking.outcome import FamilyPlan, Plan, RegisterPlan, VisitPlan
from receptionist.practice.office import Office
from receptionist.practice.wording import listed, spelled, spoken_birthdate, spoken_moment, spoken_phone

UNREADABLE = "I can't reach the schedule right now. I can take a message so that our team calls you back."
NOT_CONFIRMED = (
    "I couldn't confirm that this went through, so please don't count on it yet. "
    "I'm leaving a note for our team, and they will call you back about it."
)
NOT_WRITTEN = "I'm sorry, that didn't go through and nothing was changed. Our team can help you with it."
TAKEN = "I'm sorry, that time was taken just now, so it is not booked."
NONE_BOOKED = "I'm sorry, I couldn't book them all, so none of the visits is booked."
MOVE_TAKEN = "I'm sorry, that time was taken just now. Your visit stays where it was."
EXPIRED = "I'm no longer holding that time. Would you like me to look again?"
VOID = "That has changed in the meantime. Would you like me to look again?"
NO_VISIT = "I can't find that visit on the schedule. Could you tell me which one you mean?"
CANT_REGISTER = (
    "I can't set up a new record with those details. If you have been with us before, tell me the name and date of "
    "birth and I'll look you up; otherwise our team will finish this with you."
)


def visit_name(office: Office, plan: VisitPlan) -> str:
    """'the Cleaning', or 'the visit' without a type."""
    kind = office.types.get(plan.type_number)
    return kind.name if kind else "visit"


def worker(plan: VisitPlan) -> int:
    """The provider who does it."""
    return plan.row_hyg if plan.is_hygiene and plan.row_hyg else plan.row_prov


def read_back(office: Office, plan: Plan, name: str, today: date) -> str:
    """What must be said before the caller can agree. `name` is the patient's first name.

    A new patient's name is spelled, since it will stand on the chart. A date carries its year unless that is this one.
    """
    if isinstance(plan, RegisterPlan):
        return (
            f"I have {plan.f_name} {plan.l_name}, spelled {spelled(plan.f_name)}, {spelled(plan.l_name)}, "
            f"born {spoken_birthdate(plan.birthdate)}, phone {spoken_phone(plan.wireless_phone)}. Is that right?"
        )
    if isinstance(plan, FamilyPlan):
        return f"{_sentence(office, plan, today)}. Shall I book {_both(plan)}?"
    what, when = visit_name(office, plan), _when(plan.start, today)
    if plan.kind is Kind.CANCEL:
        return f"I'll cancel {name}'s {what} on {when}. Shall I go ahead?"
    with_whom = f"with {office.provider_name(worker(plan))}"
    if plan.kind is Kind.MOVE and plan.was_start and not plan.off_schedule:
        return f"I'll move {name}'s {what} from {_when(plan.was_start, today)} to {when} {with_whom}. Shall I do that?"
    if plan.kind is Kind.MOVE:
        return f"I'll reschedule {name}'s {what} for {when} {with_whom}. Shall I do that?"
    return f"{_article(what)} {what} for {name} on {when} {with_whom}. Shall I book it?"


def success(office: Office, plan: Plan, name: str, today: date) -> str:
    """What may be said after the row was read again."""
    if isinstance(plan, RegisterPlan):
        return f"You're all set: {plan.f_name} {plan.l_name} is registered with us."
    if isinstance(plan, FamilyPlan):
        return f"It's done: {_sentence(office, plan, today)}."
    what, when = visit_name(office, plan), _when(plan.start, today)
    whose = f"{name}'s" if name else "The"
    if plan.kind is Kind.CANCEL:
        return f"{whose} {what} on {when} is cancelled."
    verb = "is now on" if plan.kind is Kind.MOVE else "is booked for"
    return f"{whose} {what} {verb} {when} with {office.provider_name(worker(plan))}."


def _when(start: datetime, today: date) -> str:
    return spoken_moment(start, year=start.year != today.year)


def _sentence(office: Office, plan: FamilyPlan, today: date) -> str:
    """'A Cleaning for Dana on ... with ... and a Child Cleaning for Milo on ... with ...'."""
    parts = [_clause(office, visit, name, today) for visit, name in zip(plan.visits, plan.names, strict=True)]
    text = listed(parts)
    return text[0].upper() + text[1:]


def _clause(office: Office, plan: VisitPlan, name: str, today: date) -> str:
    what, whom = visit_name(office, plan), office.provider_name(worker(plan))
    return f"{_article(what).casefold()} {what} for {name} on {_when(plan.start, today)} with {whom}"


def _both(plan: FamilyPlan) -> str:
    return "both" if len(plan.visits) == 2 else "all of them"


def asks_again(sentence: str) -> str:
    """What to say when there is no agreement yet."""
    return f"I need a clear yes before I do that. {sentence}"


def _article(noun: str) -> str:
    return "An" if noun[:1].casefold() in "aeiou" else "A"
