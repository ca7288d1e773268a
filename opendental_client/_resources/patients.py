"""`client.patients`."""

import builtins
import re
from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from opendental_client._encode import Value
from opendental_client._errors import InvalidArgument
from opendental_client._models._enums import Gender, PatStatus, Position
from opendental_client._models.patient import Patient, PatientCreate, PatientUpdate
from opendental_client._resources._base import ReadOptions, Resource, refuse_options, sorted_out
from opendental_client._route import Route
from opendental_client._written import local_digits, same_name

_ROW = "/patients/{PatNum}"


class PatientFilters(TypedDict, total=False):
    """Filters of `patients.list`: the office program's Patient Select window. All are joined by AND.

    `l_name`, `f_name`, `city`, `state`, `ssn`, `chart_number`, `subscriber_id`, `clinic_abbr` match the beginning,
    `address`, `email`, `country` any part, `birthdate` the day. `phone` may have any punctuation and is sent as bare
    digits; the server finds them anywhere in any of three phone fields, so compare what comes back. Archived and
    deceased patients are left out unless `show_archived`.
    """

    l_name: str | None
    f_name: str | None
    phone: str | None
    address: str | None
    hide_inactive: bool | None
    city: str | None
    state: str | None
    ssn: str | None
    chart_number: str | None
    guar_only: bool | None
    show_archived: bool | None
    birthdate: date | None
    site_num: int | None
    subscriber_id: str | None
    email: str | None
    country: str | None
    clinic_nums: Sequence[int] | None
    clinic_abbr: str | None
    invoice_number: str | None


class PatientReading(PatientFilters, ReadOptions, total=False):
    """The filters and options of `patients.list`."""


class SimpleFilters(TypedDict, total=False):
    """Filters of `patients.simple`. Names match any part.

    Versions: `pri_prov` 21.3, `gender` and `position` 22.3.6, `guarantor` 22.4.19, `super_family` 22.4.38,
    `employer_num` 24.3.30; the phone filters and `has_ins` only in the newest offices. `date_t_stamp` (aware) means
    changed at or after; take it from `server_date_time` of the first row of the run before.
    """

    l_name: str | None
    f_name: str | None
    birthdate: date | None
    clinic_num: int | None
    pat_status: PatStatus | None
    date_t_stamp: datetime | None
    pri_prov: int | None
    gender: Gender | None
    position: Position | None
    guarantor: int | None
    super_family: int | None
    employer_num: int | None
    hm_phone: str | None
    wk_phone: str | None
    wireless_phone: str | None
    has_ins: bool | None


class SimpleReading(SimpleFilters, ReadOptions, total=False):
    """The filters and options of `patients.simple`."""


class PatientsResource(Resource):
    """Patients (21.1)."""

    async def list(self, **filters: Unpack[PatientReading]) -> list[Patient]:
        """All patients that match; see `PatientFilters`. Rows are short: no guarantor, gender or balances."""
        known, options = sorted_out(filters, PatientFilters)
        return await self._list(Patient, Route("GET", "/patients"), _with_bare_phone(known), options)

    def iterate(self, **filters: Unpack[PatientFilters]) -> AsyncIterator[Patient]:
        """The same as `list`, row by row, asking for further pages only as they are needed."""
        known, options = sorted_out(filters, PatientFilters)
        refuse_options(options)
        return self._iterate(Patient, Route("GET", "/patients"), _with_bare_phone(known))

    async def simple(self, **filters: Unpack[SimpleReading]) -> builtins.list[Patient]:
        """Full rows that match, ordered by PatNum (21.2); see `SimpleFilters`.

        Unlike `list` this also returns inactive, archived and deceased patients unless `pat_status` says otherwise.
        """
        known, options = sorted_out(filters, SimpleFilters)
        return await self._list(Patient, Route("GET", "/patients/Simple"), known, options)

    async def get(self, pat_num: int, **options: Unpack[ReadOptions]) -> Patient:
        """One full row. Raises NotFound."""
        return await self._get(Patient, Route("GET", _ROW, pat_num), options)

    async def find_written(
        self, *, l_name: str, f_name: str, birthdate: date, phone: str, deadline: float | None = None
    ) -> Patient | None:
        """The patient that a `create` that raised WriteOutcomeUnknown left behind; None if there is none.

        Asks the office anew, and takes the patient with exactly these names and birth date who has `phone`, compared
        by its last ten digits, in any of the three fields; if there are several, the latest made. Never writes.
        """
        wanted = local_digits(phone)
        if not wanted:
            raise InvalidArgument("phone holds no digits")
        rows = await self.simple(l_name=l_name, f_name=f_name, birthdate=birthdate, deadline=deadline, fresh=True)
        found = [
            row
            for row in rows
            if same_name(row.l_name, l_name)
            and same_name(row.f_name, f_name)
            and row.birthdate == birthdate
            and wanted in {local_digits(number) for number in (row.hm_phone, row.wk_phone, row.wireless_phone)}
        ]
        return max(found, key=lambda row: row.pat_num, default=None)

    async def create(self, patient: PatientCreate) -> Patient:
        """Register a patient and return the row. Raises BadRequest if the office thinks it has this patient.

        Permission Patients.
        """
        return await self._write_row(Patient, Route("POST", "/patients"), patient)

    async def update(self, pat_num: int, changes: PatientUpdate) -> Patient:
        """Change the given fields of a patient and return the row (21.2). Permission Patients."""
        return await self._write_row(Patient, Route("PUT", _ROW, pat_num), changes)


def _with_bare_phone(filters: dict[str, Value]) -> dict[str, Value]:
    phone = filters.get("phone")
    return filters | {"phone": _bare_digits(phone)} if isinstance(phone, str) else filters


def _bare_digits(phone: str) -> str:
    """The digits of a North American number without its country code; the server matches stored digits loosely."""
    digits = re.sub(r"\D", "", phone)
    if not digits:
        raise InvalidArgument("the filter phone holds no digits")
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
