"""A judge of rows of its own: plain minutes and sets, from the practice's description and not from the rules."""

from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from opendental_client import Appointment, AptStatus, SchedType, Schedule
from tests.authority.journal import OfficeHours
from tests.booking.fake import ZONE
from tests.booking.world import CHILD_CLEANING, CLEANING, EMERGENCY, EXAM, FILLING

PERIO, CONSULTATION = 4, 7
MINUTES = {EXAM: 60, CLEANING: 60, CHILD_CLEANING: 30, FILLING: 60, EMERGENCY: 30, PERIO: 60, CONSULTATION: 30}
HOLIDAYS = {
    date(2026, 2, 16), date(2026, 5, 25), date(2026, 6, 19), date(2026, 7, 3), date(2026, 9, 7), date(2026, 11, 26),
    date(2026, 11, 27), date(2026, 12, 25), date(2027, 1, 1), date(2027, 1, 18), date(2028, 2, 21),
}  # fmt: skip
HOME = {1: (1, 4), 2: (2, 5), 3: (4,), 4: (5,)}
OFF = (AptStatus.UNSCHED_LIST, AptStatus.PLANNED, AptStatus.NONE)


class Rows(Protocol):
    """What the judge looks at: the schedule's rows and what the practice says of itself."""

    schedules: list[Schedule]
    hours: OfficeHours
    closed: set[date]
    horizon: int


def cells(start: datetime, minutes: int) -> set[tuple[date, int]]:
    """The minutes of the practice's day that a visit takes."""
    local = start.astimezone(ZONE)
    first = local.hour * 60 + local.minute
    return {(local.date(), minute) for minute in range(first, first + minutes)}


def people_of(row: Appointment) -> set[int]:
    return {row.prov_num, row.prov_hyg} - {0}


def collide(one: Appointment, other: Appointment) -> bool:
    """Whether two rows want the same chair or the same provider in the same minute."""
    if not one.apt_date_time or not other.apt_date_time:
        return False
    at_once = cells(one.apt_date_time, one.minutes) & cells(other.apt_date_time, other.minutes)
    return bool(at_once) and (one.op == other.op or bool(people_of(one) & people_of(other)))


def faults(world: Rows, row: Appointment, now: datetime, *, hour_ahead: bool, new: bool) -> list[str]:
    """Everything that is wrong with a row that stands since `now`; the schedule counts as it is."""
    assert row.apt_date_time is not None
    start = row.apt_date_time.astimezone(ZONE)
    used = {minute for _, minute in cells(start, row.minutes)}
    return [
        *_hours_faults(world, start.date(), used, now),
        *_calendar_faults(row, start, used, now, hour_ahead=hour_ahead, new=new),
        *_work_faults(world, row, start.date(), used),
    ]


def _hours_faults(world: Rows, day: date, used: set[int], now: datetime) -> list[str]:
    found, hours = [], world.hours
    if used - set(range(hours.opens, hours.closes)) or used & set(range(hours.lunch, hours.back)):
        found.append("hours")
    if day in HOLIDAYS | world.closed or ((day.month, day.day) == (12, 24) and max(used) >= 12 * 60):
        found.append("holiday")
    if day > now.astimezone(ZONE).date() + timedelta(days=world.horizon):
        found.append("horizon")
    return found


def _calendar_faults(
    row: Appointment, start: datetime, used: set[int], now: datetime, *, hour_ahead: bool, new: bool
) -> list[str]:
    day, found = start.date(), []
    if day.weekday() > 4:
        found.append("weekend")
    if start.minute % 10 or start.second:
        found.append("grid")
    ahead = start.astimezone(UTC) - now.astimezone(UTC)
    emergency = row.appointment_type_num == EMERGENCY
    needed = timedelta(minutes=30) if emergency else timedelta(minutes=60)
    if ahead <= timedelta(0) or ((emergency or hour_ahead) and ahead < needed):
        found.append("lead")
    if not emergency and not hour_ahead and day <= now.astimezone(ZONE).date():
        found.append("lead")
    if new and row.minutes < MINUTES.get(row.appointment_type_num, 10_000):
        found.append("length or type")
    hygienist = row.appointment_type_num in (CLEANING, CHILD_CLEANING, PERIO)
    if (worker(row) in (3, 4)) != hygienist:
        found.append("role")
    return found


def _work_faults(world: Rows, row: Appointment, day: date, used: set[int]) -> list[str]:
    found, worked = [], set[int]()
    for shift in world.schedules:
        if shift.sched_date != day or shift.start_time is None or shift.stop_time is None:
            continue
        first, last = (part.hour * 60 + part.minute for part in (shift.start_time, shift.stop_time))
        span = set(range(first, last))
        if shift.sched_type == SchedType.PRACTICE and first == last == 0:
            found.append("closed")
        elif shift.sched_type == SchedType.BLOCKOUT and used & span:
            found += ["blockout"] if not shift.operatories or row.op in shift.operatories else []
        elif shift.prov_num == worker(row) and row.op in (shift.operatories or HOME[shift.prov_num]):
            worked |= span
    return [*found, "not at work"] if used - worked or row.op not in range(1, 6) else found


def worker(row: Appointment) -> int:
    return row.prov_hyg if row.is_hygiene and row.prov_hyg else row.prov_num


def blocks(row: Appointment) -> bool:
    return row.apt_status not in OFF
