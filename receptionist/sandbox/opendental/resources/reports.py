"""GET /reports/Aging and /reports/FinanceCharges, and the removed POST /payplans (410)."""

from datetime import date

from receptionist.sandbox.opendental import ledger
from receptionist.sandbox.opendental.errors import ApiError
from receptionist.sandbox.opendental.fields import dates, numbers
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, posts, reads
from receptionist.sandbox.opendental.resources.accountmodules import aging_row


def _aging(call: Call) -> Reply:
    """One row for each family with a balance, by the guarantor's name."""
    if call.args.number("ClinicNum"):
        return Reply([])  # No patient belongs to a clinic where the office has none.
    as_of = date.fromisoformat(call.args.text("DateAsOf", call.office.today().isoformat()))
    heads = call.store.rows(
        "SELECT * FROM patient WHERE PatNum = Guarantor AND PatStatus <> 'Deleted' AND PatNum IN (SELECT f.Guarantor "
        "FROM patient f WHERE f.PatNum IN (SELECT PatNum FROM procedurelog UNION SELECT PatNum FROM adjustment "
        "UNION SELECT PatNum FROM paysplit)) ORDER BY LName, FName, PatNum"
    )
    rows: list[JsonRow] = []
    for head in heads:
        found = ledger.aging(call.store, ledger.family(call.store, int(head["PatNum"])), as_of)
        if any(found.members.values()):
            named: JsonRow = {"PatNum": head["PatNum"], "patName": f"{head['LName']}, {head['FName']}"}
            rows.append({**named, **aging_row(found)})
    return Reply(call.page.of(rows))


def _finance_charges(call: Call) -> Reply:
    """This office charges no interest: always empty."""
    return Reply([])


def _removed(call: Call) -> Reply:
    raise ApiError(410, "POST payplans has been removed. Use payplans POST Dynamic instead.")


METHODS = (
    reads("reports", _aging, *dates("DateAsOf"), *numbers("ClinicNum"), action="Aging", since="21.4"),
    reads(
        "reports",
        _finance_charges,
        *dates("DateFrom", "DateTo"),
        *numbers("PatNum"),
        action="FinanceCharges",
        since="22.2.32",
    ),
    posts("payplans", _removed, Permission.PAY_PLANS),
)
