"""Messages for staff about writes whose fate is not known, or that a caller could not be told of."""

import secrets
from datetime import datetime
from enum import StrEnum

from receptionist.booking.case import Kind
from receptionist.booking.outcome import FamilyPlan, Plan, RegisterPlan, VisitPlan
from receptionist.booking.wording import visit_name, worker
from receptionist.practice.office import Office
from receptionist.practice.wording import spoken_birthdate, spoken_moment
from receptionist.store.calls import MessageRow

OWNER = "front desk"


class Matter(StrEnum):
    """What the message is about, as its first words."""

    UNKNOWN = "Please check in Open Dental and call back. It is not known whether this was done"
    FOUND = "Please call back. This was done, but the caller could not be told"
    NOT_FOUND = "Please check in Open Dental and call back. The caller agreed to this, but it does not stand so"


def message_about(
    matter: Matter, office: Office, plan: Plan, call_id: str, proposal_id: str, now: datetime
) -> MessageRow:
    """The message, ready to be stored. It names patients by number, as Open Dental does; a new one by name."""
    return MessageRow(
        message_id=f"m_{secrets.token_hex(6)}",
        call_id=call_id,
        created_at=now,
        text=f"{matter}: {described(office, plan)} (ref {proposal_id}).",
        callback_number=plan.wireless_phone if isinstance(plan, RegisterPlan) else None,
        urgency="urgent",
        owner=OWNER,
    )


def described(office: Office, plan: Plan) -> str:
    """'book a Cleaning for PatNum 101 on Tuesday, December 1 at 10:00 AM with Sarah Kim'."""
    if isinstance(plan, RegisterPlan):
        return f"register {plan.f_name} {plan.l_name}, born {spoken_birthdate(plan.birthdate)}"
    if isinstance(plan, FamilyPlan):
        return "; ".join(described(office, visit) for visit in plan.visits)
    return _visit(office, plan)


def _visit(office: Office, plan: VisitPlan) -> str:
    what, when, whom = visit_name(office, plan), spoken_moment(plan.start), office.provider_name(worker(plan))
    if plan.kind is Kind.CREATE:
        return f"book a {what} for PatNum {plan.pat_num} on {when} with {whom}"
    if plan.kind is Kind.MOVE:
        return f"move visit {plan.apt_num} ({what}) of PatNum {plan.pat_num} to {when} with {whom}"
    return f"cancel visit {plan.apt_num} ({what}) of PatNum {plan.pat_num} on {when}"
