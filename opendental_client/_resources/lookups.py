"""`client.pharmacies`, `.employers` and `.hist_appointments`."""

import datetime as dt
from typing import Literal, Unpack

from opendental_client._encode import Value
from opendental_client._models._enums import AptStatus
from opendental_client._models.lookups import Employer, EmployerWrite, Pharmacy
from opendental_client._models.planned import HistAppointment
from opendental_client._resources._base import KeptReadOptions, ReadOptions, Resource
from opendental_client._resources._days import check_days
from opendental_client._route import Route


class PharmaciesResource(Resource):
    """Pharmacies (24.2.35)."""

    _keeps = True

    async def list(self, **options: Unpack[KeptReadOptions]) -> list[Pharmacy]:
        """All pharmacies."""
        return await self._list(Pharmacy, Route("GET", "/pharmacies"), {}, options)

    async def get(self, pharmacy_num: int, **options: Unpack[KeptReadOptions]) -> Pharmacy:
        """One pharmacy. Raises NotFound."""
        return await self._get(Pharmacy, Route("GET", "/pharmacies/{PharmacyNum}", pharmacy_num), options)


class EmployersResource(Resource):
    """Employers of patients (23.3.22)."""

    _keeps = True

    async def list(self, **options: Unpack[KeptReadOptions]) -> list[Employer]:
        """All employers."""
        return await self._list(Employer, Route("GET", "/employers"), {}, options)

    async def create(self, employer: EmployerWrite) -> Employer:
        """Add an employer and return the row (21.4). Permission AllOthers."""
        return await self._write_row(Employer, Route("POST", "/employers"), employer)

    async def update(self, employer_num: int, changes: EmployerWrite) -> Employer:
        """Rename an employer and return the row (21.4). Permission AllOthers."""
        return await self._write_row(Employer, Route("PUT", "/employers/{EmployerNum}", employer_num), changes)

    async def delete(self, employer_num: int) -> None:
        """Remove an employer (23.3.22). Permission AllOthers."""
        await self._write(Route("DELETE", "/employers/{EmployerNum}", employer_num))


class HistAppointmentsResource(Resource):
    """What became of visits (23.1.30): one row per change, and the only place that tells of deleted visits."""

    async def list(
        self,
        *,
        hist_appt_action: Literal["Created", "Changed", "Missed", "Cancelled", "Deleted"] | None = None,
        apt_num: int | None = None,
        pat_num: int | None = None,
        apt_status: AptStatus | None = None,
        clinic_num: int | None = None,
        date: dt.date | None = None,
        date_start: dt.date | None = None,
        date_end: dt.date | None = None,
        **options: Unpack[ReadOptions],
    ) -> list[HistAppointment]:
        """Changes that match. `date` is one day at the office, `date_start` and `date_end` a range with both ends."""
        check_days(date, date_start, date_end)
        filters: dict[str, Value] = {
            "hist_appt_action": hist_appt_action,
            "apt_num": apt_num,
            "pat_num": pat_num,
            "apt_status": apt_status,
            "clinic_num": clinic_num,
            "date": date,
            "date_start": date_start,
            "date_end": date_end,
        }
        return await self._list(HistAppointment, Route("GET", "/histappointments"), filters, options)
