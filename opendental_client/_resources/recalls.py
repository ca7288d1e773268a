"""`client.recalls` and `client.recall_types`."""

import builtins
import datetime as dt
from typing import Unpack

from opendental_client._encode import Value
from opendental_client._models._enums import CommMode
from opendental_client._models.recall import (
    Recall,
    RecallCreate,
    RecallDue,
    RecallStatusUpdate,
    RecallSwitch,
    RecallType,
    RecallUpdate,
)
from opendental_client._resources._base import KeptReadOptions, ReadOptions, Resource
from opendental_client._resources._days import a_key, check_days
from opendental_client._route import Route


class RecallsResource(Resource):
    """When patients are due (22.4.40)."""

    async def list(self, *, pat_num: int, **options: Unpack[ReadOptions]) -> list[Recall]:
        """The recalls of one patient."""
        return await self._list(Recall, Route("GET", "/recalls"), {"pat_num": a_key("pat_num", pat_num)}, options)

    async def worklist(
        self,
        *,
        date_start: dt.date | None = None,
        date_end: dt.date | None = None,
        prov_num: int | None = None,
        clinic_num: int | None = None,
        recall_type: str | None = None,
        include_reminded: bool | None = None,
        **options: Unpack[ReadOptions],
    ) -> builtins.list[RecallDue]:
        """The office's recall list (22.1), by due date.

        The range is the office's own by default (preferences `RecallDaysPast` and `RecallDaysFuture`), and so are the
        types. `prov_num` matches primary and secondary providers; `clinic_num=0` means without a clinic.
        """
        check_days(None, date_start, date_end)
        filters: dict[str, Value] = {
            "DateStart": date_start,
            "DateEnd": date_end,
            "prov_num": prov_num,
            "clinic_num": clinic_num,
            "RecallType": recall_type,
            "include_reminded": include_reminded,
        }
        return await self._list(RecallDue, Route("GET", "/recalls/List"), filters, options)

    async def create(self, recall: RecallCreate) -> Recall:
        """Make a recall and return the row (24.2.31). Permission AllOthers."""
        return await self._write_row(Recall, Route("POST", "/recalls"), recall)

    async def update(self, recall_num: int, changes: RecallUpdate) -> Recall:
        """Change the given fields of a recall and return the row (24.2.31). Permission AllOthers."""
        return await self._write_row(Recall, Route("PUT", "/recalls/{RecallNum}", recall_num), changes)

    async def status(
        self,
        *,
        pat_num: int,
        recall_type: str,
        recall_status: int | None = None,
        commlog_mode: CommMode | None = None,
        commlog_note: str | None = None,
    ) -> None:
        """Set the status of a patient's recall by the type's name, which also files a communication (21.2).

        `recall_status` is a definition of category 13, 0 for none. Permission Comm.
        """
        body = RecallStatusUpdate(
            pat_num=pat_num,
            recall_type=recall_type,
            recall_status=recall_status,
            commlog_mode=commlog_mode,
            commlog_note=commlog_note,
        )
        await self._write(Route("PUT", "/recalls/Status"), body)

    async def switch_type(self, *, pat_num: int) -> None:
        """Change a patient between the Prophy and the Perio recall (22.4.41). Permission AllOthers."""
        await self._write(Route("PUT", "/recalls/SwitchType"), RecallSwitch(pat_num=pat_num))


class RecallTypesResource(Resource):
    """Kinds of recalls (24.1.44)."""

    _keeps = True

    async def list(self, **options: Unpack[KeptReadOptions]) -> list[RecallType]:
        """All kinds."""
        return await self._list(RecallType, Route("GET", "/recalltypes"), {}, options)

    async def get(self, recall_type_num: int, **options: Unpack[KeptReadOptions]) -> RecallType:
        """One kind. Raises NotFound."""
        return await self._get(RecallType, Route("GET", "/recalltypes/{RecallTypeNum}", recall_type_num), options)
