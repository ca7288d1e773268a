"""The page at the sandbox's root: what this server is, and one day of its schedule by operatory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from jinja2 import Environment

from receptionist.sandbox.opendental.office import Office
from receptionist.sandbox.opendental.page_template import TEMPLATE
from receptionist.sandbox.opendental.store import Row, Store

MINUTE_PIXELS = 1.2
_OFF_SCHEDULE = ("UnschedList", "Planned")
_page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(TEMPLATE)


@dataclass(frozen=True)
class Block:
    """A box in a chair's column: position and height in pixels, and its words."""

    top: float
    height: float
    css: str
    time: str
    title: str
    detail: str


def day_page(store: Store, office: Office, wanted: str) -> str:
    """The page for a day (`2026-12-01`); anything else shows today, or the next day with a schedule."""
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        day = _first_day(store, office.today())
    visits = store.rows(
        "SELECT a.*, p.FName, p.LName, t.AppointmentTypeName, v.Abbr FROM appointment a "
        "JOIN patient p ON p.PatNum = a.PatNum LEFT JOIN provider v ON v.ProvNum = a.ProvNum "
        "LEFT JOIN appointmenttype t ON t.AppointmentTypeNum = a.AppointmentTypeNum "
        "WHERE a.AptDateTime BETWEEN ? AND ? ORDER BY a.AptDateTime, a.AptNum",
        f"{day} 00:00:00",
        f"{day} 23:59:59",
    )
    visits = [row for row in visits if row["AptStatus"] not in _OFF_SCHEDULE]
    schedules = store.rows(
        "SELECT s.*, o.OperatoryNum, coalesce(d.ItemName, '') AS blockout FROM schedule s "
        "LEFT JOIN scheduleop o ON o.ScheduleNum = s.ScheduleNum LEFT JOIN definition d ON d.DefNum = s.BlockoutType "
        "WHERE s.SchedDate = ?",
        day.isoformat(),
    )
    first, last = _hours(visits, schedules)
    chairs = store.rows("SELECT * FROM operatory WHERE IsHidden = 0 ORDER BY ItemOrder")
    return _page.render(
        practice=office.world.file.practice.name,
        version=office.world.file.practice.program_version,
        zone=office.world.time_zone.key,
        now=f"{office.now():%A, %B %-d, %Y, %H:%M}",
        day=f"{day:%A, %B %-d, %Y}",
        before=_shifted(day, -1),
        after=_shifted(day, 1),
        closed=[row["Note"] or "Closed" for row in schedules if row["SchedType"] == "Practice"],
        booked=len(visits),
        hours=[(f"{hour}:00", (hour - first) * 60 * MINUTE_PIXELS) for hour in range(first, last)],
        height=(last - first) * 60 * MINUTE_PIXELS,
        chairs=[(chair["OpName"], _column(chair, visits, schedules, first)) for chair in chairs],
        keys=_keys(office.world.file.keys),
    )


def _column(chair: Row, visits: list[Row], schedules: list[Row], first: int) -> list[Block]:
    blocks = []
    for row in schedules:
        if row["OperatoryNum"] == chair["OperatoryNum"] and row["SchedType"] in ("Provider", "Blockout"):
            start, stop = _minutes(str(row["StartTime"])), _minutes(str(row["StopTime"]))
            css = "open" if row["SchedType"] == "Provider" else "blockout"
            blocks.append(_block(start, stop - start, first, css, "", str(row["blockout"]), ""))
    blocks.sort(key=lambda block: block.css != "open")
    for row in visits:
        if row["Op"] == chair["OperatoryNum"]:
            start, length = _minutes(str(row["AptDateTime"])[11:]), 5 * len(str(row["Pattern"]))
            name = f"{row['FName']} {row['LName']}"
            detail = f"{row['AppointmentTypeName'] or row['ProcDescript'] or 'Visit'}, {row['Abbr'] or ''}"
            css = f"visit {str(row['AptStatus']).lower()}"
            blocks.append(_block(start, length, first, css, str(row["AptDateTime"])[11:16], name, detail))
    return blocks


def _block(start: int, length: int, first: int, css: str, time: str, title: str, detail: str) -> Block:
    return Block((start - first * 60) * MINUTE_PIXELS, length * MINUTE_PIXELS - 1, css, time, title, detail)


def _hours(visits: list[Row], schedules: list[Row]) -> tuple[int, int]:
    starts = [_minutes(str(row["StartTime"])) for row in schedules if row["StopTime"] != "00:00:00"]
    stops = [_minutes(str(row["StopTime"])) for row in schedules if row["StopTime"] != "00:00:00"]
    starts += [_minutes(str(row["AptDateTime"])[11:]) for row in visits]
    stops += [_minutes(str(row["AptDateTime"])[11:]) + 5 * len(str(row["Pattern"])) for row in visits]
    return min(starts, default=8 * 60) // 60, min(24, -(-max(stops, default=17 * 60) // 60))


def _first_day(store: Store, today: date) -> date:
    row = store.row(
        "SELECT min(SchedDate) AS day FROM schedule WHERE SchedDate >= ? AND SchedType = 'Provider'", today.isoformat()
    )
    return date.fromisoformat(str(row["day"])) if row and row["day"] else today


def _shifted(day: date, days: int) -> str:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return day.isoformat()


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:5])


def _keys(keys: Mapping[str, str]) -> str:
    return ", ".join(f"{name} ({tier})" for name, tier in keys.items()) or "any name, unthrottled"
