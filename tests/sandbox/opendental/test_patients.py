"""Finding and writing patients: the search's matching rules, Simple's others, the duplicate guard, families."""

import httpx
import pytest

pytestmark = pytest.mark.unit

NEW = {"LName": "Reyes", "FName": "Mateo", "Birthdate": "1994-07-19", "WirelessPhone": "5550109912"}


async def found(api: httpx.AsyncClient, query: str) -> list[int]:
    reply = await api.get(f"patients?{query}")
    assert reply.status_code == 200, reply.text
    return [row["PatNum"] for row in reply.json()]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("LName=okaf", [103, 101, 102]),
        ("LName=kafor", []),
        ("LName=Okafor&FName=da", [101]),
        ("LName=nunez&FName=jose", [117]),
        ("LName=O%27Brien", [112]),
        ("LName=%25", []),
        ("LName=Lopez&FName=Maria&Birthdate=1990-03-03", [104, 105]),
        ("Phone=5550100106", [107, 106]),
        ("Phone=(555)%20010-0106", [107, 106]),
        ("Phone=15550100108", [108]),
        ("Phone=5550100117", [117]),
        ("Phone=5550100118", [118]),
        ("LName=Wilson&guarOnly=true", [106]),
        ("Address=birch%20ave&FName=Maria", [105]),
        ("Email=DANA%40", [101]),
        ("LName=Miles", [111]),
        ("LName=Miles&hideInactive=true", []),
        ("LName=Sterling", []),
        ("LName=Sterling&showArchived=true", [114]),
        ("LName=Brandt&showArchived=true", [115]),
        ("LName=Okafor&Limit=1&Offset=1", [101]),
        ("SubscriberId=X", []),
    ],
)
async def test_the_search_matches_as_the_vendors_does(api: httpx.AsyncClient, query: str, numbers: list[int]) -> None:
    assert await found(api, query) == numbers


async def test_search_rows_are_short_and_exact_names_come_first(api: httpx.AsyncClient) -> None:
    await api.post("patients", json={"LName": "Lo", "FName": "Zed"})
    rows = (await api.get("patients?LName=lo")).json()
    assert (rows[0]["LName"], rows[0]["FName"]) == ("Lo", "Zed")
    assert not {"Gender", "Guarantor", "DateTStamp", "EstBalance"} & set(rows[0])


async def test_simple_contains_and_hides_nobody_but_the_deleted(api: httpx.AsyncClient) -> None:
    rows = (await api.get("patients/Simple?LName=kafo")).json()
    assert [row["PatNum"] for row in rows] == [101, 102, 103]
    assert rows[0]["serverDateTime"] == "2026-11-23 09:04:00"
    assert [row["PatNum"] for row in (await api.get("patients/Simple?PatStatus=Deceased")).json()] == [114]
    assert [row["PatNum"] for row in (await api.get("patients/Simple?Guarantor=106")).json()] == [106, 107]
    refused = await api.get("patients/Simple?HmPhone=5550100106")
    assert refused.text == "'HmPhone' is not a valid parameter"


async def test_a_new_patient_heads_a_family_of_one(api: httpx.AsyncClient) -> None:
    reply = await api.post("patients", json={**NEW, "TxtMsgOk": "Yes"})
    row = reply.json()
    assert reply.status_code == 201
    assert reply.headers["location"].endswith(f"/api/v1/patients/{row['PatNum']}")
    assert row["Guarantor"] == row["PatNum"]
    assert (row["PatStatus"], row["Gender"], row["BillingType"], row["PriProv"]) == (
        "Patient",
        "Unknown",
        "Standard Account",
        1,
    )
    assert (row["DateFirstVisit"], row["SecDateEntry"], row["TxtMsgOk"]) == ("0001-01-01", "2026-11-23", "Yes")
    assert (await api.get(f"patients/{row['PatNum']}")).json() == row


async def test_the_duplicate_guard_needs_name_birth_date_and_a_contact(api: httpx.AsyncClient) -> None:
    assert (await api.post("patients", json=NEW)).status_code == 201
    same = {**NEW, "FName": "MATEO", "WirelessPhone": "", "HmPhone": "(555) 010-9912"}
    refused = await api.post("patients", json=same)
    assert (refused.status_code, refused.text) == (400, "A Patient with that information already exists")
    assert (await api.post("patients", json={**NEW, "Birthdate": "1994-07-20"})).status_code == 201
    assert (await api.post("patients", json={**NEW, "WirelessPhone": "5550109913"})).status_code == 201
    assert (await api.post("patients", json={**NEW, "WirelessPhone": ""})).status_code == 201


@pytest.mark.parametrize(
    ("change", "status", "text"),
    [
        ({"LName": ""}, 400, "LName is required"),
        ({"FName": None}, 400, "FName is required"),
        ({"Birthdate": "07/19/1994"}, 400, "Birthdate format must be yyyy-MM-dd"),
        ({"PatStatus": "Deleted"}, 400, "PatStatus is invalid"),
        ({"Gender": 1}, 400, "Gender is invalid"),
        ({"State": "New York"}, 400, "State is invalid"),
        ({"Zip": "1"}, 400, "Zip is invalid"),
        ({"SSN": "123-45-6789"}, 400, "SSN is invalid"),
        ({"BillingType": "40"}, 400, "BillingType is invalid"),
        ({"PriProv": 77}, 404, "Provider not found"),
        ({"Guarantor": 4242}, 404, "Patient not found"),
        ({"Guarantor": 101, "SuperFamily": 101}, 400, "Guarantor and SuperFamily cannot both be specified."),
    ],
)
async def test_a_bad_patient_is_not_created(
    api: httpx.AsyncClient, change: dict[str, object], status: int, text: str
) -> None:
    reply = await api.post("patients", json={**NEW, **change})
    assert (reply.status_code, reply.text) == (status, text)
    assert await found(api, "FName=Mateo") == []


async def test_an_update_clears_texts_but_not_names(api: httpx.AsyncClient) -> None:
    reply = await api.put("patients/101", json={"Email": "", "Preferred": "Dee"})
    assert (reply.json()["Email"], reply.json()["Preferred"], reply.json()["FName"]) == ("", "Dee", "Dana")
    assert reply.json()["DateTStamp"] == "2026-11-23 09:04:00"
    assert (await api.put("patients/101", json={"LName": " "})).status_code == 400
    assert (await api.put("patients/4242", json={})).text == "Patient not found"


async def test_only_the_head_hands_a_family_over(api: httpx.AsyncClient) -> None:
    assert (await api.put("patients/107", json={"Guarantor": 107})).status_code == 400
    assert (await api.put("patients/106", json={"Guarantor": 101})).status_code == 400
    assert (await api.put("patients/106", json={"Guarantor": 107})).json()["Guarantor"] == 107
    assert (await api.get("patients/107")).json()["Guarantor"] == 107


async def test_notes_are_read_and_replaced(api: httpx.AsyncClient) -> None:
    await api.put("patientnotes/101", json={"ICEName": "Ben"})
    notes = (await api.get("patientnotes/101")).json()
    assert notes == {"Medical": "", "ICEName": "Ben", "ICEPhone": "", "Service": ""}


async def test_the_search_knows_subscriber_numbers(api: httpx.AsyncClient) -> None:
    rows = (await api.get("patients?SubscriberId=QX4471902")).json()
    assert [row["PatNum"] for row in rows] == [103, 101, 102]
    assert (await api.get("patients?SubscriberId=ZZ")).json() == []
