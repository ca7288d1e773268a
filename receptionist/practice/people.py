"""Who and what an office has, as the house sees it: providers with a role, operatories, and types of visit.

Names are what staff have typed, and reach models and callers: they are cut to plain words here.

Open Dental does not say who may do a type of visit. The profile's override counts first; without one a name that
sounds like hygiene (cleaning, prophy, perio, scaling, recall...) means hygienist, and anything else dentist. A
provider with `IsSecondary` is a hygienist, the closest thing to a role that Open Dental has.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from opendental_client import AppointmentType, Operatory, Provider
from receptionist.practice.plain_text import plain
from receptionist.practice.schema import AppointmentTypes, TypeOverride

_HYGIENE = re.compile(r"clean|prophy|hygien|perio|scal(e|ing)|root plan|debride|recall|fluoride|polish", re.IGNORECASE)
_EMERGENCY = re.compile(r"emergenc|urgent", re.IGNORECASE)
DEFAULT_MINUTES = 60


class Role(StrEnum):
    """Who does a type of visit."""

    DENTIST = "dentist"
    HYGIENIST = "hygienist"


@dataclass(frozen=True)
class OfficeProvider:
    """A provider who sees patients. `name` is as spoken: 'Dr. Emily Barton', 'Sarah Kim'."""

    prov_num: int
    name: str
    role: Role


@dataclass(frozen=True)
class OfficeOperatory:
    """A chair in use. `prov_dentist` and `prov_hygienist` are 0 when none is set."""

    operatory_num: int
    name: str
    prov_dentist: int
    prov_hygienist: int
    is_hygiene: bool


@dataclass(frozen=True)
class VisitType:
    """A type of visit. `pattern` has one character for five minutes; `number` is 0 for a visit without a type."""

    number: int
    name: str
    pattern: str
    role: Role
    bookable: bool
    staff_only: bool = False
    emergency: bool = False
    new_patients: bool = False
    min_age: int | None = None
    max_age: int | None = None
    blockouts: frozenset[int] = frozenset()
    recall_types: frozenset[int] = frozenset()

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return 5 * len(self.pattern)


def pattern_for(minutes: int) -> str:
    """A pattern of `minutes`, a multiple of five: the assistant's time first and last, the provider's between."""
    count = minutes // 5
    return "X" * count if count < 3 else f"/{'X' * (count - 2)}/"


def provider_of(row: Provider) -> OfficeProvider:
    """The provider of an Open Dental row."""
    role = Role.HYGIENIST if row.is_secondary else Role.DENTIST
    said = " ".join(part for part in (row.f_name, row.l_name) if part) or row.abbr or f"provider {row.prov_num}"
    name = plain(said)
    return OfficeProvider(row.prov_num, f"Dr. {name}" if role is Role.DENTIST else name, role)


def is_working(row: Provider) -> bool:
    """Whether the row is a person who can be booked: not hidden, not deleted."""
    return not row.is_hidden and not row.is_not_person and row.prov_status in ("", "Active")


def operatory_of(row: Operatory) -> OfficeOperatory:
    """The operatory of an Open Dental row."""
    return OfficeOperatory(row.operatory_num, plain(row.op_name), row.prov_dentist, row.prov_hygienist, row.is_hygiene)


def type_of(row: AppointmentType, said: AppointmentTypes, closed: frozenset[str] = frozenset()) -> VisitType:
    """The type of an Open Dental row under what the profile says. Its length is never below the profile's minimum.

    `closed` are keys of names that resemble a staff-only name; `bookable: all` does not open them.
    """
    key = name_key(row.appointment_type_name)
    overrides = {name_key(name): override for name, override in said.overrides.items()}
    override = overrides.get(key, TypeOverride())
    staff_only = key in {name_key(name) for name in said.staff_only}
    allowed = {name_key(name) for name in said.bookable}
    hygiene = bool(_HYGIENE.search(row.appointment_type_name))
    emergency = bool(_EMERGENCY.search(row.appointment_type_name)) if override.emergency is None else override.emergency
    return VisitType(
        number=row.appointment_type_num,
        name=plain(row.appointment_type_name),
        pattern=_pattern(row, override),
        role=Role(override.role) if override.role else Role.HYGIENIST if hygiene else Role.DENTIST,
        bookable=not staff_only and not row.is_hidden and (key in allowed or ("all" in allowed and key not in closed)),
        staff_only=staff_only,
        emergency=emergency,
        new_patients=override.new_patients,
        min_age=override.min_age,
        max_age=override.max_age,
        recall_types=frozenset(override.recall_types),
        blockouts=frozenset(int(part) for part in re.findall(r"\d+", row.blockout_types)),
    )


def name_key(name: str) -> str:
    """How names of types are compared: without case and with single blanks."""
    return " ".join(name.split()).casefold()


def _pattern(row: AppointmentType, override: TypeOverride) -> str:
    pattern = row.pattern if re.fullmatch(r"[X/]{1,108}", row.pattern) else ""
    minimum = override.minutes or (0 if pattern else DEFAULT_MINUTES)
    return pattern if 5 * len(pattern) >= minimum else pattern_for(minimum)
