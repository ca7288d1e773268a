"""What a receptionist does beside booking: planned visits, Web Sched, recalls, tasks, texts, queries, papers."""

import base64

import httpx
import pytest

from receptionist.clock import ManualClock

pytestmark = pytest.mark.unit

ENTERPRISE = {"Authorization": "ODFHIR sandbox/enterprise"}


async def test_a_planned_visit_is_scheduled_and_stays(api: httpx.AsyncClient) -> None:
    planned = await api.post("appointments/Planned", json={"PatNum": 101, "AppointmentTypeNum": 5})
    row = planned.json()
    assert (planned.status_code, row["AptStatus"], row["Op"], len(row["Pattern"])) == (201, "Planned", 0, 12)
    assert planned.headers["location"].endswith(f"/appointments/{row['AptNum']}")
    body = {"AptNum": row["AptNum"], "AptDateTime": "2026-12-01 15:00:00", "ProvNum": 1, "Op": 1}
    scheduled = (await api.post("appointments/SchedulePlanned", json=body)).json()
    assert (scheduled["AptStatus"], scheduled["NextAptNum"]) == ("Scheduled", row["AptNum"])
    assert (await api.get(f"appointments/{row['AptNum']}")).json()["AptStatus"] == "Planned"
    assert (await api.post("appointments/SchedulePlanned", json=body)).status_code == 400
    listed = (await api.get("chartmodules/101/PlannedAppts")).json()
    assert [(one["dateSched"], one["minutes"]) for one in listed] == [("2026-12-01", "60")]
    assert (await api.post("appointments/SchedulePlanned", json={**body, "AptNum": 9001})).status_code == 400


async def test_procedures_can_be_planned(api: httpx.AsyncClient) -> None:
    number = (await api.get("procedurelogs?PatNum=109&ProcStatus=TP")).json()[0]["ProcNum"]
    row = (await api.post("appointments/Planned", json={"PatNum": 109, "procNums": [number, number]})).json()
    assert row["ProcDescript"] == "Comp2S"
    assert (await api.get(f"procedurelogs/{number}")).json()["PlannedAptNum"] == row["AptNum"]
    wrong = await api.post("appointments/Planned", json={"PatNum": 101, "procNums": [number]})
    assert wrong.status_code == 400


async def test_web_sched_offers_open_time_and_books_it(api: httpx.AsyncClient) -> None:
    slots = (await api.get("appointments/SlotsWebSched?date=2026-12-01")).json()
    assert slots
    assert {slot["OpNum"] for slot in slots} <= {1, 4}
    assert not any(slot["DateTimeStart"][11:13] == "12" for slot in slots)  # Lunch is blocked out.
    assert (await api.get("appointments/SlotsWebSched?date=2026-11-26")).json() == []  # Thanksgiving Day.
    assert (await api.get("appointments/SlotsWebSched?isNewPatient=true&defNumApptType=340")).status_code == 400
    assert (await api.get("appointments/SlotsWebSched?dateStart=9999-12-25")).json() == []
    slot = slots[0]
    body = {"PatNum": 101, "ProvNum": slot["ProvNum"], "OpNum": slot["OpNum"], "defNumApptType": 340}
    times = {"dateTimeStart": slot["DateTimeStart"], "DateTimeEnd": slot["DateTimeEnd"]}
    booked = await api.post("appointments/WebSched", json={**body, **times})
    assert (booked.status_code, booked.json()["AppointmentTypeNum"]) == (201, 2)
    assert slot not in (await api.get("appointments/SlotsWebSched?date=2026-12-01")).json()
    assert (await api.post("appointments/WebSched", json={**body, **times})).status_code == 400
    listed = (await api.get("appointments/WebSched")).json()
    assert (listed[0]["eServiceLogType"], listed[0]["IsHygiene"] in ("True", "False")) == ("ExistingPat", True)
    assert list(listed[0])[-1] == "serverDateTime"


async def test_the_recall_list_has_its_odd_formats(api: httpx.AsyncClient) -> None:
    rows = {row["PatNum"]: row for row in (await api.get("recalls/List")).json()}
    assert set(rows) == {101, 104, 112}  # 108 and 110 are booked; child recalls are not in the list's preference.
    assert (rows[101]["DueDate"], rows[101]["Age"], rows[101]["NumRemind"]) == ("12/3/2026", "38", "")
    assert rows[101]["Patient"] == "Okafor, Dana"
    body = {"PatNum": 104, "recallType": "Prophy", "RecallStatus": 80, "commlogMode": "Phone"}
    assert (await api.put("recalls/Status", json=body)).status_code == 200
    assert 104 not in {row["PatNum"] for row in (await api.get("recalls/List")).json()}
    reminded = (await api.get("recalls/List?IncludeReminded=true")).json()
    assert next(row for row in reminded if row["PatNum"] == 104)["NumRemind"] == "1"
    assert (await api.get("commlogs?PatNum=104")).json()[0]["commType"] == "Recall"


async def test_recalls_are_made_changed_and_switched(api: httpx.AsyncClient) -> None:
    created = await api.post("recalls", json={"PatNum": 105, "RecallTypeNum": 1})
    assert (created.status_code, created.json()["DateDue"]) == (200, "2027-05-24")
    assert (await api.post("recalls", json={"PatNum": 105, "RecallTypeNum": 1})).status_code == 400
    number = created.json()["RecallNum"]
    changed = (await api.put(f"recalls/{number}", json={"RecallStatus": 80, "Priority": "ASAP"})).json()
    assert (changed["recallStatus"], changed["Priority"]) == ("Left message", "ASAP")
    assert (await api.put(f"recalls/{number}", json={"RecallInterval": "soon"})).text == "RecallInterval is invalid"
    assert (await api.put("recalls/SwitchType", json={"PatNum": 101})).status_code == 200
    row = (await api.get("recalls?PatNum=101")).json()[0]
    assert (row["RecallTypeNum"], row["RecallInterval"], row["DateDue"]) == (3, "3m1d", "2026-09-04")


async def test_a_text_offer_refuses_overlaps(api: httpx.AsyncClient) -> None:
    await api.put("appointments/9001", json={"Priority": "ASAP"})
    body = {"op": 4, "aptNum": 9001, "dateTimeStart": "2026-11-30 12:00:00"}
    assert (await api.post("asapcomms", json=body)).status_code == 401  # TextingASAP is a special permission.
    lunch = await api.post("asapcomms", json=body, headers=ENTERPRISE)
    assert (lunch.status_code, "overlaps" in lunch.text) == (400, True)


async def test_a_text_offer_holds_the_time(api: httpx.AsyncClient, clock: ManualClock) -> None:
    await api.put("appointments/9001", json={"Priority": "ASAP"})
    body = {"op": 3, "aptNum": 9001, "dateTimeStart": "2026-11-30 10:00:00"}
    offer = await api.post("asapcomms", json=body, headers=ENTERPRISE)
    assert (offer.status_code, offer.json()["FKeyType"]) == (200, "ScheduledAppt")
    held = (await api.get("schedules?date=2026-11-30&SchedType=WebSchedASAP")).json()
    assert [(row["StartTime"], row["StopTime"], row["operatories"]) for row in held] == [("10:00:00", "11:00:00", "3")]
    await clock.advance(1)
    assert (await api.post("asapcomms", json=body, headers=ENTERPRISE)).status_code == 400


async def test_popups_tasks_and_notes_change(api: httpx.AsyncClient) -> None:
    number = (await api.get("popups?PatNum=113")).json()[0]["PopupNum"]
    reply = await api.put(f"popups/{number}", json={"DateTimeDisabled": "2026-11-23 09:00:00"})
    assert reply.status_code == 200
    row = (await api.get("popups?PatNum=113")).json()[0]
    assert (row["IsDisabled"], row["DateTimeDisabled"]) == ("true", "11/23/2026 9:00:00 AM")
    task = (await api.get("tasks?TaskListNum=13&TaskStatus=New")).json()[0]
    done = (await api.put(f"tasks/{task['TaskNum']}", json={"TaskStatus": "Done", "TaskListNum": 12})).json()
    assert (done["TaskStatus"], done["DateTimeFinished"], done["TaskListNum"]) == ("Done", "2026-11-23 09:04:00", 13)
    note = {"TaskNum": task["TaskNum"], "UserNum": 4, "Note": "Called"}
    assert (await api.post("tasknotes", json=note)).status_code == 201
    assert (await api.post("tasknotes", json={**note, "UserNum": 99})).text == "User not found"


async def test_medical_history_by_name(api: httpx.AsyncClient) -> None:
    created = await api.post("allergies", json={"PatNum": 101, "defDescription": "latex", "Reaction": "Rash"})
    assert (created.status_code, created.text) == (201, "")
    rows = (await api.get("allergies?PatNum=101")).json()
    assert [(row["defDescription"], row["StatusIsActive"]) for row in rows] == [("Latex", "true")]
    assert (await api.post("allergies", json={"PatNum": 101, "defDescription": "Snow"})).text == "AllergyDef not found"
    twice = await api.post("allergydefs", json={"Description": "LATEX"})
    assert twice.text == "An AllergyDef with that name already exists"
    assert (await api.post("diseasedefs", json={"DiseaseName": "Asthma"})).text.startswith("A DiseaseDef")
    assert [row["PatNum"] for row in (await api.get("medicationpats?PatNum=110")).json()] == ["110"]
    info = {row["Field"]: row["Content"] for row in (await api.get("chartmodules/106/PatientInfo")).json()}
    assert (info["Pri Ins"], info["Allergy - Penicillin"], info["Age"]) == ("Evergreen Benefits", "Rash", "51")


async def test_papers_go_in_and_never_come_back(api: httpx.AsyncClient) -> None:
    body = {"PatNum": 101, "rawBase64": base64.b64encode(b"x" * 2_000_000).decode(), "extension": ".pdf"}
    created = await api.post("documents/Upload", json=body)
    assert (created.status_code, created.json()["PatNum"], created.json()["ProvNum"]) == (201, "101", "0")
    assert "rawBase64" not in created.json()
    assert len((await api.get("documents?PatNum=101")).json()) == 2
    assert (await api.post("documents/Upload", json={**body, "rawBase64": "?"})).text == "rawBase64 is invalid"


async def test_referrals_by_name(api: httpx.AsyncClient) -> None:
    body = {"PatNum": 104, "referralName": "Ines Ashdown", "ReferralType": "RefTo"}
    assert (await api.post("refattaches", json=body)).json()["ReferralNum"] == 1
    new = (await api.post("refattaches", json={"PatNum": 104, "referralName": "Corner Shop"})).json()
    assert (await api.get(f"referrals/{new['ReferralNum']}")).json()["NotPerson"] == "true"


async def test_own_fields(api: httpx.AsyncClient) -> None:
    body = {"AptNum": 9001, "FieldName": "Ride home", "FieldValue": "Taxi"}
    assert (await api.get("apptfields?AptNum=9001&FieldName=Ride%20home")).json()["FieldValue"] == ""
    assert (await api.put("apptfields", json=body)).status_code == 200
    assert (await api.get("apptfields?AptNum=9001&FieldName=Ride%20home")).json()["FieldValue"] == "Taxi"
    assert (await api.put("apptfields", json={**body, "FieldValue": "Balloon"})).text == "FieldValue is invalid"
    assert (await api.put("apptfields", json={**body, "FieldName": "ride home"})).text == "FieldName is invalid"


async def test_every_write_is_in_the_security_log(api: httpx.AsyncClient) -> None:
    await api.put("appointments/9001/Note", json={"Note": "Hello"})
    await api.put("appointments/9001", json={"Pattern": "bad"})
    await api.post("commlogs", json={"PatNum": 101, "Note": "Secret words"})
    rows = (await api.get("securitylogs")).json()
    assert [(row["PermType"], row["PatNum"], row["LogSource"]) for row in rows] == [
        ("CommlogCreate", 101, "API"),
        ("AppointmentEdit", 108, "API"),
    ]
    assert rows[0]["LogDateTime"] == "11/23/2026 9:04:00 AM"
    assert "Secret" not in str(rows)
    assert len((await api.get("securitylogs?PermType=AppointmentEdit&PatNum=1")).json()) == 1


async def test_signals_are_strictly_between(api: httpx.AsyncClient, clock: ManualClock) -> None:
    await api.put("appointments/9001", json={"Note": "x"})
    assert (await api.get("signalods?SigDateTime=2026-11-23%2009:00:00")).json() == []
    await clock.advance(5)
    rows = (await api.get("signalods?SigDateTime=2026-11-23%2009:00:00")).json()
    assert [(row["IType"], row["FKey"]) for row in rows] == [("Appointment", 9001)]
    assert (await api.get("signalods?SigDateTime=2026-11-23%2009:04:00")).json() == []


async def query(api: httpx.AsyncClient, sql: str) -> httpx.Response:
    return await api.put("queries/ShortQuery", json={"SqlCommand": sql})


async def test_short_queries_see_the_vendors_encodings(api: httpx.AsyncClient) -> None:
    reply = await query(api, "SELECT AptNum, AptStatus, AptDateTime FROM appointment WHERE PatNum = 108;")
    assert reply.json() == [{"AptNum": 9001, "AptStatus": 1, "AptDateTime": "2026-12-01T10:00:00"}]
    names = await query(api, "SELECT CONCAT(FName, ' ', LName) AS n, Birthdate FROM patient WHERE PatNum IN (101)")
    assert names.json() == [{"n": "Dana Okafor", "Birthdate": "1988-11-02T00:00:00"}]
    assert len((await query(api, "SELECT PatNum FROM patient")).json()) == 100
    rest = await api.put("queries/ShortQuery?Offset=100", json={"SqlCommand": "SELECT PatNum FROM patient ORDER BY 1"})
    assert len(rest.json()) == 100


@pytest.mark.parametrize(
    ("sql", "status"),
    [
        ("UPDATE patient SET LName = 'x'", 401),
        ("DELETE FROM patient", 401),
        ("SELECT 1; DROP TABLE patient", 401),
        ("WITH x AS (SELECT 1) DELETE FROM patient", 401),
        ("SELECT * FROM patient INTO OUTFILE '/tmp/x'", 401),
        ("PRAGMA database_list", 401),
        ("ATTACH '/tmp/x' AS y", 401),
        ("SELECT load_extension('x')", 401),
        ("SELECT * FROM nothing", 400),
        ("SELECT FROM", 400),
        ("SELECT * FROM subscription", 400),
        ("SELECT zeroblob(1000000000)", 400),
        ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n", 504),
    ],
)
async def test_only_reading_gets_through(api: httpx.AsyncClient, sql: str, status: int) -> None:
    assert (await query(api, sql)).status_code == status
    assert (await api.get("patients/101")).json()["LName"] == "Okafor"


async def test_the_admin_api_takes_only_numbers_that_rows_can_have(api: httpx.AsyncClient) -> None:
    wish = {"day": "2026-11-25", "start": "10:00", "stop": "11:00", "operatories": [10**20]}
    assert (await api.post("http://localhost/admin/blockouts", json=wish)).status_code == 422
    assert (await api.delete(f"http://localhost/admin/appointments/{10**20}")).status_code == 422
