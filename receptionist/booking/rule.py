"""What a booking rule is: an id, a reason code, a default in words, and a pure check of a case."""

from collections.abc import Callable
from dataclasses import dataclass

from receptionist.booking.case import Case, Kind

Check = Callable[[Case], str | None]
BOOKING = frozenset({Kind.CREATE, Kind.MOVE})
ANY_VISIT = frozenset({Kind.CREATE, Kind.MOVE, Kind.CANCEL})


@dataclass(frozen=True)
class Rule:
    """One rule. `check` returns None when it is kept, else a sentence for the caller.

    `reason` starts with the rule's id. `about_patient` rules are skipped while there is no patient in the case.
    `tuned_by` names the profile's keys that tune it; '' for a rule that no practice may change.
    """

    reason: str
    title: str
    default: str
    check: Check
    kinds: frozenset[Kind] = BOOKING
    about_patient: bool = False
    route_to_staff: bool = False
    tuned_by: str = ""

    @property
    def id(self) -> str:
        """'R03' of 'R03_weekday'."""
        return self.reason.split("_", 1)[0]


@dataclass(frozen=True)
class Guarantee:
    """A rule that no single look at a case can check: it is kept by the order in which things are done.

    `kept_by` names the module that does it.
    """

    reason: str
    title: str
    default: str
    kept_by: str
    tuned_by: str = ""

    @property
    def id(self) -> str:
        """'R22' of 'R22_void'."""
        return self.reason.split("_", 1)[0]


@dataclass(frozen=True)
class Verdict:
    """What the rules say. When refused: the first rule broken, its reason code, and the sentence for the caller."""

    rule: Rule | None = None
    say: str = ""
    rank: int = 0

    @property
    def ok(self) -> bool:
        """Whether every rule is kept."""
        return self.rule is None

    @property
    def reason(self) -> str:
        """The broken rule's reason code, '' when there is none."""
        return self.rule.reason if self.rule else ""
