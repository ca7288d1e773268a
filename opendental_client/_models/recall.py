"""When patients are due again."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODDecimal, ODInt, ODStr, ODUSDate
from opendental_client._models._base import Key, NonBlank, Pattern, RealDay, Request, Row, Update
from opendental_client._models._enums import CommMode, OpenPriority, Priority
from opendental_client._names import spelling

Interval = Annotated[str, StringConstraints(pattern=r"^(\d+[ymwd])+$")]
"""Number and unit groups: `6m1d`, `1y`."""


class Recall(Row):
    """When a patient is due again. `recall_interval` reads like `6m1d`; `recall_status` is a definition of category
    13 and `recall_status_text` its name."""

    recall_num: ODInt = 0
    pat_num: ODInt = 0
    date_due: ODDate = None
    date_previous: ODDate = None
    recall_interval: ODStr = ""
    recall_status: ODInt = 0
    recall_status_text: ODStr = ""
    note: ODStr = ""
    is_disabled: ODBool = False
    date_t_stamp: ODDateTime = None
    recall_type_num: ODInt = 0
    disable_until_balance: ODDecimal = None
    disable_until_date: ODDate = None
    date_scheduled: ODDate = None
    priority: OpenPriority = ""
    time_pattern_override: ODStr = ""


class _RecallFields(Request):
    date_due: RealDay | None = None
    recall_interval: Interval | None = None
    recall_status: int | None = None
    note: str | None = None
    is_disabled: bool | None = None
    disable_until_balance: Decimal | None = Field(default=None, ge=0)
    disable_until_date: RealDay | None = None
    priority: Priority | None = None
    time_pattern_override: Pattern | None = None


class RecallCreate(_RecallFields):
    """A new recall (24.2.31): one of each type per patient. The type's interval counts unless one is given."""

    pat_num: Key
    recall_type_num: Key


class RecallUpdate(Update, _RecallFields):
    """Changes to a recall (24.2.31). `recall_status=0` clears the status."""


class RecallStatusUpdate(Request):
    """The status of a patient's recall, and the communication that led to it (21.2).

    `recall_type` is a name, usually `Prophy` or `Perio`; `recall_status` a definition of category 13, 0 for none.
    """

    model_config = {"alias_generator": spelling(recall_type="recallType")}

    pat_num: Key
    recall_type: NonBlank
    recall_status: int | None = None
    commlog_mode: CommMode | None = None
    commlog_note: NonBlank | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.recall_status is None and self.commlog_mode is None and self.commlog_note is None:
            raise ValueError("give recall_status, commlog_mode or commlog_note")
        return self


class RecallSwitch(Request):
    """Which patient changes between Prophy and Perio."""

    pat_num: Key


class RecallDue(Row):
    """A line of the office's recall worklist, most of it as the office reads it.

    `patient` is "Last, First"; `contact` tells how to reach the patient ("Text:(555)010-7788").
    """

    pat_num: ODInt = 0
    due_date: ODUSDate = None
    patient: ODStr = ""
    age: ODStr = ""
    type: ODStr = ""
    interval: ODStr = ""
    num_remind: ODInt = 0
    last_remind: ODStr = ""
    contact: ODStr = ""
    status: ODStr = ""
    clinic_num: ODInt = 0
    note: ODStr = ""


class RecallType(Row):
    """A kind of recall. `time_pattern` is like a visit's; `procedures` a comma list of codes."""

    recall_type_num: ODInt = 0
    description: ODStr = ""
    default_interval: ODStr = ""
    time_pattern: ODStr = ""
    procedures: ODStr = ""
    append_to_special: ODBool = False
