"""GET /histappointments: one row for each change of an appointment."""

from receptionist.sandbox.opendental.appointment_rows import SELECT_HISTORY, STATUSES, render
from receptionist.sandbox.opendental.fields import DATE_RANGE, choice, numbers
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, reads
from receptionist.sandbox.opendental.narrowing import between, equal
from receptionist.sandbox.opendental.rendering import columns
from receptionist.sandbox.opendental.store import Row, Where

ACTIONS = ("Created", "Changed", "Missed", "Cancelled", "Deleted")


def _multiple(call: Call) -> Reply:
    where = Where()
    between(where, call.args, "a.AptDateTime")
    equal(where, call.args, "a", "AptNum", "PatNum", "ClinicNum", "HistApptAction", "AptStatus")
    rows = call.store.select(SELECT_HISTORY, where, "a.HistApptNum", call.page)
    return Reply([render_history(row) for row in rows])


def render_history(row: Row) -> JsonRow:
    """The appointment as it was, after what was done to it and when."""
    history = columns(row, "HistApptNum", "HistUserNum", "HistDateTStamp", "HistApptAction", "ApptSource")
    return {**history, **render(row)}


METHODS = (
    reads(
        "histappointments",
        _multiple,
        choice("HistApptAction", *ACTIONS),
        choice("AptStatus", *STATUSES),
        *numbers("AptNum", "PatNum", "ClinicNum"),
        *DATE_RANGE,
        since="23.1.30",
    ),
)
