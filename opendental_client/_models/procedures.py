"""Procedures: the office's codes, and what was planned and done."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODDecimal, ODInt, ODStr
from opendental_client._models._base import Key, NonBlank, Request, Row, Update
from opendental_client._names import spelling

_CODE_SPELLING = spelling(
    proc_code="ProcCode", alternate_code1="AlternateCode1", drug_ndc="DrugNDC", default_tp_note="DefaultTPNote"
)
_LOG_SPELLING = spelling(descript="descript")


class ProcedureCode(Row):
    """A procedure the office knows. `proc_time` counts the office's own time increments, not always 5 minutes."""

    model_config = {"alias_generator": _CODE_SPELLING}

    code_num: ODInt = 0
    proc_code: ODStr = ""
    descript: ODStr = ""
    abbr_desc: ODStr = ""
    proc_time: ODStr = ""
    proc_cat: ODInt = 0
    proc_cat_text: ODStr = ""
    treat_area: ODStr = ""
    no_bill_ins: ODBool = False
    is_prosth: ODBool = False
    default_note: ODStr = ""
    is_hygiene: ODBool = False
    alternate_code1: ODStr = ""
    medical_code: ODStr = ""
    is_taxed: ODBool = False
    layman_term: ODStr = ""
    base_units: ODInt = 0
    substitution_code: ODStr = ""
    date_t_stamp: ODDateTime = None
    drug_ndc: ODStr = ""
    prov_num_default: ODInt = 0
    is_radiology: ODBool = False
    default_claim_note: ODStr = ""
    default_tp_note: ODStr = ""


class ProcStatus(StrEnum):
    """State of a procedure. Only TP, C and EO can be written; D is a soft delete that stays listed."""

    TREATMENT_PLANNED = "TP"
    COMPLETE = "C"
    EXISTING_CURRENT = "EC"
    EXISTING_OTHER = "EO"
    REFERRED = "R"
    DELETED = "D"
    CONDITION = "Cn"
    INACTIVE = "TPi"


_WRITABLE = {ProcStatus.TREATMENT_PLANNED, ProcStatus.COMPLETE, ProcStatus.EXISTING_OTHER}


class ProcedureLog(Row):
    """A procedure of a patient. `priority` is a definition of category 20, `dx` of category 16."""

    model_config = {"alias_generator": _LOG_SPELLING}

    proc_num: ODInt = 0
    pat_num: ODInt = 0
    apt_num: ODInt = 0
    proc_date: ODDate = None
    proc_fee: ODDecimal = None
    surf: ODStr = ""
    tooth_num: ODStr = ""
    tooth_range: ODStr = ""
    priority: ODInt = 0
    priority_text: ODStr = ""
    proc_status: ODStr = ""
    prov_num: ODInt = 0
    prov_abbr: ODStr = ""
    dx: ODInt = 0
    dx_name: ODStr = ""
    planned_apt_num: ODInt = 0
    prosthesis: ODStr = ""
    date_original_prosth: ODDate = None
    clinic_num: ODInt = 0
    code_num: ODInt = 0
    proc_code: ODStr = ""
    descript: ODStr = ""
    unit_qty: ODInt = 0
    base_units: ODInt = 0
    date_tp: ODDate = None
    date_t_stamp: ODDateTime = None
    is_date_prosth_est: ODBool = False
    server_date_time: ODDateTime = None


class _ProcedureFields(Request):
    # By Python names only, since `priority` is also the vendor's name of its text twin.
    model_config = {"alias_generator": _LOG_SPELLING, "validate_by_alias": False}

    proc_fee: Decimal | None = Field(default=None, ge=0)
    surf: str | None = None
    tooth_num: str | None = None
    tooth_range: str | None = None
    priority: int | None = None
    priority_text: NonBlank | None = None
    dx: int | None = None
    dx_name: NonBlank | None = None
    apt_num: int | None = None
    planned_apt_num: int | None = None
    prov_num: int | None = None
    clinic_num: int | None = None

    @model_validator(mode="after")
    def _names_things_once(self) -> Self:
        if self.priority is not None and self.priority_text is not None:
            raise ValueError("give priority or priority_text, not both")
        if self.dx is not None and self.dx_name is not None:
            raise ValueError("give dx or dx_name, not both")
        return self


def _check(status: ProcStatus | None) -> None:
    if status is not None and status not in _WRITABLE:
        raise ValueError("the API writes only the statuses TP, C and EO")


class ProcedureLogCreate(_ProcedureFields):
    """A new procedure (21.4). The code's treatment area decides which of `surf`, `tooth_num`, `tooth_range` it needs.
    The office's fee counts unless `proc_fee` is given."""

    pat_num: Key
    proc_date: date
    proc_status: ProcStatus
    proc_code: NonBlank

    @model_validator(mode="after")
    def _status_can_be_written(self) -> Self:
        _check(self.proc_status)
        return self


class ProcedureLogUpdate(Update, _ProcedureFields):
    """Changes to a procedure (22.1). A completed one keeps its tooth and surfaces."""

    proc_date: date | None = None
    proc_status: ProcStatus | None = None

    @model_validator(mode="after")
    def _status_can_be_written(self) -> Self:
        _check(self.proc_status)
        return self
