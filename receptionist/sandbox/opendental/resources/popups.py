"""/popups: warnings the office sees when it opens a patient, the family's included."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.fields import Field, Kind, choice, needed, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Reply, posts, puts, reads
from receptionist.sandbox.opendental.store import Where
from receptionist.sandbox.opendental.tables import NO_DATETIME
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import listing

LEVELS = ("Patient", "Family", "SuperFamily")
POPUPS = Table.of(
    ("popups", "popup", "PopupNum", "Popup"),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.texts("Description"),
    *col.one_of("PopupLevel", *LEVELS),
    *col.switches("IsDisabled"),
    *col.moments("DateTimeDisabled", shape=col.Shape.US),
)


def _multiple(call: Call) -> Reply:
    patient = parents.patient(call.store, call.args.number("PatNum"))
    where = Where()
    where.add(
        "t.PatNum = ? OR (t.PopupLevel = 'Family' AND t.PatNum IN (SELECT PatNum FROM patient WHERE Guarantor = ?)) "
        "OR (t.PopupLevel = 'SuperFamily' AND t.PatNum IN "
        "(SELECT PatNum FROM patient WHERE SuperFamily = ? AND SuperFamily <> 0))",
        *(patient[name] for name in ("PatNum", "Guarantor", "SuperFamily")),
    )
    return listing(call, POPUPS, where)


def _check_level(call: Call, patient: int) -> None:
    """The patient's row must allow the level: only members of a super family have pop-ups for one."""
    if not parents.patient(call.store, patient)["SuperFamily"] and call.args.text("PopupLevel") == "SuperFamily":
        raise bad_request("PopupLevel is invalid")


def _create(call: Call) -> Reply:
    """201 without a body, as documented."""
    _check_level(call, call.args.number("PatNum"))
    POPUPS.insert(call.store, call.args.given(("PatNum", "Description", "PopupLevel")), call.office.stamp())
    return Reply(status=201)


def _update(call: Call) -> Reply:
    _check_level(call, int(POPUPS.row(call.store, call.number)["PatNum"]))
    values = call.args.given(("Description", "PopupLevel", "DateTimeDisabled"))
    if "DateTimeDisabled" in values:
        values["IsDisabled"] = int(values["DateTimeDisabled"] != NO_DATETIME)
    POPUPS.update(call.store, call.number, values, call.office.stamp())
    return Reply()


_LEVEL = choice("PopupLevel", *LEVELS)
_ENDS = Field("DateTimeDisabled", Kind.STAMP)
TABLES = (POPUPS,)
METHODS = (
    reads("popups", _multiple, needed("PatNum"), since="21.4"),
    posts("popups", _create, Permission.COMM, needed("PatNum"), needed("Description", Kind.TEXT), _LEVEL),
    # The vendor's page for the PUT is newer than the rest; which version it came with is not known.
    puts("popups", _update, Permission.COMM, *text("Description"), _LEVEL, _ENDS, keyed=True, since="25.1"),
)
