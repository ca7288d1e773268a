"""A scripted call: what the caller says, a part of what Lexi must answer, and what must be true at the end."""

from dataclasses import dataclass, field

from tests.sandbox.brain.house import House
from tests.sandbox.brain.toolset import Toolset

DANA = "Dana Okafor, November 2nd 1988"
TOM = "Tom Reyes, July 19 1994"
PRIYA = "Priya Shah, December 5 1982"


@dataclass(frozen=True)
class Script:
    """`lines` pairs the caller's words with a text that the answer must contain.

    `booked`: starts of visits that must stand for `patient` at the end, exactly these. `writes`: how many bookings,
    moves, cancellations or registrations were confirmed. `kind`: the type of the newest visit.
    """

    name: str
    lines: tuple[tuple[str, str], ...]
    patient: int = 101
    booked: tuple[str, ...] = ()
    writes: int | None = None
    kind: int | None = None
    messages: int = 0
    broken: frozenset[str] = field(default_factory=frozenset)


def play(script: Script) -> House:
    """Run the script and check its end."""
    house = House(tools=Toolset(broken=set(script.broken)))
    for words, expected in script.lines:
        answer = house.tell(words)
        assert expected in answer, f"to {words!r} Lexi said: {answer}"
    visits = [visit for visit in house.tools.book.visits if visit.patient == script.patient]
    assert tuple(sorted(f"{visit.starts:%m-%d %H:%M}" for visit in visits)) == script.booked
    if script.writes is not None:
        done = house.tools.names().count("ConfirmBooking")
        assert done == script.writes
    if script.kind is not None:
        assert visits[-1].kind == script.kind
    assert len(house.tools.messages) == script.messages
    return house
