"""What the inspector's other pages show: patients found by name or phone, one patient, and the change history."""

import re
from dataclasses import dataclass

from receptionist.sandbox.opendental.store import Row, Store, Where, fold, like

SHOWN = 100
_CHANGES = """
    SELECT HistDateTStamp AS at, HistApptAction AS what, 'Visit ' || h.AptNum AS subject, h.AptNum AS apt, h.PatNum,
        h.AptStatus || ', ' || substr(h.AptDateTime, 1, 16) || coalesce(', ' || o.OpName, '') AS words,
        HistApptNum AS n, 1 AS history
    FROM histappointment h LEFT JOIN operatory o ON o.OperatoryNum = h.Op
    UNION ALL SELECT LogDateTime, PermType, CASE WHEN PatNum THEN 'Patient ' || PatNum ELSE 'Office' END, 0, PatNum,
        LogText, SecurityLogNum, 0 FROM securitylog
"""


@dataclass(frozen=True)
class PatientCard:
    """One patient with family, visits and coverage."""

    person: Row
    family: list[Row]
    visits: list[Row]
    coverage: list[Row]


def found_patients(store: Store, text: str) -> list[Row]:
    """Patients whose name begins with the words, or whose phone holds the digits; at most a hundred."""
    where = Where()
    where.add("PatStatus <> 'Deleted'")
    digits = "".join(re.findall(r"[0-9]", text))
    if len(digits) >= 3:
        bare = "replace(replace(replace(replace({0}, '(', ''), ')', ''), '-', ''), ' ', '')"
        places = " OR ".join(f"{bare.format(name)} LIKE ?" for name in ("HmPhone", "WkPhone", "WirelessPhone"))
        where.add(f"PatNum = ? OR {places}", int(digits[:18]), *(f"%{digits[:40]}%" for _ in range(3)))
    else:
        for word in fold(text).replace(",", " ").split():
            pattern = like(word, prefix=True)
            where.add("fold(LName) LIKE ? ESCAPE '!' OR fold(FName) LIKE ? ESCAPE '!'", pattern, pattern)
    sql = f"SELECT * FROM patient{where} ORDER BY LName, FName, PatNum LIMIT {SHOWN}"  # noqa: S608
    return store.rows(sql, *where.parameters)


def patient_card(store: Store, number: int) -> PatientCard | None:
    """Everything the page of one patient shows, None when there is no such patient."""
    person = store.row("SELECT * FROM patient WHERE PatNum = ? AND PatStatus <> 'Deleted'", number)
    if person is None:
        return None
    visits = store.rows(
        "SELECT a.*, t.AppointmentTypeName, v.Abbr FROM appointment a LEFT JOIN provider v ON v.ProvNum = a.ProvNum "
        "LEFT JOIN appointmenttype t ON t.AppointmentTypeNum = a.AppointmentTypeNum "
        "WHERE a.PatNum = ? ORDER BY a.AptDateTime DESC, a.AptNum LIMIT 50",
        number,
    )
    coverage = store.rows(
        "SELECT c.Ordinal, c.Relationship, r.CarrierName, p.GroupName FROM patplan c "
        "JOIN inssub s ON s.InsSubNum = c.InsSubNum JOIN insplan p ON p.PlanNum = s.PlanNum "
        "JOIN carrier r ON r.CarrierNum = p.CarrierNum WHERE c.PatNum = ? ORDER BY c.Ordinal",
        number,
    )
    family = store.rows(
        "SELECT * FROM patient WHERE Guarantor = ? AND PatNum <> ? AND PatStatus <> 'Deleted' ORDER BY PatNum",
        person["Guarantor"],
        number,
    )
    return PatientCard(person, family, visits, coverage)


def changes(store: Store, visit: int = 0) -> list[Row]:
    """The newest changes first: visits' history and the security log, or one visit's history only."""
    narrowed = "WHERE apt = ?" if visit else "WHERE ? = 0"
    sql = f"SELECT * FROM ({_CHANGES}) {narrowed} ORDER BY at DESC, n DESC, history LIMIT {SHOWN}"  # noqa: S608
    return store.rows(sql, visit)
