"""`client.providers`, `.operatories`, `.appointment_types`, `.clinics`, `.definitions`, `.preferences`.

They change rarely: give `max_age`, since every page costs a throttled request.
"""

from datetime import datetime
from typing import Unpack

from opendental_client._models.office import AppointmentType, Clinic, Definition, Operatory, Preference, Provider
from opendental_client._models.office_writes import ClinicUpdate, DefinitionCreate, ProviderCreate, ProviderUpdate
from opendental_client._resources._base import KeptReadOptions, Resource
from opendental_client._resources._days import at_most_one
from opendental_client._route import Route


class ProvidersResource(Resource):
    """Dentists and hygienists (21.1)."""

    _keeps = True

    async def list(
        self, *, clinic_num: int | None = None, date_t_stamp: datetime | None = None, **options: Unpack[KeptReadOptions]
    ) -> list[Provider]:
        """Providers, hidden and deleted ones included unless `clinic_num` is given.

        `date_t_stamp` (aware, 21.3) means changed at or after; it cannot be joined with `clinic_num`.
        """
        at_most_one(clinic_num=clinic_num, date_t_stamp=date_t_stamp)
        filters = {"clinic_num": clinic_num, "date_t_stamp": date_t_stamp}
        return await self._list(Provider, Route("GET", "/providers"), filters, options)

    async def get(self, prov_num: int, **options: Unpack[KeptReadOptions]) -> Provider:
        """One provider (24.4.17). Raises NotFound."""
        return await self._get(Provider, Route("GET", "/providers/{ProvNum}", prov_num), options)

    async def create(self, provider: ProviderCreate) -> Provider:
        """Add a provider and return the row (21.4). Permission Setup."""
        return await self._write_row(Provider, Route("POST", "/providers"), provider)

    async def update(self, prov_num: int, changes: ProviderUpdate) -> Provider:
        """Change the given fields of a provider and return the row (22.1). Permission Setup."""
        return await self._write_row(Provider, Route("PUT", "/providers/{ProvNum}", prov_num), changes)


class OperatoriesResource(Resource):
    """Chairs (21.1)."""

    _keeps = True

    async def list(self, *, clinic_num: int | None = None, **options: Unpack[KeptReadOptions]) -> list[Operatory]:
        """Operatories, hidden ones included."""
        return await self._list(Operatory, Route("GET", "/operatories"), {"clinic_num": clinic_num}, options)

    async def get(self, operatory_num: int, **options: Unpack[KeptReadOptions]) -> Operatory:
        """One operatory (24.1.10). Raises NotFound."""
        return await self._get(Operatory, Route("GET", "/operatories/{OperatoryNum}", operatory_num), options)


class AppointmentTypesResource(Resource):
    """Kinds of visits (22.4.10)."""

    _keeps = True

    async def list(self, **options: Unpack[KeptReadOptions]) -> list[AppointmentType]:
        """Appointment types, hidden ones included."""
        return await self._list(AppointmentType, Route("GET", "/appointmenttypes"), {}, options)

    async def get(self, appointment_type_num: int, **options: Unpack[KeptReadOptions]) -> AppointmentType:
        """One appointment type (newer offices only). Raises NotFound."""
        route = Route("GET", "/appointmenttypes/{AppointmentTypeNum}", appointment_type_num)
        return await self._get(AppointmentType, route, options)


class ClinicsResource(Resource):
    """Locations (21.1)."""

    _keeps = True

    async def list(self, **options: Unpack[KeptReadOptions]) -> list[Clinic]:
        """Clinics that are not hidden; none at all means the office does not use clinics."""
        return await self._list(Clinic, Route("GET", "/clinics"), {}, options)

    async def update(self, clinic_num: int, changes: ClinicUpdate) -> None:
        """Change the given fields of a clinic (21.4). Permission Setup."""
        await self._write(Route("PUT", "/clinics/{ClinicNum}", clinic_num), changes)


class DefinitionsResource(Resource):
    """The office's own lists (21.1)."""

    _keeps = True

    async def list(
        self, *, category: int | None = None, include_hidden: bool | None = None, **options: Unpack[KeptReadOptions]
    ) -> list[Definition]:
        """Definitions, of one category if given: 2 confirmation, 4 billing, 13 recall status, 25 blockouts, 27
        commlog types, 42 and 51 web-scheduling reasons."""
        filters = {"category": category, "include_hidden": include_hidden}
        return await self._list(Definition, Route("GET", "/definitions"), filters, options)

    async def create(self, definition: DefinitionCreate) -> Definition:
        """Add an entry to one of the lists and return the row (22.1). Permission Setup."""
        return await self._write_row(Definition, Route("POST", "/definitions"), definition)


class PreferencesResource(Resource):
    """Settings (21.1)."""

    _keeps = True

    async def list(self, *, pref_name: str | None = None, **options: Unpack[KeptReadOptions]) -> list[Preference]:
        """One preference by its exact name, else all of them (about 1000)."""
        return await self._list(Preference, Route("GET", "/preferences"), {"pref_name": pref_name}, options)
