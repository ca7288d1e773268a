"""`client.providers`, `.operatories`, `.appointment_types`, `.clinics`, `.definitions`, `.preferences`.

They change rarely: read them once and keep them, since every page costs a throttled request.
"""

from datetime import datetime

from opendental_client._errors import InvalidArgument
from opendental_client._models.office import AppointmentType, Clinic, Definition, Operatory, Preference, Provider
from opendental_client._resources._base import Resource
from opendental_client._route import Route


class ProvidersResource(Resource):
    """Dentists and hygienists (21.1)."""

    async def list(self, *, clinic_num: int | None = None, date_t_stamp: datetime | None = None) -> list[Provider]:
        """Providers, hidden and deleted ones included unless `clinic_num` is given.

        `date_t_stamp` (aware, 21.3) means changed at or after; it cannot be joined with `clinic_num`.
        """
        if clinic_num is not None and date_t_stamp is not None:
            raise InvalidArgument("give clinic_num or date_t_stamp, not both")
        filters = {"clinic_num": clinic_num, "date_t_stamp": date_t_stamp}
        return await self._list(Provider, Route("GET", "/providers"), filters)

    async def get(self, prov_num: int) -> Provider:
        """One provider (24.4.17). Raises NotFound."""
        return await self._get(Provider, Route("GET", "/providers/{ProvNum}", prov_num))


class OperatoriesResource(Resource):
    """Chairs (21.1)."""

    async def list(self, *, clinic_num: int | None = None) -> list[Operatory]:
        """Operatories, hidden ones included."""
        return await self._list(Operatory, Route("GET", "/operatories"), {"clinic_num": clinic_num})

    async def get(self, operatory_num: int) -> Operatory:
        """One operatory (24.1.10). Raises NotFound."""
        return await self._get(Operatory, Route("GET", "/operatories/{OperatoryNum}", operatory_num))


class AppointmentTypesResource(Resource):
    """Kinds of visits (22.4.10)."""

    async def list(self) -> list[AppointmentType]:
        """Appointment types, hidden ones included."""
        return await self._list(AppointmentType, Route("GET", "/appointmenttypes"), {})


class ClinicsResource(Resource):
    """Locations (21.1)."""

    async def list(self) -> list[Clinic]:
        """Clinics that are not hidden; none at all means the office does not use clinics."""
        return await self._list(Clinic, Route("GET", "/clinics"), {})


class DefinitionsResource(Resource):
    """The office's own lists (21.1)."""

    async def list(self, *, category: int | None = None, include_hidden: bool | None = None) -> list[Definition]:
        """Definitions, of one category if given: 2 confirmation, 4 billing, 13 recall status, 25 blockouts, 27
        commlog types, 42 and 51 web-scheduling reasons."""
        filters = {"category": category, "include_hidden": include_hidden}
        return await self._list(Definition, Route("GET", "/definitions"), filters)


class PreferencesResource(Resource):
    """Settings (21.1)."""

    async def list(self, *, pref_name: str | None = None) -> list[Preference]:
        """One preference by its exact name, else all of them (about 1000)."""
        return await self._list(Preference, Route("GET", "/preferences"), {"pref_name": pref_name})
