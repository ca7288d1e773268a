"""/patfields and /apptfields with their definitions: the office's own fields. PUTs have no key in the URL."""

import re
from datetime import date

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.fields import Field, Kind, needed
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, JsonRow, Method, Reply, puts
from receptionist.sandbox.opendental.store import Row
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Prepare, Values, creates, lists, removes, single, updates

PAT_FIELDS = Table.of(
    ("patfields", "patfield", "PatFieldNum", "PatField"),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.texts("FieldName", "FieldValue"),
    *col.moments("SecDateTEdit"),
    *col.days("SecDateEntry"),
    stamp="SecDateTEdit",
)
PAT_FIELD_DEFS = Table.of(
    ("patfielddefs", "patfielddef", "PatFieldDefNum", "PatFieldDef"),
    *col.texts("FieldName"),
    *col.one_of("FieldType", "Text", "PickList", "Date", "Checkbox", "Currency"),
    *col.texts("PickList"),
    *col.switches("IsHidden"),
)
APPT_FIELD_DEFS = Table.of(
    ("apptfielddefs", "apptfielddef", "ApptFieldDefNum", "ApptFieldDef"),
    *col.texts("FieldName"),
    *col.one_of("FieldType", "Text", "PickList"),
    *col.texts("PickList"),
)
APPT_FIELDS = Table.of(
    ("apptfields", "apptfield", "ApptFieldNum", "ApptField"),
    *col.whole("AptNum"),
    *col.texts("FieldName", "FieldValue"),
)


def _check(call: Call, definitions: Table) -> None:
    """The name must be that of one of the office's own fields, the value one that such a field can hold."""
    field = call.store.find(definitions.name, FieldName=call.args.text("FieldName"))
    if field is None:
        raise bad_request("FieldName is invalid")
    value = call.args.text("FieldValue")
    if value and not _holds(field, value):
        raise bad_request("FieldValue is invalid")


def _holds(field: Row, value: str) -> bool:
    if field["FieldType"] == "PickList":
        return value in str(field["PickList"]).splitlines()
    if field["FieldType"] == "Date":
        try:
            return bool(date.fromisoformat(value))
        except ValueError:
            return False
    shape = {"Checkbox": "[01]", "Currency": r"-?[0-9]+(\.[0-9]+)?"}.get(str(field["FieldType"]), ".*")
    return re.fullmatch(shape, value, re.DOTALL) is not None


def _existing(call: Call, table: Table, owner: str) -> Row | None:
    return call.store.find(table.name, **call.args.given((owner, "FieldName")))


def _set(call: Call, table: Table, owner: str, once: Values) -> Reply:
    """Set the value, adding the field with what is written `once` when there is none yet."""
    values, now = {"FieldValue": call.args.text("FieldValue")}, call.office.stamp()
    row = _existing(call, table, owner)
    if row is None:
        table.insert(call.store, {**once, **call.args.given((owner, "FieldName")), **values}, now)
    else:
        table.update(call.store, int(row[table.key]), values, now)
    return Reply()


def _new(call: Call, values: Values) -> None:
    _check(call, PAT_FIELD_DEFS)
    if _existing(call, PAT_FIELDS, "PatNum"):
        raise bad_request("A PatField with that FieldName already exists for this patient.")
    values["SecDateEntry"] = call.office.today().isoformat()


def _put(call: Call) -> Reply:
    PAT_FIELDS.check(call.store, call.args.given(("PatNum",)))
    _check(call, PAT_FIELD_DEFS)
    return _set(call, PAT_FIELDS, "PatNum", {"SecDateEntry": call.office.today().isoformat()})


def _appointment_field(call: Call) -> Reply:
    parents.appointment(call.store, call.args.number("AptNum"))
    _check(call, APPT_FIELD_DEFS)
    row = _existing(call, APPT_FIELDS, "AptNum")
    shown: JsonRow = {"FieldName": call.args.text("FieldName"), "AptNum": call.args.number("AptNum")}
    return Reply({**shown, "FieldValue": row["FieldValue"] if row else ""})


def _put_appointment_field(call: Call) -> Reply:
    parents.appointment(call.store, call.args.number("AptNum"))
    _check(call, APPT_FIELD_DEFS)
    return _set(call, APPT_FIELDS, "AptNum", {})


def _unique(table: Table) -> Prepare:
    def prepare(call: Call, values: Values) -> None:
        if call.store.exists(table.name, "FieldName", values["FieldName"]):
            raise bad_request("FieldName already exists.")

    return prepare


def _unused(call: Call, row: Row) -> None:
    if call.store.find("patfield", FieldName=row["FieldName"]):
        raise bad_request("PatFieldDef is in use.")


TABLES = (PAT_FIELDS, PAT_FIELD_DEFS, APPT_FIELDS, APPT_FIELD_DEFS)
_NAME, _VALUE = needed("FieldName", Kind.TEXT), Field("FieldValue", Kind.TEXT)
_NEW = (("FieldName",), ("FieldType", "PickList"))
METHODS = (
    lists(PAT_FIELDS, "PatNum", "FieldName", "SecDateTEdit"),
    single(PAT_FIELDS, since="22.4"),
    creates(PAT_FIELDS, ("PatNum", "FieldName", "FieldValue"), since="22.4", prepare=_new),
    puts("patfields", _put, Permission.ALL_OTHERS, needed("PatNum"), _NAME, _VALUE),
    removes(PAT_FIELDS, since="22.4"),
    lists(PAT_FIELD_DEFS, since="22.4.9"),
    creates(PAT_FIELD_DEFS, *_NEW, since="23.3.26", prepare=_unique(PAT_FIELD_DEFS)),
    updates(PAT_FIELD_DEFS, ("FieldType", "PickList", "IsHidden"), since="23.3.26"),
    removes(PAT_FIELD_DEFS, since="23.3.26", guard=_unused),
    lists(APPT_FIELD_DEFS, since="21.4"),
    creates(APPT_FIELD_DEFS, *_NEW, permission=Permission.SETUP, since="21.4", prepare=_unique(APPT_FIELD_DEFS)),
    Method("GET", "apptfields", _appointment_field, fields=(needed("AptNum"), _NAME)),
    puts("apptfields", _put_appointment_field, Permission.COMM, needed("AptNum"), _NAME, _VALUE),
)
