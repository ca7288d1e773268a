"""`client.referrals` and `client.ref_attaches`."""

import datetime as dt
from typing import Unpack

from opendental_client._encode import Value
from opendental_client._models.referrals import (
    RefAttach,
    RefAttachCreate,
    RefAttachUpdate,
    Referral,
    ReferralCreate,
    ReferralUpdate,
)
from opendental_client._resources._base import ReadOptions, Resource
from opendental_client._route import Route


class ReferralsResource(Resource):
    """Who sends patients, and to whom they are sent (21.4)."""

    async def list(
        self,
        *,
        is_hidden: bool | None = None,
        not_person: bool | None = None,
        is_doctor: bool | None = None,
        is_preferred: bool | None = None,
        is_patient: bool | None = None,
        business_name: str | None = None,
        **options: Unpack[ReadOptions],
    ) -> list[Referral]:
        """Sources that match. `is_patient` is 24.1.34; `business_name` (24.4.19) matches any part."""
        filters: dict[str, Value] = {
            "is_hidden": is_hidden,
            "not_person": not_person,
            "is_doctor": is_doctor,
            "is_preferred": is_preferred,
            "is_patient": is_patient,
            "business_name": business_name,
        }
        return await self._list(Referral, Route("GET", "/referrals"), filters, options)

    async def get(self, referral_num: int, **options: Unpack[ReadOptions]) -> Referral:
        """One source (24.1.34). Raises NotFound."""
        return await self._get(Referral, Route("GET", "/referrals/{ReferralNum}", referral_num), options)

    async def create(self, referral: ReferralCreate) -> Referral:
        """Add a source and return the row (22.3). Permission AllOthers."""
        return await self._write_row(Referral, Route("POST", "/referrals"), referral)

    async def update(self, referral_num: int, changes: ReferralUpdate) -> Referral:
        """Change the given fields of a source and return the row (22.4.24). Permission AllOthers."""
        return await self._write_row(Referral, Route("PUT", "/referrals/{ReferralNum}", referral_num), changes)


class RefAttachesResource(Resource):
    """Which patients were referred (22.4.27)."""

    async def list(
        self,
        *,
        pat_num: int | None = None,
        referral_num: int | None = None,
        date_t_stamp: dt.datetime | None = None,
        **options: Unpack[ReadOptions],
    ) -> list[RefAttach]:
        """Referrals that match. `referral_num` and `date_t_stamp` (aware) only in newer offices."""
        filters: dict[str, Value] = {"pat_num": pat_num, "referral_num": referral_num, "date_t_stamp": date_t_stamp}
        return await self._list(RefAttach, Route("GET", "/refattaches"), filters, options)

    async def create(self, attach: RefAttachCreate) -> RefAttach:
        """Note that a patient was referred and return the row (21.2). Permission AllOthers."""
        return await self._write_row(RefAttach, Route("POST", "/refattaches"), attach)

    async def update(self, ref_attach_num: int, changes: RefAttachUpdate) -> RefAttach:
        """Change the given fields of a referral and return the row (23.3.26). Permission AllOthers."""
        return await self._write_row(RefAttach, Route("PUT", "/refattaches/{RefAttachNum}", ref_attach_num), changes)

    async def delete(self, ref_attach_num: int) -> None:
        """Remove a referral (23.3.26). Permission AllOthers."""
        await self._write(Route("DELETE", "/refattaches/{RefAttachNum}", ref_attach_num))
