"""/providers: who works here. No row is ever deleted; hide it instead."""

import re

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.fields import STAMP, Field, Kind, numbers
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, JsonRow, Method, Reply, reads
from receptionist.sandbox.opendental.store import Row, Where
from receptionist.sandbox.opendental.tabular import table
from receptionist.sandbox.opendental.tabular_methods import Values, creates, updates

SPECIALTIES = 35
PROVIDERS = table(
    ("providers", "provider", "ProvNum", "Provider"),
    *col.texts("Abbr", "LName", "FName", "MI", "Suffix"),
    *col.whole("FeeSched", parent=col.Parent("feesched", "FeeSchedNum", "FeeSched")),
    *col.definition("Specialty", SPECIALTIES),
    *col.texts("SSN", "StateLicense"),
    *col.switches("IsSecondary"),
    *col.texts("provColor", default="255,255,255"),
    *col.switches("IsHidden", "UsingTIN"),
    *col.switches("SigOnFile", default=True),
    *col.texts("NationalProvID"),
    *col.moments("DateTStamp"),
    *col.switches("IsNotPerson"),
    *col.one_of("ProvStatus", "Active", "Deleted"),
    *col.switches("IsHiddenReport"),
    *col.days("Birthdate"),
    *col.texts("SchedNote", "PreferredName"),
    *col.derived("serverDateTime", "SELECT ''"),
    stamp="DateTStamp",
)
_SETTABLE = (
    *("LName", "FName", "MI", "Suffix", "FeeSched", "Specialty", "SSN", "StateLicense", "IsSecondary", "provColor"),
    *("IsHidden", "UsingTIN", "SigOnFile", "IsNotPerson", "ProvStatus", "IsHiddenReport", "Birthdate", "SchedNote"),
    "PreferredName",
)


def _multiple(call: Call) -> Reply:
    """By clinic only the visible ones come, and `serverDateTime` is then empty."""
    if call.args.has("ClinicNum") and call.args.has("DateTStamp"):
        raise bad_request("ClinicNum and DateTStamp cannot both be specified.")
    where = Where()
    if call.args.has("ClinicNum"):
        where.add("t.IsHidden = 0")
    if call.args.has("DateTStamp"):
        where.add("t.DateTStamp >= ?", call.args.text("DateTStamp"))
    server_time = "" if call.args.has("ClinicNum") else call.office.stamp()
    rows = call.store.select(PROVIDERS.select, where, "t.ProvNum", call.page)
    return Reply([render(row, server_time) for row in rows])


def _single(call: Call) -> Reply:
    return Reply(render(PROVIDERS.row(call.store, call.number), call.office.stamp()))


def render(row: Row, server_time: str) -> JsonRow:
    """The vendor's object; `serverDateTime` comes last here."""
    return {**PROVIDERS.render(row), "serverDateTime": server_time}


def _checked(call: Call, values: Values) -> None:
    color = str(values.get("provColor", "0,0,0"))
    if not re.fullmatch(r"[0-9]{1,3},[0-9]{1,3},[0-9]{1,3}", color):
        raise bad_request("provColor is invalid")
    # The request spells this field in two ways, the response in one.
    for name in ("NationalProvID", "NationalProvId"):
        if call.args.has(name):
            values["NationalProvID"] = call.args.text(name)


def _new(call: Call, values: Values) -> None:
    _checked(call, values)
    if not str(values["Abbr"]).strip():
        raise bad_request("Abbr is required")
    if not values.get("Specialty"):
        values["Specialty"] = parents.first_definition(call.store, SPECIALTIES)
    if not values.get("FeeSched"):
        first = call.store.row("SELECT FeeSchedNum FROM feesched WHERE IsHidden = 0 ORDER BY ItemOrder LIMIT 1")
        values["FeeSched"] = first["FeeSchedNum"] if first else 0


_NPI = (Field("NationalProvID", Kind.TEXT), Field("NationalProvId", Kind.TEXT))
TABLES = (PROVIDERS,)
METHODS = (
    reads("providers", _multiple, *numbers("ClinicNum"), STAMP),
    Method("GET", "providers", _single, keyed=True, since="24.4.17"),
    creates(PROVIDERS, ("Abbr",), _SETTABLE, permission=Permission.SETUP, since="21.4", extra=_NPI, prepare=_new),
    updates(
        PROVIDERS,
        ("Abbr", *_SETTABLE),
        permission=Permission.SETUP,
        since="22.1",
        extra=_NPI,
        prepare=_checked,
    ),
)
