"""Accounts: procedures, balances by age, payments and their splits, adjustments, treatment plans."""

import httpx
import pytest

pytestmark = pytest.mark.unit


async def owed(api: httpx.AsyncClient, patient: int) -> float:
    balance: float = (await api.get(f"patients/{patient}")).json()["EstBalance"]
    return balance


async def test_a_familys_balances(api: httpx.AsyncClient) -> None:
    rows = (await api.get("accountmodules/102/PatientBalances")).json()
    assert [(row["PatNum"], row["Balance"]) for row in rows] == [(101, 0.0), (102, 25.0), (103, 0.0), (101, 25.0)]
    assert rows[-1]["Name"] == "Entire Family"
    head = (await api.get("patients/101")).json()
    assert (head["EstBalance"], head["BalTotal"]) == (0.0, 25.0)
    assert (await api.get("patients/102")).json()["BalTotal"] == 0.0


async def test_aging_by_day(api: httpx.AsyncClient) -> None:
    found = (await api.get("accountmodules/106/Aging")).json()
    assert (found["Bal_61_90"], found["Total"], found["InsEst"], found["EstBal"]) == (140.0, 140.0, 120.0, 20.0)
    rows = (await api.get("reports/Aging")).json()
    assert {row["PatNum"]: row["Total"] for row in rows}[101] == 25.0
    earlier = (await api.get("reports/Aging?DateAsOf=2026-09-12")).json()
    assert {row["PatNum"]: row["Total"] for row in earlier}[106] == 240.0
    assert (await api.get("accountmodules/999/Aging")).status_code == 404


async def test_the_ledger_is_all_strings(api: httpx.AsyncClient) -> None:
    rows = (await api.get("accountmodules/101/ServiceDateView?isFamily=true")).json()
    assert all(isinstance(value, str) for row in rows for value in row.values())
    assert rows[-1]["AcctBal"] == "25.00"
    assert {row["PatNum"] for row in rows} == {"101", "102"}


async def test_a_payment_pays_the_oldest_procedures(api: httpx.AsyncClient) -> None:
    created = await api.post("payments", json={"PatNum": 102, "PayAmt": "40.00"})
    row = created.json()
    assert (created.status_code, row["PayAmt"], row["ClinicNum"], row["payType"]) == (201, "40.00", "0", "API Payment")
    splits = (await api.get(f"paysplits?PayNum={row['PayNum']}")).json()
    assert [(split["SplitAmt"], split["ProcNum"] > 0) for split in splits] == [(25.0, True), (15.0, False)]
    assert await owed(api, 102) == -15.0
    refund = await api.post("payments/Refund", json={"PayNum": row["PayNum"]})
    assert (refund.status_code, refund.json()["PayAmt"]) == (201, "-40.00")
    assert await owed(api, 102) == 25.0
    assert (await api.post("payments/Refund", json={"PayNum": row["PayNum"]})).status_code == 400
    assert (await api.get(f"payments/{row['PayNum']}")).status_code == 400  # There is no single GET.


async def test_a_partial_payment_must_add_up(api: httpx.AsyncClient) -> None:
    number = (await api.post("payments", json={"PatNum": 102, "PayAmt": 20, "isPrepayment": "true"})).json()["PayNum"]
    procedure = (await api.get("procedurelogs?PatNum=102&ProcStatus=C")).json()[0]["ProcNum"]
    wrong = {"procNumsAndAmounts": [{"ProcNum": procedure, "Amount": 19}]}
    assert (await api.put(f"payments/{number}/Partial", json=wrong)).status_code == 400
    right = {"procNumsAndAmounts": [{"ProcNum": procedure, "Amount": 20}]}
    assert (await api.put(f"payments/{number}/Partial", json=right)).status_code == 200
    assert [row["ProcNum"] for row in (await api.get(f"paysplits?PayNum={number}")).json()] == [procedure]


async def test_an_adjustment_has_its_types_sign(api: httpx.AsyncClient) -> None:
    refused = await api.post("adjustments", json={"PatNum": 102, "AdjAmt": 5, "AdjType": 18})
    assert (refused.status_code, refused.text) == (400, "AdjAmt must be negative for this AdjType.")
    assert (await api.post("adjustments", json={"PatNum": 102, "AdjAmt": -5, "AdjType": 18})).status_code == 201
    assert await owed(api, 102) == 20.0


async def test_procedures_are_deleted_softly(api: httpx.AsyncClient) -> None:
    body = {"PatNum": 104, "ProcDate": "2026-11-23", "ProcStatus": "C", "procCode": "D1110"}
    created = await api.post("procedurelogs", json=body)
    row = created.json()
    assert (created.status_code, row["ProcFee"], row["procCode"], row["descript"]) == (
        201,
        "105.00",
        "D1110",
        "Adult cleaning",
    )
    assert await owed(api, 104) == 150.0
    assert (await api.delete(f"procedurelogs/{row['ProcNum']}")).status_code == 200
    listed = (await api.get("procedurelogs?PatNum=104")).json()
    assert [(row["procCode"], row["ProcStatus"]) for row in listed] == [("D1110", "D"), ("D0120", "C")]
    assert await owed(api, 104) == 45.0
    paid = (await api.get("procedurelogs?PatNum=101&ProcStatus=C")).json()[0]["ProcNum"]
    assert "attached to a payment" in (await api.delete(f"procedurelogs/{paid}")).text


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"procCode": "D0000"}, "procCode not found"),
        ({"ProcStatus": "D"}, "ProcStatus is invalid"),
        ({"procCode": "D2392"}, "ToothNum is required"),
        ({"priority": "Never"}, "Priority not found"),
        ({"dxName": "Never"}, "Dx not found"),
    ],
)
async def test_a_bad_procedure_is_refused(api: httpx.AsyncClient, change: dict[str, object], text: str) -> None:
    body = {"PatNum": 104, "ProcDate": "2026-11-23", "ProcStatus": "TP", "procCode": "D1110", **change}
    assert (await api.post("procedurelogs", json=body)).text == text


async def test_a_saved_treatment_plan_keeps_priced_copies(api: httpx.AsyncClient) -> None:
    assert len((await api.get("treatplanattaches?TreatPlanNum=701")).json()) == 1
    saved = await api.post("treatplans/Saved", json={"TreatPlanNum": 701, "Heading": "For Priya"})
    assert (saved.status_code, saved.json()["TPStatus"]) == (201, "Saved")
    copies = (await api.get(f"proctps?TreatPlanNum={saved.json()['TreatPlanNum']}")).json()
    assert [(row["ProcCode"], row["FeeAmt"], row["ToothNumTP"]) for row in copies] == [("D2392", 240.0, "13")]
    assert (await api.delete("treatplans/701")).status_code == 400
    nothing = await api.post("treatplanattaches", json={"TreatPlanNum": 701, "ProcNum": 0})
    assert (nothing.status_code, nothing.text) == (404, "Procedure not found.")


async def test_codes_and_fees(api: httpx.AsyncClient) -> None:
    codes = {row["ProcCode"]: row for row in (await api.get("procedurecodes")).json()}
    number = codes["D1110"]["CodeNum"]
    assert (await api.get(f"procedurecodes/{number}")).json()["LaymanTerm"] == "Adult cleaning"
    fees = (await api.get(f"fees?CodeNum={number}")).json()
    assert [row["Amount"] for row in fees] == [105.0]
    body = {"Amount": 99.5, "FeeSched": 54, "CodeNum": number}
    assert (await api.post("fees", json=body)).json()["Amount"] == "99.5"  # Text when written, a number when read.
    code = {"ProcCode": "N1", "Descript": "New", "AbbrDesc": "New", "procCat": "Cleanings"}
    assert (await api.post("procedurecodes", json=code)).json()["ProcCat"] == 74
    assert (await api.post("procedurecodes", json=code)).status_code == 400
