"""The chart as the office program shows it."""

from opendental_client._fields import ODDecimal, ODInt, ODStr, ODUSDate, ODUSDateTime
from opendental_client._models._base import Row
from opendental_client._names import spelling


class ChartInfo(Row):
    """A line of the patient information: `field` ("Age", "Allergy - ...") and `content`."""

    field: ODStr = ""
    content: ODStr = ""


class ProgNote(Row):
    """A line of the progress notes. `object_type` is `Appointment`, `Procedure`, `Commlog`, `Task`, `Email`,
    `LabCase`, `Rx` or `Sheet`, and `primary_key` the number of that row."""

    model_config = {"alias_generator": spelling(date="Date", note="note", proc_code="ProcCode")}

    object_type: ODStr = ""
    primary_key: ODInt = 0
    date: ODUSDate = None
    time: ODStr = ""
    date_time: ODUSDateTime = None
    th: ODStr = ""
    surf: ODStr = ""
    dx: ODStr = ""
    description: ODStr = ""
    note: ODStr = ""
    stat: ODStr = ""
    prov: ODStr = ""
    prov_num: ODInt = 0
    amount: ODDecimal = None
    proc_code: ODStr = ""
    user: ODStr = ""
    signed: ODStr = ""
    length: ODStr = ""
    abbr: ODStr = ""
    clinic: ODStr = ""
    clinic_num: ODInt = 0


class PlannedAppt(Row):
    """A planned visit in the order it shall take place. `date_sched` is the day it was scheduled for, if it was."""

    model_config = {"alias_generator": spelling(minutes="minutes")}

    apt_num: ODInt = 0
    prov_num: ODInt = 0
    item_order: ODInt = 0
    minutes: ODInt = 0
    proc_descript: ODStr = ""
    note: ODStr = ""
    date_sched: ODUSDate = None
    apt_status: ODStr = ""
