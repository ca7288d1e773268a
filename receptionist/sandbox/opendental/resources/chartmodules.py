"""GET /chartmodules/{PatNum}/ProgNotes, /PatientInfo and /PlannedAppts. Every value is a string."""

from datetime import datetime

from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, reads_of
from receptionist.sandbox.opendental.rendering import age, columns, us_date, us_datetime
from receptionist.sandbox.opendental.store import Row
from receptionist.sandbox.opendental.tables import NO_DATE

_NOTES = """
    SELECT 'Appointment' AS ObjectType, AptNum AS key, AptDateTime AS at, '' AS Th, '' AS Surf, '' AS Dx,
        'Appointment - ' || AptStatus AS Description, Note AS note, '' AS Stat, ProvNum, '' AS Amount, '' AS ProcCode,
        5 * length(Pattern) AS length
    FROM appointment WHERE PatNum = ?1
    UNION ALL SELECT 'Procedure', ProcNum, ProcDate || ' 00:00:00', ToothNum, Surf, '', coalesce(c.Descript, ''), '',
        ProcStatus, ProvNum, printf('%.2f', ProcFee), coalesce(c.ProcCode, ''), ''
    FROM procedurelog l LEFT JOIN procedurecode c ON c.CodeNum = l.CodeNum WHERE PatNum = ?1 AND ProcStatus <> 'D'
    UNION ALL SELECT 'Commlog', CommlogNum, CommDateTime, '', '', '', 'Comm - ' || coalesce(d.ItemName, ''), Note, '',
        0, '', '', ''
    FROM commlog m LEFT JOIN definition d ON d.DefNum = m.CommType WHERE PatNum = ?1
    UNION ALL SELECT 'Task', TaskNum, DateTimeEntry, '', '', '', 'Task - ' || TaskStatus, Descript, '', 0, '', '', ''
    FROM task WHERE ObjectType = 'Patient' AND KeyNum = ?1
    ORDER BY 3, 2 LIMIT ?2 OFFSET ?3
"""
_COVERAGE = """
    SELECT c.Ordinal, r.CarrierName FROM patplan c JOIN inssub s ON s.InsSubNum = c.InsSubNum
    JOIN insplan p ON p.PlanNum = s.PlanNum JOIN carrier r ON r.CarrierNum = p.CarrierNum WHERE c.PatNum = ?
"""


def _notes(call: Call) -> Reply:
    parents.patient(call.store, call.number)
    abbrs = {row["ProvNum"]: row["Abbr"] for row in call.store.rows("SELECT ProvNum, Abbr FROM provider")}
    rows = call.store.rows(_NOTES, call.number, call.page.limit, call.page.offset)
    return Reply([_note(row, str(abbrs.get(row["ProvNum"], ""))) for row in rows])


def _note(row: Row, provider: str) -> JsonRow:
    at = datetime.fromisoformat(str(row["at"]))
    return {
        **columns(row, "ObjectType"),
        "PrimaryKey": str(row["key"]),
        "Date": us_date(str(row["at"])),
        "Time": f"{at:%H:%M}" if at.time() != at.min.time() else "",
        "DateTime": us_datetime(str(row["at"])),
        **columns(row, "Th", "Surf", "Dx", "Description", "note", "Stat"),
        "Prov": provider,
        "ProvNum": str(row["ProvNum"]),
        **columns(row, "Amount", "ProcCode"),
        "User": "",
        "Signed": "",
        "Length": str(row["length"]),
        "Abbr": "",
        "Clinic": "",
        "ClinicNum": "0",
    }


def _info(call: Call) -> Reply:
    patient = parents.patient(call.store, call.number)
    plans = {int(row["Ordinal"]): str(row["CarrierName"]) for row in call.store.rows(_COVERAGE, call.number)}
    providers = {row["ProvNum"]: row["Abbr"] for row in call.store.rows("SELECT ProvNum, Abbr FROM provider")}
    billing = call.store.find("definition", DefNum=patient["BillingType"])
    first = str(patient["DateFirstVisit"])
    fields = [
        ("Age", age(str(patient["Birthdate"]), call.office.today())),
        ("ABC0", ""),
        ("Billing Type", str(billing["ItemName"]) if billing else ""),
        ("Referred From", _named(call, _REFERRED)),
        ("Date First Visit", "" if first == NO_DATE else first),
        ("Prov. (Pri, Sec)", f"{providers.get(patient['PriProv'], '')}, {providers.get(patient['SecProv'], 'None')}"),
        ("Pri Ins", plans.get(1, "")),
        ("Sec Ins", plans.get(2, "")),
        ("Payor Types", ""),
        ("Premedicate", ""),
        *(("Problem - " + str(row["name"]), str(row["note"])) for row in call.store.rows(_PROBLEMS, call.number)),
        ("Med Urgent", ""),
        ("Medical Summary", str(patient["Medical"])),
        ("Service Notes", str(patient["Service"])),
        *(("Medication - " + str(row["name"]), str(row["note"])) for row in call.store.rows(_MEDICATIONS, call.number)),
        *(("Allergy - " + str(row["name"]), str(row["note"])) for row in call.store.rows(_ALLERGIES, call.number)),
        ("Pat Restrictions", ""),
    ]
    rows: list[JsonRow] = [{"Field": name, "Content": content} for name, content in fields]
    return Reply(call.page.of(rows))


_REFERRED = """
    SELECT trim(r.FName || ' ' || r.LName) AS name FROM refattach a JOIN referral r ON r.ReferralNum = a.ReferralNum
    WHERE a.PatNum = ? AND a.ReferralType = 'RefFrom' ORDER BY a.RefAttachNum LIMIT 1
"""
_PROBLEMS = """
    SELECT d.DiseaseName AS name, t.PatNote AS note FROM disease t
    JOIN diseasedef d ON d.DiseaseDefNum = t.DiseaseDefNum WHERE t.PatNum = ? AND t.ProbStatus = 'Active'
"""
_MEDICATIONS = """
    SELECT m.MedName AS name, t.PatNote AS note FROM medicationpat t
    JOIN medication m ON m.MedicationNum = t.MedicationNum WHERE t.PatNum = ? AND t.DateStop = '0001-01-01'
"""
_ALLERGIES = """
    SELECT d.Description AS name, t.Reaction AS note FROM allergy t
    JOIN allergydef d ON d.AllergyDefNum = t.AllergyDefNum WHERE t.PatNum = ? AND t.StatusIsActive = 1
"""


def _named(call: Call, sql: str) -> str:
    row = call.store.row(sql, call.number)
    return str(row["name"]) if row else ""


def _planned(call: Call) -> Reply:
    parents.patient(call.store, call.number)
    rows = call.store.rows(
        "SELECT a.*, coalesce((SELECT min(s.AptDateTime) FROM appointment s WHERE s.NextAptNum = a.AptNum "
        "AND s.AptStatus IN ('Scheduled', 'Complete')), '') AS scheduled FROM appointment a "
        "WHERE a.PatNum = ? AND a.AptStatus = 'Planned' ORDER BY a.ItemOrderPlanned, a.AptNum LIMIT ? OFFSET ?",
        call.number,
        call.page.limit,
        call.page.offset,
    )
    return Reply(
        [
            {
                "AptNum": str(row["AptNum"]),
                "ProvNum": str(row["ProvNum"]),
                "ItemOrder": str(row["ItemOrderPlanned"]),
                "minutes": str(5 * len(str(row["Pattern"]))),
                "ProcDescript": row["ProcDescript"],
                "Note": row["Note"],
                "dateSched": str(row["scheduled"])[:10],
                "AptStatus": row["AptStatus"],
            }
            for row in rows
        ]
    )


METHODS = (
    reads_of("chartmodules", "ProgNotes", _notes, since="21.4"),
    reads_of("chartmodules", "PatientInfo", _info, since="22.1"),
    reads_of("chartmodules", "PlannedAppts", _planned, since="22.2"),
)
