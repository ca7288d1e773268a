"""GET /appointments: one, many and the short-notice list."""

from receptionist.sandbox.opendental.appointment_rows import SELECT_APPOINTMENT, STATUSES, render
from receptionist.sandbox.opendental.errors import not_found
from receptionist.sandbox.opendental.fields import DATE_RANGE, STAMP, choice, numbers
from receptionist.sandbox.opendental.method import Call, Reply, reads, reads_one
from receptionist.sandbox.opendental.narrowing import between, changed_since, equal
from receptionist.sandbox.opendental.store import Where

_EQUAL = ("PatNum", "Op", "ClinicNum", "AppointmentTypeNum")


def _single(call: Call) -> Reply:
    row = call.store.row(f"{SELECT_APPOINTMENT} WHERE a.AptNum = ?", call.number)
    if row is None:
        raise not_found("Appointment")
    return Reply(render(row, call.office.stamp()))


def _multiple(call: Call) -> Reply:
    where = Where()
    between(where, call.args, "a.AptDateTime")
    equal(where, call.args, "a", *_EQUAL, "AptStatus")
    changed_since(where, call.args, "a")
    return _listed(call, where)


def _asap(call: Call) -> Reply:
    where = Where()
    where.add("a.Priority = 'ASAP' AND a.AptStatus IN ('Scheduled', 'UnschedList', 'Planned', 'Broken')")
    if call.args.number("ProvNum"):
        provider = call.args.number("ProvNum")
        where.add("a.ProvNum = ? OR a.ProvHyg = ?", provider, provider)
    equal(where, call.args, "a", "ClinicNum")
    return _listed(call, where)


def _listed(call: Call, where: Where) -> Reply:
    rows = call.store.select(SELECT_APPOINTMENT, where, "a.AptDateTime, a.AptNum", call.page)
    now = call.office.stamp()
    return Reply([render(row, now) for row in rows])


METHODS = (
    reads_one("appointments", _single),
    reads(
        "appointments", _multiple, *numbers(*_EQUAL), choice("AptStatus", *STATUSES, "None", "ASAP"), *DATE_RANGE, STAMP
    ),
    reads("appointments", _asap, *numbers("ClinicNum", "ProvNum"), action="ASAP"),
)
