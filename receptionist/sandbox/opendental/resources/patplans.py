"""/patplans: this patient is covered by that policy. No row means no coverage; ordinal 1 is the primary one."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.errors import ApiError, bad_request
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call
from receptionist.sandbox.opendental.store import Row
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Values, creates, lists, removes, updates

POLICY = col.Parent("inssub", "InsSubNum", "InsSub", "InsSub does not exist")
RELATIONSHIPS = (
    *("Self", "Spouse", "Child", "Employee", "HandicapDep", "SignifOther", "InjuredPlaintiff", "LifePartner"),
    "Dependent",
)
_MISSPELLED = "InjuredPlantiff"  # The vendor's page for this resource spells it so; both are taken.
COVERAGES = Table.of(
    ("patplans", "patplan", "PatPlanNum", "PatPlan"),
    *col.whole("PatNum"),
    *col.whole("Ordinal", default=1),
    *col.switches("IsPending"),
    *col.one_of("Relationship", *RELATIONSHIPS, _MISSPELLED),
    *col.texts("PatID"),
    *col.whole("InsSubNum", parent=POLICY),
    *col.amounts("OrthoAutoFeeBilledOverride", default=-1.0),
    *col.days("OrthoAutoNextClaimDate"),
    *col.moments("SecDateTEntry", "SecDateTEdit"),
    stamp="SecDateTEdit",
    entered="SecDateTEntry",
)


def _link(call: Call, values: Values) -> None:
    """A new primary pushes the others down; the same policy twice is refused."""
    patient = int(values["PatNum"])
    row = call.store.find("patient", PatNum=patient)
    if row is None:
        raise ApiError(404, "Patient does not exist")
    if row["PatStatus"] == "Deleted":
        raise bad_request("Patient has been deleted")
    _normal(values)
    if _of(call, patient, "AND InsSubNum = ?", int(values["InsSubNum"])):
        raise bad_request("A PatPlan with that PatNum and InsSubNum already exists.")
    others = _of(call, patient)
    ordinal = max(1, min(int(values.get("Ordinal", 1)), len(others) + 1))
    values["Ordinal"] = ordinal
    for other in others:
        if int(other["Ordinal"]) >= ordinal:
            call.store.update("patplan", "PatPlanNum", int(other["PatPlanNum"]), {"Ordinal": int(other["Ordinal"]) + 1})


def _relink(call: Call, values: Values) -> None:
    _normal(values)
    row = COVERAGES.row(call.store, call.number)
    patient, mine = int(row["PatNum"]), int(row["Ordinal"])
    if "InsSubNum" in values and _of(
        call, patient, "AND InsSubNum = ? AND PatPlanNum <> ?", int(values["InsSubNum"]), call.number
    ):
        raise bad_request("A PatPlan with that PatNum and InsSubNum already exists.")
    if "Ordinal" in values:
        wanted = max(1, min(int(values["Ordinal"]), len(_of(call, patient))))
        values["Ordinal"] = wanted
        for other in _of(call, patient, "AND PatPlanNum <> ?", call.number):
            at = int(other["Ordinal"])
            step = 1 if wanted <= at < mine else -1 if mine < at <= wanted else 0
            call.store.update("patplan", "PatPlanNum", int(other["PatPlanNum"]), {"Ordinal": at + step})


def _close_ranks(call: Call, row: Row) -> None:
    for other in _of(call, int(row["PatNum"]), "AND Ordinal > ?", int(row["Ordinal"])):
        call.store.update("patplan", "PatPlanNum", int(other["PatPlanNum"]), {"Ordinal": int(other["Ordinal"]) - 1})


def _normal(values: Values) -> None:
    if values.get("Relationship") == _MISSPELLED:
        values["Relationship"] = "InjuredPlaintiff"
    if values.get("InsSubNum") == 0:
        raise bad_request("InsSub does not exist")


def _of(call: Call, patient: int, more: str = "", *parameters: int) -> list[Row]:
    return call.store.rows(f"SELECT * FROM patplan WHERE PatNum = ? {more}", patient, *parameters)  # noqa: S608


TABLES = (COVERAGES,)
_EASY = Permission.INSURANCE_SIMPLE
METHODS = (
    lists(COVERAGES, "PatNum", "InsSubNum", since="22.4.27"),
    creates(COVERAGES, ("PatNum", "InsSubNum"), ("Ordinal", "Relationship", "PatID"), permission=_EASY, prepare=_link),
    updates(
        COVERAGES, ("InsSubNum", "Ordinal", "Relationship", "PatID"), permission=_EASY, since="21.4", prepare=_relink
    ),
    removes(COVERAGES, permission=_EASY, guard=_close_ranks),
)
