"""Whether a request asks for just what a plan is, and which words would prove that the plan was read back."""

from collections.abc import Sequence
from datetime import datetime

from receptionist.booking.agreement import ReadBack
from receptionist.booking.case import Kind
from receptionist.booking.outcome import (
    CancelRequest,
    CreateRequest,
    FamilyPlan,
    FamilyRequest,
    MoveRequest,
    Plan,
    RegisterPlan,
    RegisterRequest,
    Request,
    VisitPlan,
)
from receptionist.booking.spoken_facts import plain_words


def evidence(plan: Plan, sentence: str, people: Sequence[str] = ()) -> ReadBack:
    """What Lexi must have said for `plan`, whose read-back is `sentence`.

    `people` are the first names of everybody verified in the call; when there are several, the right one must be named.
    """
    if isinstance(plan, RegisterPlan):
        return ReadBack(plan.kind, words=(plan.l_name, str(plan.birthdate.year)), sentence=sentence)
    if isinstance(plan, FamilyPlan):
        first, *further = (visit.start for visit in plan.visits)
        return ReadBack(plan.kind, first, words=plan.names, sentence=sentence, also=tuple(further))
    said = plain_words(sentence)
    names = [name for name in people if f"{plain_words(name)}s" in said.split() or plain_words(name) in said]
    return ReadBack(plan.kind, plan.start, words=tuple(names) if len(people) > 1 else (), sentence=sentence)


def asks_for(request: Request | FamilyRequest, plan: Plan) -> bool:
    """Whether `request` asks for `plan` again."""
    if isinstance(request, FamilyRequest) or isinstance(plan, FamilyPlan):
        if not isinstance(request, FamilyRequest) or not isinstance(plan, FamilyPlan):
            return False
        pairs = zip(request.visits, plan.visits, strict=False)
        return len(request.visits) == len(plan.visits) and all(asks_for(*pair) for pair in pairs)
    if isinstance(plan, RegisterPlan):
        return isinstance(request, RegisterRequest) and _names(request) == _names(plan)
    if isinstance(request, CancelRequest):
        return plan.kind is Kind.CANCEL and request.apt_num == plan.apt_num
    if isinstance(request, RegisterRequest):
        return False
    return _same_place(request, plan)


def _same_place(request: CreateRequest | MoveRequest, plan: VisitPlan) -> bool:
    if not _same_moment(request.start, plan.start):
        return False
    if request.prov_num not in (None, plan.prov_num) or request.op not in (None, plan.op):
        return False
    if isinstance(request, MoveRequest):
        return plan.kind is Kind.MOVE and request.apt_num == plan.apt_num
    same = (request.pat_num, request.appointment_type_num) == (plan.pat_num, plan.type_number)
    return plan.kind is Kind.CREATE and same


def _names(given: RegisterRequest | RegisterPlan) -> tuple[object, ...]:
    return (given.f_name, given.l_name, given.birthdate)


def _same_moment(one: datetime, other: datetime) -> bool:
    if one.tzinfo is None or one.year in (1, 9999):
        return one.replace(tzinfo=other.tzinfo) == other
    return one.astimezone(other.tzinfo) == other
