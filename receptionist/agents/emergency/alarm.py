"""What the detector raises: a tier, the sign it saw, and the caller's words that show it."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

Language = Literal["en", "es"]


class Tier(IntEnum):
    """How soon help is needed; a smaller number is more urgent. The triggers are in `signs.py`."""

    E0 = 0  # 911 or the emergency room, now.
    E1 = 1  # Minutes count for the tooth.
    E2 = 2  # The same day.
    E3 = 3  # Soon, as an ordinary visit.


@dataclass(frozen=True)
class Alarm:
    """One alarm of one call.

    `sign` is a name from `signs.py`. `words` is the part of the caller's turn that showed it, normalised: it is patient
    data and belongs on no log but the call's own. `repeated` marks an E0 that is said once more because the caller
    resisted.
    """

    tier: Tier
    sign: str
    words: str
    language: Language = "en"
    repeated: bool = False
