"""GET /accountmodules/{PatNum}/Aging, /PatientBalances and /ServiceDateView: what a family owes and why."""

from receptionist.sandbox.opendental import ledger, parents
from receptionist.sandbox.opendental.fields import flags
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, reads_of
from receptionist.sandbox.opendental.store import Row

_TYPES = {"Procedure": "Charge", "Adjustment": "Adjustment", "PaySplit": "Payment", "ClaimProc": "InsPayment"}


def aging_row(found: ledger.Aging) -> JsonRow:
    """The aging columns of a family."""
    ages = [round(amount, 2) for amount in found.buckets]
    return {
        **dict(zip(("Bal_0_30", "Bal_31_60", "Bal_61_90", "BalOver90"), ages, strict=True)),
        "Total": found.total,
        "InsEst": round(found.insurance, 2),
        "EstBal": round(found.total - found.insurance, 2),
    }


def _aging(call: Call) -> Reply:
    """All for the family, except PatEstBal."""
    parents.patient(call.store, call.number)
    found = ledger.aging(call.store, ledger.family(call.store, call.number), call.office.today())
    mine: JsonRow = {"PatEstBal": found.members.get(call.number, 0.0), "Unearned": round(found.unearned, 2)}
    return Reply({**aging_row(found), **mine})


def _balances(call: Call) -> Reply:
    parents.patient(call.store, call.number)
    members = ledger.family(call.store, call.number)
    found = ledger.aging(call.store, members, call.office.today())
    rows: list[JsonRow] = [
        {"PatNum": row["PatNum"], "Name": _name(row), "Balance": found.members[int(row["PatNum"])]} for row in members
    ]
    rows.append({"PatNum": members[0]["Guarantor"], "Name": "Entire Family", "Balance": found.total})
    return Reply(call.page.of(rows))


def _ledger(call: Call) -> Reply:
    """Every value is a string. The running balance starts at the oldest entry."""
    patient = parents.patient(call.store, call.number)
    members = ledger.family(call.store, call.number) if call.args.flag("isFamily") else [patient]
    names = {int(row["PatNum"]): _name(row) for row in members}
    found = [row for number in names for row in ledger.entries(call.store, number)]
    found.sort(key=lambda row: str(row["day"]))
    abbrs = {row["ProvNum"]: row["Abbr"] for row in call.store.rows("SELECT ProvNum, Abbr FROM provider")}
    shown: list[JsonRow] = []
    balance = 0.0
    for row in found:
        amount = float(row["amount"])
        balance += amount
        shown.append(
            {
                "ObjectType": row["ObjectType"],
                "PrimaryKey": str(row["PrimaryKey"]),
                "Type": _TYPES[str(row["ObjectType"])],
                "ServiceDate": row["day"],
                "TransDate": str(row["entered"])[:10],
                "Patient": names[int(row["PatNum"])],
                "PatNum": str(row["PatNum"]),
                "Reference": row["words"],
                "Charge": f"{amount:.2f}" if amount > 0 else "",
                "Credit": f"{-amount:.2f}" if amount < 0 else "",
                "Provider": abbrs.get(row["ProvNum"], ""),
                "InsBal": "0.00",
                "AcctBal": f"{balance:.2f}",
            }
        )
    return Reply(call.page.of(shown))


def _name(row: Row) -> str:
    return f"{row['LName']}, {row['FName']}"


METHODS = (
    reads_of("accountmodules", "Aging", _aging, since="22.3.6"),
    reads_of("accountmodules", "PatientBalances", _balances, since="22.1"),
    reads_of("accountmodules", "ServiceDateView", _ledger, *flags("isFamily"), since="22.3.32"),
)
