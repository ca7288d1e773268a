"""R27: several visits of one family are planned together, written together, and stand together or not at all."""

from dataclasses import dataclass, replace

from receptionist.booking.case import CallUsage, Held
from receptionist.booking.holds import cells_of
from receptionist.booking.outcome import FamilyPlan, FamilyRequest, Refused, VisitPlan
from receptionist.booking.planner import Declined, Planner
from receptionist.booking.reader import Reader
from receptionist.booking.writes import Fate, VisitWriter, Written, marker

FEWEST, MOST = 2, 6
_TOO_FEW_OR_MANY = "I can book two to six visits together. Shall we take them one after the other?"


@dataclass(frozen=True)
class FamilyWritten:
    """What became of a family's visits; `numbers` are their rows, in the plan's order, when all stand."""

    fate: Fate
    numbers: tuple[int, ...] = ()
    detail: str = ""
    unread: bool = False


async def plan_family(planner: Planner, request: FamilyRequest, held: Held, usage: CallUsage) -> FamilyPlan | Declined:
    """A plan for all the visits, each judged as if those before it stood. Raises `OpenDentalError`."""
    if not FEWEST <= len(request.visits) <= MOST:
        return Declined(Refused("R27_family", _TOO_FEW_OR_MANY))
    plans: list[VisitPlan] = []
    names: list[str] = []
    for place, visit in enumerate(request.visits):
        counted = replace(usage, creates=usage.creates + place)
        draft = await planner.create(visit, held, counted)
        if isinstance(draft, Declined):
            return draft
        plans.append(draft.plan)
        names.append(draft.name)
        held = held.and_also(cells_of(draft.plan))
    return FamilyPlan(tuple(plans), tuple(names))


@dataclass(frozen=True)
class FamilyWriter:
    """Writes and finds the visits of one family's plan. Never raises `OpenDentalError`."""

    reader: Reader

    async def write(self, plan: FamilyPlan, call_id: str, proposal_id: str) -> FamilyWritten:
        """Write one after the other; when one fails, take those before it back."""
        writer, numbers = VisitWriter(self.reader), list[int]()
        for member, visit in enumerate(plan.visits, start=1):
            written = await writer.write(visit, marker(call_id, proposal_id, member))
            if written.fate is not Fate.STANDS:
                return await self._undo(plan, numbers, written)
            numbers.append(written.number)
        return FamilyWritten(Fate.STANDS, tuple(numbers))

    async def find(self, plan: FamilyPlan, call_id: str, proposal_id: str) -> FamilyWritten:
        """Look for the visits after their writer died; a part of them that stands is taken back."""
        writer, found = VisitWriter(self.reader), list[Written]()
        for member, visit in enumerate(plan.visits, start=1):
            found.append(await writer.find(visit, marker(call_id, proposal_id, member), mend=False))
        numbers = tuple(written.number for written in found)
        if all(written.fate is Fate.STANDS for written in found):
            return FamilyWritten(Fate.STANDS, numbers)
        if any(written.unread for written in found):
            return FamilyWritten(Fate.UNKNOWN, detail="the schedule could not be read", unread=True)
        standing = [place for place, written in enumerate(found) if written.fate is Fate.STANDS]
        for place in standing:
            await writer.take_back(plan.visits[place], found[place].number, "only a part of the family was booked")
        return FamilyWritten(Fate.UNKNOWN, detail="the writer stopped before every visit was written")

    async def _undo(self, plan: FamilyPlan, numbers: list[int], failed: Written) -> FamilyWritten:
        """Take back what stands already. What is not known to be undone leaves the whole unknown."""
        writer, fates = VisitWriter(self.reader), [failed.fate]
        for visit, number in zip(plan.visits, numbers, strict=False):
            undone = await writer.take_back(visit, number, "another visit of the family could not be booked")
            fates.append(undone.fate)
        if Fate.UNKNOWN in fates:
            return FamilyWritten(Fate.UNKNOWN, detail=failed.detail)
        return FamilyWritten(Fate.UNDONE, detail=failed.detail)
