"""Who insures: carriers, their plans, and whether coverage was verified.

A carrier has plans; a subscriber holds a policy of a plan (`InsSub`); a patient is covered by a policy (`PatPlan`).
"""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODInt, ODStr
from opendental_client._models._base import Key, NonBlank, RealDay, Request, Row, Update
from opendental_client._names import spelling

PlanType = Literal["", "p", "f", "c"]
"""`""` percentage, `p` PPO percentage, `f` flat copay, `c` capitation."""


class Carrier(Row):
    """An insurance company. `elect_id` is its payer id."""

    carrier_num: ODInt = 0
    carrier_name: ODStr = ""
    address: ODStr = ""
    address2: ODStr = ""
    city: ODStr = ""
    state: ODStr = ""
    zip: ODStr = ""
    phone: ODStr = ""
    elect_id: ODStr = ""
    no_send_elect: ODStr = ""
    is_hidden: ODBool = False


class _CarrierFields(Request):
    address: str | None = None
    address2: str | None = None
    city: str | None = None
    state: str | None = None
    zip: str | None = None
    phone: str | None = None
    elect_id: str | None = None
    no_send_elect: Literal["SendElect", "NoSendElect", "NoSendSecondaryElect"] | None = None
    is_hidden: bool | None = None


class CarrierCreate(_CarrierFields):
    """A new carrier (21.4)."""

    carrier_name: NonBlank


class CarrierUpdate(Update, _CarrierFields):
    """Changes to a carrier (21.4)."""

    carrier_name: NonBlank | None = None


class InsPlan(Row):
    """A group plan. `plan_type`: see `PlanType`. `month_renew` is 0 for the calendar year."""

    plan_num: ODInt = 0
    group_name: ODStr = ""
    group_num: ODStr = ""
    plan_note: ODStr = ""
    fee_sched: ODInt = 0
    plan_type: ODStr = ""
    claim_form_num: ODInt = 0
    copay_fee_sched: ODInt = 0
    employer_num: ODInt = 0
    carrier_num: ODInt = 0
    is_medical: ODBool = False
    code_subst_none: ODBool = False
    is_hidden: ODBool = False
    month_renew: ODInt = 0
    sec_user_num_entry: ODInt = 0
    sec_date_entry: ODDate = None
    sec_date_t_edit: ODDateTime = None
    is_blue_book_enabled: ODBool = False


class _InsPlanFields(Request):
    group_name: str | None = None
    group_num: str | None = None
    plan_note: str | None = None
    fee_sched: int | None = None
    plan_type: PlanType | None = None
    copay_fee_sched: int | None = None
    employer_num: int | None = None
    is_medical: bool | None = None
    code_subst_none: bool | None = None
    is_hidden: bool | None = None
    month_renew: int | None = Field(default=None, ge=0, le=12)
    claim_form_num: int | None = None


class InsPlanCreate(_InsPlanFields):
    """A new plan (22.4.24)."""

    carrier_num: Key


class InsPlanUpdate(Update, _InsPlanFields):
    """Changes to a plan (22.3.30), for everybody who has it."""

    carrier_num: Key | None = None


class VerifyType(StrEnum):
    """What was verified: that a patient is enrolled (`fkey` is a PatPlanNum), or a plan's benefits (a PlanNum)."""

    PATIENT_ENROLLMENT = "PatientEnrollment"
    INSURANCE_BENEFIT = "InsuranceBenefit"


class InsVerify(Row):
    """When insurance was last verified. `fkey` is a PatPlanNum or a PlanNum, as `verify_type` says."""

    ins_verify_num: ODInt = 0
    date_last_verified: ODDate = None
    user_num: ODInt = 0
    verify_type: ODStr = ""
    fkey: ODInt = 0
    def_num: ODInt = 0
    note: ODStr = ""
    date_last_assigned: ODDate = None
    sec_date_t_edit: ODDateTime = None


class InsVerifyUpdate(Request):
    """That insurance was verified (21.1). `def_num` is a definition of category 38; `note` is 24.1.17."""

    verify_type: VerifyType
    fkey: Key
    date_last_verified: RealDay | None = None
    def_num: int | None = None
    note: str | None = None


class FamilyInsurance(Row):
    """One coverage of a patient, whole: policy, plan and carrier."""

    model_config = {"alias_generator": spelling(subscriber_id="SubscriberID")}

    pat_num: ODInt = 0
    ins_sub_num: ODInt = 0
    subscriber: ODInt = 0
    subscriber_text: ODStr = ""
    subscriber_id: ODStr = ""
    subsc_note: ODStr = ""
    pat_plan_num: ODInt = 0
    ordinal: ODInt = 0
    ordinal_text: ODStr = ""
    is_pending: ODBool = False
    relationship: ODStr = ""
    pat_id: ODStr = ""
    carrier_num: ODInt = 0
    carrier_name: ODStr = ""
    plan_num: ODInt = 0
    group_name: ODStr = ""
    group_num: ODStr = ""
    plan_note: ODStr = ""
    fee_sched: ODInt = 0
    fee_sched_text: ODStr = ""
    plan_type: ODStr = ""
    plan_type_text: ODStr = ""
    copay_fee_sched: ODInt = 0
    employer_num: ODInt = 0
    employer_text: ODStr = ""
    is_medical: ODBool = False
