"""/procedurelogs: planned and done treatment. A DELETE is soft: the row stays listed with status `D`."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import ledger, parents
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Kind, needed, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Method, Reply
from receptionist.sandbox.opendental.resources.procedurecodes import code_number, usual_fee
from receptionist.sandbox.opendental.store import Store
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Values, creates, lists, single, updates

TX_PRIORITIES, DIAGNOSES = 20, 16
STATUSES = ("TP", "C", "EC", "EO", "R", "D", "Cn", "TPi")
WRITABLE = ("TP", "C", "EO")
APPOINTMENT = col.Parent("appointment", "AptNum", "Appointment")
PROCEDURES = Table.of(
    ("procedurelogs", "procedurelog", "ProcNum", "Procedure"),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.whole("AptNum", parent=APPOINTMENT),
    *col.days("ProcDate"),
    *col.amounts("ProcFee", shape=col.Shape.MONEY),
    *col.texts("Surf", "ToothNum", "ToothRange"),
    *col.definition("Priority", TX_PRIORITIES, "priority"),
    *col.one_of("ProcStatus", *STATUSES),
    *col.whole("ProvNum", parent=col.PROVIDER),
    *col.derived("provAbbr", "SELECT Abbr FROM provider v WHERE v.ProvNum = t.ProvNum"),
    *col.definition("Dx", DIAGNOSES, "dxName"),
    *col.whole("PlannedAptNum", parent=APPOINTMENT),
    *col.texts("Prosthesis"),
    *col.days("DateOriginalProsth"),
    *col.whole("ClinicNum", "CodeNum"),
    *col.derived("procCode", "SELECT ProcCode FROM procedurecode c WHERE c.CodeNum = t.CodeNum"),
    *col.derived("descript", "SELECT Descript FROM procedurecode c WHERE c.CodeNum = t.CodeNum"),
    *col.whole("UnitQty", default=1),
    *col.whole("BaseUnits"),
    *col.moments("DateTStamp"),
    *col.switches("IsDateProsthEst"),
    *col.server_time(),
    stamp="DateTStamp",
    order="t.ProcNum DESC",
)
_NEEDS = {"Tooth": ("ToothNum",), "Surf": ("ToothNum", "Surf"), "ToothRange": ("ToothRange",)}
_EQUAL = ("PatNum", "AptNum", "PlannedAptNum", "ClinicNum", "CodeNum")


def add_procedure(store: Store, code: str, values: Values, now: str) -> int:
    """A procedure as the office's own engine attaches one: by code, with the office's usual fee."""
    number = code_number(store, code)
    return PROCEDURES.insert(store, {"ProcFee": usual_fee(store, number), **values, "CodeNum": number}, now)


def _named(call: Call, values: Values) -> None:
    """One of number and name for the priority and the diagnosis."""
    for name, number, category in (("priority", "Priority", TX_PRIORITIES), ("dxName", "Dx", DIAGNOSES)):
        if call.args.has(name) and call.args.has(number):
            raise bad_request(f"{number} and {name} cannot both be specified.")
        if call.args.text(name):
            values[number] = parents.named_definition(call.store, category, call.args.text(name), not_found(number))


def _prepare_new(call: Call, values: Values) -> None:
    if values["ProcStatus"] not in WRITABLE:
        raise bad_request("ProcStatus is invalid")
    _named(call, values)
    code = code_number(call.store, call.args.text("procCode"))
    area = str((call.store.find("procedurecode", CodeNum=code) or {})["TreatArea"])
    for name in _NEEDS.get(area, ()):
        if not values.get(name):
            raise bad_request(f"{name} is required")
    patient = parents.patient(call.store, int(values["PatNum"]))
    values["CodeNum"] = code
    values.setdefault("ProcFee", usual_fee(call.store, code, _fee_schedule(call, int(values["PatNum"]))))
    values.setdefault("ProvNum", int(patient["PriProv"]))
    _same_patient(call, values, int(values["PatNum"]))


def _fee_schedule(call: Call, patient: int) -> int:
    row = call.store.row(
        "SELECT p.FeeSched FROM patplan c JOIN inssub s ON s.InsSubNum = c.InsSubNum "
        "JOIN insplan p ON p.PlanNum = s.PlanNum WHERE c.PatNum = ? AND c.Ordinal = 1",
        patient,
    )
    return int(row["FeeSched"]) if row else 0


def _same_patient(call: Call, values: Values, patient: int) -> None:
    for name in ("AptNum", "PlannedAptNum"):
        if values.get(name) and parents.appointment(call.store, int(values[name]))["PatNum"] != patient:
            raise bad_request(f"{name} is invalid")


def _prepare_change(call: Call, values: Values) -> None:
    row = PROCEDURES.row(call.store, call.number)
    if row["ProcStatus"] == "D":
        raise bad_request("Procedure has been deleted")
    if values.get("ProcStatus", "C") not in WRITABLE:
        raise bad_request("ProcStatus is invalid")
    fixed = [name for name in ("Surf", "ToothNum", "ToothRange") if name in values and values[name] != row[name]]
    if row["ProcStatus"] == "C" and fixed:
        raise bad_request(f"{fixed[0]} cannot be changed on a completed procedure.")
    _named(call, values)
    _same_patient(call, values, int(row["PatNum"]))


def _settle(call: Call, number: int) -> None:
    ledger.settle(call.store, int(PROCEDURES.row(call.store, number)["PatNum"]))


def _delete(call: Call) -> Reply:
    row = PROCEDURES.row(call.store, call.number)
    if row["ProcStatus"] not in ("TP", "TPi", "C"):
        raise bad_request("Only procedures with ProcStatus TP, TPi or C can be deleted.")
    for other, what in (("claimproc", "claim"), ("paysplit", "payment"), ("adjustment", "adjustment")):
        if call.store.exists(other, "ProcNum", call.number):
            raise bad_request(f"Can't delete Procedure because it is attached to a {what}.")
    PROCEDURES.update(
        call.store, call.number, {"ProcStatus": "D", "AptNum": 0, "PlannedAptNum": 0}, call.office.stamp()
    )
    _settle(call, call.number)
    return Reply()


_SETTABLE = (
    *("AptNum", "ProcFee", "Surf", "ToothNum", "ToothRange", "Priority", "ProvNum", "Dx", "PlannedAptNum"),
    *("ClinicNum", "Prosthesis", "DateOriginalProsth"),
)
_NAMED = text("priority", "dxName")
TABLES = (PROCEDURES,)
METHODS = (
    lists(PROCEDURES, *_EQUAL, "ProcStatus", "DateTStamp"),
    single(PROCEDURES, since="23.3.13"),
    creates(
        PROCEDURES,
        ("PatNum", "ProcDate", "ProcStatus"),
        _SETTABLE,
        permission=Permission.PROCEDURE_LOGS,
        since="21.4",
        extra=(needed("procCode", Kind.TEXT), *_NAMED),
        prepare=_prepare_new,
        after=_settle,
    ),
    updates(
        PROCEDURES,
        ("ProcDate", "ProcStatus", *_SETTABLE),
        permission=Permission.PROCEDURE_LOGS,
        since="22.1",
        extra=_NAMED,
        prepare=_prepare_change,
        after=_settle,
    ),
    Method("DELETE", "procedurelogs", _delete, Permission.PROCEDURE_LOGS, keyed=True, since="22.1"),
)
