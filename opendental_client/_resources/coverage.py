"""`client.ins_subs`, `.pat_plans`, `.benefits` and `.claims`."""

import datetime as dt
from typing import Unpack

from opendental_client._encode import Value
from opendental_client._models.claims import Claim, ClaimCreate, ClaimUpdate
from opendental_client._models.coverage import (
    Benefit,
    BenefitCreate,
    BenefitUpdate,
    InsSub,
    InsSubCreate,
    InsSubUpdate,
    PatPlan,
    PatPlanCreate,
    PatPlanUpdate,
)
from opendental_client._resources._base import ReadOptions, Resource
from opendental_client._resources._days import at_most_one
from opendental_client._route import Route


class InsSubsResource(Resource):
    """Subscribers' policies (22.4.28)."""

    async def list(
        self,
        *,
        plan_num: int | None = None,
        subscriber: int | None = None,
        sec_date_t_edit: dt.datetime | None = None,
        **options: Unpack[ReadOptions],
    ) -> list[InsSub]:
        """Policies that match. `subscriber` is a patient's number.

        `sec_date_t_edit` (aware) means changed at or after.
        """
        filters: dict[str, Value] = {"plan_num": plan_num, "subscriber": subscriber, "sec_date_t_edit": sec_date_t_edit}
        return await self._list(InsSub, Route("GET", "/inssubs"), filters, options)

    async def get(self, ins_sub_num: int, **options: Unpack[ReadOptions]) -> InsSub:
        """One policy (22.4.28). Raises NotFound."""
        return await self._get(InsSub, Route("GET", "/inssubs/{InsSubNum}", ins_sub_num), options)

    async def create(self, policy: InsSubCreate) -> InsSub:
        """Add a policy and return the row (21.1). Permission InsuranceSimple."""
        return await self._write_row(InsSub, Route("POST", "/inssubs"), policy)

    async def update(self, ins_sub_num: int, changes: InsSubUpdate) -> None:
        """Change the given fields of a policy (21.1). Permission InsuranceSimple."""
        await self._write(Route("PUT", "/inssubs/{InsSubNum}", ins_sub_num), changes)

    async def delete(self, ins_sub_num: int) -> None:
        """Remove a policy (21.1). Raises BadRequest while patients are covered by it. Permission InsuranceSimple."""
        await self._write(Route("DELETE", "/inssubs/{InsSubNum}", ins_sub_num))


class PatPlansResource(Resource):
    """Which patients are covered by which policies (22.4.27)."""

    async def list(
        self, *, pat_num: int | None = None, ins_sub_num: int | None = None, **options: Unpack[ReadOptions]
    ) -> list[PatPlan]:
        """Coverages that match."""
        filters: dict[str, Value] = {"pat_num": pat_num, "ins_sub_num": ins_sub_num}
        return await self._list(PatPlan, Route("GET", "/patplans"), filters, options)

    async def create(self, coverage: PatPlanCreate) -> PatPlan:
        """Cover a patient by a policy and return the row (21.1). Permission InsuranceSimple."""
        return await self._write_row(PatPlan, Route("POST", "/patplans"), coverage)

    async def update(self, pat_plan_num: int, changes: PatPlanUpdate) -> PatPlan:
        """Change the given fields of a coverage and return the row (21.4). Permission InsuranceSimple."""
        return await self._write_row(PatPlan, Route("PUT", "/patplans/{PatPlanNum}", pat_plan_num), changes)

    async def delete(self, pat_plan_num: int) -> None:
        """End a coverage (21.1). Permission InsuranceSimple."""
        await self._write(Route("DELETE", "/patplans/{PatPlanNum}", pat_plan_num))


class BenefitsResource(Resource):
    """What plans pay and limit (22.3.27)."""

    async def list(
        self, *, plan_num: int | None = None, pat_plan_num: int | None = None, **options: Unpack[ReadOptions]
    ) -> list[Benefit]:
        """Benefits of a plan or of one patient's coverage; one of the two is needed before 23.2.62."""
        at_most_one(plan_num=plan_num, pat_plan_num=pat_plan_num)
        filters: dict[str, Value] = {"plan_num": plan_num, "pat_plan_num": pat_plan_num}
        return await self._list(Benefit, Route("GET", "/benefits"), filters, options)

    async def create(self, benefit: BenefitCreate) -> Benefit:
        """Add a benefit and return the row (22.3.17). Permission Insurance."""
        return await self._write_row(Benefit, Route("POST", "/benefits"), benefit)

    async def update(self, benefit_num: int, changes: BenefitUpdate) -> Benefit:
        """Change the given fields of a benefit and return the row (22.4.7). Permission Insurance."""
        return await self._write_row(Benefit, Route("PUT", "/benefits/{BenefitNum}", benefit_num), changes)

    async def delete(self, benefit_num: int) -> None:
        """Remove a benefit (22.4.7). Permission Insurance."""
        await self._write(Route("DELETE", "/benefits/{BenefitNum}", benefit_num))


class ClaimsResource(Resource):
    """Insurance claims (22.2)."""

    async def list(
        self,
        *,
        pat_num: int | None = None,
        claim_status: str | None = None,
        sec_date_t_edit: dt.datetime | None = None,
        **options: Unpack[ReadOptions],
    ) -> list[Claim]:
        """Claims that match. `claim_status` is U, H, W, S, R or I.

        `sec_date_t_edit` (aware) means changed at or after.
        """
        filters: dict[str, Value] = {
            "pat_num": pat_num,
            "claim_status": claim_status,
            "sec_date_t_edit": sec_date_t_edit,
        }
        return await self._list(Claim, Route("GET", "/claims"), filters, options)

    async def get(self, claim_num: int, **options: Unpack[ReadOptions]) -> Claim:
        """One claim (23.3.11). Raises NotFound."""
        return await self._get(Claim, Route("GET", "/claims/{ClaimNum}", claim_num), options)

    async def create(self, claim: ClaimCreate) -> Claim:
        """Make a claim of procedures and return the row (23.2.5). Permission Insurance."""
        return await self._write_row(Claim, Route("POST", "/claims"), claim)

    async def update(self, claim_num: int, changes: ClaimUpdate) -> Claim:
        """Change the given fields of a claim and return the row (21.4). Permission Insurance."""
        return await self._write_row(Claim, Route("PUT", "/claims/{ClaimNum}", claim_num), changes)
