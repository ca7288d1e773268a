"""GET /providers, /operatories and /appointmenttypes: who works where, and on what."""

from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import STAMP, numbers
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, reads, reads_one
from receptionist.sandbox.opendental.resources.rendering import columns, yes_no
from receptionist.sandbox.opendental.store import Row, Where
from receptionist.sandbox.opendental.tables import NO_DATE


def _providers(call: Call) -> Reply:
    """By clinic only the visible ones come, and `serverDateTime` is then empty."""
    if call.args.has("ClinicNum") and call.args.has("DateTStamp"):
        raise bad_request("ClinicNum and DateTStamp cannot both be specified.")
    where = Where()
    if call.args.has("ClinicNum"):
        where.add("IsHidden = 0")
    if call.args.has("DateTStamp"):
        where.add("DateTStamp >= ?", call.args.text("DateTStamp"))
    server_time = "" if call.args.has("ClinicNum") else call.office.stamp()
    rows = call.store.select("SELECT * FROM provider", where, "ProvNum", call.page)
    return Reply([_provider(row, server_time) for row in rows])


def _one_provider(call: Call) -> Reply:
    row = call.store.row("SELECT * FROM provider WHERE ProvNum = ?", call.number)
    if row is None:
        raise not_found("Provider")
    return Reply(_provider(row, call.office.stamp()))


def _provider(row: Row, server_time: str) -> JsonRow:
    return {
        **columns(row, "ProvNum", "Abbr", "LName", "FName", "MI", "Suffix", "FeeSched", "Specialty"),
        "SSN": "",
        "StateLicense": "",
        "IsSecondary": yes_no(row["IsSecondary"]),
        "provColor": row["provColor"],
        "IsHidden": yes_no(row["IsHidden"]),
        "UsingTIN": "false",
        "SigOnFile": "true",
        "NationalProvID": "",
        "DateTStamp": row["DateTStamp"],
        "IsNotPerson": "false",
        "ProvStatus": "Active",
        "IsHiddenReport": "false",
        "Birthdate": NO_DATE,
        "SchedNote": "",
        "PreferredName": "",
        "serverDateTime": server_time,
    }


def _operatories(call: Call) -> Reply:
    where = Where()
    if call.args.number("ClinicNum"):
        where.add("0 = 1")  # No operatory belongs to a clinic where the office has none.
    rows = call.store.select("SELECT * FROM operatory", where, "OperatoryNum", call.page)
    return Reply([_operatory(row) for row in rows])


def _one_operatory(call: Call) -> Reply:
    row = call.store.row("SELECT * FROM operatory WHERE OperatoryNum = ?", call.number)
    if row is None:
        raise not_found("Operatory")
    return Reply(_operatory(row))


def _operatory(row: Row) -> JsonRow:
    return {
        **columns(row, "OperatoryNum", "OpName", "Abbrev", "ItemOrder"),
        "IsHidden": yes_no(row["IsHidden"]),
        **columns(row, "ProvDentist", "ProvHygienist"),
        "IsHygiene": yes_no(row["IsHygiene"]),
        "ClinicNum": 0,
        "SetProspective": "false",
        "IsWebSched": "false",
        "OperatoryType": 0,
        "operatoryType": "",
    }


def _appointment_types(call: Call) -> Reply:
    rows = call.store.select("SELECT * FROM appointmenttype", Where(), "AppointmentTypeNum", call.page)
    return Reply([_appointment_type(row) for row in rows])


def _appointment_type(row: Row) -> JsonRow:
    return {
        **columns(row, "AppointmentTypeNum", "AppointmentTypeName", "appointmentTypeColor"),
        "IsHidden": yes_no(row["IsHidden"]),
        **columns(row, "Pattern", "CodeStr"),
        "CodeStrRequired": "",
        "RequiredProcCodesNeeded": "None",
        "BlockoutTypes": "",
    }


METHODS = (
    reads("providers", _providers, *numbers("ClinicNum"), STAMP),
    reads_one("providers", _one_provider, since="24.4.17"),
    reads("operatories", _operatories, *numbers("ClinicNum")),
    reads_one("operatories", _one_operatory, since="24.1.10"),
    reads("appointmenttypes", _appointment_types, since="22.4.10"),
)
