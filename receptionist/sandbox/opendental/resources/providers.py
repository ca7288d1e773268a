"""/providers: who works here. No row is ever deleted; hide it instead."""

import re

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.fields import STAMP, Field, Kind, numbers
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Reply, reads
from receptionist.sandbox.opendental.narrowing import changed_since
from receptionist.sandbox.opendental.resources.procedurecodes import first_schedule
from receptionist.sandbox.opendental.store import Where
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Values, creates, listing, single, updates

SPECIALTIES = 35
PROVIDERS = Table.of(
    ("providers", "provider", "ProvNum", "Provider"),
    *col.texts("Abbr", "LName", "FName", "MI", "Suffix"),
    *col.whole("FeeSched", parent=col.FEE_SCHEDULE),
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
    *col.server_time(),
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
    changed_since(where, call.args, "t")
    return listing(call, PROVIDERS, where, server_time="" if call.args.has("ClinicNum") else None)


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
        values["FeeSched"] = first_schedule(call.store)


_NPI = (Field("NationalProvID", Kind.TEXT), Field("NationalProvId", Kind.TEXT))
TABLES = (PROVIDERS,)
METHODS = (
    reads("providers", _multiple, *numbers("ClinicNum"), STAMP),
    single(PROVIDERS, since="24.4.17"),
    creates(PROVIDERS, ("Abbr",), _SETTABLE, permission=Permission.SETUP, since="21.4", extra=_NPI, prepare=_new),
    updates(PROVIDERS, ("Abbr", *_SETTABLE), permission=Permission.SETUP, since="22.1", extra=_NPI, prepare=_checked),
)
