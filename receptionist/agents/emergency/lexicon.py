"""The lexicon's voice: which sign of `signs.py` a speech shows. It explains itself by the words that show it."""

from dataclasses import dataclass
from itertools import product

from receptionist.agents.emergency.concepts import Hit, find_concepts
from receptionist.agents.emergency.context import live_hits
from receptionist.agents.emergency.signs import COMPOUNDS, SIGNS, Sign
from receptionist.agents.emergency.spelling import mended
from receptionist.agents.emergency.text import Speech

_MAX_HITS = 12


@dataclass(frozen=True)
class Hearing:
    """A speech with all its concepts (`hits`) and those that stand (`live`, compounds included)."""

    speech: Speech
    hits: list[Hit]
    live: list[Hit]


def listen(speech: Speech) -> Hearing:
    """Read `speech` by the lexicon, alone: what was said earlier in the call does not count here."""
    read = mended(speech)
    hits = find_concepts(read)
    live = live_hits(read, hits)
    live = [*live, *_compounds(live)]
    return Hearing(read, hits, live)


def by_concept(hits: list[Hit]) -> dict[str, list[Hit]]:
    """The hits of each concept, in the order of the words."""
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.concept, []).append(hit)
    return found


def near(sign: Sign, found: dict[str, list[Hit]]) -> list[Hit]:
    """The closest hits that show a sign of reach "near"; none when there are none within its span."""
    if any(name not in found for name in sign.needs):
        return []
    best: list[Hit] = []
    for chosen in product(*(found[name][:_MAX_HITS] for name in sign.needs)):
        start, end = min(hit.start for hit in chosen), max(hit.end for hit in chosen)
        longest = max(hit.end - hit.start for hit in chosen)
        if end - start > max(sign.span, longest) or _taken_back(sign, found, start, end):
            continue
        if not best or end - start < max(h.end for h in best) - min(h.start for h in best):
            best = list(chosen)
    return best


def first_sign(hearing: Hearing) -> Sign | None:
    """The most urgent sign that the turn shows by itself; None for none."""
    found = by_concept(hearing.live)
    return next((sign for sign in SIGNS if found and _shows(sign, found)), None)


def _shows(sign: Sign, found: dict[str, list[Hit]]) -> bool:
    if sign.reach == "near":
        return bool(near(sign, found))
    return all(name in found for name in sign.needs)


def _taken_back(sign: Sign, found: dict[str, list[Hit]], start: int, end: int) -> bool:
    return any(
        hit.end >= start - sign.span and hit.start <= end + sign.span
        for name in sign.unless
        for hit in found.get(name, ())
    )


def _compounds(hits: list[Hit]) -> list[Hit]:
    found = by_concept(hits)
    made = []
    for sign in COMPOUNDS:
        shown = near(sign, found)
        if shown:
            start, end = min(hit.start for hit in shown), max(hit.end for hit in shown)
            literal = frozenset().union(*(hit.literal for hit in shown))
            made.append(Hit(sign.name, start, end, literal, shown[0].language))
    return made
