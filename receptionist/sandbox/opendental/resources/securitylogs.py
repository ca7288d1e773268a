"""GET /securitylogs, and the row that every write through the API leaves there."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.fields import text
from receptionist.sandbox.opendental.method import Call, Method, Reply
from receptionist.sandbox.opendental.store import Row
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import lists

LOGS = Table.of(
    ("securitylogs", "securitylog", "SecurityLogNum", "SecurityLog"),
    *col.texts("PermType"),
    *col.whole("UserNum"),
    *col.moments("LogDateTime", shape=col.Shape.US),
    *col.texts("LogText"),
    *col.whole("PatNum"),
    *col.texts("CompName"),
    *col.whole("FKey"),
    *col.texts("LogSource", default="API"),
    order="t.SecurityLogNum DESC",
)
_PERMISSION_TYPES = {
    "appointments": ("AppointmentCreate", "AppointmentEdit"),
    "patients": ("PatientCreate", "PatientEdit"),
    "commlogs": ("CommlogCreate", "CommlogEdit"),
    "payments": ("PaymentCreate", "PaymentEdit"),
    "adjustments": ("AdjustmentCreate", "AdjustmentEdit"),
    "procedurelogs": ("ProcComplCreate", "ProcCompleteEdit"),
    "claims": ("ClaimCreate", "ClaimEdit"),
    "inssubs": ("InsPlanAddPat", "InsPlanEditSub"),
    "patplans": ("InsPlanAddPat", "InsPlanChangeAssign"),
    "insplans": ("InsPlanCreate", "InsPlanEdit"),
    "documents": ("ImageCreate", "ImageEdit"),
    "tasks": ("TaskCreate", "TaskEdit"),
    "queries": ("UserQuery", "UserQuery"),
}
# Resources whose keyed writes concern one patient, with table and key of the row that names the patient.
_OWNED = {
    "appointments": ("appointment", "AptNum"),
    "patients": ("patient", "PatNum"),
    "patientnotes": ("patient", "PatNum"),
    "procedurelogs": ("procedurelog", "ProcNum"),
    "recalls": ("recall", "RecallNum"),
    "popups": ("popup", "PopupNum"),
    "commlogs": ("commlog", "CommlogNum"),
    "payments": ("payment", "PayNum"),
    "claims": ("claim", "ClaimNum"),
    "patplans": ("patplan", "PatPlanNum"),
}
_DEEDS = {"POST": "Created", "PUT": "Edited", "DELETE": "Deleted"}


def log_write(call: Call, method: Method, reply: Reply, patient: int) -> None:
    """One row for a write that succeeded: UserNum 0, LogSource API, no patient data in the text."""
    kinds = _PERMISSION_TYPES.get(method.resource, ("Setup", "Setup"))
    what = f"{method.resource} {method.action}".strip()
    values: Row = {
        "PermType": kinds[method.verb != "POST"],
        "LogDateTime": call.office.stamp(),
        "LogText": f"{_DEEDS[method.verb]} by Sandbox Developer through API. ({what})",
        "PatNum": patient or _patient_of(call, method, reply),
        "FKey": reply.created or call.number,
    }
    call.store.insert("securitylog", values)


def owner(call: Call, method: Method) -> int:
    """Before the write: the patient whose row it is about to touch (a DELETE leaves none to look at), 0 if unknown."""
    if not call.number or method.resource not in _OWNED:
        return 0
    table, key = _OWNED[method.resource]
    row = call.store.row(f"SELECT PatNum FROM {table} WHERE {key} = ?", call.number)  # noqa: S608
    return int(row["PatNum"]) if row else 0


def _patient_of(call: Call, method: Method, reply: Reply) -> int:
    return call.args.number("PatNum") or (reply.created if method.resource == "patients" else 0)


TABLES = (LOGS,)
# PatNum is taken and ignored, as observed on live servers.
METHODS = (lists(LOGS, "PermType", since="23.1.33", extra=text("PatNum")),)
