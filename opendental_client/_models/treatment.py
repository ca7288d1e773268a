"""Treatment plans, their procedures, and the priced copies that were saved."""

from enum import StrEnum
from typing import Literal

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODInt, ODSetDecimal, ODStr
from opendental_client._models._base import Key, Request, Row, Update
from opendental_client._names import spelling


class TPStatus(StrEnum):
    """State of a treatment plan."""

    SAVED = "Saved"
    ACTIVE = "Active"
    INACTIVE = "Inactive"


TPType = Literal["Insurance", "Discount"]


class TreatPlan(Row):
    """A treatment plan."""

    model_config = {"alias_generator": spelling(date_t_practice_signed="DateTPracticeSigned")}

    treat_plan_num: ODInt = 0
    pat_num: ODInt = 0
    date_tp: ODDate = None
    heading: ODStr = ""
    note: ODStr = ""
    respons_party: ODInt = 0
    doc_num: ODInt = 0
    tp_status: ODStr = ""
    sec_user_num_entry: ODInt = 0
    sec_date_entry: ODDate = None
    sec_date_t_edit: ODDateTime = None
    user_num_presenter: ODInt = 0
    tp_type: ODStr = ""
    date_t_signed: ODDateTime = None
    date_t_practice_signed: ODDateTime = None
    signature_text: ODStr = ""
    signature_practice_text: ODStr = ""
    is_signed: ODBool = False
    is_signed_practice: ODBool = False


class TreatPlanCreate(Request):
    """A new, inactive treatment plan (23.2.13)."""

    pat_num: Key
    heading: str | None = None
    note: str | None = None
    tp_type: TPType | None = None


class TreatPlanSave(Request):
    """Which plan to save a priced copy of (23.2.22)."""

    treat_plan_num: Key
    heading: str | None = None
    user_num_presenter: int | None = None


class TreatPlanUpdate(Update):
    """Changes to a treatment plan (24.1.10)."""

    heading: str | None = None
    note: str | None = None
    tp_type: TPType | None = None
    user_num_presenter: int | None = None
    is_signed: bool | None = None
    signature_text: str | None = None


class TreatPlanAttach(Row):
    """That a procedure belongs to an active or inactive plan."""

    treat_plan_attach_num: ODInt = 0
    treat_plan_num: ODInt = 0
    proc_num: ODInt = 0
    priority: ODInt = 0
    priority_text: ODStr = ""


class TreatPlanAttachCreate(Request):
    """A procedure to put on a plan (23.2.17). `priority` is a definition of category 20."""

    treat_plan_num: Key
    proc_num: Key
    priority: int | None = None


class TreatPlanAttachUpdate(Update):
    """A new priority of a procedure on a plan (23.2.17)."""

    priority: int | None = None


class ProcTP(Row):
    """A procedure of a saved plan, with the prices of that day. Amounts are None when not set."""

    model_config = {
        "alias_generator": spelling(
            proc_code="ProcCode", tooth_num_tp="ToothNumTP", cat_perc_ucr="CatPercUCR", item_order="ItemOrder"
        )
    }

    proc_tp_num: ODInt = 0
    treat_plan_num: ODInt = 0
    pat_num: ODInt = 0
    proc_num_orig: ODInt = 0
    item_order: ODInt = 0
    priority: ODInt = 0
    priority_text: ODStr = ""
    tooth_num_tp: ODStr = ""
    surf: ODStr = ""
    proc_code: ODStr = ""
    descript: ODStr = ""
    fee_amt: ODSetDecimal = None
    pri_ins_amt: ODSetDecimal = None
    sec_ins_amt: ODSetDecimal = None
    pat_amt: ODSetDecimal = None
    discount: ODSetDecimal = None
    prognosis: ODStr = ""
    dx: ODStr = ""
    proc_abbr: ODStr = ""
    fee_allowed: ODSetDecimal = None
    tax_amt: ODSetDecimal = None
    prov_num: ODInt = 0
    date_tp: ODDate = None
    clinic_num: ODInt = 0
    cat_perc_ucr: ODSetDecimal = None
