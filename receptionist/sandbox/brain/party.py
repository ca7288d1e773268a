"""Several people who want to come together: who they are, as far as they were named, and who of them is verified."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass
class Guest:
    """One of them, verified. `born` is the birth date they were verified with."""

    pat_num: int
    name: str
    born: date | None


@dataclass
class Party:
    """A family's visit. `names` are the children's first names in order, '' where none was said yet; `facts` what else
    was said of them: (first, last, birth date). `with_self`: the caller comes too. `visits` are the wished ones once
    everybody is verified."""

    names: list[str]
    with_self: bool = False
    guests: list[Guest] = field(default_factory=list)
    facts: list[tuple[str | None, str | None, date | None]] = field(default_factory=list)

    @property
    def wanted(self) -> int:
        """How many come."""
        return len(self.names) + self.with_self

    @property
    def complete(self) -> bool:
        """Whether everybody is verified."""
        return len(self.guests) >= self.wanted

    @property
    def children(self) -> int:
        """How many of the children are verified."""
        return len(self.guests) - (self.with_self and bool(self.guests))


def slots_together(value: object) -> tuple[Mapping[str, Any], ...]:
    """The visits of one option, as the tool gave them."""
    return tuple(entry for entry in value if isinstance(entry, dict)) if isinstance(value, list) else ()
