"""Invented people who fill the schedule, so that a month of visits does not belong to a handful of patients.

Deterministic from the filler's seed; names that the file itself uses are left out, phones stay in the 555-01xx range.
"""

import random

from receptionist.sandbox.opendental.world_file import Patient, WorldFile

_FIRST_NAMES = """
Alma Anton Beatriz Boris Celia Conrad Delia Dmitri Edith Elias Farah Felix Gloria Gustav Hana Hugo Ines Ivan Jolene
Jonas Katya Kofi Leila Lucas Mira Moses Nadia Nils Odette Omar Paula Piotr Quentin Rosa Rufus Selma Stefan Tamar Theo
Uma Viktor Wanda Xavier Yusuf Zelda
"""
_LAST_NAMES = """
Abbott Adeyemi Baptiste Becker Castellan Czerny Dumont Duran Eriksen Farrow Fontaine Galloway Greco Halloran Hashimoto
Ibarra Jankowski Kessler Kowal Lindqvist Lombard Madaki Moreau Nakagawa Nyberg Oduya Pelletier Quist Ramaswamy Rinaldi
Sandoval Szabo Takeda Thibault Ulloa Vasquez Voss Wexler Yilmaz Zamora
"""
_STREETS = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Hazel", "Juniper", "Maple", "Poplar", "Willow")
EVERY_NTH_A_CHILD = 7


def extra_patients(file: WorldFile) -> list[Patient]:
    """As many people as the filler asks for, no two with one name: adults, and now and then the child of the last."""
    if file.filler is None or not file.filler.extra_patients:
        return []
    chance = random.Random(f"{file.filler.seed}:people")  # noqa: S311  (no secret is made)
    used = {entry.last.casefold() for entry in file.patients}
    names = [
        (first, last) for last in _LAST_NAMES.split() if last.casefold() not in used for first in _FIRST_NAMES.split()
    ]
    chance.shuffle(names)
    people: list[Patient] = []
    for index in range(min(file.filler.extra_patients, len(names))):
        number = file.filler.first_extra_patient + index
        if index % EVERY_NTH_A_CHILD == EVERY_NTH_A_CHILD - 1:
            family = people[-1].last
            name = next((name for name in names if name[1] == family), names[0])
            people.append(_child(people[-1], number, name[0], chance))
        else:
            name = names[0]
            people.append(_adult(file, number, *name, chance))
        names.remove(name)
    return people


def _adult(file: WorldFile, number: int, first: str, last: str, chance: random.Random) -> Patient:
    dentists = [entry.number for entry in file.providers if not entry.hygienist and not entry.hidden]
    hygienists = [entry.number for entry in file.providers if entry.hygienist and not entry.hidden]
    home = next((entry for entry in file.patients if entry.city), None)
    return Patient(
        number=number,
        first=first,
        last=last,
        birthdate=_birthdate(1938, 2003, chance),
        mobile=f"555010{number % 10000:04}",
        address=f"{chance.randint(2, 180)} {chance.choice(_STREETS)} Street",
        city=home.city if home else "",
        state=home.state if home else "",
        zip=home.zip if home else "",
        provider=chance.choice(dentists) if dentists else 0,
        hygienist=chance.choice(hygienists) if hygienists else 0,
        texting=chance.choice(("Yes", "No", "Unknown")),
    )


def _child(parent: Patient, number: int, first: str, chance: random.Random) -> Patient:
    own = {"number": number, "first": first, "birthdate": _birthdate(2014, 2021, chance), "position": "Child"}
    shared = {"guarantor": parent.number, "home": parent.mobile, "mobile": "", "texting": "Unknown"}
    return parent.model_copy(update={**own, **shared})


def _birthdate(first_year: int, last_year: int, chance: random.Random) -> str:
    return f"{chance.randint(first_year, last_year)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
