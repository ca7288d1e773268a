"""References, dates and contradictions in a world file's optional sections."""

from collections.abc import Iterator, Mapping
from typing import Any

from receptionist.sandbox.opendental.code_catalogue import CATALOGUE
from receptionist.sandbox.opendental.world_dates import Calendar
from receptionist.sandbox.opendental.world_file import WorldFile
from receptionist.sandbox.opendental.world_schedules import resolved_day
from receptionist.sandbox.opendental.world_source import Source

PAYMENT_TYPES, ADJUSTMENT_TYPES, IMAGE_CATEGORIES = 10, 1, 18
# What each reference field points at, by section; a field that is 0 points at nothing.
_POINTS: Mapping[str, Mapping[str, str]] = {
    "insurance_plans": {"carrier": "carriers", "employer": "employers", "fee_schedule": "fee_schedules"},
    "policies": {"plan": "insurance_plans", "subscriber": "patients"},
    "coverages": {"patient": "patients", "policy": "policies"},
    "users": {"provider": "providers"},
    "allergies": {"patient": "patients"},
    "medications": {"patient": "patients"},
    "problems": {"patient": "patients"},
    "procedures": {"patient": "patients", "provider": "providers"},
    "payments": {"patient": "patients"},
    "adjustments": {"patient": "patients"},
    "claims": {"patient": "patients"},
    "treatment_plans": {"patient": "patients"},
    "tasks": {"patient": "patients", "list": "task_lists", "user": "users"},
    "documents": {"patient": "patients"},
    "statements": {"patient": "patients"},
}
_LISTS: Mapping[str, Mapping[str, str]] = {"users": {"groups": "user_groups"}, "referrals": {"patients": "patients"}}
_DEFINED = {
    "payments": ("type", PAYMENT_TYPES),
    "adjustments": ("type", ADJUSTMENT_TYPES),
    "documents": ("category", IMAGE_CATEGORIES),
}
_DATED: Mapping[str, str] = {
    "policies": "effective",
    "coverages": "verified",
    **dict.fromkeys(("procedures", "payments", "adjustments", "claims", "tasks", "documents", "statements"), "date"),
}
NUMBERED = (
    *("employers", "carriers", "fee_schedules", "insurance_plans", "policies", "pharmacies", "user_groups", "users"),
    *("referrals", "claims", "treatment_plans"),
)


def check_records(source: Source, file: WorldFile, known: Any) -> None:
    """Note every dangling reference and every coverage given twice. `known` spells the numbers that exist."""
    for section, index, entry in _entries(file, (*_POINTS, *_LISTS)):
        for field, target in _POINTS.get(section, {}).items():
            number = getattr(entry, field)
            numbers = {other.number for other in getattr(file, target)}
            if number and number not in numbers:
                what = target.removesuffix("s").replace("_", " ").replace("policie", "policy")
                source.blame((section, index, field), f"there is no {what} {number}; the world has {known(numbers)}")
        for field, target in _LISTS.get(section, {}).items():
            numbers = {other.number for other in getattr(file, target)}
            for place, number in enumerate(getattr(entry, field)):
                if number not in numbers:
                    what = target.removesuffix("s").replace("_", " ")
                    sentence = f"there is no {what} {number}; the world has {known(numbers)}"
                    source.blame((section, index, field, place), sentence)
    _definitions(source, file, known)
    _coverages(source, file)
    _codes(source, file)


def check_record_dates(source: Source, file: WorldFile, calendar: Calendar) -> None:
    """Note every date that means no day."""
    for section, index, entry in _entries(file, tuple(_DATED)):
        field = _DATED[section]
        if getattr(entry, field):
            resolved_day(source, calendar, (section, index, field), getattr(entry, field))


def _entries(file: WorldFile, sections: tuple[str, ...]) -> Iterator[tuple[str, int, Any]]:
    for section in dict.fromkeys(sections):
        for index, entry in enumerate(getattr(file, section)):
            yield section, index, entry


def _definitions(source: Source, file: WorldFile, known: Any) -> None:
    for section, (field, category) in _DEFINED.items():
        numbers = {entry.number for entry in file.definitions if entry.category == category}
        for _, index, entry in _entries(file, (section,)):
            number = getattr(entry, field)
            if number and number not in numbers:
                what = f"definition of category {category} with number"
                source.blame((section, index, field), f"there is no {what} {number}; the world has {known(numbers)}")
    signs = {entry.number: entry.value for entry in file.definitions}
    for index, adjustment in enumerate(file.adjustments):
        sign = signs.get(adjustment.type, "")
        if (sign == "-" and adjustment.amount > 0) or (sign == "+" and adjustment.amount < 0):
            source.blame(("adjustments", index, "amount"), f"definition {adjustment.type} takes only {sign} amounts")


def _coverages(source: Source, file: WorldFile) -> None:
    seen: dict[tuple[int, int], int] = {}
    for index, entry in enumerate(file.coverages):
        pair = (entry.patient, entry.policy)
        if pair in seen:
            sentence = f"patient {pair[0]} already has policy {pair[1]} by coverages[{seen[pair]}]"
            source.blame(("coverages", index), sentence)
        seen.setdefault(pair, index)
    covered = {entry.patient for entry in file.coverages}
    for index, claim in enumerate(file.claims):
        done = [entry for entry in file.procedures if (entry.patient, entry.date) == (claim.patient, claim.date)]
        if claim.patient not in covered:
            source.blame(("claims", index, "patient"), f"patient {claim.patient} has no coverage")
        elif not any(entry.status == "C" for entry in done):
            source.blame(("claims", index, "date"), f"nothing was done for patient {claim.patient} on {claim.date}")


def _codes(source: Source, file: WorldFile) -> None:
    codes = {entry.code for entry in CATALOGUE} | {entry.code for entry in file.procedure_codes}
    for index, entry in enumerate(file.procedures):
        if entry.code not in codes:
            source.blame(
                ("procedures", index, "code"), f"there is no procedure code {entry.code!r}; add it to procedure_codes"
            )
