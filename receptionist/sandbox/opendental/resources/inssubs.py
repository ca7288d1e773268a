"""/inssubs: a subscriber's policy on a plan. There is no PatNum here: `Subscriber` is one."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call
from receptionist.sandbox.opendental.store import Row
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import creates, lists, removes, single, updates

PLAN = col.Parent("insplan", "PlanNum", "InsPlan")
POLICIES = Table.of(
    ("inssubs", "inssub", "InsSubNum", "InsSub"),
    *col.whole("PlanNum", parent=PLAN),
    *col.whole("Subscriber", parent=col.PATIENT),
    *col.days("DateEffective", "DateTerm"),
    *col.texts("SubscriberID", "BenefitNotes"),
    *col.switches("ReleaseInfo", "AssignBen", default=True),
    *col.texts("SubscNote"),
    *col.moments("SecDateTEdit"),
    stamp="SecDateTEdit",
)
_SETTABLE = ("DateEffective", "DateTerm", "BenefitNotes", "ReleaseInfo", "AssignBen", "SubscNote")


def _uncovered(call: Call, row: Row) -> None:
    if call.store.find("patplan", InsSubNum=row["InsSubNum"]):
        raise bad_request("Can't delete InsSub because PatPlans are still attached.")


TABLES = (POLICIES,)
METHODS = (
    lists(POLICIES, "PlanNum", "Subscriber", "SecDateTEdit", since="22.4.28"),
    single(POLICIES, since="22.4.28"),
    creates(
        POLICIES,
        ("PlanNum", "Subscriber", "SubscriberID"),
        _SETTABLE,
        permission=Permission.INSURANCE_SIMPLE,
        location=False,
    ),
    updates(
        POLICIES,
        ("PlanNum", "Subscriber", "SubscriberID", *_SETTABLE),
        permission=Permission.INSURANCE_SIMPLE,
        body=False,
    ),
    removes(POLICIES, permission=Permission.INSURANCE_SIMPLE, guard=_uncovered),
)
