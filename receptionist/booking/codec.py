"""Plans and results as JSON for the store, and back."""

from typing import Any
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from receptionist.booking.case import Kind
from receptionist.booking.outcome import CommitResult, Created, Done, Failed, Plan, Refused, RegisterPlan, VisitPlan

_VISIT, _REGISTER = TypeAdapter(VisitPlan), TypeAdapter(RegisterPlan)
_RESULTS: dict[str, TypeAdapter[Any]] = {kind.__name__: TypeAdapter(kind) for kind in (Done, Created, Refused, Failed)}


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """A plan as plain JSON data."""
    adapter: TypeAdapter[Any] = _VISIT if isinstance(plan, VisitPlan) else _REGISTER
    data: dict[str, Any] = adapter.dump_python(plan, mode="json")
    return data


def plan_from_json(kind: str, data: dict[str, Any], zone: ZoneInfo) -> Plan:
    """The plan again, its times in the practice's zone."""
    if kind == Kind.REGISTER:
        return _REGISTER.validate_python(data)
    times = {"start": data["start"], "was_start": data["was_start"]}
    plan = _VISIT.validate_python(data)
    local = {name: getattr(plan, name).astimezone(zone) for name, value in times.items() if value}
    return VisitPlan(**{**vars(plan), **local})


def result_to_json(result: CommitResult) -> dict[str, Any]:
    """A final result as plain JSON data, with its type's name."""
    name = type(result).__name__
    return {"type": name, "value": _RESULTS[name].dump_python(result, mode="json")}


def result_from_json(data: dict[str, Any], zone: ZoneInfo) -> CommitResult:
    """The result again; a visit's start is in the practice's zone."""
    result: CommitResult = _RESULTS[data["type"]].validate_python(data["value"])
    if isinstance(result, Done) and result.starts_at:
        return Done(result.apt_num, result.starts_at.astimezone(zone), result.say, result.kind)
    if isinstance(result, Refused):
        openings = tuple(type(o)(**{**vars(o), "start": o.start.astimezone(zone)}) for o in result.alternatives)
        return Refused(result.reason, result.say, openings, result.route_to_staff)
    return result
