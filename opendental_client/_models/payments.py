"""Payments and how they were split."""

from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODDecimal, ODInt, ODStr
from opendental_client._models._base import Key, Request, Row, Update
from opendental_client._names import spelling


class Payment(Row):
    """A payment by a patient. `pay_type` is a definition of category 10 and `pay_type_text` its name."""

    model_config = {"alias_generator": spelling(is_recurring_cc="IsRecurringCC")}

    pay_num: ODInt = 0
    pay_type: ODInt = 0
    pay_type_text: ODStr = ""
    pay_date: ODDate = None
    pay_amt: ODDecimal = None
    check_num: ODStr = ""
    bank_branch: ODStr = ""
    pay_note: ODStr = ""
    pat_num: ODInt = 0
    clinic_num: ODInt = 0
    date_entry: ODDate = None
    deposit_num: ODInt = 0
    receipt: ODStr = ""
    is_recurring_cc: ODBool = False
    sec_user_num_entry: ODInt = 0
    sec_date_t_edit: ODDateTime = None
    payment_source: ODStr = ""
    process_status: ODStr = ""
    recurring_charge_date: ODDate = None
    is_cc_completed: ODBool = False
    server_date_time: ODDateTime = None


class PaymentCreate(Request):
    """A new payment (21.2), split by the office, oldest debt first.

    `pay_type` is the preference `ApiPaymentType`'s by default, `pay_date` today. `is_prepayment` 22.4.8, `proc_nums`
    22.4.16, `pay_plan_num` 23.1.31.
    """

    pat_num: Key
    pay_amt: Decimal
    pay_type: int | None = None
    pay_date: date | None = None
    check_num: str | None = None
    pay_note: str | None = None
    bank_branch: str | None = None
    clinic_num: int | None = None
    is_patient_preferred: bool | None = None
    is_prepayment: bool | None = None
    proc_nums: tuple[int, ...] | None = None
    pay_plan_num: int | None = None


class PaymentUpdate(Update):
    """Changes to a payment (23.3.11); never to its amount."""

    pay_type: int | None = None
    check_num: str | None = None
    bank_branch: str | None = None
    pay_note: str | None = None
    process_status: Literal["OnlineProcessed", "OnlinePending"] | None = None


class PaymentRefund(Request):
    """Which payment to give back."""

    pay_num: Key


class ProcAmount(Request):
    """How much of a payment goes to one procedure."""

    proc_num: Key
    amount: Decimal


class PaymentPartial(Request):
    """How a payment is split over procedures (25.1.11). The amounts add up to the payment's."""

    proc_nums_and_amounts: tuple[ProcAmount, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_each_procedure_once(self) -> Self:
        if len({part.proc_num for part in self.proc_nums_and_amounts}) < len(self.proc_nums_and_amounts):
            raise ValueError("a procedure is named twice")
        return self


class PaySplit(Row):
    """A part of a payment, and what it pays for."""

    model_config = {"alias_generator": spelling(pay_plan_num="PayPlanNum")}

    split_num: ODInt = 0
    split_amt: ODDecimal = None
    pat_num: ODInt = 0
    pay_num: ODInt = 0
    prov_num: ODInt = 0
    proc_num: ODInt = 0
    clinic_num: ODInt = 0
    date_pay: ODDate = None
    date_entry: ODDate = None
    unearned_type: ODInt = 0
    pay_plan_num: ODInt = 0
    adj_num: ODInt = 0
    sec_date_t_edit: ODDateTime = None
