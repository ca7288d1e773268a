"""`client.pat_fields`, `.pat_field_defs`, `.appt_fields` and `.appt_field_defs`."""

import datetime as dt
from typing import Unpack

from opendental_client._encode import Value
from opendental_client._models.custom_fields import (
    ApptField,
    ApptFieldDef,
    ApptFieldWrite,
    PatField,
    PatFieldDef,
    PatFieldWrite,
)
from opendental_client._resources._base import KeptReadOptions, ReadOptions, Resource
from opendental_client._resources._days import a_key
from opendental_client._route import Route


class PatFieldsResource(Resource):
    """The office's own fields of patients (21.1)."""

    async def list(
        self,
        *,
        pat_num: int | None = None,
        field_name: str | None = None,
        sec_date_t_edit: dt.datetime | None = None,
        **options: Unpack[ReadOptions],
    ) -> list[PatField]:
        """Fields that match; the name is case-sensitive. `sec_date_t_edit` (aware) means changed at or after."""
        filters: dict[str, Value] = {"pat_num": pat_num, "field_name": field_name, "sec_date_t_edit": sec_date_t_edit}
        return await self._list(PatField, Route("GET", "/patfields"), filters, options)

    async def get(self, pat_field_num: int, **options: Unpack[ReadOptions]) -> PatField:
        """One field (22.4). Raises NotFound."""
        return await self._get(PatField, Route("GET", "/patfields/{PatFieldNum}", pat_field_num), options)

    async def create(self, field: PatFieldWrite) -> PatField:
        """Set a field for the first time and return the row (22.4). Permission AllOthers."""
        return await self._write_row(PatField, Route("POST", "/patfields"), field)

    async def update(self, field: PatFieldWrite) -> None:
        """Change a field (21.1). Permission AllOthers."""
        await self._write(Route("PUT", "/patfields"), field)

    async def delete(self, pat_field_num: int) -> None:
        """Clear a field (22.4). Permission AllOthers."""
        await self._write(Route("DELETE", "/patfields/{PatFieldNum}", pat_field_num))


class PatFieldDefsResource(Resource):
    """Which fields of patients the office has (22.4.9)."""

    _keeps = True

    async def list(self, **options: Unpack[KeptReadOptions]) -> list[PatFieldDef]:
        """All of them, hidden ones included."""
        return await self._list(PatFieldDef, Route("GET", "/patfielddefs"), {}, options)


class ApptFieldsResource(Resource):
    """The office's own fields of visits (21.1)."""

    async def get(self, *, apt_num: int, field_name: str, **options: Unpack[ReadOptions]) -> ApptField:
        """One field of a visit; its value is "" when it is not set."""
        filters: dict[str, Value] = {"apt_num": a_key("apt_num", apt_num), "field_name": field_name}
        return await self._get(ApptField, Route("GET", "/apptfields"), options, filters)

    async def update(self, field: ApptFieldWrite) -> None:
        """Set or change a field of a visit. Permission Comm."""
        await self._write(Route("PUT", "/apptfields"), field)


class ApptFieldDefsResource(Resource):
    """Which fields of visits the office has (21.4)."""

    _keeps = True

    async def list(self, **options: Unpack[KeptReadOptions]) -> list[ApptFieldDef]:
        """All of them."""
        return await self._list(ApptFieldDef, Route("GET", "/apptfielddefs"), {}, options)
