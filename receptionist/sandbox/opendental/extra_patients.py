"""Invented people who fill the schedule, so that a month of visits does not belong to a handful of patients.

Deterministic from the filler's seed; names that the file itself uses are left out, phones stay in the 555-01xx range.
"""

import random

from receptionist.sandbox.opendental.world_file import Patient, WorldFile

_FIRST = [
    "Alma",
    "Anton",
    "Beatriz",
    "Boris",
    "Celia",
    "Conrad",
    "Delia",
    "Dmitri",
    "Edith",
    "Elias",
    "Farah",
    "Felix",
    "Gloria",
    "Gustav",
    "Hana",
    "Hugo",
    "Ines",
    "Ivan",
    "Jolene",
    "Jonas",
    "Katya",
    "Kofi",
    "Leila",
    "Lucas",
    "Mira",
    "Moses",
    "Nadia",
    "Nils",
    "Odette",
    "Omar",
    "Paula",
    "Piotr",
    "Quentin",
    "Rosa",
    "Rufus",
    "Selma",
    "Stefan",
    "Tamar",
    "Theo",
    "Uma",
    "Viktor",
    "Wanda",
    "Xavier",
    "Yusuf",
    "Zelda",
]
_LAST = [
    "Abbott",
    "Adeyemi",
    "Baptiste",
    "Becker",
    "Castellan",
    "Czerny",
    "Dumont",
    "Duran",
    "Eriksen",
    "Farrow",
    "Fontaine",
    "Galloway",
    "Greco",
    "Halloran",
    "Hashimoto",
    "Ibarra",
    "Jankowski",
    "Kessler",
    "Kowal",
    "Lindqvist",
    "Lombard",
    "Madaki",
    "Moreau",
    "Nakagawa",
    "Nyberg",
    "Oduya",
    "Pelletier",
    "Quist",
    "Ramaswamy",
    "Rinaldi",
    "Sandoval",
    "Szabo",
    "Takeda",
    "Thibault",
    "Ulloa",
    "Vasquez",
    "Voss",
    "Wexler",
    "Yilmaz",
    "Zamora",
]
_STREETS = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Hazel", "Juniper", "Maple", "Poplar", "Willow")


def extra_patients(file: WorldFile) -> list[Patient]:
    """As many people as the filler asks for, each the head of a family of one, no two with the same name."""
    if file.filler is None or not file.filler.extra_patients:
        return []
    chance = random.Random(f"{file.filler.seed}:people")  # noqa: S311  (no secret is made)
    used = {entry.last.casefold() for entry in file.patients}
    names = [(first, last) for last in _LAST if last.casefold() not in used for first in _FIRST]
    chance.shuffle(names)
    first_number = file.filler.first_extra_patient
    wanted = names[: file.filler.extra_patients]
    return [_person(file, first_number + index, *name, chance) for index, name in enumerate(wanted)]


def _person(file: WorldFile, number: int, first: str, last: str, chance: random.Random) -> Patient:
    dentists = [entry.number for entry in file.providers if not entry.hygienist and not entry.hidden]
    hygienists = [entry.number for entry in file.providers if entry.hygienist and not entry.hidden]
    home = next((entry for entry in file.patients if entry.city), None)
    return Patient(
        number=number,
        first=first,
        last=last,
        birthdate=f"{chance.randint(1938, 2012)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        gender=chance.choice(("Male", "Female")),
        mobile=f"555010{number % 10000:04}",
        address=f"{chance.randint(2, 180)} {chance.choice(_STREETS)} Street",
        city=home.city if home else "",
        state=home.state if home else "",
        zip=home.zip if home else "",
        provider=chance.choice(dentists) if dentists else 0,
        hygienist=chance.choice(hygienists) if hygienists else 0,
        texting=chance.choice(("Yes", "No", "Unknown")),
    )
