"""A caller scenario as data: who calls, what they say, what staff do meanwhile, and exactly what may stand in the end.

docs/scenarios.md explains every field; the files are fixtures/scenarios/*.yaml.
"""

from functools import cache
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from receptionist.events import Outcome
from receptionist.settings import ROOT

FOLDER = ROOT / "fixtures/scenarios"
NOT_SCENARIOS = ("rows",)
MONDAY = "2026-11-30T09:00"


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StaffEdit(_Data):
    """One thing that staff do in Open Dental: `post`, `put` or `delete` a path with a body, or `block` out time."""

    post: str = ""
    put: str = ""
    delete: str = ""
    block: dict[str, Any] | None = None
    body: dict[str, Any] = {}


class Reaction(_Data):
    """What the caller does when Lexi's newest words match `hears` (a pattern, case does not matter), `times` times.

    `staff` happens before the answer is said; `race` in the moment before Lexi's next write reaches Open Dental.
    """

    hears: str
    say: str = ""
    times: int = 1
    staff: tuple[StaffEdit, ...] = ()
    race: tuple[StaffEdit, ...] = ()
    hang_up: bool = False


class Caller(_Data):
    """Who calls, and what the actor answers when asked for it. `persona` is for the reader."""

    persona: str
    name: str = ""
    born: str = ""
    before: str = "Yes, I have."
    number: str = "555 010 0199"
    third: str = ""
    agrees: str = "Yes, please."
    correct: str = "Yes, that's right."
    chooses: str = "The first one, please."
    when: str = ""
    visit: str = ""
    message: str = "Yes, please."
    tell: str = ""
    person: str = "Yes, please."
    rebook: str = "No, thank you."
    done: str = "No, that's all. Thank you."


class Visit(_Data):
    """A visit that Lexi may make. Fields of the row that are not derived from these stand in `row`."""

    patient: int | str
    type: int
    at: str
    minutes: int
    operatory: tuple[int, ...]
    row: dict[str, Any] = {}


class LeftMessage(_Data):
    """A message for staff: patterns that its text holds, its urgency and the number to call back (digits)."""

    holds: tuple[str, ...] = ()
    urgency: str = "routine"
    number: str | None = None


class Expected(_Data):
    """All that the call may leave behind; what is not named here must not be there.

    `patients` are new charts by a name of our own for them (`Visit.patient` refers to it), `changed` the changed
    fields of visits by number. `said` are patterns Lexi's words must match, `never` ones they must not. `by_phone` are
    those of these fields that differ on the telephone.
    """

    outcome: tuple[Outcome, ...]
    visits: tuple[Visit, ...] = ()
    changed: dict[int, dict[str, Any]] = {}
    patients: dict[str, dict[str, Any]] = {}
    commlogs: int = 0
    messages: tuple[LeftMessage, ...] = ()
    emergency: tuple[str, ...] = ()
    level: str | None = None
    transfers: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    by_phone: dict[str, Any] = {}


class WorldPatch(_Data):
    """Rows added to sections of the usual world, and fields changed of its patients."""

    add: dict[str, tuple[dict[str, Any], ...]] = {}
    patients: dict[int, dict[str, Any]] = {}


class Scenario(_Data):
    """One call. `about` are the patients of whom Lexi may speak; of all others nothing may be heard."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    title: str
    now: str = MONDAY
    phone: bool = False
    world: WorldPatch = WorldPatch()
    about: tuple[int, ...] = ()
    caller: Caller
    lines: tuple[str | Reaction, ...]
    expect: Expected

    @property
    def said_in_turn(self) -> list[str]:
        return [line for line in self.lines if isinstance(line, str)]

    @property
    def reactions(self) -> list[Reaction]:
        return [line for line in self.lines if isinstance(line, Reaction)]


@cache
def scenarios() -> tuple[Scenario, ...]:
    """All scenarios, in the order of the files and of each file."""
    found: list[Scenario] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.stem not in NOT_SCENARIOS:
            found += [
                Scenario.model_validate(one) for one in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
            ]
    return tuple(found)
