"""/patfields and /apptfields with their definitions: the office's own fields. PUTs have no key in the URL."""

import re
from datetime import date

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.fields import Kind, needed, text
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


def _field(call: Call, table: str, name: str) -> Row:
    row = call.store.row(f"SELECT * FROM {table} WHERE FieldName = ?", name)  # noqa: S608
    if row is None:
        raise bad_request("FieldName is invalid")
    return row


def _check_value(definition: Row, value: str) -> None:
    kind, sound = definition["FieldType"], True
    if not value:
        return
    if kind == "PickList":
        sound = value in str(definition["PickList"]).splitlines()
    elif kind == "Checkbox":
        sound = value in ("0", "1")
    elif kind == "Currency":
        sound = re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value) is not None
    elif kind == "Date":
        try:
            date.fromisoformat(value)
        except ValueError:
            sound = False
    if not sound:
        raise bad_request("FieldValue is invalid")


def _new(call: Call, values: Values) -> None:
    _check_value(_field(call, "patfielddef", str(values["FieldName"])), str(values.setdefault("FieldValue", "")))
    if _existing(call):
        raise bad_request("A PatField with that FieldName already exists for this patient.")
    values["SecDateEntry"] = call.office.today().isoformat()


def _existing(call: Call) -> Row | None:
    return call.store.row(
        "SELECT * FROM patfield WHERE PatNum = ? AND FieldName = ?",
        call.args.number("PatNum"),
        call.args.text("FieldName"),
    )


def _put(call: Call) -> Reply:
    """Sets the value, adding the field to the patient when it has none yet."""
    values = call.args.given(("PatNum", "FieldName", "FieldValue"))
    PAT_FIELDS.check(call.store, values)
    _check_value(_field(call, "patfielddef", str(values["FieldName"])), str(values.setdefault("FieldValue", "")))
    now, row = call.office.stamp(), _existing(call)
    if row is None:
        PAT_FIELDS.insert(call.store, {**values, "SecDateEntry": now[:10]}, now)
    else:
        PAT_FIELDS.update(call.store, int(row["PatFieldNum"]), values, now)
    return Reply()


def _appointment_field(call: Call) -> Reply:
    parents.appointment(call.store, call.args.number("AptNum"))
    name = call.args.text("FieldName")
    _field(call, "apptfielddef", name)
    row = _set_field(call)
    shown: JsonRow = {"FieldName": name, "AptNum": call.args.number("AptNum")}
    return Reply({**shown, "FieldValue": row["FieldValue"] if row else ""})


def _set_field(call: Call) -> Row | None:
    return call.store.row(
        "SELECT * FROM apptfield WHERE AptNum = ? AND FieldName = ?",
        call.args.number("AptNum"),
        call.args.text("FieldName"),
    )


def _put_appointment_field(call: Call) -> Reply:
    parents.appointment(call.store, call.args.number("AptNum"))
    values = call.args.given(("AptNum", "FieldName", "FieldValue"))
    _check_value(_field(call, "apptfielddef", str(values["FieldName"])), str(values.setdefault("FieldValue", "")))
    row = _set_field(call)
    if row is None:
        APPT_FIELDS.insert(call.store, values, call.office.stamp())
    else:
        APPT_FIELDS.update(call.store, int(row["ApptFieldNum"]), values, call.office.stamp())
    return Reply()


def _unique(table: str) -> Prepare:
    def prepare(call: Call, values: Values) -> None:
        if call.store.row(f"SELECT 1 AS found FROM {table} WHERE FieldName = ?", values["FieldName"]):  # noqa: S608
            raise bad_request("FieldName already exists.")

    return prepare


def _unused(call: Call, row: Row) -> None:
    if call.store.row("SELECT 1 AS found FROM patfield WHERE FieldName = ?", row["FieldName"]):
        raise bad_request("PatFieldDef is in use.")


TABLES = (PAT_FIELDS, PAT_FIELD_DEFS, APPT_FIELDS, APPT_FIELD_DEFS)
METHODS = (
    lists(PAT_FIELDS, "PatNum", "FieldName", "SecDateTEdit"),
    single(PAT_FIELDS, since="22.4"),
    creates(PAT_FIELDS, ("PatNum", "FieldName", "FieldValue"), since="22.4", prepare=_new),
    puts(
        "patfields", _put, Permission.ALL_OTHERS, needed("PatNum"), needed("FieldName", Kind.TEXT), *text("FieldValue")
    ),
    removes(PAT_FIELDS, since="22.4"),
    lists(PAT_FIELD_DEFS, since="22.4.9"),
    creates(PAT_FIELD_DEFS, ("FieldName",), ("FieldType", "PickList"), since="23.3.26", prepare=_unique("patfielddef")),
    updates(PAT_FIELD_DEFS, ("FieldType", "PickList", "IsHidden"), since="23.3.26"),
    removes(PAT_FIELD_DEFS, since="23.3.26", guard=_unused),
    lists(APPT_FIELD_DEFS, since="21.4"),
    creates(
        APPT_FIELD_DEFS,
        ("FieldName",),
        ("FieldType", "PickList"),
        permission=Permission.SETUP,
        since="21.4",
        prepare=_unique("apptfielddef"),
    ),
    Method(
        "GET",
        "apptfields",
        _appointment_field,
        fields=(needed("AptNum"), needed("FieldName", Kind.TEXT)),
    ),
    puts(
        "apptfields",
        _put_appointment_field,
        Permission.COMM,
        needed("AptNum"),
        needed("FieldName", Kind.TEXT),
        *text("FieldValue"),
    ),
)
