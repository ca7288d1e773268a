"""GET /operatories and /appointmenttypes: where visits take place, and on what."""

from receptionist.sandbox.opendental.errors import not_found
from receptionist.sandbox.opendental.fields import numbers
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, reads, reads_one
from receptionist.sandbox.opendental.rendering import columns, yes_no
from receptionist.sandbox.opendental.store import Row, Where


def _operatories(call: Call) -> Reply:
    where = Where()
    if call.args.number("ClinicNum"):
        where.add("0 = 1")  # No operatory belongs to a clinic where the office has none.
    rows = call.store.select("SELECT * FROM operatory", where, "OperatoryNum", call.page)
    return Reply([render_operatory(row) for row in rows])


def _one_operatory(call: Call) -> Reply:
    row = call.store.row("SELECT * FROM operatory WHERE OperatoryNum = ?", call.number)
    if row is None:
        raise not_found("Operatory")
    return Reply(render_operatory(row))


def render_operatory(row: Row) -> JsonRow:
    """The vendor's object; hidden chairs are shown too."""
    return {
        **columns(row, "OperatoryNum", "OpName", "Abbrev", "ItemOrder"),
        "IsHidden": yes_no(row["IsHidden"]),
        **columns(row, "ProvDentist", "ProvHygienist"),
        "IsHygiene": yes_no(row["IsHygiene"]),
        "ClinicNum": 0,
        "SetProspective": "false",
        "IsWebSched": yes_no(row["IsWebSched"]),
        "OperatoryType": 0,
        "operatoryType": "",
    }


def _types(call: Call) -> Reply:
    rows = call.store.select("SELECT * FROM appointmenttype", Where(), "AppointmentTypeNum", call.page)
    return Reply([_type(row) for row in rows])


def _one_type(call: Call) -> Reply:
    row = call.store.row("SELECT * FROM appointmenttype WHERE AppointmentTypeNum = ?", call.number)
    if row is None:
        raise not_found("AppointmentType")
    return Reply(_type(row))


def _type(row: Row) -> JsonRow:
    return {
        **columns(row, "AppointmentTypeNum", "AppointmentTypeName", "appointmentTypeColor"),
        "IsHidden": yes_no(row["IsHidden"]),
        **columns(row, "Pattern", "CodeStr"),
        "CodeStrRequired": "",
        "RequiredProcCodesNeeded": "None",
        "BlockoutTypes": "",
    }


METHODS = (
    reads("operatories", _operatories, *numbers("ClinicNum")),
    reads_one("operatories", _one_operatory, since="24.1.10"),
    reads("appointmenttypes", _types, since="22.4.10"),
    # The vendor added the single GET later than the list; which version is not known.
    reads_one("appointmenttypes", _one_type, since="25.1"),
)
