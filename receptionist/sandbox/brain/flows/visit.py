"""What for: matches the caller's wish against the practice's own appointment types, never remembered numbers."""

import re
from collections.abc import Iterable
from datetime import date

from receptionist.sandbox.brain.flows.desk import Desk, Step
from receptionist.sandbox.brain.frame import Frame, VisitKind
from receptionist.sandbox.brain.wording import ASK_VISIT, OFFER_MESSAGE, join, listing

_CHILD = re.compile(r"\b(?:child|children|kids?|pediatric)\b", re.IGNORECASE)
_NAMES: dict[str, tuple[str, ...]] = {
    "cleaning": (r"^(?!.*(?:child|kid|pedia|perio|deep)).*clean", r"prophy", r"hygiene"),
    "child_cleaning": (r"(?:child|kid|pedia).*(?:clean|prophy|hygiene)", r"child|kid|pedia", r"clean"),
    "perio": (r"perio", r"deep clean|scaling", r"maintenance"),
    "exam_new": (r"new patient", r"initial|first visit"),
    "checkup": (r"check ?-?up|periodic|recall", r"^(?!.*(?:new|emerg|limited|child)).*exam", r"^(?!.*child).*clean"),
    "filling": (r"filling", r"restor"),
    "emergency_exam": (r"emergency|urgent|same.day", r"limited"),
    "consultation": (r"consult",),
    "crown": (r"crown",),
    "root_canal": (r"root canal|endo",),
    "extraction": (r"extract",),
}
_CHILD_AGE = 13
_COMMON_WORDS = frozenset(
    {"visit", "appointment", "exam", "patient", "with", "need", "want", "have", "would", "like", "come"}
)


def choose_kind(desk: Desk) -> Step:
    """The next step towards a known, bookable appointment type; None when `frame.kind_number` is settled."""
    frame = desk.frame
    if frame.kind_number is not None:
        return None
    if not (frame.kind_key or frame.kind_words) and frame.existing is not False:
        return ASK_VISIT
    if frame.kinds is None:
        if not desk.can("GetAppointmentTypes"):
            return join("I'm sorry, I can't see our visit types at the moment.", OFFER_MESSAGE)
        return desk.call("GetAppointmentTypes")
    kind = match_kind(frame)
    if kind is None:
        return _ask_again(frame)
    if not kind.bookable:
        name = kind.name.lower()
        return join(f"A {name} is something our team schedules personally, so I can't book it myself.", OFFER_MESSAGE)
    frame.kind_number = kind.number
    return None


def match_kind(frame: Frame, born: date | None = None) -> VisitKind | None:
    """The appointment type the caller means, by its name at this practice, for somebody born then."""
    kinds = frame.kinds or []
    said = (frame.kind_words or "").lower()
    key = frame.kind_key or ("exam_new" if frame.existing is False and not said else "")
    if key == "checkup" and frame.existing is False and any("new patient" in kind.name.lower() for kind in kinds):
        key = "exam_new"
    if key == "cleaning" and _is_child(frame, said, born):
        key = "child_cleaning"
    named = [kind for kind in kinds if kind.name and kind.name.lower() in said]
    if named and (not key or any(" " in kind.name.strip() for kind in named)):
        return max(named, key=lambda kind: len(kind.name))
    for pattern in _NAMES.get(key, ()):
        for kind in sorted(kinds, key=lambda kind: not kind.bookable):
            if re.search(pattern, kind.name, re.IGNORECASE):
                return kind
    return max(named, key=lambda kind: len(kind.name)) if named else _by_words(kinds, said)


def _is_child(frame: Frame, said: str, born: date | None) -> bool:
    if frame.party is None:
        born = frame.person.born
        said_so = bool(_CHILD.search(said))
    else:
        said_so = False
    young = born is not None and (frame.today - born).days < _CHILD_AGE * 365
    return young or said_so


def _by_words(kinds: Iterable[VisitKind], said: str) -> VisitKind | None:
    words = {word for word in re.findall(r"[a-z]{4,}", said) if word not in _COMMON_WORDS}
    scored = [(len(words & set(re.findall(r"[a-z]{4,}", kind.name.lower()))), kind) for kind in kinds]
    best = max((score for score, _ in scored), default=0)
    winners = [kind for score, kind in scored if score == best]
    return winners[0] if best > 0 and len(winners) == 1 else None


def _ask_again(frame: Frame) -> str:
    names = [kind.name.lower() for kind in frame.kinds or () if kind.bookable]
    if not names:
        return join("I'm sorry, I can't book visits at the moment.", OFFER_MESSAGE)
    few = listing(names[:6])
    return f"I can book, for example, {few.replace(';', ',')}. What would you like to come in for?"
