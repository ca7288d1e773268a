"""/insplans: an employer's group plan with one carrier."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.fields import choice
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call
from receptionist.sandbox.opendental.store import Where
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Values, creates, lists, single, updates

CARRIER = col.Parent("carrier", "CarrierNum", "Carrier")
EMPLOYER = col.Parent("employer", "EmployerNum", "Employer")
PLANS = Table.of(
    ("insplans", "insplan", "PlanNum", "InsPlan"),
    *col.texts("GroupName", "GroupNum", "PlanNote"),
    *col.whole("FeeSched", parent=col.FEE_SCHEDULE),
    *col.one_of("PlanType", "", "p", "f", "c"),
    *col.whole("ClaimFormNum", "CopayFeeSched"),
    *col.whole("EmployerNum", parent=EMPLOYER),
    *col.whole("CarrierNum", parent=CARRIER),
    *col.switches("IsMedical", "CodeSubstNone", "IsHidden"),
    *col.whole("MonthRenew"),
    *col.whole("SecUserNumEntry"),
    *col.days("SecDateEntry"),
    *col.moments("SecDateTEdit"),
    *col.switches("IsBlueBookEnabled"),
    stamp="SecDateTEdit",
)
_SETTABLE = (
    *("GroupName", "GroupNum", "PlanNote", "FeeSched", "PlanType", "ClaimFormNum", "CopayFeeSched", "EmployerNum"),
    *("IsMedical", "CodeSubstNone", "IsHidden", "MonthRenew", "IsBlueBookEnabled"),
)


def _narrow(call: Call, where: Where) -> None:
    """`percentage` asks for the plans whose type is stored as an empty text."""
    if call.args.has("PlanType"):
        where.add("t.PlanType = ?", call.args.text("PlanType").removeprefix("percentage"))


def _checked(call: Call, values: Values) -> None:
    if not 0 <= int(values.get("MonthRenew", 0)) <= 12:
        raise bad_request("MonthRenew is invalid")


def _entered(call: Call, values: Values) -> None:
    _checked(call, values)
    if not values["CarrierNum"]:
        raise bad_request("CarrierNum is required")
    values["SecDateEntry"] = call.office.today().isoformat()


_WANTED = choice("PlanType", "percentage", "p", "f", "c")
TABLES = (PLANS,)
METHODS = (
    lists(PLANS, "CarrierNum", since="22.3.30", extra=(_WANTED,), narrow=_narrow),
    single(PLANS, since="24.2.11"),
    creates(
        PLANS,
        ("CarrierNum",),
        _SETTABLE,
        permission=Permission.INSURANCE,
        since="22.4.24",
        prepare=_entered,
        status=200,
    ),
    updates(PLANS, (*_SETTABLE, "CarrierNum"), permission=Permission.INSURANCE, since="22.3.30", prepare=_checked),
)
