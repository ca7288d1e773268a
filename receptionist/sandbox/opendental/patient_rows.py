"""Patient rows: the full object (single, Simple, POST, PUT) and the shorter one of the patient search."""

from receptionist.sandbox.opendental.method import Call, JsonRow
from receptionist.sandbox.opendental.rendering import columns
from receptionist.sandbox.opendental.store import Row

PATIENT_STATUSES = ("Patient", "NonPatient", "Inactive", "Archived", "Deceased", "Prospective")
GENDERS = ("Male", "Female", "Unknown")
POSITIONS = ("Single", "Married", "Child", "Widowed", "Divorced")
CONTACT_METHODS = ("None", "DoNotCall", "HmPhone", "WkPhone", "WirelessPh", "Email", "SeeNotes", "Mail", "TextMessage")

SELECT_PATIENT = """
    SELECT p.*, coalesce(d.Abbr, '') AS priProvAbbr, coalesce(h.Abbr, '') AS secProvAbbr,
        coalesce(b.ItemName, '') AS billingName
    FROM patient p LEFT JOIN provider d ON d.ProvNum = p.PriProv LEFT JOIN provider h ON h.ProvNum = p.SecProv
        LEFT JOIN definition b ON b.DefNum = p.BillingType
"""


def render_full(row: Row, server_time: str | None = None) -> JsonRow:
    """Every documented field; `serverDateTime` first on Simple."""
    shown: JsonRow = {} if server_time is None else {"serverDateTime": server_time}
    return {
        **shown,
        **columns(row, "PatNum", "LName", "FName", "MiddleI", "Preferred", "PatStatus", "Gender", "Position"),
        **columns(row, "Birthdate", "SSN", "Address", "Address2", "City", "State", "Zip", "HmPhone", "WkPhone"),
        **columns(row, "WirelessPhone", "Guarantor", "Email", "EstBalance", "PriProv", "priProvAbbr", "SecProv"),
        "secProvAbbr": row["secProvAbbr"],
        "BillingType": row["billingName"],
        **columns(row, "ImageFolder", "FamFinUrgNote", "ChartNumber", "MedicaidID", "BalTotal", "EmployerNum"),
        **columns(row, "DateFirstVisit", "ClinicNum"),
        "clinicAbbr": "",
        **columns(row, "Ward", "PreferConfirmMethod", "PreferContactMethod", "PreferRecallMethod", "Language"),
        "AdmitDate": row["AdmitDate"],
        "siteDesc": "",
        **columns(row, "DateTStamp", "SuperFamily", "TxtMsgOk", "SecDateEntry"),
    }


def render_short(row: Row) -> JsonRow:
    """A search result: no gender, guarantor, balances or time stamp."""
    return {
        **columns(row, "PatNum", "LName", "FName", "MiddleI", "Preferred", "PatStatus", "Birthdate", "SSN"),
        **columns(row, "Address", "Address2", "City", "State", "Zip", "HmPhone", "WkPhone", "WirelessPhone"),
        **columns(row, "Email", "priProvAbbr", "secProvAbbr"),
        "BillingType": row["billingName"],
        **columns(row, "ChartNumber", "ClinicNum"),
        "clinicAbbr": "",
        "siteDesc": "",
        "TxtMsgOk": row["TxtMsgOk"],
    }


def rendered(call: Call, number: int) -> JsonRow:
    """One patient as POST and PUT answer it."""
    row = call.store.row(f"{SELECT_PATIENT} WHERE p.PatNum = ?", number)
    return render_full(row) if row else {}
