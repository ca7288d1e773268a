"""/insverifies: when a plan or a patient's enrolment was last verified. The PUT has no key in its URL; it upserts."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Kind, choice, dates, needed, numbers, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Reply, puts
from receptionist.sandbox.opendental.store import Value, Where
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import lists, single

VERIFIED = 38
KINDS = {
    "PatientEnrollment": ("patplan", "PatPlanNum", "PatPlan"),
    "InsuranceBenefit": ("insplan", "PlanNum", "InsPlan"),
}
VERIFIES = Table.of(
    ("insverifies", "insverify", "InsVerifyNum", "InsVerify"),
    *col.days("DateLastVerified"),
    *col.whole("UserNum"),
    *col.one_of("VerifyType", *KINDS),
    *col.whole("FKey"),
    *col.definition("DefNum", VERIFIED),
    *col.texts("Note"),
    *col.days("DateLastAssigned"),
    *col.moments("SecDateTEdit"),
    stamp="SecDateTEdit",
)


def _narrow(call: Call, _: Where) -> None:
    if call.args.has("FKey") and not call.args.has("VerifyType"):
        raise bad_request("VerifyType is required")


def _verify(call: Call) -> Reply:
    kind, key = call.args.text("VerifyType"), call.args.number("FKey")
    table, column, label = KINDS[kind]
    if not call.store.exists(table, column, key):
        raise not_found(label)
    values: dict[str, Value] = call.args.given(("DateLastVerified", "DefNum", "Note"))
    if values.get("DefNum"):
        parents.definition(call.store, int(values["DefNum"]), VERIFIED, "DefNum")
    row = call.store.find("insverify", VerifyType=kind, FKey=key)
    if row is None:
        number = VERIFIES.insert(call.store, {"VerifyType": kind, "FKey": key, **values}, call.office.stamp())
    else:
        number = int(row["InsVerifyNum"])
        VERIFIES.update(call.store, number, values, call.office.stamp())
    return Reply(VERIFIES.rendered(call.store, number))


TABLES = (VERIFIES,)
METHODS = (
    lists(VERIFIES, "VerifyType", "FKey", "SecDateTEdit", since="23.2.23", narrow=_narrow),
    single(VERIFIES, since="23.2.23"),
    puts(
        "insverifies",
        _verify,
        Permission.INSURANCE_SIMPLE,
        choice("VerifyType", *KINDS, required=True),
        needed("FKey", Kind.NUMBER),
        *dates("DateLastVerified"),
        *numbers("DefNum"),
        *text("Note"),
    ),
)
