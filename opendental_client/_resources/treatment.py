"""`client.treat_plans`, `.treat_plan_attaches` and `.proc_tps`."""

import datetime as dt
from typing import Unpack

from opendental_client._encode import Value
from opendental_client._models.treatment import (
    ProcTP,
    TPStatus,
    TreatPlan,
    TreatPlanAttach,
    TreatPlanAttachCreate,
    TreatPlanAttachUpdate,
    TreatPlanCreate,
    TreatPlanSave,
    TreatPlanUpdate,
)
from opendental_client._resources._base import ReadOptions, Resource
from opendental_client._resources._days import a_key
from opendental_client._route import Route


class TreatPlansResource(Resource):
    """Treatment plans (22.4.16)."""

    async def list(
        self,
        *,
        pat_num: int | None = None,
        tp_status: TPStatus | None = None,
        sec_date_t_edit: dt.datetime | None = None,
        **options: Unpack[ReadOptions],
    ) -> list[TreatPlan]:
        """Plans that match. `sec_date_t_edit` (aware) means changed at or after."""
        filters: dict[str, Value] = {"pat_num": pat_num, "tp_status": tp_status, "sec_date_t_edit": sec_date_t_edit}
        return await self._list(TreatPlan, Route("GET", "/treatplans"), filters, options)

    async def create(self, plan: TreatPlanCreate) -> TreatPlan:
        """Make an inactive plan and return the row (23.2.13). Permission AllOthers."""
        return await self._write_row(TreatPlan, Route("POST", "/treatplans"), plan)

    async def save(self, plan: TreatPlanSave) -> TreatPlan:
        """Save a priced copy of a plan and return its row (23.2.22). Permission AllOthers."""
        return await self._write_row(TreatPlan, Route("POST", "/treatplans/Saved"), plan)

    async def update(self, treat_plan_num: int, changes: TreatPlanUpdate) -> TreatPlan:
        """Change the given fields of a plan and return the row (24.1.10). Permission AllOthers."""
        return await self._write_row(TreatPlan, Route("PUT", "/treatplans/{TreatPlanNum}", treat_plan_num), changes)

    async def delete(self, treat_plan_num: int) -> None:
        """Delete a plan (24.4.26). Permission AllOthers."""
        await self._write(Route("DELETE", "/treatplans/{TreatPlanNum}", treat_plan_num))


class TreatPlanAttachesResource(Resource):
    """Which procedures are on active and inactive plans (22.4.16)."""

    async def list(self, *, treat_plan_num: int, **options: Unpack[ReadOptions]) -> list[TreatPlanAttach]:
        """The procedures of one plan."""
        filters = {"treat_plan_num": a_key("treat_plan_num", treat_plan_num)}
        return await self._list(TreatPlanAttach, Route("GET", "/treatplanattaches"), filters, options)

    async def create(self, attach: TreatPlanAttachCreate) -> TreatPlanAttach:
        """Put a procedure on a plan and return the row (23.2.17). Permission AllOthers."""
        return await self._write_row(TreatPlanAttach, Route("POST", "/treatplanattaches"), attach)

    async def update(self, treat_plan_attach_num: int, changes: TreatPlanAttachUpdate) -> TreatPlanAttach:
        """Change the priority of a procedure and return the row (23.2.17). Permission AllOthers."""
        return await self._write_row(
            TreatPlanAttach, Route("PUT", "/treatplanattaches/{TreatPlanAttachNum}", treat_plan_attach_num), changes
        )


class ProcTPsResource(Resource):
    """The priced procedures of saved plans (22.4.17)."""

    async def list(self, *, treat_plan_num: int, **options: Unpack[ReadOptions]) -> list[ProcTP]:
        """The procedures of one saved plan."""
        filters = {"treat_plan_num": a_key("treat_plan_num", treat_plan_num)}
        return await self._list(ProcTP, Route("GET", "/proctps"), filters, options)
