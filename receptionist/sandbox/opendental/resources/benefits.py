"""/benefits: what a plan pays. -1 means that a percentage or an amount is not set."""

from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Kind, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call
from receptionist.sandbox.opendental.resources.inssubs import PLAN
from receptionist.sandbox.opendental.tabular import (
    Column,
    Parent,
    Table,
    amounts,
    derived,
    moments,
    one_of,
    require_one,
    whole,
)
from receptionist.sandbox.opendental.tabular_methods import Values, creates, lists, removes, single, updates

TYPES = (*("ActiveCoverage", "CoInsurance", "Deductible", "CoPayment", "Exclusions", "Limitations", "WaitingPeriod"),)
PERIODS = ("None", "ServiceYear", "CalendarYear", "Lifetime", "Years", "NumberInLast12Months")
QUALIFIERS = ("None", "NumberOfServices", "AgeLimit", "Visits", "Years", "Months")
BENEFITS = Table(
    "benefits",
    "benefit",
    "BenefitNum",
    "Benefit",
    (
        *whole("PlanNum", parent=PLAN),
        *whole("PatPlanNum", parent=Parent("patplan", "PatPlanNum", "PatPlan")),
        *whole("CovCatNum"),
        one_of("BenefitType", *TYPES),
        Column("Percent", Kind.NUMBER, -1),
        *amounts("MonetaryAmt", default=-1.0),
        one_of("TimePeriod", *PERIODS),
        one_of("QuantityQualifier", *QUALIFIERS),
        *whole("Quantity", "CodeNum"),
        derived("procCode", "SELECT ProcCode FROM procedurecode c WHERE c.CodeNum = t.CodeNum"),
        one_of("CoverageLevel", "None", "Individual", "Family"),
        *moments("SecDateTEntry", "SecDateTEdit"),
        *whole("CodeGroupNum"),
    ),
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
        row = call.store.row("SELECT CodeNum FROM procedurecode WHERE ProcCode = ?", call.args.text("procCode"))
        if row is None:
            raise not_found("procCode")
        values["CodeNum"] = row["CodeNum"]


def _prepare_new(call: Call, values: Values) -> None:
    require_one({name: value for name, value in values.items() if value}, "PlanNum", "PatPlanNum")
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
