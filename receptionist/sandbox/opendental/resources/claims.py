"""/claims and /claimprocs: bills to insurance, and the part of each procedure in them."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import ledger
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Field, Kind, dates, needed, numbers
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Reply, posts, puts
from receptionist.sandbox.opendental.resources.patplans import COVERAGES, RELATIONSHIPS
from receptionist.sandbox.opendental.store import Row, Store, Value
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import lists, removes, single, updates

CLAIM_TYPES = {"P": 1, "S": 2, "Other": 1, "PreAuth": 1, "Cap": 1}
STATUSES = (
    *("NotReceived", "Received", "Preauth", "Adjustment", "Supplemental", "CapClaim", "Estimate", "CapComplete"),
    *("CapEstimate", "InsHist"),
)
_SUB = col.Parent("inssub", "InsSubNum", "InsSub")
CLAIMS = Table.of(
    ("claims", "claim", "ClaimNum", "Claim"),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.days("DateService", "DateSent"),
    *col.one_of("ClaimStatus", "U", "H", "W", "S", "R", "I"),
    *col.days("DateReceived"),
    *col.whole("PlanNum"),
    *col.whole("ProvTreat", parent=col.PROVIDER),
    *col.amounts("ClaimFee", "InsPayEst", "InsPayAmt", "DedApplied"),
    *col.texts("PreAuthString", "ReasonUnderPaid", "ClaimNote"),
    *col.one_of("ClaimType", *CLAIM_TYPES),
    *col.whole("ProvBill", parent=col.PROVIDER),
    *col.one_of("PatRelat", *RELATIONSHIPS),
    *col.switches("IsOrtho", shape=col.Shape.CAPITAL_FLAG),
    *col.amounts("WriteOff"),
    *col.whole("ClaimForm", shape=col.Shape.TEXT),
    *col.whole("InsSubNum", parent=_SUB),
    *col.whole("InsSubNum2", "ClinicNum"),
    *col.moments("SecDateTEdit"),
    stamp="SecDateTEdit",
)
CLAIM_PROCS = Table.of(
    ("claimprocs", "claimproc", "ClaimProcNum", "ClaimProc"),
    *col.whole("ProcNum", "ClaimNum"),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.whole("ProvNum"),
    *col.amounts("FeeBilled", "InsPayEst", "DedApplied"),
    *col.one_of("Status", *STATUSES),
    *col.amounts("InsPayAmt"),
    *col.texts("Remarks"),
    *col.whole("PlanNum"),
    *col.days("DateCP"),
    *col.amounts("WriteOff"),
    *col.texts("CodeSent"),
    *col.days("ProcDate"),
    *col.amounts("CopayAmt", "WriteOffEst", "AllowedOverride", default=-1.0),
    *col.whole("InsSubNum"),
    *col.moments("SecDateTEdit"),
    stamp="SecDateTEdit",
)


def add_claim(
    store: Store, patient: int, procedures: list[Row], coverage: Row, values: dict[str, Value], now: str
) -> int:
    """A claim for completed procedures on a coverage, one claimproc each; the plan's percentage is the estimate."""
    fee = sum(float(row["ProcFee"]) for row in procedures)
    common: Row = {"PatNum": patient, "PlanNum": coverage["PlanNum"], "InsSubNum": coverage["InsSubNum"]}
    head: Row = {"DateService": procedures[0]["ProcDate"], "ProvTreat": procedures[0]["ProvNum"], "ClaimFee": fee}
    share = _percentage(store, int(coverage["PlanNum"])) / 100
    head |= {"ProvBill": procedures[0]["ProvNum"], "InsPayEst": round(fee * share, 2)}
    number = CLAIMS.insert(store, {**head, "PatRelat": coverage["Relationship"], **common, **values}, now)
    for row in procedures:
        part: Row = {"ProcNum": row["ProcNum"], "ClaimNum": number, "ProvNum": row["ProvNum"]}
        part |= {"FeeBilled": row["ProcFee"], "InsPayEst": round(float(row["ProcFee"]) * share, 2)}
        CLAIM_PROCS.insert(store, {**common, **part, "ProcDate": row["ProcDate"], "CodeSent": row["procCode"]}, now)
    return number


def _percentage(store: Store, plan: int) -> int:
    row = store.row(
        "SELECT min(Percent) AS share FROM benefit WHERE PlanNum = ? AND BenefitType = 'CoInsurance' AND Percent >= 0",
        plan,
    )
    return int(row["share"]) if row and row["share"] is not None else 50


def coverage_of(store: Store, patient: int, *, ordinal: int, policy: int = 0) -> Row | None:
    """A patient's coverage with its plan: by policy, or by rank without one."""
    covered = "SELECT c.*, s.PlanNum FROM patplan c JOIN inssub s ON s.InsSubNum = c.InsSubNum WHERE c.PatNum = ?"
    return store.row(f"{covered} AND {'c.InsSubNum' if policy else 'c.Ordinal'} = ?", patient, policy or ordinal)


def _create(call: Call) -> Reply:
    args, store = call.args, call.store
    patient = args.number("PatNum")
    CLAIMS.check(store, args.given(("PatNum", "InsSubNum", "ProvTreat", "ProvBill")))
    procedures = [_billable(store, patient, number) for number in args.number_list("procNums")]
    if not procedures:
        raise bad_request("procNums is required")
    rank = CLAIM_TYPES[args.text("ClaimType")]
    coverage = coverage_of(store, patient, ordinal=rank, policy=args.number("InsSubNum"))
    if coverage is None:
        raise bad_request("The patient has no insurance plan for this ClaimType.")
    values = args.given(("ClaimType", "PatRelat", "ProvTreat", "ProvBill", "ClaimNote", "ClaimForm", "DateService"))
    number = add_claim(store, patient, procedures, coverage, values, call.office.stamp())
    return Reply(CLAIMS.rendered(store, number), 201, number)


def _billable(store: Store, patient: int, number: int) -> Row:
    row = store.row(
        "SELECT l.*, c.ProcCode AS procCode FROM procedurelog l JOIN procedurecode c ON c.CodeNum = l.CodeNum "
        "WHERE ProcNum = ?",
        number,
    )
    if row is None or row["ProcStatus"] == "D":
        raise not_found("Procedure")
    if row["PatNum"] != patient or row["ProcStatus"] != "C":
        raise bad_request("procNums must be completed procedures of this patient.")
    if store.row("SELECT 1 AS found FROM claimproc WHERE ProcNum = ? AND ClaimNum <> 0", number):
        raise bad_request("A procedure is already attached to a claim.")
    return row


def _adjust(call: Call) -> Reply:
    """Insurance used elsewhere: POST adds a row, PUT changes the day's row (or adds it)."""
    args, store = call.args, call.store
    coverage = COVERAGES.row(store, args.number("PatPlanNum"))
    policy = store.find("inssub", InsSubNum=coverage["InsSubNum"]) or {"PlanNum": 0}
    day = args.text("date", call.office.today().isoformat())
    values: Row = {"InsPayAmt": args.decimal("insUsed"), "DedApplied": args.decimal("deductibleUsed")}
    row = store.row(
        "SELECT ClaimProcNum FROM claimproc WHERE PatNum = ? AND InsSubNum = ? AND Status = 'Adjustment' "
        "AND ProcDate = ?",
        coverage["PatNum"],
        coverage["InsSubNum"],
        day,
    )
    if row is not None:
        number = int(row["ClaimProcNum"])
        CLAIM_PROCS.update(store, number, values, call.office.stamp())
    else:
        key: Row = {"PatNum": coverage["PatNum"], "InsSubNum": coverage["InsSubNum"], "PlanNum": policy["PlanNum"]}
        values |= {"Status": "Adjustment", "ProcDate": day, "DateCP": day}
        number = CLAIM_PROCS.insert(store, {**key, **values}, call.office.stamp())
    return Reply(CLAIM_PROCS.rendered(store, number))


def _guard_claim(call: Call, row: Row) -> None:
    if row["ClaimStatus"] in ("S", "R"):
        raise bad_request("Can't delete a claim that has been sent or received.")
    call.store.remove("claimproc", "ClaimNum", int(row["ClaimNum"]))
    ledger.settle(call.store, int(row["PatNum"]))


TABLES = (CLAIMS, CLAIM_PROCS)
_ADJUST = (needed("PatPlanNum"), Field("insUsed", Kind.DECIMAL), Field("deductibleUsed", Kind.DECIMAL), *dates("date"))
_CREATE = ("InsSubNum", "PatRelat", "ProvTreat", "ProvBill", "ClaimNote", "DateService")
METHODS = (
    lists(CLAIMS, "PatNum", "ClaimStatus", "SecDateTEdit", since="22.2"),
    single(CLAIMS, since="23.3.11"),
    posts(
        "claims",
        _create,
        Permission.INSURANCE,
        needed("PatNum"),
        Field("procNums", Kind.NUMBERS, required=True),
        CLAIMS.column("ClaimType").field(True),
        *(CLAIMS.column(name).field() for name in _CREATE),
        *numbers("ClaimForm"),
        since="23.2.5",
    ),
    updates(
        CLAIMS,
        ("ClaimStatus", "DateSent", "DateReceived", "ClaimNote", "ReasonUnderPaid", "PreAuthString", "ProvTreat"),
        permission=Permission.INSURANCE,
        since="21.4",
    ),
    removes(CLAIMS, permission=Permission.INSURANCE, since="22.1", guard=_guard_claim),
    lists(CLAIM_PROCS, "PatNum", "ProcNum", "ClaimNum", "Status", since="22.2.33"),
    posts("claimprocs", _adjust, Permission.INSURANCE_SIMPLE, *_ADJUST, action="InsAdjust", since="23.2.5"),
    puts("claimprocs", _adjust, Permission.INSURANCE_SIMPLE, *_ADJUST, action="InsAdjust"),
)
