"""GET /appointments/Slots: whole openings of one provider, step by step as the vendor's engine computes them.

What it does not consider is as much part of it: blockouts, closed days, other providers' patients in the same chair,
hidden operatories. Broken visits still block; unscheduled and planned ones do not (reference 3.1).
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from receptionist.sandbox.opendental.fields import DATE_RANGE, numbers
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, reads
from receptionist.sandbox.opendental.narrowing import openings_range
from receptionist.sandbox.opendental.office import spelled
from receptionist.sandbox.opendental.parents import preference
from receptionist.sandbox.opendental.store import Row

CELL_MINUTES = 5
CELLS = 288


def _slots(call: Call) -> Reply:
    days = openings_range(call.args, call.office.today())
    first, last = (day.isoformat() for day in days)
    provider = call.args.number("ProvNum") or int(preference(call.store, "PracticeDefaultProv") or 0)
    wanted_op = call.args.number("OpNum")
    schedules = call.store.rows(
        "SELECT * FROM schedule WHERE SchedType = 'Provider' AND ProvNum = ? AND SchedDate BETWEEN ? AND ? "
        "ORDER BY SchedDate, StartTime, ScheduleNum",
        provider,
        first,
        last,
    )
    links = {int(row["ScheduleNum"]): _linked(call, int(row["ScheduleNum"])) for row in schedules}
    if wanted_op:
        schedules = [row for row in schedules if wanted_op in links[int(row["ScheduleNum"])]]
    appointments = call.store.rows(
        "SELECT AptDateTime, Pattern FROM appointment WHERE (ProvNum = ? OR ProvHyg = ?) "
        "AND AptDateTime BETWEEN ? AND ? AND AptStatus NOT IN ('UnschedList', 'Planned')",
        provider,
        provider,
        f"{first} 00:00:00",
        f"{last} 23:59:59",
    )
    found: list[JsonRow] = []
    for day in sorted({str(row["SchedDate"]) for row in schedules}):
        of_day = [row for row in schedules if row["SchedDate"] == day]
        chair = wanted_op or _label(call, provider, [links[int(row["ScheduleNum"])] for row in of_day])
        booked = [row for row in appointments if str(row["AptDateTime"]).startswith(day)]
        for start, stop in _openings(date.fromisoformat(day), of_day, booked):
            if (stop - start).total_seconds() >= 60 * call.args.number("lengthMinutes"):
                times: JsonRow = {"DateTimeStart": spelled(start), "DateTimeEnd": spelled(stop)}
                found.append({**times, "ProvNum": provider, "OpNum": chair})
    return Reply(call.page.of(found))


def _linked(call: Call, schedule: int) -> list[int]:
    rows = call.store.rows("SELECT OperatoryNum FROM scheduleop WHERE ScheduleNum = ? ORDER BY ScheduleOpNum", schedule)
    return [int(row["OperatoryNum"]) for row in rows]


def _label(call: Call, provider: int, links: Sequence[Sequence[int]]) -> int:
    """The operatory an opening is labelled with when none was asked for."""
    own = call.store.row(
        "SELECT OperatoryNum FROM operatory WHERE ProvDentist = ? OR ProvHygienist = ? ORDER BY ItemOrder LIMIT 1",
        provider,
        provider,
    )
    return int(own["OperatoryNum"]) if own else next((chair for chairs in links for chair in chairs), 0)


def _openings(day: date, schedules: Sequence[Row], appointments: Sequence[Row]) -> Iterator[tuple[datetime, datetime]]:
    """Every maximal run of open five-minute cells; a run that touches midnight is not emitted."""
    cells = [False] * CELLS
    for row in schedules:
        first, last = _cell(str(row["StartTime"])), _cell(str(row["StopTime"]))
        cells[first:last] = [True] * max(0, last - first)
    for row in appointments:
        first = _cell(str(row["AptDateTime"])[11:])
        for cell in range(first, min(CELLS, first + len(str(row["Pattern"])))):
            cells[cell] = False
    midnight, begun = datetime.combine(day, datetime.min.time()), -1
    for cell, is_open in enumerate(cells):
        if is_open and begun < 0:
            begun = cell
        elif not is_open and begun >= 0:
            yield midnight + timedelta(minutes=CELL_MINUTES * begun), midnight + timedelta(minutes=CELL_MINUTES * cell)
            begun = -1


def _cell(clock: str) -> int:
    hours, minutes = int(clock[:2]), int(clock[3:5])
    return (hours * 60 + minutes) // CELL_MINUTES


METHODS = (reads("appointments", _slots, *DATE_RANGE, *numbers("lengthMinutes", "ProvNum", "OpNum"), action="Slots"),)
