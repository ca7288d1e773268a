"""`client.popups`, `client.commlogs` and `client.patient_notes`."""

import builtins
import datetime as dt
from typing import Unpack

from opendental_client._errors import InvalidArgument
from opendental_client._models._enums import CommMode, SentOrReceived
from opendental_client._models.records import (
    Commlog,
    CommlogCreate,
    CommlogUpdate,
    PatientNote,
    PatientNoteUpdate,
    Popup,
    PopupCreate,
    PopupLevel,
    PopupUpdate,
)
from opendental_client._resources._base import ReadOptions, Resource
from opendental_client._resources._days import a_key
from opendental_client._route import Route
from opendental_client._written import in_one_line


class PopupsResource(Resource):
    """Notes that pop up in the office (21.4)."""

    async def list(self, *, pat_num: int, **options: Unpack[ReadOptions]) -> list[Popup]:
        """The pop-ups of a patient, the family and the super family."""
        return await self._list(Popup, Route("GET", "/popups"), {"pat_num": a_key("pat_num", pat_num)}, options)

    async def create(self, *, pat_num: int, description: str, popup_level: PopupLevel | None = None) -> None:
        """Make a pop-up (21.1). The server returns no row. Permission Comm."""
        body = PopupCreate(pat_num=pat_num, description=description, popup_level=popup_level)
        await self._write(Route("POST", "/popups"), body)

    async def update(self, popup_num: int, changes: PopupUpdate) -> None:
        """Change the given fields of a pop-up (newer offices only). Permission Comm."""
        await self._write(Route("PUT", "/popups/{PopupNum}", popup_num), changes)


class CommlogsResource(Resource):
    """Communications with patients (21.1)."""

    async def list(
        self, *, pat_num: int | None = None, date_t_stamp: dt.datetime | None = None, **options: Unpack[ReadOptions]
    ) -> list[Commlog]:
        """The communications of a patient; from 25.1.13 also those changed at or after `date_t_stamp` (aware)."""
        if pat_num is None and date_t_stamp is None:
            raise InvalidArgument("give pat_num or date_t_stamp")
        filters = {"pat_num": None if pat_num is None else a_key("pat_num", pat_num), "date_t_stamp": date_t_stamp}
        return await self._list(Commlog, Route("GET", "/commlogs"), filters, options)

    async def get(self, commlog_num: int, **options: Unpack[ReadOptions]) -> Commlog:
        """One communication (25.1.13). Raises NotFound."""
        return await self._get(Commlog, Route("GET", "/commlogs/{CommlogNum}", commlog_num), options)

    async def create(
        self,
        *,
        pat_num: int,
        note: str,
        comm_type: int | None = None,
        comm_type_text: str | None = None,
        mode_: CommMode | None = None,
        sent_or_received: SentOrReceived | None = None,
        comm_date_time: dt.datetime | None = None,
    ) -> Commlog | None:
        """File a communication under a patient and return the row; None from offices before 23.3.7. Permission Comm.

        `comm_type` is a definition of category 27, or give its name as `comm_type_text` (`ApptRelated`); the office's
        Miscellaneous by default. `mode_` is Phone and `sent_or_received` Sent by default; `comm_date_time` (aware) now.
        """
        body = CommlogCreate(
            pat_num=pat_num,
            note=note,
            comm_type=comm_type,
            comm_type_text=comm_type_text,
            mode_=mode_,
            sent_or_received=sent_or_received,
            comm_date_time=comm_date_time,
        )
        return await self._write_row_if_told(Commlog, Route("POST", "/commlogs"), body)

    async def update(self, commlog_num: int, changes: CommlogUpdate) -> None:
        """Change the text of a communication (newer offices only). Permission Comm."""
        await self._write(Route("PUT", "/commlogs/{CommlogNum}", commlog_num), changes)

    async def find_written(self, *, pat_num: int, marker: str, deadline: float | None = None) -> builtins.list[Commlog]:
        """The rows that a `create` that raised WriteOutcomeUnknown left behind: those whose note holds `marker`.

        Asks the office anew. Never writes.
        """
        if not marker.strip():
            raise InvalidArgument("marker must not be blank")
        rows = await self.list(pat_num=pat_num, deadline=deadline, fresh=True)
        return [row for row in rows if in_one_line(marker) in in_one_line(row.note)]


class PatientNotesResource(Resource):
    """The notes of a patient's chart (21.2)."""

    async def get(self, pat_num: int, **options: Unpack[ReadOptions]) -> PatientNote:
        """The notes of one patient. Raises NotFound."""
        return await self._get(PatientNote, Route("GET", "/patientnotes/{PatNum}", pat_num), options)

    async def update(self, pat_num: int, changes: PatientNoteUpdate) -> None:
        """Replace the given texts. Permission AllOthers."""
        await self._write(Route("PUT", "/patientnotes/{PatNum}", pat_num), changes)
