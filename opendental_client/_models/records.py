"""Notes around a patient's chart: pop-ups, communications, recalls."""

from typing import Self

from pydantic import AwareDatetime, Field, model_validator

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODDecimal, ODInt, ODStr, ODUSDateTime
from opendental_client._models._base import NonBlank, Request, Row
from opendental_client._models._enums import (
    CommMode,
    OpenCommMode,
    OpenPriority,
    OpenSentOrReceived,
    SentOrReceived,
)


class Popup(Row):
    """A note that pops up in the office for a patient, a family or a super family (`popup_level`).

    `is_disabled` has been unreliable since 22.2; look at `date_time_disabled`.
    """

    popup_num: ODInt = 0
    pat_num: ODInt = 0
    description: ODStr = ""
    popup_level: ODStr = ""
    is_disabled: ODBool = False
    date_time_disabled: ODUSDateTime = None
    date_time_entry: ODUSDateTime = None
    is_archived: ODBool = False
    popup_num_archive: ODInt = 0


class Commlog(Row):
    """One communication with a patient. `comm_type` is a definition of category 27, `comm_type_text` its name."""

    commlog_num: ODInt = 0
    pat_num: ODInt = 0
    comm_date_time: ODDateTime = None
    comm_type: ODInt = 0
    comm_type_text: ODStr = ""
    note: ODStr = ""
    mode_: OpenCommMode = ""
    sent_or_received: OpenSentOrReceived = ""


class CommlogCreate(Request):
    """The body of `commlogs.create`."""

    pat_num: int = Field(gt=0)
    note: NonBlank
    comm_type: int | None = None
    comm_type_text: NonBlank | None = None
    mode_: CommMode | None = None
    sent_or_received: SentOrReceived | None = None
    comm_date_time: AwareDatetime | None = None

    @model_validator(mode="after")
    def _has_one_type(self) -> Self:
        if self.comm_type is not None and self.comm_type_text is not None:
            raise ValueError("give comm_type or comm_type_text, not both")
        return self


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
