"""Notes around a patient's chart: pop-ups, communications, the chart's own notes."""

from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime, model_validator

from opendental_client._fields import ODBool, ODDateTime, ODInt, ODStr, ODUSDateTime
from opendental_client._models._base import Key, NonBlank, Request, Row, Update
from opendental_client._models._enums import CommMode, OpenCommMode, OpenSentOrReceived, SentOrReceived
from opendental_client._names import spelling

NOTE_SPELLING = spelling(ice_name="ICEName", ice_phone="ICEPhone")


class PopupLevel(StrEnum):
    """For whom a pop-up appears."""

    PATIENT = "Patient"
    FAMILY = "Family"
    SUPER_FAMILY = "SuperFamily"


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
    user_num: ODInt = 0
    date_t_stamp: ODDateTime = None
    date_t_entry: ODDateTime = None
    comm_source: ODStr = ""


class CommlogCreate(Request):
    """The body of `commlogs.create`."""

    pat_num: Key
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


class CommlogUpdate(Update):
    """A new text of a communication (newer offices only)."""

    note: NonBlank | None = None


class PopupCreate(Request):
    """A new pop-up (21.1). `popup_level` is Patient by default; SuperFamily needs a patient who has one."""

    pat_num: Key
    description: NonBlank
    popup_level: PopupLevel | None = None


class PopupUpdate(Update):
    """Changes to a pop-up (newer offices only). `date_time_disabled` (aware) ends it."""

    description: NonBlank | None = None
    popup_level: PopupLevel | None = None
    date_time_disabled: AwareDatetime | None = None


class PatientNote(Row):
    """The notes of a patient's chart."""

    model_config = {"alias_generator": NOTE_SPELLING}

    pat_num: ODInt = 0
    medical: ODStr = ""
    service: ODStr = ""
    medical_comp: ODStr = ""
    treatment: ODStr = ""
    fam_financial: ODStr = ""
    ice_name: ODStr = ""
    ice_phone: ODStr = ""


class PatientNoteUpdate(Update):
    """New texts of a patient's notes, which replace the old ones (21.2). `service` is 21.4."""

    model_config = {"alias_generator": NOTE_SPELLING}

    medical: str | None = None
    service: str | None = None
    ice_name: str | None = None
    ice_phone: str | None = None
