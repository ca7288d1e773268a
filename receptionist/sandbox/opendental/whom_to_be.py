"""Whom a visitor of the sandbox could be: people of the loaded world who have something to talk about."""

from dataclasses import dataclass
from datetime import date

from receptionist.sandbox.opendental.world import World
from receptionist.sandbox.opendental.world_file import Patient

ADULT_YEARS = 18


@dataclass(frozen=True)
class Role:
    """A made-up patient to play; `birthdate` as the caller would say it, `errand` what there is to do."""

    name: str
    birthdate: str
    errand: str


def whom_to_be(world: World) -> tuple[Role, ...]:
    """Somebody without an upcoming visit and somebody with one; fewer when a small world has no such people."""
    today = world.loaded_at.date()
    later = [visit for visit in world.visits if visit.starts > world.loaded_at and visit.status == "Scheduled"]
    upcoming = {visit.patient for visit in later}
    told = {row.patient for row in world.file.appointments}
    adults = [person for person in world.file.patients if _is_plain_adult(world, person, today)]
    free = next((person for person in adults if person.number not in upcoming), None)
    booked = next((person for person in adults if person.number in upcoming & told), None)
    roles = []
    if free is not None:
        roles.append(_role(free, "book a visit"))
    if booked is not None:
        roles.append(_role(booked, "move or cancel a visit"))
    return tuple(roles)


def _is_plain_adult(world: World, person: Patient, today: date) -> bool:
    """An adult patient with no notes and no namesake, so that nothing gets in the way of a first try."""
    if person.birthdate is None or person.status != "Patient":
        return False
    namesakes = [other for other in world.file.patients if (other.first, other.last) == (person.first, person.last)]
    adult = today.year - date.fromisoformat(person.birthdate).year > ADULT_YEARS
    return adult and len(namesakes) == 1 and not person.popups


def _role(person: Patient, errand: str) -> Role:
    born = date.fromisoformat(person.birthdate or "")
    spoken = f"{born:%B} {born.day}, {born.year}"
    return Role(f"{person.first} {person.last}", spoken, errand)
