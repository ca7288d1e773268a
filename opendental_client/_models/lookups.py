"""Tables to look things up in: pharmacies, employers, fees."""

from decimal import Decimal

from opendental_client._fields import ODBool, ODDateTime, ODInt, ODSetDecimal, ODStr
from opendental_client._models._base import Key, NonBlank, Request, Row, Update


class Pharmacy(Row):
    """A pharmacy."""

    pharmacy_num: ODInt = 0
    store_name: ODStr = ""
    phone: ODStr = ""
    fax: ODStr = ""
    address: ODStr = ""
    address2: ODStr = ""
    city: ODStr = ""
    state: ODStr = ""
    zip: ODStr = ""
    note: ODStr = ""
    date_t_stamp: ODDateTime = None


class Employer(Row):
    """An employer of patients."""

    employer_num: ODInt = 0
    emp_name: ODStr = ""


class EmployerWrite(Request):
    """An employer's name (21.4)."""

    emp_name: NonBlank


class Fee(Row):
    """What one procedure costs in one fee schedule. `amount` is None when not set."""

    fee_num: ODInt = 0
    amount: ODSetDecimal = None
    fee_sched: ODInt = 0
    code_num: ODInt = 0
    clinic_num: ODInt = 0
    prov_num: ODInt = 0
    sec_date_t_edit: ODDateTime = None


class FeeCreate(Request):
    """A new fee (23.3.11)."""

    amount: Decimal
    fee_sched: Key
    code_num: Key
    clinic_num: int | None = None
    prov_num: int | None = None


class FeeUpdate(Update):
    """A new amount of a fee (23.3.11)."""

    amount: Decimal | None = None


class FeeSched(Row):
    """A fee schedule. `fee_sched_type` is `Normal`, `CoPay`, `OutNetwork`, `FixedBenefit` or `ManualBlueBook`."""

    fee_sched_num: ODInt = 0
    description: ODStr = ""
    fee_sched_type: ODStr = ""
    item_order: ODInt = 0
    is_hidden: ODBool = False
    is_global: ODBool = False


class FeeSchedWrite(Request):
    """A fee schedule's name and kind (23.3.7)."""

    description: NonBlank
    fee_sched_type: NonBlank | None = None
    is_hidden: bool | None = None
