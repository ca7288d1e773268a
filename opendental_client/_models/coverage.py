"""Who is insured, and for what: policies, patients covered by them, benefits."""

from decimal import Decimal
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODInt, ODSetDecimal, ODSetInt, ODStr
from opendental_client._models._base import Key, NonBlank, RealDay, Request, Row, Update
from opendental_client._names import spelling

_POLICY_SPELLING = spelling(subscriber_id="SubscriberID")


class Relationship(StrEnum):
    """What a patient is to the subscriber. InjuredPlaintiff is left out: the vendor spells it in two ways."""

    SELF = "Self"
    SPOUSE = "Spouse"
    CHILD = "Child"
    EMPLOYEE = "Employee"
    HANDICAP_DEP = "HandicapDep"
    SIGNIF_OTHER = "SignifOther"
    LIFE_PARTNER = "LifePartner"
    DEPENDENT = "Dependent"


class InsSub(Row):
    """A subscriber's policy. `subscriber` is a patient's number, `subscriber_id` the number on the card."""

    model_config = {"alias_generator": _POLICY_SPELLING}

    ins_sub_num: ODInt = 0
    plan_num: ODInt = 0
    subscriber: ODInt = 0
    date_effective: ODDate = None
    date_term: ODDate = None
    subscriber_id: ODStr = ""
    benefit_notes: ODStr = ""
    release_info: ODBool = False
    assign_ben: ODBool = False
    subsc_note: ODStr = ""
    sec_date_t_edit: ODDateTime = None


class _InsSubFields(Request):
    model_config = {"alias_generator": _POLICY_SPELLING}

    date_effective: RealDay | None = None
    date_term: RealDay | None = None
    benefit_notes: str | None = None
    release_info: bool | None = None
    assign_ben: bool | None = None
    subsc_note: str | None = None


class InsSubCreate(_InsSubFields):
    """A new policy (21.1)."""

    plan_num: Key
    subscriber: Key
    subscriber_id: NonBlank


class InsSubUpdate(Update, _InsSubFields):
    """Changes to a policy (21.1)."""

    plan_num: Key | None = None
    subscriber: Key | None = None
    subscriber_id: NonBlank | None = None


class PatPlan(Row):
    """That a patient is covered by a policy. `ordinal` 1 is the primary coverage."""

    pat_plan_num: ODInt = 0
    pat_num: ODInt = 0
    ordinal: ODInt = 0
    is_pending: ODBool = False
    relationship: ODStr = ""
    pat_id: ODStr = ""
    ins_sub_num: ODInt = 0
    ortho_auto_fee_billed_override: ODSetDecimal = None
    ortho_auto_next_claim_date: ODDate = None
    sec_date_t_entry: ODDateTime = None
    sec_date_t_edit: ODDateTime = None


class _PatPlanFields(Request):
    ordinal: int | None = Field(default=None, ge=1)
    relationship: Relationship | None = None
    pat_id: str | None = None


class PatPlanCreate(_PatPlanFields):
    """A new coverage (21.1). With `ordinal` 1, the default, an existing primary coverage becomes the second."""

    pat_num: Key
    ins_sub_num: Key


class PatPlanUpdate(Update, _PatPlanFields):
    """Changes to a coverage (21.4)."""

    ins_sub_num: Key | None = None


BenefitType = Literal[
    "ActiveCoverage", "CoInsurance", "Deductible", "CoPayment", "Exclusions", "Limitations", "WaitingPeriod"
]
TimePeriod = Literal["None", "ServiceYear", "CalendarYear", "Lifetime", "Years", "NumberInLast12Months"]
QuantityQualifier = Literal["None", "NumberOfServices", "AgeLimit", "Visits", "Years", "Months"]
CoverageLevel = Literal["None", "Individual", "Family"]


class Benefit(Row):
    """What a plan pays or limits. `percent` and `monetary_amt` are None when not set (the vendor's -1).

    The annual maximum is the row with `benefit_type` Limitations, a `monetary_amt`, a `time_period` of CalendarYear or
    ServiceYear, and no code.
    """

    benefit_num: ODInt = 0
    plan_num: ODInt = 0
    pat_plan_num: ODInt = 0
    cov_cat_num: ODInt = 0
    benefit_type: ODStr = ""
    percent: ODSetInt = None
    monetary_amt: ODSetDecimal = None
    time_period: ODStr = ""
    quantity_qualifier: ODStr = ""
    quantity: ODInt = 0
    code_num: ODInt = 0
    proc_code: ODStr = ""
    coverage_level: ODStr = ""
    sec_date_t_entry: ODDateTime = None
    sec_date_t_edit: ODDateTime = None
    code_group_num: ODInt = 0


class _BenefitFields(Request):
    cov_cat_num: int | None = None
    percent: int | None = Field(default=None, ge=-1, le=100)
    monetary_amt: Decimal | None = Field(default=None, ge=-1)
    time_period: TimePeriod | None = None
    quantity_qualifier: QuantityQualifier | None = None
    quantity: int | None = Field(default=None, ge=0)
    code_num: int | None = None


class BenefitCreate(_BenefitFields):
    """A new benefit of a plan, or of one patient's coverage (22.3.17)."""

    plan_num: int | None = None
    pat_plan_num: int | None = None
    benefit_type: BenefitType
    coverage_level: CoverageLevel

    @model_validator(mode="after")
    def _hangs_on_one_thing(self) -> Self:
        if (self.plan_num is None) == (self.pat_plan_num is None):
            raise ValueError("give plan_num or pat_plan_num")
        return self


class BenefitUpdate(Update, _BenefitFields):
    """Changes to a benefit (22.4.7). -1 unsets `percent` and `monetary_amt`."""

    benefit_type: BenefitType | None = None
    coverage_level: CoverageLevel | None = None
