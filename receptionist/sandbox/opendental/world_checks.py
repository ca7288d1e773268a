"""References and contradictions inside a world file: what no single field can know.

Each problem is noted with its place; the caller raises them together.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import time

from receptionist.sandbox.opendental.world_dates import span, weekdays
from receptionist.sandbox.opendental.world_file import Chair, WorldFile
from receptionist.sandbox.opendental.world_record_checks import NUMBERED, check_records
from receptionist.sandbox.opendental.world_source import Place, Source

CONFIRMED, BLOCKOUT = 2, 25


def check_world(source: Source, file: WorldFile) -> None:
    """Note every dangling reference, duplicate number and overlapping schedule."""
    _unique_numbers(source, file)
    _practice(source, file)
    _operatories(source, file)
    _schedules(source, file)
    _people(source, file)
    _appointments(source, file)
    check_records(source, file, known)
    if file.filler is not None:
        _filler(source, file)


def known(numbers: Collection[int]) -> str:
    """`1-6` or `1-4, 9`: the numbers that exist, for an error's sentence."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs) or "none"


def _refer(source: Source, place: Place, what: str, number: int, numbers: Collection[int]) -> None:
    if number not in numbers:
        source.blame(place, f"there is no {what} {number}; the world has {known(numbers)}")


def _unique_numbers(source: Source, file: WorldFile) -> None:
    tables: dict[str, Sequence[int]] = {
        "definitions": [entry.number for entry in file.definitions],
        "providers": [entry.number for entry in file.providers],
        "operatories": [entry.number for entry in file.operatories],
        "appointment_types": [entry.number for entry in file.appointment_types],
        "recall_types": [entry.number for entry in file.recall_types],
        "patients": [entry.number for entry in file.patients],
        "appointments": [entry.number for entry in file.appointments],
        "task_lists": [entry.number for entry in file.task_lists],
        **{section: [entry.number for entry in getattr(file, section)] for section in NUMBERED},
    }
    for table, numbers in tables.items():
        first_at: dict[int, int] = {}
        for index, number in enumerate(numbers):
            if number in first_at:
                source.blame((table, index, "number"), f"{number} is already {table}[{first_at[number]}]")
            first_at.setdefault(number, index)


def _practice(source: Source, file: WorldFile) -> None:
    _refer(source, ("practice", "default_provider"), "provider", file.practice.default_provider, _providers(file))
    for meaning, number in file.confirmations.items():
        _definition(source, file, ("confirmations", meaning), number, CONFIRMED)
    types = _types(file)
    for index, entry in enumerate(file.definitions):
        if entry.appointment_type:
            _refer(
                source, ("definitions", index, "appointment_type"), "appointment type", entry.appointment_type, types
            )
    for category in (CONFIRMED, 4, 27):
        if not any(entry.category == category for entry in file.definitions):
            source.blame(("definitions",), f"there is no definition of category {category}; the API needs one")


def _operatories(source: Source, file: WorldFile) -> None:
    for index, operatory in enumerate(file.operatories):
        for name, number in (("dentist", operatory.dentist), ("hygienist", operatory.hygienist)):
            if number:
                _refer(source, ("operatories", index, name), "provider", number, _providers(file))


def _schedules(source: Source, file: WorldFile) -> None:
    taken: dict[tuple[int, int], list[tuple[time, time, int]]] = {}
    for index, entry in enumerate(file.schedules):
        _refer(source, ("schedules", index, "provider"), "provider", entry.provider, _providers(file))
        _operatory_list(source, file, ("schedules", index, "operatories"), entry.operatories)
        for weekday in sorted(weekdays(entry.days)):
            for start, stop in map(span, entry.spans):
                spans = taken.setdefault((entry.provider, weekday), [])
                clash = next((at for first, last, at in spans if start < last and first < stop), None)
                if clash is not None and not _blamed(source, ("schedules", index, "spans")):
                    sentence = f"provider {entry.provider} is already scheduled then by schedules[{clash}]"
                    source.blame(("schedules", index, "spans"), sentence)
                spans.append((start, stop, index))
    for index, blockout in enumerate(file.blockouts):
        _definition(source, file, ("blockouts", index, "definition"), blockout.definition, BLOCKOUT)
        _operatory_list(source, file, ("blockouts", index, "operatories"), blockout.operatories)
    for index, exception in enumerate(file.exceptions):
        _refer(source, ("exceptions", index, "provider"), "provider", exception.provider, _providers(file))
        _operatory_list(source, file, ("exceptions", index, "operatories"), exception.operatories)
        _apart(source, ("exceptions", index, "spans"), exception.spans)


def _people(source: Source, file: WorldFile) -> None:
    people = {entry.number for entry in file.patients}
    for index, patient in enumerate(file.patients):
        if patient.guarantor:
            _refer(source, ("patients", index, "guarantor"), "patient", patient.guarantor, people)
        for name, number in (("provider", patient.provider), ("hygienist", patient.hygienist)):
            if number:
                _refer(source, ("patients", index, name), "provider", number, _providers(file))
    for index, recall in enumerate(file.recalls):
        _refer(source, ("recalls", index, "patient"), "patient", recall.patient, people)
        types = {entry.number for entry in file.recall_types}
        _refer(source, ("recalls", index, "type"), "recall type", recall.type, types)


def _appointments(source: Source, file: WorldFile) -> None:
    people = {entry.number for entry in file.patients}
    for index, entry in enumerate(file.appointments):
        place: Place = ("appointments", index)
        _refer(source, (*place, "patient"), "patient", entry.patient, people)
        _refer(source, (*place, "provider"), "provider", entry.provider, _providers(file))
        _refer(source, (*place, "operatory"), "operatory", entry.operatory, _chairs(file))
        if entry.hygienist:
            _refer(source, (*place, "hygienist"), "provider", entry.hygienist, _providers(file))
        if entry.type is not None:
            _refer(source, (*place, "type"), "appointment type", entry.type, _types(file))
        if entry.type is None and entry.minutes is None:
            source.blame(place, "give a type or minutes, so that the visit has a length")
        if entry.confirmed:
            _definition(source, file, (*place, "confirmed"), entry.confirmed, CONFIRMED)


def _filler(source: Source, file: WorldFile) -> None:
    filler = file.filler
    if filler is None:
        return
    for index, chair in enumerate(filler.chairs):
        _chair(source, file, ("filler", "chairs", index), chair)
    people = {entry.number for entry in file.patients}
    for index, number in enumerate(filler.leave_out):
        _refer(source, ("filler", "leave_out", index), "patient", number, people)
    extra = range(filler.first_extra_patient, filler.first_extra_patient + filler.extra_patients)
    if clash := sorted(people.intersection(extra)):
        source.blame(("filler", "first_extra_patient"), f"patient {clash[0]} would be made twice")
    if clash := [entry.number for entry in file.appointments if entry.number >= filler.first_number]:
        sentence = f"appointment {clash[0]} is written out; let the filler number from above it"
        source.blame(("filler", "first_number"), sentence)
    for index, free in enumerate(filler.keep_free):
        _operatory_list(source, file, ("filler", "keep_free", index, "operatories"), free.operatories)


def _chair(source: Source, file: WorldFile, place: Place, chair: Chair) -> None:
    _refer(source, (*place, "provider"), "provider", chair.provider, _providers(file))
    _refer(source, (*place, "operatory"), "operatory", chair.operatory, _chairs(file))
    for number in chair.types:
        _refer(source, (*place, "types", str(number)), "appointment type", number, _types(file))
        if any(kind.number == number and not kind.minutes for kind in file.appointment_types):
            source.blame((*place, "types", str(number)), f"appointment type {number} has no minutes")


def _definition(source: Source, file: WorldFile, place: Place, number: int, category: int) -> None:
    numbers = {entry.number for entry in file.definitions if entry.category == category}
    _refer(source, place, f"definition of category {category} with number", number, numbers)


def _operatory_list(source: Source, file: WorldFile, place: Place, numbers: Iterable[int]) -> None:
    for index, number in enumerate(numbers):
        _refer(source, (*place, index), "operatory", number, _chairs(file))


def _apart(source: Source, place: Place, spans: Sequence[str]) -> None:
    ordered = sorted(map(span, spans))
    if any(later[0] < earlier[1] for earlier, later in zip(ordered, ordered[1:], strict=False)):
        source.blame(place, "these spans overlap")


def _blamed(source: Source, place: Place) -> bool:
    line = source.lines.get(place, 1)
    return any(problem.startswith(f"{source.path}:{line}: ") for problem in source.problems)


def _providers(file: WorldFile) -> set[int]:
    return {entry.number for entry in file.providers}


def _chairs(file: WorldFile) -> set[int]:
    return {entry.number for entry in file.operatories}


def _types(file: WorldFile) -> set[int]:
    return {entry.number for entry in file.appointment_types}
