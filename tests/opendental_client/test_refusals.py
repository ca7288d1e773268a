"""What cannot work is refused before a request leaves, without repeating it."""

import inspect
from decimal import Decimal
from typing import Any

import pytest

from opendental_client import (
    AllergyCreate,
    BenefitCreate,
    ClaimCreate,
    ClinicUpdate,
    Definition,
    DiseaseCreate,
    DocumentUpload,
    InsPlanCreate,
    MedicationPatCreate,
    PatPlanCreate,
    PaymentPartial,
    PlannedAppointmentCreate,
    ProcAmount,
    ProcedureLogCreate,
    ProcedureLogUpdate,
    ProcStatus,
    ProviderCreate,
    RecallCreate,
    RefAttachCreate,
    ReferralUpdate,
    SubscriptionCreate,
    SubscriptionUpdate,
    TaskCreate,
    TaskObject,
    TaskUpdate,
    UiEventType,
    WatchTable,
    WebSchedCreate,
)
from opendental_client._resources._base import Resource
from tests.opendental_client.exchange import DAY, NEXT, NOON, Call, check_refused
from tests.opendental_client.office import Office

pytestmark = pytest.mark.unit

PART = ProcAmount(proc_num=1, amount=Decimal(1))
TASK: dict[str, Any] = {"task_list_num": 1, "descript": "x", "user_num": 1}
HOOK: dict[str, Any] = {"end_point_url": "http://localhost"}
PROCEDURE: dict[str, Any] = {"pat_num": 7, "proc_date": DAY, "proc_status": ProcStatus.COMPLETE, "proc_code": "D1110"}
UPLOAD: dict[str, Any] = {"pat_num": 7, "raw_base64": "AAAA", "extension": ".pdf"}
OPENING: dict[str, Any] = {"pat_num": 7, "prov_num": 1, "op_num": 1, "def_num_appt_type": 1}

CALLS: list[Call] = [
    lambda c: c.appointments.slots_web_sched(date_start=NEXT, date_end=DAY),
    lambda c: c.appointments.web_sched(date=DAY, date_start=DAY),
    lambda c: c.hist_appointments.list(date=NOON),
    lambda c: c.appointments.find_written(pat_num=7, start=NOON.replace(tzinfo=None), op=1),
    lambda c: c.patients.find_written(l_name="Okafor", f_name="Dana", birthdate=DAY, phone="Okafor"),
    lambda c: c.patients.find_written(l_name=" ", f_name="Dana", birthdate=DAY, phone="5550100101"),
    lambda c: c.commlogs.find_written(pat_num=7, marker=" "),
    lambda c: c.tasks.find_written(task_list_num=7, marker=""),
    lambda c: c.commlogs.list(),
    lambda c: c.commlogs.list(pat_num=0),
    lambda c: c.recalls.worklist(date_start=NEXT, date_end=DAY),
    lambda c: c.recalls.status(pat_num=7, recall_type="Prophy"),
    lambda c: c.recalls.switch_type(pat_num=0),
    lambda c: c.popups.create(pat_num=7, description=""),
    lambda c: c.ins_verifies.list(fkey=3),
    lambda c: c.benefits.list(plan_num=3, pat_plan_num=3),
    lambda c: c.tasks.list(key_num=3),
    lambda c: c.asap_comms.list(date=DAY, date_end=DAY),
    lambda c: c.payments.list(date_entry=NOON),
    lambda c: c.allergies.list(pat_num=True),
    lambda c: c.appt_fields.get(apt_num=0, field_name="Lab"),
    lambda c: c.ins_plans.list(plan_type=""),
    lambda c: c.queries.short_query(" "),
    lambda c: c.providers.list(max_age=0),
    lambda c: c.providers.list(deadline=0),
    lambda c: c.providers.list(deadline=float("nan")),
    lambda c: c.patients.list(max_age=5),  # type: ignore[call-arg]
]

BODIES = [
    lambda: PlannedAppointmentCreate(pat_num=7),
    lambda: PlannedAppointmentCreate(pat_num=7, appointment_type_num=0, proc_nums=()),
    lambda: WebSchedCreate(date_time_start=NOON, date_time_end=NOON, **OPENING),
    lambda: RecallCreate(pat_num=7, recall_type_num=1, recall_interval="6 months"),
    lambda: RecallCreate(pat_num=7, recall_type_num=1, disable_until_balance=Decimal(-1)),
    lambda: ProviderCreate(abbr="DRK", prov_color="red"),
    lambda: ClinicUpdate(phone="555-0100"),
    lambda: ClinicUpdate(),
    lambda: InsPlanCreate(carrier_num=3, month_renew=13),
    lambda: PatPlanCreate(pat_num=7, ins_sub_num=3, ordinal=0),
    lambda: BenefitCreate(benefit_type="Limitations", coverage_level="None"),
    lambda: BenefitCreate(benefit_type="Limitations", coverage_level="None", plan_num=1, pat_plan_num=1),
    lambda: ClaimCreate(pat_num=7, proc_nums=(), claim_type="P"),
    lambda: ProcedureLogCreate(**PROCEDURE | {"proc_status": ProcStatus.DELETED}),
    lambda: ProcedureLogUpdate(proc_status=ProcStatus.REFERRED),
    lambda: ProcedureLogUpdate(priority=1, priority_text="1"),
    lambda: ProcedureLogUpdate(dx=1, dx_name="Caries"),
    lambda: AllergyCreate(pat_num=7),
    lambda: AllergyCreate(pat_num=7, allergy_def_num=1, def_description="Latex"),
    lambda: MedicationPatCreate(pat_num=7),
    lambda: DiseaseCreate(pat_num=7),
    lambda: DocumentUpload(**UPLOAD | {"raw_base64": "Okafor!!"}),
    lambda: DocumentUpload(**UPLOAD | {"extension": "pdf"}),
    lambda: RefAttachCreate(pat_num=7),
    lambda: RefAttachCreate(pat_num=7, referral_num=1, referral_name="Oak"),
    lambda: TaskCreate(**TASK, key_num=7),
    lambda: TaskCreate(**TASK, object_type=TaskObject.PATIENT),
    lambda: TaskUpdate(descript_override="x" * 257),
    lambda: PaymentPartial(proc_nums_and_amounts=()),
    lambda: PaymentPartial(proc_nums_and_amounts=(PART, PART)),
    lambda: SubscriptionCreate(**HOOK),
    lambda: SubscriptionCreate(**HOOK, watch_table=WatchTable.PATIENT),
    lambda: SubscriptionCreate(**HOOK, watch_table=WatchTable.PATIENT, ui_event_type=UiEventType.PATIENT_SELECTED),
    lambda: SubscriptionCreate(end_point_url="office", ui_event_type=UiEventType.PATIENT_SELECTED),
    lambda: SubscriptionUpdate(end_point_url="ftp://office"),
]


@pytest.mark.parametrize("call", CALLS)
async def test_calls(call: Call) -> None:
    assert await check_refused(call)


@pytest.mark.parametrize("make", BODIES)
def test_bodies(make: Any) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        make()
    assert "Okafor" not in str(caught.value)


def test_bodies_that_work() -> None:
    assert ProcedureLogUpdate(priority=1).priority_text is None
    assert ProcedureLogUpdate(priority_text="High").priority is None
    assert ReferralUpdate(specialty=3).specialty_text is None
    assert Definition(category=2).category_text == ""
    assert TaskCreate(**TASK, object_type=TaskObject.NONE).key_num is None
    assert SubscriptionCreate(**HOOK, ui_event_type=UiEventType.PATIENT_SELECTED).watch_table is None
    assert SubscriptionUpdate(note="x").end_point_url is None


def resource_methods() -> list[tuple[str, str]]:
    client = Office().client()
    resources = {name: value for name, value in vars(client).items() if isinstance(value, Resource)}
    assert len(resources) == 62
    return [
        (name, method)
        for name, resource in resources.items()
        for method, function in inspect.getmembers(resource, inspect.iscoroutinefunction)
        if not method.startswith("_")
        and any(p.kind is p.VAR_KEYWORD for p in inspect.signature(function).parameters.values())
    ]


@pytest.mark.parametrize(("resource", "method"), resource_methods())
async def test_a_misspelled_argument_of_a_read_never_lists_everything(resource: str, method: str) -> None:
    office = Office()
    function = getattr(getattr(office.client(), resource), method)
    needed = [p for p in inspect.signature(function).parameters.values() if p.default is p.empty]
    known: dict[str, Any] = {p.name: 7 for p in needed if p.kind is not p.VAR_KEYWORD}
    known |= {"sig_date_time": NOON} if "sig_date_time" in known else {}
    known |= {"field_name": "Lab"} if "field_name" in known else {}
    known |= {"sql_command": "SELECT 1"} if "sql_command" in known else {}
    if (resource, method) == ("commlogs", "list"):
        known["pat_num"] = 7
    with pytest.raises(ValueError, match="unknown arguments: patnum"):
        await function(**known, patnum=7)
    assert office.requests == []
