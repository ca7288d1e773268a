"""Finds who does a visit and where at a wished time, or why nobody can: every provider and chair is judged."""

from dataclasses import replace
from datetime import datetime

from receptionist.booking.case import Candidate, Case
from receptionist.booking.openings import Wish, candidate_at
from receptionist.booking.rule import Verdict
from receptionist.booking.rules import closest, evaluate
from receptionist.practice.office import Office
from receptionist.practice.people import Role


def best_place(case: Case, wish: Wish) -> tuple[Candidate, Verdict]:
    """The first place at `case.candidate.start` that every rule accepts; without one, the reason of the closest.

    The case's own provider and operatory are ignored: `wish` says which are asked for.
    """
    judged = [
        (candidate, evaluate(replace(case, candidate=candidate)))
        for candidate in _places(case.office, wish, case.candidate.start)
    ]
    if not judged:
        return case.candidate, evaluate(case)
    for candidate, verdict in judged:
        if verdict.ok:
            return candidate, verdict
    worst = closest([verdict for _, verdict in judged])
    return next((candidate, verdict) for candidate, verdict in judged if verdict is worst)


def _places(office: Office, wish: Wish, start: datetime) -> list[Candidate]:
    """Every provider and chair asked for, the likeliest first."""
    providers = [wish.prov_num] if wish.prov_num else [p for p in office.providers if _suits(office, wish, p)]
    chairs = [wish.op] if wish.op else list(office.operatories)
    pairs = [(prov_num, op) for prov_num in providers for op in chairs]
    pairs.sort(key=lambda pair: _order(office, wish, *pair))
    return [candidate_at(wish, start, prov_num, op) for prov_num, op in pairs]


def _suits(office: Office, wish: Wish, prov_num: int) -> bool:
    return office.providers[prov_num].role is wish.type.role


def _order(office: Office, wish: Wish, prov_num: int, op: int) -> tuple[bool, bool, bool]:
    chair = office.operatories.get(op)
    own = chair is not None and prov_num in (chair.prov_dentist, chair.prov_hygienist)
    kind = chair is not None and chair.is_hygiene == (wish.type.role is Role.HYGIENIST)
    return (prov_num != wish.likes_prov, not own, not kind)
