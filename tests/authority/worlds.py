"""Random practices: hours, lunch, closed days, who works when, blockouts, and visits that stand already."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st

from opendental_client import SchedType
from receptionist.practice.fields import Span
from receptionist.practice.schema import Closure, DayHours, PracticeProfile, WeeklyHours
from tests.authority.journal import OfficeHours
from tests.authority.watched import WatchedOpenDental
from tests.booking.fake import at, schedule

HOME_CHAIR = {1: 1, 2: 2, 3: 4, 4: 5}
SOMEBODY = 555


@dataclass(frozen=True)
class Plan:
    """A practice. Days are places among its next working days; times are minutes of the day.

    `closed` days are the profile's, `staff_closed` a whole-day row of Open Dental. `shifts` are (provider, day, first,
    last), last 0 meaning that they stay at home; `blockouts` and `visits` are (whose chair, day, start, length).
    On `saturdays` everybody is at work, against the rule.
    """

    hours: OfficeHours = OfficeHours()
    closed: frozenset[int] = frozenset()
    staff_closed: frozenset[int] = frozenset()
    shifts: tuple[tuple[int, int, int, int], ...] = ()
    blockouts: tuple[tuple[int, int, int, int], ...] = ()
    visits: tuple[tuple[int, int, int, int], ...] = ()
    saturdays: bool = False
    horizon: int = 180


_provs, _days, _starts = st.integers(1, 4), st.integers(0, 3), st.sampled_from([480, 600, 630, 660, 840, 900, 960])
_lengths = st.sampled_from([10, 30, 60, 90])
_far = st.frozensets(st.integers(0, 4), max_size=1)
PLANS = st.builds(
    Plan,
    hours=st.sampled_from(
        [
            OfficeHours(),
            OfficeHours(),
            OfficeHours(540, 990, 720, 780),
            OfficeHours(420, 1140, 750, 810),
            OfficeHours(600, 900, 720, 720),
            OfficeHours(480, 720, 600, 600),
        ]
    ),
    closed=_far,
    staff_closed=_far,
    shifts=st.lists(
        st.tuples(_provs, _days, st.sampled_from([480, 600, 840]), st.sampled_from([0, 660, 1020])), max_size=3
    ).map(tuple),
    blockouts=st.lists(st.tuples(_provs, _days, _starts, _lengths), min_size=1, max_size=6).map(tuple),
    visits=st.lists(st.tuples(_provs, _days, _starts, _lengths), max_size=3).map(tuple),
    saturdays=st.booleans(),
    horizon=st.sampled_from([180, 4]),
)


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def furnish(world: WatchedOpenDental, plan: Plan, working: list[date]) -> None:
    """Put the plan into the rows."""
    world.hours, world.closed = plan.hours, {working[place] for place in plan.closed}
    world.horizon = plan.horizon
    for saturday in _saturdays(working) if plan.saturdays else ():
        for prov, chair in HOME_CHAIR.items():
            world.shift(saturday, prov, (chair, 3) if prov < 3 else (chair,))
    for prov, place, first, last in plan.shifts:
        day = working[place]
        mine = [row for row in world.schedules if (row.sched_date, row.prov_num) == (day, prov)]
        world.schedules = [row for row in world.schedules if row not in mine]
        for row in mine if first < last else ():
            ops = tuple(row.operatories)
            world.schedules.append(
                schedule(day, SchedType.PROVIDER, clock(first), clock(last), prov_num=prov, operatories=ops)
            )
    for place in plan.staff_closed:
        world.schedules.append(schedule(working[place], SchedType.PRACTICE, "00:00", "00:00"))
    for prov, place, start, length in plan.blockouts:
        span = (clock(start), clock(start + length))
        world.schedules.append(schedule(working[place], SchedType.BLOCKOUT, *span, operatories=(HOME_CHAIR[prov],)))
    for prov, place, start, length in plan.visits:
        world.visit(SOMEBODY, at(f"{working[place]} {clock(start)}"), length, HOME_CHAIR[prov], prov)


def in_profile(profile: PracticeProfile, plan: Plan, working: list[date]) -> PracticeProfile:
    """The practice's own half of the plan."""
    hours = plan.hours
    lunch = None if hours.lunch == hours.back else Span(_time(hours.lunch), _time(hours.back))
    day = DayHours(open=Span(_time(hours.opens), _time(hours.closes)), lunch=lunch)
    weekly: dict[str, Any] = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), day)
    if plan.saturdays:
        weekly["saturday"] = day
    closures = (*profile.closures, *(Closure(date=working[place], reason="Training") for place in plan.closed))
    policies = profile.policies.model_copy(update={"horizon_days": plan.horizon})
    return profile.model_copy(update={"hours": WeeklyHours(**weekly), "closures": closures, "policies": policies})


def _saturdays(working: list[date]) -> list[date]:
    days = (working[0] + timedelta(days=step) for step in range(-6, 14))
    return [day for day in days if day.weekday() == 5]


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)
