"""Accounts: balances, ledgers, reports, adjustments, statements."""

from datetime import date
from decimal import Decimal

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODDecimal, ODInt, ODStr
from opendental_client._models._base import Key, Request, Row, Update
from opendental_client._names import spelling

_NOT_AGED = {"bal_0_30": "Bal_0_30", "bal_31_60": "Bal_31_60", "bal_61_90": "Bal_61_90"}


class Aging(Row):
    """What a family owes, by age in days. Everything is the family's except `pat_est_bal`, the patient's own."""

    model_config = {"alias_generator": spelling(**_NOT_AGED)}

    bal_0_30: ODDecimal = None
    bal_31_60: ODDecimal = None
    bal_61_90: ODDecimal = None
    bal_over90: ODDecimal = None
    total: ODDecimal = None
    ins_est: ODDecimal = None
    est_bal: ODDecimal = None
    pat_est_bal: ODDecimal = None
    unearned: ODDecimal = None


class PatientBalance(Row):
    """A family member's balance; the last row, named "Entire Family", has the guarantor's number."""

    pat_num: ODInt = 0
    name: ODStr = ""
    balance: ODDecimal = None


class ServiceDateRow(Row):
    """A line of the ledger by date of service."""

    object_type: ODStr = ""
    primary_key: ODInt = 0
    type: ODStr = ""
    service_date: ODDate = None
    trans_date: ODDate = None
    patient: ODStr = ""
    pat_num: ODInt = 0
    reference: ODStr = ""
    charge: ODDecimal = None
    credit: ODDecimal = None
    provider: ODStr = ""
    ins_bal: ODDecimal = None
    acct_bal: ODDecimal = None


class ReportRow(Row):
    """A line of a report, whose columns the vendor does not promise: they are in `model_extra`, as sent."""

    pat_num: ODInt = 0


class Adjustment(Row):
    """A change of what a patient owes. `adj_type` is a definition of category 1."""

    adj_num: ODInt = 0
    adj_date: ODDate = None
    adj_amt: ODDecimal = None
    pat_num: ODInt = 0
    adj_type: ODInt = 0
    prov_num: ODInt = 0
    adj_note: ODStr = ""
    proc_date: ODDate = None
    proc_num: ODInt = 0
    date_entry: ODDate = None
    clinic_num: ODInt = 0
    sec_date_t_edit: ODDateTime = None


class AdjustmentCreate(Request):
    """A new adjustment (22.2.22). The amount's sign must be that of the definition (`+` or `-` in its value)."""

    pat_num: Key
    adj_type: Key
    adj_amt: Decimal
    adj_date: date
    prov_num: int | None = None
    adj_note: str | None = None
    proc_num: int | None = None
    clinic_num: int | None = None


class AdjustmentUpdate(Update):
    """Changes to an adjustment (22.2.23)."""

    adj_type: int | None = None
    adj_amt: Decimal | None = None
    adj_date: date | None = None
    prov_num: int | None = None
    adj_note: str | None = None


class Statement(Row):
    """A bill that was or will be sent. `mode_` is `Mail`, `InPerson`, `Email` or `Electronic`."""

    statement_num: ODInt = 0
    pat_num: ODInt = 0
    date_sent: ODDate = None
    date_range_from: ODDate = None
    date_range_to: ODDate = None
    note: ODStr = ""
    note_bold: ODStr = ""
    mode_: ODStr = ""
    hide_payment: ODBool = False
    single_patient: ODBool = False
    intermingled: ODBool = False
    is_sent: ODBool = False
    doc_num: ODInt = 0
    date_t_stamp: ODDateTime = None
    is_receipt: ODBool = False
    is_invoice: ODBool = False
    is_invoice_copy: ODBool = False
    super_family: ODInt = 0
    is_bal_valid: ODBool = False
    ins_est: ODDecimal = None
    bal_total: ODDecimal = None
    statement_type: ODStr = ""


class StatementCreate(Request):
    """A new statement (newer offices only)."""

    pat_num: Key
    date_sent: date | None = None
    note: str | None = None
    doc_num: int | None = None
