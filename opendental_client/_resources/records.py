"""`client.popups`, `client.commlogs` and `client.recalls`."""

import datetime as dt

from opendental_client._decode import decode_row
from opendental_client._errors import InvalidArgument
from opendental_client._models._enums import CommMode, SentOrReceived
from opendental_client._models.records import Commlog, CommlogCreate, Popup, Recall
from opendental_client._resources._base import Resource
from opendental_client._route import Route


class PopupsResource(Resource):
    """Notes that pop up in the office (21.4)."""

    async def list(self, *, pat_num: int) -> list[Popup]:
        """The pop-ups of a patient, the family and the super family."""
        return await self._list(Popup, Route("GET", "/popups"), {"pat_num": _key(pat_num)})


class RecallsResource(Resource):
    """When patients are due (22.4.40)."""

    async def list(self, *, pat_num: int) -> list[Recall]:
        """The recalls of one patient."""
        return await self._list(Recall, Route("GET", "/recalls"), {"pat_num": _key(pat_num)})


class CommlogsResource(Resource):
    """Communications with patients (21.1)."""

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
        """File a communication under a patient and return the row; None from offices before 23.3.7.

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
        route = Route("POST", "/commlogs")
        reply = await self._write(route, body)
        return None if reply is None else decode_row(Commlog, reply, route, self._zone)


def _key(pat_num: int) -> int:
    if pat_num <= 0:
        raise InvalidArgument("pat_num must be positive")
    return pat_num
