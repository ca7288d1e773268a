"""Plans and results as JSON for the store, and back."""

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from receptionist.booking.case import Kind
from receptionist.booking.outcome import (
    CommitResult,
    Created,
    Done,
    Failed,
    FamilyPlan,
    Plan,
    Refused,
    RegisterPlan,
    VisitPlan,
)

_VISIT, _REGISTER, _FAMILY = TypeAdapter(VisitPlan), TypeAdapter(RegisterPlan), TypeAdapter(FamilyPlan)
_PLANS: dict[type[Plan], TypeAdapter[Any]] = {VisitPlan: _VISIT, RegisterPlan: _REGISTER, FamilyPlan: _FAMILY}
_RESULTS: dict[str, TypeAdapter[Any]] = {kind.__name__: TypeAdapter(kind) for kind in (Done, Created, Refused, Failed)}


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """A plan as plain JSON data."""
    data: dict[str, Any] = _PLANS[type(plan)].dump_python(plan, mode="json")
    return data


def plan_from_json(kind: str, data: dict[str, Any], zone: ZoneInfo) -> Plan:
    """The plan again, its times in the practice's zone."""
    if kind == Kind.REGISTER:
        return _REGISTER.validate_python(data)
    if "visits" in data:
        family: FamilyPlan = _FAMILY.validate_python(data)
        return FamilyPlan(tuple(_local(visit, zone) for visit in family.visits), family.names)
    return _local(_VISIT.validate_python(data), zone)


def _local(plan: VisitPlan, zone: ZoneInfo) -> VisitPlan:
    was = plan.was_start.astimezone(zone) if plan.was_start else None
    return replace(plan, start=plan.start.astimezone(zone), was_start=was)


def result_to_json(result: CommitResult) -> dict[str, Any]:
    """A final result as plain JSON data, with its type's name."""
    name = type(result).__name__
    return {"type": name, "value": _RESULTS[name].dump_python(result, mode="json")}


def result_from_json(data: dict[str, Any], zone: ZoneInfo) -> CommitResult:
    """The result again; a visit's start is in the practice's zone."""
    result: CommitResult = _RESULTS[data["type"]].validate_python(data["value"])
    if isinstance(result, Done) and result.starts_at:
        return replace(result, starts_at=result.starts_at.astimezone(zone))
    if isinstance(result, Refused):
        openings = tuple(type(o)(**{**vars(o), "start": o.start.astimezone(zone)}) for o in result.alternatives)
        return Refused(result.reason, result.say, openings, result.route_to_staff)
    return result
