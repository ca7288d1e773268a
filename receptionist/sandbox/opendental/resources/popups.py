"""/popups: warnings the office sees when it opens a patient, the family's included."""

from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Field, Kind, choice, needed, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, posts, puts, reads
from receptionist.sandbox.opendental.rendering import columns, us_datetime, yes_no
from receptionist.sandbox.opendental.store import Row, Where
from receptionist.sandbox.opendental.tables import NO_DATETIME

LEVELS = ("Patient", "Family", "SuperFamily")


def _multiple(call: Call) -> Reply:
    patient = parents.patient(call.store, call.args.number("PatNum"))
    where = Where()
    where.add(
        "p.PatNum = ? OR (p.PopupLevel = 'Family' AND f.Guarantor = ?) "
        "OR (p.PopupLevel = 'SuperFamily' AND f.SuperFamily = ? AND f.SuperFamily <> 0)",
        patient["PatNum"],
        patient["Guarantor"],
        patient["SuperFamily"],
    )
    sql = "SELECT p.* FROM popup p JOIN patient f ON f.PatNum = p.PatNum"
    return Reply([_render(row) for row in call.store.select(sql, where, "p.PopupNum", call.page)])


def _render(row: Row) -> JsonRow:
    return {
        **columns(row, "PopupNum", "PatNum", "Description", "PopupLevel"),
        "IsDisabled": yes_no(row["IsDisabled"]),
        "DateTimeDisabled": us_datetime(str(row["DateTimeDisabled"])),
    }


def _create(call: Call) -> Reply:
    """201 without a body, as documented."""
    patient = parents.patient(call.store, call.args.number("PatNum"))
    level = call.args.text("PopupLevel", "Patient")
    if level == "SuperFamily" and not patient["SuperFamily"]:
        raise bad_request("PopupLevel is invalid")
    values: Row = {"PatNum": call.args.number("PatNum"), "Description": call.args.text("Description")}
    call.store.insert("popup", {**values, "PopupLevel": level, "IsDisabled": 0, "DateTimeDisabled": NO_DATETIME})
    return Reply(status=201)


def _update(call: Call) -> Reply:
    row = call.store.row(
        "SELECT p.*, f.SuperFamily FROM popup p JOIN patient f ON f.PatNum = p.PatNum WHERE PopupNum = ?", call.number
    )
    if row is None:
        raise not_found("Popup")
    if call.args.text("PopupLevel") == "SuperFamily" and not row["SuperFamily"]:
        raise bad_request("PopupLevel is invalid")
    values = call.args.given(("Description", "PopupLevel", "DateTimeDisabled"))
    if "DateTimeDisabled" in values:
        values["IsDisabled"] = int(values["DateTimeDisabled"] != NO_DATETIME)
    call.store.update("popup", "PopupNum", call.number, values)
    return Reply()


METHODS = (
    reads("popups", _multiple, needed("PatNum"), since="21.4"),
    posts(
        "popups",
        _create,
        Permission.COMM,
        needed("PatNum"),
        needed("Description", Kind.TEXT),
        choice("PopupLevel", *LEVELS),
    ),
    # The vendor's page for the PUT is newer than the rest; which version it came with is not known.
    puts(
        "popups",
        _update,
        Permission.COMM,
        *text("Description"),
        choice("PopupLevel", *LEVELS),
        Field("DateTimeDisabled", Kind.STAMP),
        keyed=True,
        since="25.1",
    ),
)
