"""One day of the schedule as boxes: a column for each operatory, with visits that overlap side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from receptionist.sandbox.opendental.store import Row, Store

MINUTE_REM = 0.09
_OFF_SCHEDULE = ("UnschedList", "Planned")
_VISITS = """
    SELECT a.*, p.FName, p.LName, t.AppointmentTypeName, v.Abbr, coalesce(c.ItemName, '') AS confirmedName
    FROM appointment a JOIN patient p ON p.PatNum = a.PatNum LEFT JOIN provider v ON v.ProvNum = a.ProvNum
        LEFT JOIN appointmenttype t ON t.AppointmentTypeNum = a.AppointmentTypeNum
        LEFT JOIN definition c ON c.DefNum = a.Confirmed
    WHERE a.AptDateTime BETWEEN ? AND ? ORDER BY a.AptDateTime, a.AptNum
"""
_SCHEDULES = """
    SELECT s.*, o.OperatoryNum, coalesce(d.ItemName, '') AS blockout FROM schedule s
    LEFT JOIN scheduleop o ON o.ScheduleNum = s.ScheduleNum LEFT JOIN definition d ON d.DefNum = s.BlockoutType
    WHERE s.SchedDate = ?
"""


@dataclass(frozen=True)
class Box:
    """A rectangle in a chair's column (rem and percent), and its words. `number` is a visit's AptNum, else 0."""

    start: int
    stop: int
    css: str
    title: str
    detail: str = ""
    number: int = 0
    top: float = 0.0
    height: float = 0.0
    left: float = 0.0
    width: float = 100.0

    @property
    def times(self) -> str:
        """`9:00 to 10:00`."""
        return f"{clock(self.start)} to {clock(self.stop)}"


@dataclass(frozen=True)
class Day:
    """What the page of a day shows."""

    day: date
    before: str
    after: str
    booked: int
    closed: Sequence[str]
    hours: Sequence[tuple[str, float]]
    height: float
    chairs: Sequence[tuple[str, Sequence[Box]]]
    now_at: float | None


def day_view(store: Store, wanted: str, now: datetime) -> Day:
    """The day `2026-12-01`; anything else is today, or the next day on which somebody works."""
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        day = _first_day(store, now.date())
    visits = store.rows(_VISITS, f"{day} 00:00:00", f"{day} 23:59:59")
    visits = [row for row in visits if row["AptStatus"] not in _OFF_SCHEDULE]
    schedules = store.rows(_SCHEDULES, day.isoformat())
    first, last = _hours(visits, schedules)
    minute = now.hour * 60 + now.minute
    chairs = store.rows("SELECT * FROM operatory WHERE IsHidden = 0 ORDER BY ItemOrder")
    return Day(
        day=day,
        before=_shifted(day, -1),
        after=_shifted(day, 1),
        booked=sum(row["AptStatus"] in ("Scheduled", "Complete") for row in visits),
        closed=[str(row["Note"] or "Closed") for row in schedules if row["SchedType"] == "Practice"],
        hours=[(f"{hour}:00", _rem((hour - first) * 60)) for hour in range(first, last)],
        height=_rem((last - first) * 60),
        chairs=[(str(chair["OpName"]), _column(chair, visits, schedules, first * 60)) for chair in chairs],
        now_at=_rem(minute - first * 60) if day == now.date() and first * 60 <= minute < last * 60 else None,
    )


def _column(chair: Row, visits: list[Row], schedules: list[Row], first: int) -> list[Box]:
    hours = [row for row in schedules if row["OperatoryNum"] == chair["OperatoryNum"]]
    ground = [_span(row, "open", "") for row in hours if row["SchedType"] == "Provider"]
    blocks = [
        _span(row, "blockout", str(row["blockout"] or "Held for a text offer"))
        for row in hours
        if row["SchedType"] in ("Blockout", "WebSchedASAP")
    ]
    booked = [_visit(row) for row in visits if row["Op"] == chair["OperatoryNum"]]
    boxes = [*ground, *blocks, *_side_by_side(booked)]
    return [replace(box, top=_rem(box.start - first), height=_rem(box.stop - box.start)) for box in boxes]


def _span(row: Row, css: str, title: str) -> Box:
    return Box(minutes(str(row["StartTime"])), minutes(str(row["StopTime"])), css, title, str(row["Note"] or ""))


def _visit(row: Row) -> Box:
    start = minutes(str(row["AptDateTime"])[11:])
    what = row["AppointmentTypeName"] or row["ProcDescript"] or "Visit"
    detail = f"{what}, {row['Abbr'] or 'no provider'}"
    if row["AptStatus"] == "Scheduled" and row["confirmedName"]:
        detail += f" · {row['confirmedName']}"
    elif row["AptStatus"] != "Scheduled":
        detail += f" · {row['AptStatus']}"
    css = f"visit {str(row['AptStatus']).lower()}"
    stop = min(24 * 60, start + 5 * len(str(row["Pattern"])))
    return Box(start, stop, css, f"{row['FName']} {row['LName']}", detail, int(row["AptNum"]))


def _side_by_side(boxes: list[Box]) -> Iterator[Box]:
    """Overlapping visits share the column's width; the real schedule lets them overlap too."""
    group: list[tuple[Box, int]] = []
    lanes: list[int] = []
    for box in boxes:
        if lanes and box.start >= max(lanes):
            yield from _spread(group, len(lanes))
            group, lanes = [], []
        lane = next((index for index, stop in enumerate(lanes) if stop <= box.start), len(lanes))
        lanes[lane : lane + 1] = [box.stop]
        group.append((box, lane))
    yield from _spread(group, len(lanes))


def _spread(group: list[tuple[Box, int]], lanes: int) -> Iterator[Box]:
    for box, lane in group:
        yield replace(box, left=100 * lane / lanes, width=100 / lanes)


def _hours(visits: list[Row], schedules: list[Row]) -> tuple[int, int]:
    spans = [row for row in schedules if row["StopTime"] != "00:00:00"]
    starts = [minutes(str(row["StartTime"])) for row in spans] + [
        minutes(str(row["AptDateTime"])[11:]) for row in visits
    ]
    stops = [minutes(str(row["StopTime"])) for row in spans]
    stops += [minutes(str(row["AptDateTime"])[11:]) + 5 * len(str(row["Pattern"])) for row in visits]
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


def minutes(text: str) -> int:
    """`10:30:00` as minutes after midnight."""
    return int(text[:2]) * 60 + int(text[3:5])


def clock(minute: int) -> str:
    """Minutes after midnight as `10:30`."""
    return f"{minute // 60}:{minute % 60:02}"


def _rem(length: int) -> float:
    return round(length * MINUTE_REM, 3)
