"""Whom a caller is put through to: a target of the profile by name, if it can be reached at this hour.

Code chooses; a model gives a reason and never a name or a number (docs/practice-profile.md, `transfer`).
"""

from dataclasses import dataclass
from datetime import datetime

from receptionist.practice.fields import Span
from receptionist.practice.hours import closings, open_spans, subtract
from receptionist.practice.schema import PracticeProfile, TransferTarget

# For each reason the kinds of people who are tried, best first; whoever else there is comes after them.
KINDS_BY_REASON: dict[str, tuple[str, ...]] = {
    "emergency": ("clinical", "on_call", "desk"),
    "abusive": ("manager", "desk"),
}
USUAL_KINDS = ("desk",)


@dataclass(frozen=True)
class Reachable:
    """A target that may be dialled now."""

    name: str
    target: TransferTarget


def reachable(profile: PracticeProfile, reason: str, at: datetime) -> Reachable | None:
    """Whom to dial for `reason` at the aware instant `at`; None when nobody who could help can be reached.

    A target that is named like the reason comes first, then those of the kinds that suit it, then the others in the
    profile's order. On-call numbers are for emergencies alone.
    """
    for name in candidates(profile, reason):
        target = profile.transfer_targets[name]
        if is_open(profile, target, at):
            return Reachable(name, target)
    return None


def candidates(profile: PracticeProfile, reason: str) -> list[str]:
    """The names of the targets that `reason` may go to, best first, whatever the hour."""
    kinds = KINDS_BY_REASON.get(reason, USUAL_KINDS)
    wanted = reason.replace("_", " ")

    def rank(name: str) -> int:
        kind = kind_of(name, profile.transfer_targets[name])
        if name.casefold() == wanted:
            return -1
        return kinds.index(kind) if kind in kinds else len(kinds)

    allowed = [
        name
        for name, target in profile.transfer_targets.items()
        if reason == "emergency" or kind_of(name, target) != "on_call"
    ]
    return sorted(allowed, key=rank)


def kind_of(name: str, target: TransferTarget) -> str:
    """What kind of people a target is, told by its name where the profile does not say."""
    if target.kind is not None:
        return target.kind
    spoken = name.casefold().replace("-", " ")
    for kind in ("clinical", "manager"):
        if kind in spoken:
            return kind
    return "on_call" if "on call" in spoken else "desk"


def is_open(profile: PracticeProfile, target: TransferTarget, at: datetime) -> bool:
    """Whether a target answers at the aware instant `at`. Its own weekly hours heed the practice's closures."""
    if target.hours == "always":
        return True
    local = at.astimezone(profile.zone)
    day, now = local.date(), local.time()
    spans: list[Span]
    if target.hours == "office":
        spans = open_spans(profile, day)
    else:
        hours = target.hours.on(day.weekday())
        closed = [closing.span for closing in closings(profile, day)]
        if hours is not None and hours.lunch is not None:
            closed.append(hours.lunch)
        spans = [] if hours is None else subtract([hours.open], closed)
    return any(span.start <= now < span.stop for span in spans)
