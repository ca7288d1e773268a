"""/adjustments and /statements: corrections of an account, and what was sent about it."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import ledger
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.method import Call
from receptionist.sandbox.opendental.store import Store, Value
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Values, creates, lists, single, updates

ADJUSTMENT_TYPES = 1
ADJUSTMENTS = Table.of(
    ("adjustments", "adjustment", "AdjNum", "Adjustment"),
    *col.days("AdjDate"),
    *col.amounts("AdjAmt"),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.definition("AdjType", ADJUSTMENT_TYPES, "adjType"),
    *col.whole("ProvNum", parent=col.PROVIDER),
    *col.texts("AdjNote"),
    *col.days("ProcDate"),
    *col.whole("ProcNum"),
    *col.days("DateEntry"),
    *col.whole("ClinicNum"),
    *col.moments("SecDateTEdit"),
    stamp="SecDateTEdit",
    order="t.AdjDate, t.AdjNum",
)
STATEMENTS = Table.of(
    ("statements", "statement", "StatementNum", "Statement"),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.days("DateSent", "DateRangeFrom", "DateRangeTo"),
    *col.texts("Note", "NoteBold"),
    *col.one_of("Mode_", "Mail", "InPerson", "Email", "Electronic"),
    *col.switches("HidePayment", "SinglePatient", "Intermingled", "IsSent"),
    *col.whole("DocNum"),
    *col.moments("DateTStamp"),
    *col.switches("IsReceipt", "IsInvoice", "IsInvoiceCopy"),
    *col.whole("SuperFamily"),
    *col.switches("IsBalValid"),
    *col.amounts("InsEst", "BalTotal"),
    *col.texts("StatementType", default="NotSet"),
    stamp="DateTStamp",
)


def check_sign(store: Store, kind: Value, amount: float) -> None:
    """A definition of category 1 says by `+` or `-` which sign its adjustments have."""
    row = store.find("definition", DefNum=kind)
    sign = str(row["ItemValue"]) if row else ""
    if sign == "-" and amount > 0:
        raise bad_request("AdjAmt must be negative for this AdjType.")
    if sign == "+" and amount < 0:
        raise bad_request("AdjAmt must be positive for this AdjType.")


def _new(call: Call, values: Values) -> None:
    check_sign(call.store, values["AdjType"], float(values["AdjAmt"]))
    values["DateEntry"] = call.office.today().isoformat()
    values.setdefault("AdjDate", values["DateEntry"])


def _changed(call: Call, values: Values) -> None:
    row = ADJUSTMENTS.row(call.store, call.number)
    check_sign(call.store, values.get("AdjType", row["AdjType"]), float(values.get("AdjAmt", row["AdjAmt"])))


def _settle(call: Call, number: int) -> None:
    ledger.settle(call.store, int(ADJUSTMENTS.row(call.store, number)["PatNum"]))


TABLES = (ADJUSTMENTS, STATEMENTS)
_MORE = ("ProvNum", "AdjNote", "ProcDate", "ProcNum", "ClinicNum")
METHODS = (
    lists(ADJUSTMENTS, "AdjType", "ProcNum", since="22.2.21", required=("PatNum",)),
    creates(
        ADJUSTMENTS, ("PatNum", "AdjAmt", "AdjType"), ("AdjDate", *_MORE), since="22.2.22", prepare=_new, after=_settle
    ),
    updates(ADJUSTMENTS, ("AdjAmt", "AdjType", "AdjDate", *_MORE), since="22.2.23", prepare=_changed, after=_settle),
    lists(STATEMENTS, "PatNum", since="24.2.23"),
    single(STATEMENTS, since="24.2.23"),
)
