"""Appointment rows: their JSON, the columns a request may set, and the change history every write leaves.

Source of the fields: the vendor's pages up to 25.1 (reference 2.1). No row carries a patient's name.
"""

from collections.abc import Mapping

from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.fields import Args
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply
from receptionist.sandbox.opendental.rendering import columns, yes_no
from receptionist.sandbox.opendental.resources.signalods import signal
from receptionist.sandbox.opendental.store import Row, Value

STATUSES = ("Scheduled", "Complete", "UnschedList", "Broken", "Planned", "PtNote", "PtNoteCompleted")
CREATABLE = ("Scheduled", "Complete", "UnschedList", "PtNote", "PtNoteCompleted")
PRIORITIES = ("Normal", "ASAP")
LONGEST_PATTERN = 108  # nine hours

SELECT = """
    SELECT a.*, coalesce(p.Abbr, '') AS provAbbr, coalesce(c.ItemName, '') AS confirmedName,
        coalesce(u.ItemName, '') AS unschedName
    FROM {table} a LEFT JOIN provider p ON p.ProvNum = a.ProvNum LEFT JOIN definition c ON c.DefNum = a.Confirmed
        LEFT JOIN definition u ON u.DefNum = a.UnschedStatus
"""
SELECT_APPOINTMENT = SELECT.format(table="appointment")
SELECT_HISTORY = SELECT.format(table="histappointment")


def render(row: Row, server_time: str | None = None) -> JsonRow:
    """The vendor's object, with `serverDateTime` first where the method has it."""
    shown: JsonRow = {} if server_time is None else {"serverDateTime": server_time}
    return {
        **shown,
        **columns(row, "AptNum", "PatNum", "AptStatus", "Pattern", "Confirmed"),
        "confirmed": row["confirmedName"],
        "TimeLocked": yes_no(row["TimeLocked"]),
        **columns(row, "Op", "Note", "ProvNum", "provAbbr", "ProvHyg", "AptDateTime", "NextAptNum", "UnschedStatus"),
        "unschedStatus": row["unschedName"],
        "IsNewPatient": yes_no(row["IsNewPatient"]),
        **columns(row, "ProcDescript", "ClinicNum"),
        "IsHygiene": yes_no(row["IsHygiene"]),
        **columns(row, "DateTStamp", "DateTimeArrived", "DateTimeSeated", "DateTimeDismissed", "InsPlan1", "InsPlan2"),
        **columns(row, "DateTimeAskedToArrive", "colorOverride", "AppointmentTypeNum", "SecDateTEntry", "Priority"),
        **columns(row, "PatternSecondary", "ItemOrderPlanned"),
    }


def rendered(call: Call, number: int) -> JsonRow:
    """One appointment as POST and PUT answer it (without `serverDateTime`)."""
    row = call.store.row(f"{SELECT_APPOINTMENT} WHERE a.AptNum = ?", number)
    return render(row) if row else {}


def add(call: Call, values: Mapping[str, Value]) -> int:
    """A new appointment with its time stamps, and the first row of its history; its AptNum."""
    now = call.office.stamp()
    number = call.store.insert("appointment", {**values, "DateTStamp": now, "SecDateTEntry": now})
    record(call, number, "Created")
    return number


def created(call: Call, number: int) -> Reply:
    """The answer to the POST that made an appointment."""
    return Reply(rendered(call, number), 201, number)


def from_type(kind: Row | None) -> Row:
    """What a visit takes over from its appointment type."""
    if kind is None:
        return {"ProcDescript": "", "colorOverride": "0,0,0"}
    look: Row = {"ProcDescript": kind["ProcDescript"], "colorOverride": kind["appointmentTypeColor"]}
    return {"AppointmentTypeNum": kind["AppointmentTypeNum"], **look}


def change(call: Call, number: int, values: Mapping[str, Value], action: str = "Changed") -> None:
    """Write columns of an appointment, move its time stamp, and leave a row of history."""
    call.store.update("appointment", "AptNum", number, {**values, "DateTStamp": call.office.stamp()})
    record(call, number, action)


def record(call: Call, number: int, action: str) -> None:
    """A history row: the appointment as it now stands, and what was done to it."""
    row = call.store.find("appointment", AptNum=number)
    if row is not None:
        stamp = {"HistDateTStamp": call.office.stamp(), "HistApptAction": action, "ApptSource": "None"}
        call.store.insert("histappointment", {**row, **stamp})
        signal(call.store, "Appointment", number, call.office.stamp(), str(row["AptDateTime"])[:10])


def pattern_of(minutes: int) -> str:
    """Five minutes a character, assistant's time at both ends; empty for 0."""
    cells = minutes // 5
    return "/" + "X" * (cells - 2) + "/" if cells > 2 else "X" * cells


def checked_pattern(pattern: str) -> str:
    """A pattern of X and /, cut to nine hours."""
    if not pattern or set(pattern) - {"X", "/"}:
        raise bad_request("Pattern is invalid")
    return pattern[:LONGEST_PATTERN]


def secondary_pattern(pattern: str, args: Args) -> str:
    """The second provider's pattern: all `/` unless given, and as long as the first."""
    given = args.text("PatternSecondary", "/" * len(pattern))
    if set(given) - {"X", "/"}:
        raise bad_request("PatternSecondary is invalid")
    if len(given[:LONGEST_PATTERN]) != len(pattern):
        raise bad_request("PatternSecondary must be the same length as Pattern.")
    return given[:LONGEST_PATTERN]


def checked_color(color: str) -> str:
    """`R,G,B`, each 0 to 255."""
    parts = color.split(",")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and int(part) <= 255 for part in parts):
        raise bad_request("colorOverride is invalid")
    return color
