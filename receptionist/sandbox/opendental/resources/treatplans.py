"""/treatplans, /treatplanattaches and /proctps: proposed treatment, and the priced copies a saved plan keeps."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import needed, numbers, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Reply, posts
from receptionist.sandbox.opendental.store import Row, Store, Value
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Values, creates, lists, removes, updates

TX_PRIORITIES = 20
PLANS = Table.of(
    ("treatplans", "treatplan", "TreatPlanNum", "TreatPlan"),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.days("DateTP"),
    *col.texts("Heading", default="Treatment Plan"),
    *col.texts("Note"),
    *col.switches("SigIsTopaz"),
    *col.whole("ResponsParty", "DocNum"),
    *col.one_of("TPStatus", "Inactive", "Active", "Saved"),
    *col.whole("SecUserNumEntry"),
    *col.days("SecDateEntry"),
    *col.moments("SecDateTEdit"),
    *col.whole("UserNumPresenter"),
    *col.one_of("TPType", "Insurance", "Discount"),
    *col.moments("DateTSigned", "DateTPracticeSigned"),
    *col.texts("SignatureText", "SignaturePracticeText"),
    *col.switches("isSigned", "isSignedPractice"),
    stamp="SecDateTEdit",
)
_PLAN = col.Parent("treatplan", "TreatPlanNum", "TreatPlan")
ATTACHES = Table.of(
    ("treatplanattaches", "treatplanattach", "TreatPlanAttachNum", "TreatPlanAttach"),
    *col.whole("TreatPlanNum", parent=_PLAN),
    *col.whole("ProcNum", parent=col.Parent("procedurelog", "ProcNum", "Procedure")),
    *col.definition("Priority", TX_PRIORITIES, "priority"),
)
COPIES = Table.of(
    ("proctps", "proctp", "ProcTPNum", "ProcTP"),
    *col.whole("TreatPlanNum", parent=_PLAN),
    *col.whole("PatNum", "ProcNumOrig", "ItemOrder"),
    *col.definition("Priority", TX_PRIORITIES, "priority"),
    *col.texts("ToothNumTP", "Surf", "ProcCode", "Descript"),
    *col.amounts("FeeAmt", "PriInsAmt", "SecInsAmt", "PatAmt", "Discount"),
    *col.texts("Prognosis", "Dx", "ProcAbbr"),
    *col.whole("SecUserNumEntry"),
    *col.days("SecDateEntry"),
    *col.moments("SecDateTEdit"),
    *col.amounts("FeeAllowed", "TaxAmt"),
    *col.whole("ProvNum", parent=col.PROVIDER),
    *col.days("DateTP"),
    *col.whole("ClinicNum"),
    *col.amounts("CatPercUCR"),
    stamp="SecDateTEdit",
    order="t.ItemOrder, t.ProcTPNum",
)


def attached(store: Store, plan: int) -> list[Row]:
    """The procedures of an active or inactive plan, with code and words."""
    return store.rows(
        "SELECT l.*, a.Priority AS planPriority, c.ProcCode AS procCode, c.Descript AS descript, c.AbbrDesc AS abbr "
        "FROM treatplanattach a JOIN procedurelog l ON l.ProcNum = a.ProcNum "
        "LEFT JOIN procedurecode c ON c.CodeNum = l.CodeNum WHERE a.TreatPlanNum = ? ORDER BY a.TreatPlanAttachNum",
        plan,
    )


def _new(call: Call, values: Values) -> None:
    today = call.office.today().isoformat()
    values.update({"DateTP": today, "SecDateEntry": today, "TPStatus": "Inactive"})


def _save(call: Call) -> Reply:
    """A saved copy of an active or inactive plan, its procedures priced as of today."""
    plan, store, now = PLANS.row(call.store, call.args.number("TreatPlanNum")), call.store, call.office.stamp()
    if plan["TPStatus"] == "Saved":
        raise bad_request("TreatPlan is already saved.")
    if call.args.number("UserNumPresenter") and not store.exists(
        "userod", "UserNum", call.args.number("UserNumPresenter")
    ):
        raise not_found("User")
    values: Row = {"PatNum": plan["PatNum"], "DateTP": now[:10], "Heading": plan["Heading"], "Note": plan["Note"]}
    values |= {"TPStatus": "Saved", "TPType": plan["TPType"], "SecDateEntry": now[:10]}
    given = call.args.given(("Heading", "UserNumPresenter"))
    number = PLANS.insert(store, {**values, **given}, now)
    for order, row in enumerate(attached(store, int(plan["TreatPlanNum"]))):
        COPIES.insert(store, _copy(row, number, order, now[:10]), now)
    return Reply(PLANS.rendered(store, number), 201, number)


def _copy(row: Row, plan: int, order: int, day: str) -> dict[str, Value]:
    names: Row = {"ToothNumTP": row["ToothNum"], "Surf": row["Surf"], "ProcCode": row["procCode"] or ""}
    words: Row = {"Descript": row["descript"] or "", "ProcAbbr": row["abbr"] or "", "ProvNum": row["ProvNum"]}
    money: Row = {"FeeAmt": row["ProcFee"], "PatAmt": row["ProcFee"], "FeeAllowed": -1.0, "DateTP": row["ProcDate"]}
    keys: Row = {"TreatPlanNum": plan, "PatNum": row["PatNum"], "ProcNumOrig": row["ProcNum"], "ItemOrder": order}
    return {**keys, "Priority": row["planPriority"], **names, **words, **money, "SecDateEntry": day}


def _attach(call: Call, values: Values) -> None:
    plan = PLANS.row(call.store, int(values["TreatPlanNum"]))
    procedure = call.store.find("procedurelog", ProcNum=values["ProcNum"]) or {}
    if plan["TPStatus"] == "Saved":
        raise bad_request("Procedures cannot be attached to a saved TreatPlan.")
    if not procedure:
        raise not_found("Procedure")
    if procedure["PatNum"] != plan["PatNum"] or procedure["ProcStatus"] not in ("TP", "TPi"):
        raise bad_request("ProcNum is invalid")
    twice = "SELECT 1 AS found FROM treatplanattach WHERE TreatPlanNum = ? AND ProcNum = ?"
    if call.store.row(twice, values["TreatPlanNum"], values["ProcNum"]):
        raise bad_request("ProcNum is already attached to this TreatPlan.")


def _emptied(call: Call, row: Row) -> None:
    if row["TPStatus"] == "Active":
        raise bad_request("An active TreatPlan cannot be deleted.")
    for table in ("treatplanattach", "proctp"):
        call.store.remove(table, "TreatPlanNum", int(row["TreatPlanNum"]))


TABLES = (PLANS, ATTACHES, COPIES)
METHODS = (
    lists(PLANS, "PatNum", "SecDateTEdit", "TPStatus", since="22.4.16"),
    creates(PLANS, ("PatNum",), ("Heading", "Note", "TPType"), since="23.2.13", prepare=_new),
    posts(
        "treatplans",
        _save,
        Permission.ALL_OTHERS,
        needed("TreatPlanNum"),
        *text("Heading"),
        *numbers("UserNumPresenter"),
        action="Saved",
        since="23.2.22",
    ),
    updates(PLANS, ("Heading", "Note", "isSigned", "SignatureText", "UserNumPresenter"), since="24.1.10"),
    removes(PLANS, since="24.4.26", guard=_emptied),
    lists(ATTACHES, since="22.4.16", required=("TreatPlanNum",)),
    creates(ATTACHES, ("TreatPlanNum", "ProcNum"), ("Priority",), since="23.2.17", prepare=_attach, location=False),
    updates(ATTACHES, ("Priority",), since="23.2.17"),
    lists(COPIES, since="22.4.17", required=("TreatPlanNum",)),
    updates(COPIES, ("Priority", "Descript", "FeeAmt", "PatAmt", "Discount"), since="24.4.26"),
    removes(COPIES, since="23.3.10"),
)
