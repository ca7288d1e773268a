"""Readers of the two blocks the house writes into instructions: `# The office` and `# The moment`.

Everything the brain states about a practice comes from here or from a tool result, so that it can never invent a fact.
"""

import re
from calendar import month_name
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

_KEY_VALUE = re.compile(r"^[-*\s]*([A-Za-z][^:\n]{0,80}?):\s+(.+?)\s*$")
_HEADING = re.compile(r"^#+\s*(.+?)\s*$")
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")
_VERIFIED = re.compile(r"PatNum (\d+)\s*([^;]*)")
_PROPOSAL = re.compile(r"^(\S+?); *kind (\w+); *read back \"(.*)\"$", re.DOTALL)
_MONTH_DAY = re.compile(
    r"(January|February|March|April|May|June|July|August|September|October|November|December) (\d{1,2}), (\d{4})"
)
_MONTHS = tuple(month_name)[1:]


@dataclass(frozen=True)
class OpenProposal:
    """What the moment block says is waiting for the caller's yes."""

    proposal_id: str
    kind: str
    read_back: str


@dataclass(frozen=True)
class Facts:
    """The office and the moment. `now` is practice-local and may be None when the instructions name no time.

    Of several verified people the newest (the last named) counts. `locked`: nobody can be verified any more.
    """

    office: Mapping[str, str] = field(default_factory=dict)
    now: datetime | None = None
    verified_pat_num: int | None = None
    verified_name: str = ""
    proposal: OpenProposal | None = None
    locked: bool = False

    @property
    def practice(self) -> str:
        """The practice's name, or a neutral phrase."""
        return self.office.get("Name", "the practice")

    def today(self) -> date | None:
        """Today in the practice's zone."""
        return self.now.date() if self.now else None


def read_facts(instructions: str) -> Facts:
    """All facts found in one instructions text."""
    office: dict[str, str] = {}
    moment: dict[str, str] = {}
    block: dict[str, str] | None = None
    for line in instructions.splitlines():
        heading = _HEADING.match(line)
        if heading:
            title = heading.group(1).lower()
            block = office if title == "the office" else moment if title == "the moment" else None
            continue
        pair = _KEY_VALUE.match(line)
        if pair and pair.group(1) in ("Now", "Caller", "Open proposal"):
            moment.setdefault(pair.group(1), pair.group(2))
        elif pair and block is not None:
            block.setdefault(pair.group(1), pair.group(2))
    return _assemble(office, moment)


def _assemble(office: dict[str, str], moment: dict[str, str]) -> Facts:
    caller = moment.get("Caller", "")
    known = _VERIFIED.findall(caller) if caller.startswith("verified") else []
    number, name = known[-1] if known else ("", "")
    proposal = _PROPOSAL.match(moment.get("Open proposal", ""))
    return Facts(
        office=office,
        now=_read_now(moment.get("Now", "")),
        verified_pat_num=int(number) if number else None,
        verified_name=name.strip(),
        locked="locked" in caller,
        proposal=OpenProposal(*proposal.groups()) if proposal else None,
    )


def _read_now(text: str) -> datetime | None:
    found = _ISO.search(text)
    if not found:
        return None
    try:
        return datetime.fromisoformat(found.group(0))
    except ValueError:
        return None


def closures(value: str) -> dict[date, str]:
    """The days of a 'Closed on' line, each with its reason (may be empty)."""
    days: dict[date, str] = {}
    for entry in value.split(";"):
        found = _MONTH_DAY.search(entry)
        if not found:
            continue
        try:
            day = date(int(found.group(3)), _MONTHS.index(found.group(1)) + 1, int(found.group(2)))
        except ValueError:
            continue
        reason = re.search(r"\(([^)]+)\)", entry)
        days[day] = reason.group(1) if reason else ""
    return days
