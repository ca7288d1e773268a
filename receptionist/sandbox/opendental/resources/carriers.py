"""/carriers and /employers: the companies behind a plan. Neither list has a name filter."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call
from receptionist.sandbox.opendental.store import Row
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Values, creates, lists, removes, single, updates

_ADDRESS = ("Address", "Address2", "City", "State", "Zip", "Phone")
CARRIERS = Table.of(
    ("carriers", "carrier", "CarrierNum", "Carrier"),
    *col.texts("CarrierName", *_ADDRESS, "ElectID"),
    *col.one_of("NoSendElect", "SendElect", "NoSendElect", "NoSendSecondaryElect"),
    *col.switches("IsHidden"),
)
EMPLOYERS = Table.of(
    ("employers", "employer", "EmployerNum", "Employer"),
    *col.texts("EmpName", "Address", "Address2", "City", "State", "Zip"),
)
_SETTABLE = (*_ADDRESS, "ElectID", "NoSendElect", "IsHidden")


def _named(call: Call, values: Values) -> None:
    if not str(values.get("CarrierName", "x")).strip():
        raise bad_request("CarrierName cannot be blank.")


def _unused(call: Call, row: Row) -> None:
    plan = call.store.find("insplan", EmployerNum=row["EmployerNum"])
    person = call.store.find("patient", EmployerNum=row["EmployerNum"])
    if plan or person:
        raise bad_request("Can't delete Employer because it is in use.")


TABLES = (CARRIERS, EMPLOYERS)
METHODS = (
    lists(CARRIERS, since="22.4.16"),
    single(CARRIERS, since="24.4.5"),
    creates(CARRIERS, ("CarrierName",), _SETTABLE, since="21.4", prepare=_named),
    updates(CARRIERS, ("CarrierName", *_SETTABLE), since="21.4", prepare=_named, body=False),
    lists(EMPLOYERS, since="23.3.22"),
    single(EMPLOYERS, since="23.3.22"),
    creates(EMPLOYERS, ("EmpName",), ("Address", "Address2", "City", "State", "Zip"), since="21.4"),
    updates(EMPLOYERS, ("EmpName", "Address", "Address2", "City", "State", "Zip"), since="21.4"),
    removes(EMPLOYERS, permission=Permission.ALL_OTHERS, since="23.3.22", guard=_unused),
)
