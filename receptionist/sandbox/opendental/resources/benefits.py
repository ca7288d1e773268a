"""/benefits: what a plan pays. -1 means that a percentage or an amount is not set."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.fields import text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call
from receptionist.sandbox.opendental.resources.inssubs import PLAN
from receptionist.sandbox.opendental.resources.procedurecodes import code_number
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Values, creates, lists, removes, single, updates

TYPES = (*("ActiveCoverage", "CoInsurance", "Deductible", "CoPayment", "Exclusions", "Limitations", "WaitingPeriod"),)
PERIODS = ("None", "ServiceYear", "CalendarYear", "Lifetime", "Years", "NumberInLast12Months")
QUALIFIERS = ("None", "NumberOfServices", "AgeLimit", "Visits", "Years", "Months")
BENEFITS = Table.of(
    ("benefits", "benefit", "BenefitNum", "Benefit"),
    *col.whole("PlanNum", parent=PLAN),
    *col.whole("PatPlanNum", parent=col.Parent("patplan", "PatPlanNum", "PatPlan")),
    *col.whole("CovCatNum"),
    *col.one_of("BenefitType", *TYPES),
    *col.whole("Percent", default=-1),
    *col.amounts("MonetaryAmt", default=-1.0),
    *col.one_of("TimePeriod", *PERIODS),
    *col.one_of("QuantityQualifier", *QUALIFIERS),
    *col.whole("Quantity", "CodeNum"),
    *col.derived("procCode", "SELECT ProcCode FROM procedurecode c WHERE c.CodeNum = t.CodeNum"),
    *col.one_of("CoverageLevel", "None", "Individual", "Family"),
    *col.moments("SecDateTEntry", "SecDateTEdit"),
    *col.whole("CodeGroupNum"),
    stamp="SecDateTEdit",
    entered="SecDateTEntry",
)
_SETTABLE = (
    *("CovCatNum", "Percent", "MonetaryAmt", "TimePeriod", "QuantityQualifier", "Quantity", "CodeNum"),
    "CodeGroupNum",
)


def _prepare(call: Call, values: Values) -> None:
    if not -1 <= int(values.get("Percent", -1)) <= 100:
        raise bad_request("Percent is invalid")
    if call.args.text("procCode"):
        values["CodeNum"] = code_number(call.store, call.args.text("procCode"))


def _prepare_new(call: Call, values: Values) -> None:
    if not values.get("PlanNum") and not values.get("PatPlanNum"):
        raise bad_request("PlanNum or PatPlanNum is required")
    _prepare(call, values)


TABLES = (BENEFITS,)
METHODS = (
    lists(BENEFITS, "PlanNum", "PatPlanNum", since="22.3.27"),
    single(BENEFITS, since="22.3.27"),
    creates(
        BENEFITS,
        ("BenefitType", "CoverageLevel"),
        ("PlanNum", "PatPlanNum", *_SETTABLE),
        permission=Permission.INSURANCE,
        since="22.3.17",
        extra=text("procCode"),
        prepare=_prepare_new,
    ),
    updates(
        BENEFITS,
        ("BenefitType", "CoverageLevel", *_SETTABLE),
        permission=Permission.INSURANCE,
        since="22.4.7",
        extra=text("procCode"),
        prepare=_prepare,
    ),
    removes(BENEFITS, permission=Permission.INSURANCE, since="22.4.7"),
)
