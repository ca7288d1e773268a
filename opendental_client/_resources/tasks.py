"""`client.tasks`, `.task_notes` and `.task_lists`: the way to hand something to staff."""

import builtins
import datetime as dt
from typing import Literal, Unpack

from opendental_client._encode import Value
from opendental_client._errors import InvalidArgument
from opendental_client._models.tasks import (
    Task,
    TaskCreate,
    TaskList,
    TaskNote,
    TaskNoteCreate,
    TaskNoteUpdate,
    TaskObject,
    TaskStatus,
    TaskUpdate,
)
from opendental_client._resources._base import KeptReadOptions, ReadOptions, Resource
from opendental_client._route import Route
from opendental_client._written import in_one_line


class TasksResource(Resource):
    """Things for staff to do (22.3.16)."""

    async def list(
        self,
        *,
        task_list_num: int | None = None,
        key_num: int | None = None,
        object_type: TaskObject | None = None,
        task_status: TaskStatus | None = None,
        date_time_original: dt.datetime | None = None,
        **options: Unpack[ReadOptions],
    ) -> list[Task]:
        """Tasks that match, of the last 14 days unless `date_time_original` (aware: made after) says otherwise.
        `key_num` is the number of a patient or visit, as `object_type` says.
        """
        if key_num is not None and object_type is None:
            raise InvalidArgument("key_num needs object_type")
        filters: dict[str, Value] = {
            "task_list_num": task_list_num,
            "key_num": key_num,
            "object_type": object_type,
            "task_status": task_status,
            "date_time_original": date_time_original,
        }
        return await self._list(Task, Route("GET", "/tasks"), filters, options)

    async def get(self, task_num: int, **options: Unpack[ReadOptions]) -> Task:
        """One task (24.4.13). Raises NotFound."""
        return await self._get(Task, Route("GET", "/tasks/{TaskNum}", task_num), options)

    async def create(self, task: TaskCreate) -> Task:
        """Hand a task to staff and return the row (22.3.17). Permission AllOthers."""
        return await self._write_row(Task, Route("POST", "/tasks"), task)

    async def update(self, task_num: int, changes: TaskUpdate) -> Task:
        """Change the given fields of a task and return the row (22.4.15). Permission AllOthers."""
        return await self._write_row(Task, Route("PUT", "/tasks/{TaskNum}", task_num), changes)

    async def find_written(
        self, *, task_list_num: int, marker: str, deadline: float | None = None
    ) -> builtins.list[Task]:
        """The tasks that a `create` that raised WriteOutcomeUnknown left behind: those whose text holds `marker`.

        Asks the office anew. Never writes.
        """
        if not marker.strip():
            raise InvalidArgument("marker must not be blank")
        rows = await self.list(task_list_num=task_list_num, deadline=deadline, fresh=True)
        return [row for row in rows if in_one_line(marker) in in_one_line(row.descript)]


class TaskNotesResource(Resource):
    """Notes on tasks (24.4.22)."""

    async def list(
        self, *, task_num: int | None = None, user_num: int | None = None, **options: Unpack[ReadOptions]
    ) -> list[TaskNote]:
        """Notes that match."""
        filters: dict[str, Value] = {"task_num": task_num, "user_num": user_num}
        return await self._list(TaskNote, Route("GET", "/tasknotes"), filters, options)

    async def get(self, task_note_num: int, **options: Unpack[ReadOptions]) -> TaskNote:
        """One note. Raises NotFound."""
        return await self._get(TaskNote, Route("GET", "/tasknotes/{TaskNoteNum}", task_note_num), options)

    async def create(self, note: TaskNoteCreate) -> TaskNote:
        """Add a note and return the row. Permission AllOthers."""
        return await self._write_row(TaskNote, Route("POST", "/tasknotes"), note)

    async def update(self, task_note_num: int, changes: TaskNoteUpdate) -> TaskNote:
        """Change a note and return the row. Permission AllOthers."""
        return await self._write_row(TaskNote, Route("PUT", "/tasknotes/{TaskNoteNum}", task_note_num), changes)


class TaskListsResource(Resource):
    """Lists of tasks (22.3.15)."""

    _keeps = True

    async def list(
        self, *, task_list_status: Literal["Active", "Archived"] | None = None, **options: Unpack[KeptReadOptions]
    ) -> list[TaskList]:
        """The lists; `task_list_status` is `Active` or `Archived`."""
        filters = {"task_list_status": task_list_status}
        return await self._list(TaskList, Route("GET", "/tasklists"), filters, options)
