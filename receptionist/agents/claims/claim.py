"""What a claim is: a deed that Lexi says is done, and when the visit is, as far as she said."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

Language = Literal["en", "es"]


class Deed(StrEnum):
    """The kinds of claims."""

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"
    CONFIRMED = "confirmed"
    REGISTERED = "registered"
    MESSAGE = "message"  # "I've left a note for the front desk"
    CALL_BACK = "call_back"  # "someone will call you"
    TRANSFERRED = "transferred"
    DONE = "done"  # "that's all taken care of", without saying what
    MONEY = "money"
    COVERAGE = "coverage"  # "your plan covers that", "the claim was approved"


@dataclass(frozen=True)
class When:
    """The time that was said, as far as it was said: weekday 0 is Monday; `hour` is 0 to 23 when `half` is known.

    Practice wall clock. `half` is whether morning or afternoon was said; without it 2 and 14 are the same hour.
    """

    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int = 0
    half: bool = False

    def fits(self, moment: datetime) -> bool:
        """Whether nothing that was said speaks against `moment` (practice wall clock)."""
        if self.weekday is not None and self.weekday != moment.weekday():
            return False
        if self.month is not None and self.month != moment.month:
            return False
        if self.day is not None and self.day != moment.day:
            return False
        if self.hour is None:
            return True
        same_hour = self.hour == moment.hour if self.half else self.hour % 12 == moment.hour % 12
        return same_hour and self.minute == moment.minute


@dataclass(frozen=True)
class Claim:
    """Something Lexi said as a fact. `words` is what she said; `of_record` marks "I see you're booked for ...", which
    tells of the schedule and not of a deed in this call."""

    deed: Deed
    words: str
    when: When = When()
    of_record: bool = False
    language: Language = "en"
