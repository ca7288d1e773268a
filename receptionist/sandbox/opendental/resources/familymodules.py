"""GET /familymodules/{PatNum}/Insurance: a patient's coverage in one call, the receptionist's summary."""

from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.method import Call, Reply, reads_of
from receptionist.sandbox.opendental.rendering import columns, yes_no

_ORDINALS = {1: "Primary", 2: "Secondary", 3: "Tertiary"}
PLAN_TYPES = {"": "Category Percentage", "p": "PPO Percentage", "f": "Medicaid or Flat Co-pay", "c": "Capitation"}
_SELECT = """
    SELECT pp.*, s.Subscriber, s.SubscriberID, s.SubscNote, s.PlanNum, p.GroupName, p.GroupNum, p.PlanNote, p.FeeSched,
        p.PlanType, p.CopayFeeSched, p.EmployerNum, p.IsMedical, p.CarrierNum,
        coalesce(c.CarrierName, '') AS CarrierName, coalesce(e.EmpName, '') AS employer,
        coalesce(f.Description, '') AS feeSchedule, coalesce(w.FName || ' ' || w.LName, '') AS subscriberName
    FROM patplan pp JOIN inssub s ON s.InsSubNum = pp.InsSubNum JOIN insplan p ON p.PlanNum = s.PlanNum
        LEFT JOIN carrier c ON c.CarrierNum = p.CarrierNum LEFT JOIN employer e ON e.EmployerNum = p.EmployerNum
        LEFT JOIN feesched f ON f.FeeSchedNum = p.FeeSched LEFT JOIN patient w ON w.PatNum = s.Subscriber
    WHERE pp.PatNum = ? ORDER BY pp.Ordinal LIMIT ? OFFSET ?
"""


def _insurance(call: Call) -> Reply:
    parents.patient(call.store, call.number)
    rows = call.store.rows(_SELECT, call.number, call.page.limit, call.page.offset)
    return Reply(
        [
            {
                **columns(row, "PatNum", "InsSubNum", "Subscriber"),
                "subscriber": row["subscriberName"],
                **columns(row, "SubscriberID", "SubscNote", "PatPlanNum", "Ordinal"),
                "ordinal": _ORDINALS.get(int(row["Ordinal"]), "Other"),
                "IsPending": yes_no(row["IsPending"]),
                **columns(
                    row, "Relationship", "PatID", "CarrierNum", "CarrierName", "PlanNum", "GroupName", "GroupNum"
                ),
                **columns(row, "PlanNote", "FeeSched", "feeSchedule", "PlanType"),
                "planType": PLAN_TYPES.get(str(row["PlanType"]), ""),
                **columns(row, "CopayFeeSched", "EmployerNum", "employer"),
                "IsMedical": yes_no(row["IsMedical"]),
            }
            for row in rows
        ]
    )


METHODS = (reads_of("familymodules", "Insurance", _insurance, since="21.4"),)
