"""Claims, thinly: what a receptionist reads of them, and what the API wants to make and change one."""

from datetime import date

from pydantic import Field

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODInt, ODSetDecimal, ODStr
from opendental_client._models._base import Key, NonBlank, Request, Row, Update


class Claim(Row):
    """An insurance claim. `claim_status`: U unsent, H held until the primary is paid, W waiting, S sent, R received, I
    held in process. Amounts are None when not set. Fields not listed here are in `model_extra`."""

    claim_num: ODInt = 0
    pat_num: ODInt = 0
    date_service: ODDate = None
    date_sent: ODDate = None
    claim_status: ODStr = ""
    date_received: ODDate = None
    plan_num: ODInt = 0
    prov_treat: ODInt = 0
    claim_fee: ODSetDecimal = None
    ins_pay_est: ODSetDecimal = None
    ins_pay_amt: ODSetDecimal = None
    ded_applied: ODSetDecimal = None
    write_off: ODSetDecimal = None
    pre_auth_string: ODStr = ""
    prov_bill: ODInt = 0
    claim_type: ODStr = ""
    claim_form: ODInt = 0
    claim_note: ODStr = ""
    reason_under_paid: ODStr = ""
    is_ortho: ODBool = False
    ins_sub_num: ODInt = 0
    ins_sub_num2: ODInt = 0
    pat_relat: ODStr = ""
    clinic_num: ODInt = 0
    sec_date_t_edit: ODDateTime = None


class ClaimCreate(Request):
    """A new claim (23.2.5). `claim_type` is `P` primary, `S` secondary, `PreAuth`, `Cap` or `Other`."""

    pat_num: Key
    proc_nums: tuple[int, ...] = Field(min_length=1)
    claim_type: NonBlank
    ins_sub_num: Key | None = None
    pat_relat: NonBlank | None = None


class ClaimUpdate(Update):
    """Changes to a claim (21.4)."""

    claim_note: str | None = None
    claim_status: NonBlank | None = None
    date_service: date | None = None
    date_sent: date | None = None
    date_received: date | None = None
    pre_auth_string: str | None = None
    prov_treat: int | None = None
    prov_bill: int | None = None
    reason_under_paid: str | None = None
