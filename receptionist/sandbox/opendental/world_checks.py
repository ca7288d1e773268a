"""Contradictions inside a world file: what no single field can know. `world_references` finds dangling references."""

from collections.abc import Sequence
from datetime import time

from receptionist.sandbox.opendental.code_catalogue import CATALOGUE
from receptionist.sandbox.opendental.world_dates import span, weekdays
from receptionist.sandbox.opendental.world_file import WorldFile
from receptionist.sandbox.opendental.world_references import check_definition, check_references, entries, numbers_of
from receptionist.sandbox.opendental.world_source import Place, Source

CONFIRMED = 2
NEEDED_CATEGORIES = (CONFIRMED, 4, 27)
_NUMBERED = (
    *("definitions", "providers", "operatories", "appointment_types", "recall_types", "patients", "appointments"),
    *("task_lists", "employers", "carriers", "fee_schedules", "insurance_plans", "policies", "pharmacies"),
    *("user_groups", "users", "referrals", "claims", "treatment_plans"),
)


def check_world(source: Source, file: WorldFile) -> None:
    """Note every duplicate number, dangling reference and contradiction."""
    _unique_numbers(source, file)
    check_references(source, file)
    _definitions(source, file)
    _schedules(source, file)
    _appointments(source, file)
    _filler(source, file)
    _adjustments(source, file)
    _coverages(source, file)
    _claims(source, file)
    _codes(source, file)


def _unique_numbers(source: Source, file: WorldFile) -> None:
    for section in _NUMBERED:
        first_at: dict[int, int] = {}
        for index, (place, entry) in enumerate(entries(file, section)):
            if entry.number in first_at:
                source.blame((*place, "number"), f"{entry.number} is already {section}[{first_at[entry.number]}]")
            first_at.setdefault(entry.number, index)


def _definitions(source: Source, file: WorldFile) -> None:
    for meaning, number in file.confirmations.items():
        check_definition(source, file, ("confirmations", meaning), number, CONFIRMED)
    for category in NEEDED_CATEGORIES:
        if not any(entry.category == category for entry in file.definitions):
            source.blame(("definitions",), f"there is no definition of category {category}; the API needs one")


def _schedules(source: Source, file: WorldFile) -> None:
    taken: dict[tuple[int, int], list[tuple[time, time, int]]] = {}
    for index, entry in enumerate(file.schedules):
        clashes: list[int] = []
        for weekday in sorted(weekdays(entry.days)):
            for start, stop in map(span, entry.spans):
                spans = taken.setdefault((entry.provider, weekday), [])
                clashes += [at for first, last, at in spans if start < last and first < stop]
                spans.append((start, stop, index))
        if clashes:
            sentence = f"provider {entry.provider} is already scheduled then by schedules[{clashes[0]}]"
            source.blame(("schedules", index, "spans"), sentence)
    for index, exception in enumerate(file.exceptions):
        _apart(source, ("exceptions", index, "spans"), exception.spans)


def _apart(source: Source, place: Place, spans: Sequence[str]) -> None:
    ordered = sorted(map(span, spans))
    if any(later[0] < earlier[1] for earlier, later in zip(ordered, ordered[1:], strict=False)):
        source.blame(place, "these spans overlap")


def _appointments(source: Source, file: WorldFile) -> None:
    for index, entry in enumerate(file.appointments):
        if entry.type is None and entry.minutes is None:
            source.blame(("appointments", index), "give a type or minutes, so that the visit has a length")


def _filler(source: Source, file: WorldFile) -> None:
    if file.filler is None:
        return
    extra = range(file.filler.first_extra_patient, file.filler.first_extra_patient + file.filler.extra_patients)
    if clash := sorted(numbers_of(file, "patients").intersection(extra)):
        source.blame(("filler", "first_extra_patient"), f"patient {clash[0]} would be made twice")
    if clash := [entry.number for entry in file.appointments if entry.number >= file.filler.first_number]:
        sentence = f"appointment {clash[0]} is written out; let the filler number from above it"
        source.blame(("filler", "first_number"), sentence)
    empty = {kind.number for kind in file.appointment_types if not kind.minutes}
    for place, chair in entries(file, "filler.chairs"):
        for number in empty.intersection(chair.types):
            source.blame((*place, "types", str(number)), f"appointment type {number} has no minutes")


def _adjustments(source: Source, file: WorldFile) -> None:
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


def _claims(source: Source, file: WorldFile) -> None:
    covered = {entry.patient for entry in file.coverages}
    done = {(entry.patient, entry.date) for entry in file.procedures if entry.status == "C"}
    for index, claim in enumerate(file.claims):
        if claim.patient not in covered:
            source.blame(("claims", index, "patient"), f"patient {claim.patient} has no coverage")
        elif (claim.patient, claim.date) not in done:
            source.blame(("claims", index, "date"), f"nothing was done for patient {claim.patient} on {claim.date}")


def _codes(source: Source, file: WorldFile) -> None:
    codes = {known.code for known in CATALOGUE} | {own.code for own in file.procedure_codes}
    for index, entry in enumerate(file.procedures):
        if entry.code not in codes:
            sentence = f"there is no procedure code {entry.code!r}; add it to procedure_codes"
            source.blame(("procedures", index, "code"), sentence)
