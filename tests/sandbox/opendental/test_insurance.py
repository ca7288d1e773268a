"""Insurance: carriers, plans, policies, coverage with its ranks, benefits, verification, claims."""

import httpx
import pytest

pytestmark = pytest.mark.unit


async def ranks(api: httpx.AsyncClient, patient: int) -> dict[int, int]:
    return {row["InsSubNum"]: row["Ordinal"] for row in (await api.get(f"patplans?PatNum={patient}")).json()}


async def test_the_summary_shows_both_coverages(api: httpx.AsyncClient) -> None:
    rows = (await api.get("familymodules/106/Insurance")).json()
    assert [(row["ordinal"], row["CarrierName"], row["Relationship"]) for row in rows] == [
        ("Primary", "Evergreen Benefits", "Self"),
        ("Secondary", "Cascade Dental Mutual", "Spouse"),
    ]
    assert rows[1]["subscriber"] == "Helen Wilson"
    assert (rows[1]["planType"], rows[1]["employer"], rows[1]["IsMedical"]) == (
        "PPO Percentage",
        "Milltown Schools",
        "false",
    )
    assert (await api.get("familymodules/104/Insurance")).json() == []


async def test_a_new_policy_and_its_coverage(api: httpx.AsyncClient) -> None:
    created = await api.post("inssubs", json={"PlanNum": 44, "Subscriber": 104, "SubscriberID": "QX1"})
    policy = created.json()["InsSubNum"]
    assert created.status_code == 201
    assert "location" not in created.headers
    link = await api.post("patplans", json={"PatNum": 104, "InsSubNum": policy})
    assert (link.status_code, link.json()["Ordinal"], link.json()["OrthoAutoFeeBilledOverride"]) == (201, 1, -1.0)
    again = await api.post("patplans", json={"PatNum": 104, "InsSubNum": policy})
    assert again.status_code == 400
    refused = await api.delete(f"inssubs/{policy}")
    assert (refused.status_code, refused.text) == (400, "Can't delete InsSub because PatPlans are still attached.")
    assert (await api.delete(f"patplans/{link.json()['PatPlanNum']}")).status_code == 200
    assert (await api.delete(f"inssubs/{policy}")).status_code == 200
    assert (await api.get(f"inssubs/{policy}")).text == "InsSub not found"


async def test_a_new_primary_pushes_the_old_one_down_and_ranks_close(api: httpx.AsyncClient) -> None:
    assert await ranks(api, 106) == {302: 1, 303: 2}
    row = (await api.post("patplans", json={"PatNum": 106, "InsSubNum": 305, "Ordinal": 1})).json()
    assert await ranks(api, 106) == {305: 1, 302: 2, 303: 3}
    await api.put(f"patplans/{row['PatPlanNum']}", json={"Ordinal": 3})
    assert await ranks(api, 106) == {302: 1, 303: 2, 305: 3}
    await api.delete(f"patplans/{row['PatPlanNum']}")
    assert await ranks(api, 106) == {302: 1, 303: 2}


async def test_bad_links_have_the_vendors_texts(api: httpx.AsyncClient) -> None:
    reply = await api.post("patplans", json={"PatNum": 4242, "InsSubNum": 301})
    assert (reply.status_code, reply.text) == (404, "Patient does not exist")
    key = (await api.get("patplans?PatNum=101")).json()[0]["PatPlanNum"]
    reply = await api.put(f"patplans/{key}", json={"InsSubNum": 4242})
    assert reply.text == "InsSub does not exist"
    assert (await api.get("insplans/999")).text == "InsPlan not found."


async def test_plans_by_carrier_and_type(api: httpx.AsyncClient) -> None:
    assert [row["PlanNum"] for row in (await api.get("insplans?CarrierNum=16")).json()] == [45]
    assert [row["PlanNum"] for row in (await api.get("insplans?PlanType=percentage")).json()] == [45]
    created = await api.post("insplans", json={"CarrierNum": 17, "GroupName": "New", "PlanType": "p"})
    assert (created.status_code, created.json()["MonthRenew"]) == (200, 0)
    assert (await api.post("insplans", json={"CarrierNum": 99})).text == "Carrier not found"


async def test_benefits_use_minus_one_for_not_set(api: httpx.AsyncClient) -> None:
    rows = {row["BenefitType"]: row for row in (await api.get("benefits?PlanNum=44")).json()}
    assert (rows["Limitations"]["MonetaryAmt"], rows["Limitations"]["Percent"]) == (1500.0, -1)
    assert (rows["CoInsurance"]["Percent"], rows["CoInsurance"]["MonetaryAmt"]) == (80, -1.0)
    body = {"BenefitType": "CoInsurance", "CoverageLevel": "None", "PlanNum": 44, "procCode": "D2740", "Percent": 50}
    assert (await api.post("benefits", json=body)).json()["procCode"] == "D2740"
    assert (await api.post("benefits", json={**body, "procCode": "D0000"})).text == "procCode not found"
    assert (await api.post("benefits", json={**body, "PlanNum": 0})).status_code == 400


async def test_verification_upserts_without_a_key(api: httpx.AsyncClient) -> None:
    body = {"VerifyType": "InsuranceBenefit", "FKey": 44, "DateLastVerified": "2026-11-20", "DefNum": 300}
    first = (await api.put("insverifies", json=body)).json()
    second = (await api.put("insverifies", json={**body, "DateLastVerified": "2026-11-23"})).json()
    assert first["InsVerifyNum"] == second["InsVerifyNum"]
    found = (await api.get("insverifies?VerifyType=InsuranceBenefit&FKey=44")).json()
    assert [row["DateLastVerified"] for row in found] == ["2026-11-23"]
    assert (await api.get("insverifies?FKey=44")).text == "VerifyType is required"
    assert (await api.put("insverifies", json={**body, "FKey": 4444})).text == "InsPlan not found."


async def test_claims_have_their_irregular_types(api: httpx.AsyncClient) -> None:
    claim = (await api.get("claims/901")).json()
    assert (claim["ClaimForm"], claim["IsOrtho"], claim["ClaimStatus"]) == ("0", "False", "S")
    assert (claim["ClaimFee"], claim["InsPayEst"]) == (240.0, 120.0)
    procedures = (await api.get("procedurelogs?PatNum=110&ProcStatus=C")).json()
    body = {"PatNum": 110, "procNums": [procedures[0]["ProcNum"]], "ClaimType": "P"}
    created = await api.post("claims", json=body)
    assert (created.status_code, created.json()["ClaimStatus"]) == (201, "U")
    assert (await api.post("claims", json=body)).status_code == 400
    assert (await api.post("claims", json={**body, "procNums": [99999]})).text == "Procedure not found."
    number = created.json()["ClaimNum"]
    assert (await api.put(f"claims/{number}", json={"ClaimStatus": "W"})).json()["ClaimStatus"] == "W"
    assert (await api.delete(f"claims/{number}")).status_code == 200
    assert (await api.delete("claims/901")).status_code == 400


async def test_insurance_used_elsewhere(api: httpx.AsyncClient) -> None:
    key = (await api.get("patplans?PatNum=101")).json()[0]["PatPlanNum"]
    row = (await api.post("claimprocs/InsAdjust", json={"PatPlanNum": key, "insUsed": 200})).json()
    assert (row["Status"], row["InsPayAmt"], row["CopayAmt"]) == ("Adjustment", 200.0, -1.0)
    again = (await api.put("claimprocs/InsAdjust", json={"PatPlanNum": key, "insUsed": 250})).json()
    assert (again["ClaimProcNum"], again["InsPayAmt"]) == (row["ClaimProcNum"], 250.0)
