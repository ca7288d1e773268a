"""What the entries of a world file refer to: other entries by number, definitions of a category, and dates.

Each problem is noted with its place; the caller raises them together.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from receptionist.sandbox.opendental.world_dates import Calendar
from receptionist.sandbox.opendental.world_file import WorldFile
from receptionist.sandbox.opendental.world_schedules import resolved_day
from receptionist.sandbox.opendental.world_source import Place, Source

# What each field points at, by section; 0 and None point at nothing, a list points with each of its items.
_POINTS: Mapping[str, Mapping[str, str]] = {
    "practice": {"default_provider": "providers"},
    "definitions": {"appointment_type": "appointment_types"},
    "operatories": {"dentist": "providers", "hygienist": "providers"},
    "schedules": {"provider": "providers", "operatories": "operatories"},
    "blockouts": {"operatories": "operatories"},
    "exceptions": {"provider": "providers", "operatories": "operatories"},
    "patients": {"guarantor": "patients", "provider": "providers", "hygienist": "providers"},
    "recalls": {"patient": "patients", "type": "recall_types"},
    "appointments": {
        "patient": "patients",
        "provider": "providers",
        "hygienist": "providers",
        "operatory": "operatories",
        "type": "appointment_types",
    },
    "filler": {"leave_out": "patients"},
    "filler.chairs": {"provider": "providers", "operatory": "operatories", "types": "appointment_types"},
    "filler.keep_free": {"operatories": "operatories"},
    "insurance_plans": {"carrier": "carriers", "employer": "employers", "fee_schedule": "fee_schedules"},
    "policies": {"plan": "insurance_plans", "subscriber": "patients"},
    "coverages": {"patient": "patients", "policy": "policies"},
    "users": {"provider": "providers", "groups": "user_groups"},
    "referrals": {"patients": "patients"},
    "procedures": {"patient": "patients", "provider": "providers"},
    "tasks": {"patient": "patients", "list": "task_lists", "user": "users"},
    **dict.fromkeys(("allergies", "medications", "problems", "payments", "adjustments"), {"patient": "patients"}),
    **dict.fromkeys(("claims", "treatment_plans", "documents", "statements"), {"patient": "patients"}),
}
_DEFINED = {
    "blockouts": ("definition", 25),
    "appointments": ("confirmed", 2),
    "payments": ("type", 10),
    "adjustments": ("type", 1),
    "documents": ("category", 18),
}
_DATED = {
    "policies": "effective",
    "coverages": "verified",
    **dict.fromkeys(("procedures", "payments", "adjustments", "claims", "tasks", "documents", "statements"), "date"),
}


def check_references(source: Source, file: WorldFile) -> None:
    """Note every reference to an entry that is not there."""
    for section, fields in _POINTS.items():
        for place, entry in entries(file, section):
            for field, target in fields.items():
                _refer(source, (*place, field), _singular(target), getattr(entry, field), numbers_of(file, target))
    for section, (field, category) in _DEFINED.items():
        for place, entry in entries(file, section):
            check_definition(source, file, (*place, field), getattr(entry, field), category)


def check_definition(source: Source, file: WorldFile, place: Place, number: int, category: int) -> None:
    """Note a number that no definition of the category has."""
    numbers = {entry.number for entry in file.definitions if entry.category == category}
    _refer(source, place, f"definition of category {category} with number", number, numbers)


def check_dates(source: Source, file: WorldFile, calendar: Calendar) -> None:
    """Note every date of an optional section that means no day."""
    for section, field in _DATED.items():
        for place, entry in entries(file, section):
            if getattr(entry, field):
                resolved_day(source, calendar, (*place, field), getattr(entry, field))


def entries(file: WorldFile, section: str) -> Iterator[tuple[Place, Any]]:
    """A section's entries with their places; a section such as `practice` is its own and only entry."""
    found: Any = file
    path: Place = tuple(section.split("."))
    for name in path:
        found = getattr(found, str(name), None)
    if isinstance(found, list):
        for index, entry in enumerate(found):
            yield (*path, index), entry
    elif found is not None:
        yield path, found


def numbers_of(file: WorldFile, section: str) -> set[int]:
    """The numbers that a section's entries have."""
    return {entry.number for _, entry in entries(file, section)}


def _refer(source: Source, place: Place, what: str, given: Any, numbers: Collection[int]) -> None:
    if isinstance(given, list):
        for index, number in enumerate(given):
            _refer(source, (*place, index), what, number, numbers)
    elif isinstance(given, dict):
        for number in given:
            _refer(source, (*place, str(number)), what, number, numbers)
    elif given and given not in numbers:
        source.blame(place, f"there is no {what} {given}; the world has {_known(numbers)}")


def _singular(section: str) -> str:
    return re.sub("ie$", "y", section.removesuffix("s")).replace("_", " ")


def _known(numbers: Collection[int]) -> str:
    """`1-6` or `1-4, 9`: the numbers that exist, for an error's sentence."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs) or "none"
