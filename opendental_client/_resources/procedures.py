"""`client.procedure_codes`, `.procedure_logs`, `.fees` and `.fee_scheds`."""

import datetime as dt
from typing import Unpack

from opendental_client._encode import Value
from opendental_client._models.lookups import Fee, FeeCreate, FeeSched, FeeSchedWrite, FeeUpdate
from opendental_client._models.procedures import (
    ProcedureCode,
    ProcedureLog,
    ProcedureLogCreate,
    ProcedureLogUpdate,
    ProcStatus,
)
from opendental_client._resources._base import KeptReadOptions, ReadOptions, Resource
from opendental_client._route import Route


class ProcedureCodesResource(Resource):
    """Procedures the office knows (22.3.22)."""

    _keeps = True

    async def list(
        self, *, date_t_stamp: dt.datetime | None = None, **options: Unpack[KeptReadOptions]
    ) -> list[ProcedureCode]:
        """All codes; there is no filter by code. `date_t_stamp` (aware, 22.4.28) means changed at or after."""
        filters = {"date_t_stamp": date_t_stamp}
        return await self._list(ProcedureCode, Route("GET", "/procedurecodes"), filters, options)

    async def get(self, code_num: int, **options: Unpack[KeptReadOptions]) -> ProcedureCode:
        """One code (23.3.25). Raises NotFound."""
        return await self._get(ProcedureCode, Route("GET", "/procedurecodes/{CodeNum}", code_num), options)


class ProcedureLogsResource(Resource):
    """Procedures of patients (21.1)."""

    async def list(
        self,
        *,
        pat_num: int | None = None,
        apt_num: int | None = None,
        planned_apt_num: int | None = None,
        clinic_num: int | None = None,
        proc_status: ProcStatus | None = None,
        code_num: int | None = None,
        date_t_stamp: dt.datetime | None = None,
        **options: Unpack[ReadOptions],
    ) -> list[ProcedureLog]:
        """Procedures that match, the latest first; deleted ones have the status D. Filters came with these versions:
        `apt_num` 22.3.32, `clinic_num` 23.3.13, `planned_apt_num` 24.4.5, `proc_status` and `code_num` newer.
        `date_t_stamp` (aware) means changed at or after.
        """
        filters: dict[str, Value] = {
            "pat_num": pat_num,
            "apt_num": apt_num,
            "planned_apt_num": planned_apt_num,
            "clinic_num": clinic_num,
            "proc_status": proc_status,
            "code_num": code_num,
            "date_t_stamp": date_t_stamp,
        }
        return await self._list(ProcedureLog, Route("GET", "/procedurelogs"), filters, options)

    async def get(self, proc_num: int, **options: Unpack[ReadOptions]) -> ProcedureLog:
        """One procedure (23.3.13). Raises NotFound."""
        return await self._get(ProcedureLog, Route("GET", "/procedurelogs/{ProcNum}", proc_num), options)

    async def create(self, procedure: ProcedureLogCreate) -> ProcedureLog:
        """Add a procedure and return the row (21.4). Permission ProcedureLogs."""
        return await self._write_row(ProcedureLog, Route("POST", "/procedurelogs"), procedure)

    async def update(self, proc_num: int, changes: ProcedureLogUpdate) -> ProcedureLog:
        """Change the given fields of a procedure and return the row (22.1). Permission ProcedureLogs."""
        return await self._write_row(ProcedureLog, Route("PUT", "/procedurelogs/{ProcNum}", proc_num), changes)

    async def delete(self, proc_num: int) -> None:
        """Delete a procedure that nothing is attached to (22.1): its row stays, with status D. Permission
        ProcedureLogs.
        """
        await self._write(Route("DELETE", "/procedurelogs/{ProcNum}", proc_num))


class FeesResource(Resource):
    """What procedures cost (23.3.11)."""

    _keeps = True

    async def list(
        self,
        *,
        fee_sched: int | None = None,
        code_num: int | None = None,
        clinic_num: int | None = None,
        prov_num: int | None = None,
        **options: Unpack[KeptReadOptions],
    ) -> list[Fee]:
        """Fees that match."""
        filters: dict[str, Value] = {
            "fee_sched": fee_sched,
            "code_num": code_num,
            "clinic_num": clinic_num,
            "prov_num": prov_num,
        }
        return await self._list(Fee, Route("GET", "/fees"), filters, options)

    async def create(self, fee: FeeCreate) -> Fee:
        """Add a fee and return the row (23.3.11). Permission AllOthers."""
        return await self._write_row(Fee, Route("POST", "/fees"), fee)

    async def update(self, fee_num: int, changes: FeeUpdate) -> Fee:
        """Change a fee and return the row (23.3.11). Permission AllOthers."""
        return await self._write_row(Fee, Route("PUT", "/fees/{FeeNum}", fee_num), changes)

    async def delete(self, fee_num: int) -> None:
        """Remove a fee (23.3.11). Permission AllOthers."""
        await self._write(Route("DELETE", "/fees/{FeeNum}", fee_num))


class FeeSchedsResource(Resource):
    """Fee schedules (22.4.31)."""

    _keeps = True

    async def list(self, **options: Unpack[KeptReadOptions]) -> list[FeeSched]:
        """All fee schedules."""
        return await self._list(FeeSched, Route("GET", "/feescheds"), {}, options)

    async def create(self, schedule: FeeSchedWrite) -> FeeSched:
        """Add a fee schedule and return the row (23.3.7). Permission AllOthers."""
        return await self._write_row(FeeSched, Route("POST", "/feescheds"), schedule)

    async def update(self, fee_sched_num: int, changes: FeeSchedWrite) -> FeeSched:
        """Change a fee schedule and return the row (23.3.7). Permission AllOthers."""
        return await self._write_row(FeeSched, Route("PUT", "/feescheds/{FeeSchedNum}", fee_sched_num), changes)
