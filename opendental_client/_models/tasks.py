"""Tasks for staff, the notes on them, and the lists they are on."""

from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime, Field, model_validator

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODInt, ODStr
from opendental_client._models._base import Key, NonBlank, Request, Row, Update


class TaskStatus(StrEnum):
    """Whether a task was seen and done."""

    NEW = "New"
    VIEWED = "Viewed"
    DONE = "Done"


class TaskObject(StrEnum):
    """What the `key_num` of a task is the number of."""

    NONE = "None"
    PATIENT = "Patient"
    APPOINTMENT = "Appointment"


class Task(Row):
    """Something for staff to do. `priority_def_num` is a definition of category 33."""

    task_num: ODInt = 0
    task_list_num: ODInt = 0
    date_task: ODDate = None
    key_num: ODInt = 0
    descript: ODStr = ""
    task_status: ODStr = ""
    is_repeating: ODBool = False
    date_type: ODStr = ""
    from_num: ODInt = 0
    object_type: ODStr = ""
    date_time_entry: ODDateTime = None
    user_num: ODInt = 0
    date_time_finished: ODDateTime = None
    priority_def_num: ODInt = 0
    reminder_group_id: ODStr = ""
    reminder_type: ODStr = ""
    reminder_frequency: ODInt = 0
    date_time_original: ODDateTime = None
    sec_date_t_edit: ODDateTime = None
    descript_override: ODStr = ""
    is_read_only: ODBool = False


class _TaskFields(Request):
    key_num: int | None = None
    object_type: TaskObject | None = None
    date_time_entry: AwareDatetime | None = None
    priority_def_num: int | None = None
    descript_override: str | None = Field(default=None, max_length=256)

    @model_validator(mode="after")
    def _tells_what_the_key_is(self) -> Self:
        if (self.key_num is None) != (self.object_type in (None, TaskObject.NONE)):
            raise ValueError("key_num and object_type belong together")
        return self


class TaskCreate(_TaskFields):
    """A new task (22.3.17), by the user `user_num`."""

    task_list_num: Key
    descript: NonBlank
    user_num: Key


class TaskUpdate(Update, _TaskFields):
    """Changes to a task (22.4.15). `task_status` is 24.2.10. A new list is ignored by the server, so not offered."""

    descript: NonBlank | None = None
    user_num: int | None = None
    task_status: TaskStatus | None = None


class TaskNote(Row):
    """A note on a task."""

    task_note_num: ODInt = 0
    task_num: ODInt = 0
    user_num: ODInt = 0
    date_time_note: ODDateTime = None
    note: ODStr = ""


class TaskNoteCreate(Request):
    """A new note on a task (24.4.22)."""

    task_num: Key
    user_num: Key
    note: NonBlank


class TaskNoteUpdate(Update):
    """A new text of a note (24.4.22)."""

    note: NonBlank | None = None


class TaskList(Row):
    """A list of tasks; `parent` is the list it is in."""

    task_list_num: ODInt = 0
    descript: ODStr = ""
    parent: ODInt = 0
    date_tl: ODDate = None
    is_repeating: ODBool = False
    date_type: ODStr = ""
    from_num: ODInt = 0
    object_type: ODStr = ""
    date_time_entry: ODDateTime = None
    task_list_status: ODStr = ""
