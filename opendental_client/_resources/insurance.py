"""`client.carriers`, `.ins_plans`, `.ins_verifies` and `.family_modules`."""

import datetime as dt
from typing import Unpack

from opendental_client._encode import Value
from opendental_client._errors import InvalidArgument
from opendental_client._models.insurance import (
    Carrier,
    CarrierCreate,
    CarrierUpdate,
    FamilyInsurance,
    InsPlan,
    InsPlanCreate,
    InsPlanUpdate,
    InsVerify,
    InsVerifyUpdate,
    PlanType,
    VerifyType,
)
from opendental_client._resources._base import KeptReadOptions, ReadOptions, Resource
from opendental_client._route import Route


class CarriersResource(Resource):
    """Insurance companies (22.4.16)."""

    _keeps = True

    async def list(self, **options: Unpack[KeptReadOptions]) -> list[Carrier]:
        """All carriers, hidden ones included. There is no filter by name: match locally."""
        return await self._list(Carrier, Route("GET", "/carriers"), {}, options)

    async def get(self, carrier_num: int, **options: Unpack[KeptReadOptions]) -> Carrier:
        """One carrier (24.4.5). Raises NotFound."""
        return await self._get(Carrier, Route("GET", "/carriers/{CarrierNum}", carrier_num), options)

    async def create(self, carrier: CarrierCreate) -> Carrier:
        """Add a carrier and return the row (21.4). Permission AllOthers."""
        return await self._write_row(Carrier, Route("POST", "/carriers"), carrier)

    async def update(self, carrier_num: int, changes: CarrierUpdate) -> None:
        """Change the given fields of a carrier (21.4). Permission AllOthers."""
        await self._write(Route("PUT", "/carriers/{CarrierNum}", carrier_num), changes)


class InsPlansResource(Resource):
    """Group plans (22.3.30)."""

    _keeps = True

    async def list(
        self, *, plan_type: PlanType | None = None, carrier_num: int | None = None, **options: Unpack[KeptReadOptions]
    ) -> list[InsPlan]:
        """Plans, by kind or carrier from 24.2.11. A percentage plan has the type "", which cannot be asked for:
        filter locally."""
        filters: dict[str, Value] = {"plan_type": plan_type, "carrier_num": carrier_num}
        return await self._list(InsPlan, Route("GET", "/insplans"), filters, options)

    async def get(self, plan_num: int, **options: Unpack[KeptReadOptions]) -> InsPlan:
        """One plan (24.2.11). Raises NotFound."""
        return await self._get(InsPlan, Route("GET", "/insplans/{PlanNum}", plan_num), options)

    async def create(self, plan: InsPlanCreate) -> InsPlan:
        """Add a plan and return the row (22.4.24). Permission Insurance."""
        return await self._write_row(InsPlan, Route("POST", "/insplans"), plan)

    async def update(self, plan_num: int, changes: InsPlanUpdate) -> InsPlan:
        """Change the given fields of a plan and return the row (22.3.30). Permission Insurance."""
        return await self._write_row(InsPlan, Route("PUT", "/insplans/{PlanNum}", plan_num), changes)


class InsVerifiesResource(Resource):
    """When insurance was last verified (23.2.23)."""

    async def list(
        self,
        *,
        verify_type: VerifyType | None = None,
        fkey: int | None = None,
        sec_date_t_edit: dt.datetime | None = None,
        **options: Unpack[ReadOptions],
    ) -> list[InsVerify]:
        """Verifications; `fkey` (24.4.17) needs `verify_type`. `sec_date_t_edit` (aware) means changed at or after."""
        if fkey is not None and verify_type is None:
            raise InvalidArgument("fkey needs verify_type")
        filters: dict[str, Value] = {"verify_type": verify_type, "fkey": fkey, "sec_date_t_edit": sec_date_t_edit}
        return await self._list(InsVerify, Route("GET", "/insverifies"), filters, options)

    async def get(self, ins_verify_num: int, **options: Unpack[ReadOptions]) -> InsVerify:
        """One verification (23.2.23). Raises NotFound."""
        return await self._get(InsVerify, Route("GET", "/insverifies/{InsVerifyNum}", ins_verify_num), options)

    async def update(self, changes: InsVerifyUpdate) -> InsVerify:
        """Note that insurance was verified and return the row (21.1). Permission InsuranceSimple."""
        return await self._write_row(InsVerify, Route("PUT", "/insverifies"), changes)


class FamilyModulesResource(Resource):
    """The family as the office program shows it (21.4)."""

    async def insurance(self, pat_num: int, **options: Unpack[ReadOptions]) -> list[FamilyInsurance]:
        """A patient's coverages, whole, the primary one first; none at all when the patient has no insurance."""
        return await self._read_all(
            FamilyInsurance, Route("GET", "/familymodules/{PatNum}/Insurance", pat_num), {}, options
        )
