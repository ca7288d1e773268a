"""What a family owes: charges and credits of each member, and how old the unpaid part is.

Charges are completed procedures and positive adjustments; credits are payments, insurance payments and negative
adjustments, which pay the oldest charges first. `settle` writes the balances the patient rows show.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from receptionist.sandbox.opendental.store import Row, Store

_ENTRIES = """
    SELECT 'Procedure' AS ObjectType, ProcNum AS PrimaryKey, PatNum, ProcDate AS day, ProcFee AS amount, ProvNum,
        DateTStamp AS entered, coalesce((SELECT Descript FROM procedurecode c WHERE c.CodeNum = l.CodeNum), '') AS words
    FROM procedurelog l WHERE ProcStatus = 'C' AND PatNum = ?1
    UNION ALL SELECT 'Adjustment', AdjNum, PatNum, AdjDate, AdjAmt, ProvNum, SecDateTEdit, 'Adjustment'
    FROM adjustment WHERE PatNum = ?1
    UNION ALL SELECT 'PaySplit', SplitNum, PatNum, DatePay, -SplitAmt, ProvNum, SecDateTEdit, 'Payment'
    FROM paysplit WHERE PatNum = ?1
    UNION ALL SELECT 'ClaimProc', ClaimProcNum, PatNum, ProcDate, -(InsPayAmt + WriteOff), ProvNum, SecDateTEdit,
        'Insurance Payment'
    FROM claimproc WHERE PatNum = ?1 AND Status IN ('Received', 'Supplemental')
    ORDER BY 4, 5 DESC, 2
"""


@dataclass
class Aging:
    """A family's balance by age in days, what insurance is expected to pay, and each member's own balance."""

    buckets: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0, 0.0])
    insurance: float = 0.0
    unearned: float = 0.0
    members: dict[int, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """All members' balances together."""
        return round(sum(self.members.values()), 2)


def entries(store: Store, patient: int) -> list[Row]:
    """One patient's ledger, oldest first; charges are positive amounts, credits negative."""
    return store.rows(_ENTRIES, patient)


def family(store: Store, patient: int) -> list[Row]:
    """The family's members, its guarantor first."""
    return store.rows(
        "SELECT * FROM patient WHERE PatStatus <> 'Deleted' AND Guarantor = (SELECT Guarantor FROM patient "
        "WHERE PatNum = ?) ORDER BY PatNum <> Guarantor, PatNum",
        patient,
    )


def aging(store: Store, members: Iterable[Row], today: date) -> Aging:
    """Age a family's balance as of a day; later entries do not count yet."""
    found = Aging()
    for member in members:
        number = int(member["PatNum"])
        rows = [row for row in entries(store, number) if str(row["day"]) <= today.isoformat()]
        found.members[number] = round(sum(float(row["amount"]) for row in rows), 2)
        credit = -sum(float(row["amount"]) for row in rows if float(row["amount"]) < 0)
        for row in rows:
            charge = max(0.0, float(row["amount"]))
            paid = min(credit, charge)
            credit -= paid
            age = (today - date.fromisoformat(str(row["day"]))).days
            found.buckets[min(3, max(0, age - 1) // 30)] += charge - paid
        found.unearned += credit
        pending = store.row(
            "SELECT coalesce(sum(InsPayEst), 0) AS due FROM claimproc WHERE PatNum = ? AND Status = 'NotReceived'",
            number,
        )
        found.insurance += float(pending["due"]) if pending else 0.0
    return found


def settle(store: Store, patient: int) -> None:
    """Write the family's balances into its rows: each one's own, and the total on the guarantor."""
    members = family(store, patient)
    balances = {int(row["PatNum"]): _balance(store, int(row["PatNum"])) for row in members}
    for row in members:
        total = round(sum(balances.values()), 2) if row["PatNum"] == row["Guarantor"] else 0.0
        change: Row = {"EstBalance": balances[int(row["PatNum"])], "BalTotal": total}
        store.update("patient", "PatNum", int(row["PatNum"]), change)


def _balance(store: Store, patient: int) -> float:
    return round(sum(float(row["amount"]) for row in entries(store, patient)), 2)
