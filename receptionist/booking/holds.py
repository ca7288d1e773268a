"""What a plan holds while the caller thinks: its minutes, the visit it changes, the patient's one visit of a type."""

from receptionist.booking.case import Kind, time_cells
from receptionist.booking.ledger import Cells
from receptionist.booking.outcome import FamilyPlan, Plan, RegisterPlan, VisitPlan
from receptionist.booking.registration import register_cell


def cells_of(plan: Plan) -> Cells:
    """Every (resource, cell) that no other call may hold at the same time."""
    if isinstance(plan, RegisterPlan):
        return frozenset({register_cell(plan)})
    if isinstance(plan, FamilyPlan):
        return frozenset().union(*(cells_of(visit) for visit in plan.visits))
    cells: set[tuple[str, int]] = set()
    if plan.apt_num is not None:
        cells.add((f"apt:{plan.apt_num}", 0))
    if plan.kind is Kind.CREATE or (plan.off_schedule and plan.type_number):
        cells.add((f"pat:{plan.pat_num}/type:{plan.type_number}", 0))
    if plan.kind is not Kind.CANCEL:
        for prov_num in providers_of(plan):
            cells |= time_cells(plan.start, plan.pattern, prov_num, plan.op, plan.pat_num)
    return frozenset(cells)


def providers_of(plan: VisitPlan) -> set[int]:
    """Everyone the row will name: a dentist who looks in on a hygiene visit must not be named twice either."""
    return {plan.prov_num, plan.row_prov, plan.row_hyg} - {0}
