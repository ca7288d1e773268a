"""/payments and /paysplits: money from patients. A payment splits itself over the oldest unpaid procedures."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import ledger, parents
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Field, Kind, flags, needed, numbers
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, posts, puts
from receptionist.sandbox.opendental.store import Row, Store, Value
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Values, lists, updates

PAYMENT_TYPES, UNEARNED = 10, 29
PAYMENTS = Table.of(
    ("payments", "payment", "PayNum", "Payment"),
    *col.definition("PayType", PAYMENT_TYPES, "payType"),
    *col.days("PayDate"),
    *col.amounts("PayAmt", shape=col.Shape.MONEY),
    *col.texts("CheckNum", "BankBranch", "PayNote"),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.whole("ClinicNum", shape=col.Shape.TEXT),
    *col.days("DateEntry"),
    *col.whole("DepositNum"),
    *col.texts("Receipt"),
    *col.switches("IsRecurringCC"),
    *col.whole("SecUserNumEntry"),
    *col.moments("SecDateTEdit"),
    *col.texts("PaymentSource", default="API"),
    *col.one_of("ProcessStatus", "OfficeProcessed", "OnlineProcessed", "OnlinePending"),
    *col.days("RecurringChargeDate"),
    *col.switches("IsCcCompleted"),
    *col.derived("serverDateTime", "SELECT ''"),
    stamp="SecDateTEdit",
)
SPLITS = Table.of(
    ("paysplits", "paysplit", "SplitNum", "PaySplit"),
    *col.amounts("SplitAmt"),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.whole("PayNum"),
    *col.whole("ProvNum", parent=col.PROVIDER),
    *col.whole("PayPlanNum"),
    *col.days("DatePay"),
    *col.whole("ProcNum"),
    *col.days("DateEntry"),
    *col.definition("UnearnedType", UNEARNED),
    *col.whole("ClinicNum"),
    *col.moments("SecDateTEdit"),
    stamp="SecDateTEdit",
)


def add_payment(
    store: Store, values: Values, now: str, procedures: list[int] | None = None, prepaid: bool = False
) -> int:
    """A payment with its splits; `procedures` narrows them, `prepaid` leaves the money unearned. Balances follow."""
    number = PAYMENTS.insert(store, {"DateEntry": now[:10], **values}, now)
    left, payment = float(values["PayAmt"]), store.find("payment", PayNum=number) or {}
    for procedure, due in [] if prepaid else _unpaid(store, int(values["PatNum"]), procedures):
        part = round(min(left, due), 2)
        if part > 0:
            _split(store, payment, part, procedure, now)
            left = round(left - part, 2)
    if left:
        _split(store, payment, left, None, now)
    ledger.settle(store, int(values["PatNum"]))
    return number


def _unpaid(store: Store, patient: int, wanted: list[int] | None) -> list[tuple[Row, float]]:
    """Completed procedures of the patient, oldest first, with what is still due on each."""
    rows = store.rows(
        "SELECT l.*, l.ProcFee - coalesce((SELECT sum(SplitAmt) FROM paysplit s WHERE s.ProcNum = l.ProcNum), 0) "
        "- coalesce((SELECT sum(InsPayAmt + WriteOff) FROM claimproc c WHERE c.ProcNum = l.ProcNum), 0) AS due "
        "FROM procedurelog l WHERE PatNum = ? AND ProcStatus = 'C' ORDER BY ProcDate, ProcNum",
        patient,
    )
    return [(row, float(row["due"])) for row in rows if wanted is None or int(row["ProcNum"]) in wanted]


def _split(store: Store, payment: Row, amount: float, procedure: Row | None, now: str) -> None:
    values: dict[str, Value] = {
        "SplitAmt": amount,
        "PatNum": payment["PatNum"],
        "PayNum": payment["PayNum"],
        "DatePay": payment["PayDate"],
        "DateEntry": payment["DateEntry"],
        "ProcNum": procedure["ProcNum"] if procedure else 0,
        "ProvNum": procedure["ProvNum"] if procedure else 0,
        "UnearnedType": 0 if procedure else parents.first_definition(store, UNEARNED),
    }
    SPLITS.insert(store, values, now)


def _create(call: Call) -> Reply:
    args = call.args
    values = args.given(("PayAmt", "PatNum", "PayType", "PayDate", "CheckNum", "PayNote", "BankBranch", "ClinicNum"))
    PAYMENTS.check(call.store, values)
    if float(values["PayAmt"]) == 0:
        raise bad_request("PayAmt is invalid")
    if not values.get("PayType"):
        usual = parents.preference(call.store, "ApiPaymentType")
        values["PayType"] = int(usual) if usual.isdigit() else parents.first_definition(call.store, PAYMENT_TYPES)
    values.setdefault("PayDate", call.office.today().isoformat())
    if args.number("payPlanNum"):
        raise not_found("PayPlan")  # This office has no payment plans.
    chosen = args.number_list("procNums") if args.has("procNums") else None
    for number in chosen or ():
        row = call.store.row("SELECT PatNum FROM procedurelog WHERE ProcNum = ? AND ProcStatus <> 'D'", number)
        if row is None:
            raise not_found("Procedure")
        if row["PatNum"] != values["PatNum"]:
            raise bad_request("procNums is invalid")
    number = add_payment(call.store, values, call.office.stamp(), chosen, args.flag("isPrepayment"))
    return Reply(_shown(call, number), 201, number)


def _refund(call: Call) -> Reply:
    """A payment of the opposite amount, with the original's splits turned round."""
    original = PAYMENTS.row(call.store, call.args.number("PayNum"))
    if float(original["PayAmt"]) < 0:
        raise bad_request("A refund cannot be refunded.")
    note = f"Refund of PayNum {original['PayNum']}"
    if call.store.find("payment", PatNum=original["PatNum"], PayNote=note):
        raise bad_request("Payment has already been refunded.")
    now, store = call.office.stamp(), call.store
    values: Row = {"PayAmt": -float(original["PayAmt"]), "PatNum": original["PatNum"], "PayType": original["PayType"]}
    number = PAYMENTS.insert(store, {**values, "PayDate": now[:10], "DateEntry": now[:10], "PayNote": note}, now)
    for row in store.rows("SELECT * FROM paysplit WHERE PayNum = ?", original["PayNum"]):
        kept = {name: row[name] for name in ("PatNum", "ProvNum", "ProcNum", "UnearnedType")}
        turned: Row = {
            "SplitAmt": -float(row["SplitAmt"]),
            "PayNum": number,
            "DatePay": now[:10],
            "DateEntry": now[:10],
        }
        SPLITS.insert(store, {**kept, **turned}, now)
    ledger.settle(store, int(original["PatNum"]))
    return Reply(_shown(call, number), 201, number)


def _partial(call: Call) -> Reply:
    """Replace the payment's splits by amounts on chosen procedures; they must add up to the payment."""
    payment, store, now = PAYMENTS.row(call.store, call.number), call.store, call.office.stamp()
    pairs = call.args.amount_list("procNumsAndAmounts")
    if round(sum(amount for _, amount in pairs), 2) != round(float(payment["PayAmt"]), 2):
        raise bad_request("The sum of the Amounts must equal the PayAmt of the payment.")
    rows = [store.find("procedurelog", ProcNum=number) for number, _ in pairs]
    if any(row is None for row in rows):
        raise not_found("Procedure")
    store.remove("paysplit", "PayNum", call.number)
    for row, (_, amount) in zip(rows, pairs, strict=True):
        _split(store, payment, amount, row, now)
    PAYMENTS.update(store, call.number, {}, now)
    ledger.settle(store, int(payment["PatNum"]))
    return Reply(_shown(call, call.number))


def _shown(call: Call, number: int) -> JsonRow:
    return PAYMENTS.render(PAYMENTS.row(call.store, number))


def _processed(call: Call, values: Values) -> None:
    if values.get("ProcessStatus") == "OfficeProcessed":
        raise bad_request("ProcessStatus is invalid")


def _changed_split(call: Call, number: int) -> None:
    ledger.settle(call.store, int(SPLITS.row(call.store, number)["PatNum"]))


TABLES = (PAYMENTS, SPLITS)
_EDITABLE = ("PayType", "CheckNum", "BankBranch", "PayNote", "ProcessStatus")
_MONEY = Permission.PAYMENTS
METHODS = (
    lists(PAYMENTS, "PatNum", "PayType", "DateEntry", since="22.2.32"),
    posts(
        "payments",
        _create,
        _MONEY,
        needed("PayAmt", Kind.DECIMAL),
        needed("PatNum"),
        *(PAYMENTS.column(name).field() for name in ("PayType", "PayDate", "CheckNum", "PayNote", "BankBranch")),
        *numbers("ClinicNum", "payPlanNum"),
        *flags("isPatientPreferred", "isPrepayment"),
        Field("procNums", Kind.NUMBERS),
        since="21.2",
    ),
    posts("payments", _refund, _MONEY, needed("PayNum"), action="Refund", since="24.4.28"),
    updates(PAYMENTS, _EDITABLE, permission=_MONEY, since="23.3.11", prepare=_processed),
    puts(
        "payments",
        _partial,
        _MONEY,
        Field("procNumsAndAmounts", Kind.AMOUNTS, required=True),
        keyed=True,
        action="Partial",
        since="25.1.11",
    ),
    lists(SPLITS, "PatNum", "PayNum", "ProcNum", since="22.4.16"),
    updates(SPLITS, ("ProvNum", "ClinicNum", "UnearnedType"), permission=_MONEY, since="25.2.9", after=_changed_split),
)
