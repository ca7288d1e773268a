"""/treatplans, /treatplanattaches and /proctps: proposed treatment, and the priced copies a saved plan keeps."""

from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import needed, numbers, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Method, Reply
from receptionist.sandbox.opendental.store import Row, Store, Value
from receptionist.sandbox.opendental.tabular import (
    PATIENT,
    PROVIDER,
    Column,
    Parent,
    Table,
    amounts,
    days,
    definition,
    moments,
    one_of,
    switches,
    texts,
    whole,
)
from receptionist.sandbox.opendental.tabular_methods import Values, creates, lists, removes, updates

TX_PRIORITIES = 20
PLANS = Table(
    "treatplans",
    "treatplan",
    "TreatPlanNum",
    "TreatPlan",
    (
        *whole("PatNum", parent=PATIENT),
        *days("DateTP"),
        Column("Heading", default="Treatment Plan"),
        *texts("Note"),
        *switches("SigIsTopaz"),
        *whole("ResponsParty", "DocNum"),
        one_of("TPStatus", "Inactive", "Active", "Saved"),
        *whole("SecUserNumEntry"),
        *days("SecDateEntry"),
        *moments("SecDateTEdit"),
        *whole("UserNumPresenter"),
        one_of("TPType", "Insurance", "Discount"),
        *moments("DateTSigned", "DateTPracticeSigned"),
        *texts("SignatureText", "SignaturePracticeText"),
        *switches("isSigned", "isSignedPractice"),
    ),
    stamp="SecDateTEdit",
)
_PLAN = Parent("treatplan", "TreatPlanNum", "TreatPlan")
ATTACHES = Table(
    "treatplanattaches",
    "treatplanattach",
    "TreatPlanAttachNum",
    "TreatPlanAttach",
    (
        *whole("TreatPlanNum", parent=_PLAN),
        *whole("ProcNum", parent=Parent("procedurelog", "ProcNum", "Procedure")),
        *definition("Priority", TX_PRIORITIES, "priority"),
    ),
)
COPIES = Table(
    "proctps",
    "proctp",
    "ProcTPNum",
    "ProcTP",
    (
        *whole("TreatPlanNum", parent=_PLAN),
        *whole("PatNum", "ProcNumOrig", "ItemOrder"),
        *definition("Priority", TX_PRIORITIES, "priority"),
        *texts("ToothNumTP", "Surf", "ProcCode", "Descript"),
        *amounts("FeeAmt", "PriInsAmt", "SecInsAmt", "PatAmt", "Discount"),
        *texts("Prognosis", "Dx", "ProcAbbr"),
        *whole("SecUserNumEntry"),
        *days("SecDateEntry"),
        *moments("SecDateTEdit"),
        *amounts("FeeAllowed", "TaxAmt"),
        *whole("ProvNum", parent=PROVIDER),
        *days("DateTP"),
        *whole("ClinicNum"),
        *amounts("CatPercUCR"),
    ),
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
    return Reply(PLANS.render(PLANS.row(store, number)), status=201, created=number)


def _copy(row: Row, plan: int, order: int, day: str) -> dict[str, Value]:
    names: Row = {"ToothNumTP": row["ToothNum"], "Surf": row["Surf"], "ProcCode": row["procCode"] or ""}
    words: Row = {"Descript": row["descript"] or "", "ProcAbbr": row["abbr"] or "", "ProvNum": row["ProvNum"]}
    money: Row = {"FeeAmt": row["ProcFee"], "PatAmt": row["ProcFee"], "FeeAllowed": -1.0, "DateTP": row["ProcDate"]}
    keys: Row = {"TreatPlanNum": plan, "PatNum": row["PatNum"], "ProcNumOrig": row["ProcNum"], "ItemOrder": order}
    return {**keys, "Priority": row["planPriority"], **names, **words, **money, "SecDateEntry": day}


def _attach(call: Call, values: Values) -> None:
    plan = PLANS.row(call.store, int(values["TreatPlanNum"]))
    procedure = call.store.row("SELECT * FROM procedurelog WHERE ProcNum = ?", values["ProcNum"]) or {}
    if plan["TPStatus"] == "Saved":
        raise bad_request("Procedures cannot be attached to a saved TreatPlan.")
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
    Method(
        "POST",
        "treatplans",
        _save,
        Permission.ALL_OTHERS,
        action="Saved",
        since="23.2.22",
        fields=(needed("TreatPlanNum"), *text("Heading"), *numbers("UserNumPresenter")),
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
