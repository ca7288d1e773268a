"""Writing: each resource sends what the vendor documents, and nothing else."""

from decimal import Decimal

import pytest

from opendental_client import (
    AdjustmentCreate,
    AdjustmentUpdate,
    AsapCommCreate,
    BenefitCreate,
    BenefitUpdate,
    CarrierCreate,
    ClaimCreate,
    ClaimUpdate,
    DefinitionCreate,
    DocumentUpload,
    EmployerWrite,
    FeeCreate,
    FeeSchedWrite,
    FeeUpdate,
    InsPlanCreate,
    InsPlanUpdate,
    InsSubCreate,
    InsVerifyUpdate,
    PatFieldWrite,
    PatPlanCreate,
    PatPlanUpdate,
    PaymentCreate,
    PaymentUpdate,
    PlannedAppointmentCreate,
    Priority,
    ProcedureLogCreate,
    ProcedureLogUpdate,
    ProcStatus,
    ProviderCreate,
    ProviderUpdate,
    RecallCreate,
    RecallUpdate,
    RefAttachCreate,
    RefAttachUpdate,
    ReferralCreate,
    ReferralUpdate,
    Relationship,
    SchedulePlanned,
    StatementCreate,
    SubscriptionCreate,
    TaskCreate,
    TaskNoteCreate,
    TaskNoteUpdate,
    TaskObject,
    TaskStatus,
    TaskUpdate,
    TreatPlanAttachCreate,
    TreatPlanAttachUpdate,
    TreatPlanCreate,
    TreatPlanSave,
    TreatPlanUpdate,
    VerifyType,
    WatchTable,
    WebSchedCreate,
    encode_file,
)
from tests.opendental_client.exchange import DAY, NOON, NOON_TEXT, Call, Write, check_write

pytestmark = pytest.mark.unit

LATER = NOON.replace(hour=13)

VISITS: list[Write] = [
    (
        lambda c: c.appointments.planned(PlannedAppointmentCreate(pat_num=7, proc_nums=(13, 14), pattern="/XX/")),
        "POST appointments/Planned",
        {"PatNum": 7, "procNums": [13, 14], "Pattern": "/XX/"},
    ),
    (
        lambda c: c.appointments.schedule_planned(SchedulePlanned(apt_num=9, apt_date_time=NOON, prov_num=2, op=4)),
        "POST appointments/SchedulePlanned",
        {"AptNum": 9, "AptDateTime": NOON_TEXT, "ProvNum": 2, "Op": 4},
    ),
    (
        lambda c: c.appointments.web_sched_create(
            WebSchedCreate(
                pat_num=7, date_time_start=NOON, date_time_end=LATER, prov_num=2, op_num=4, def_num_appt_type=520
            )
        ),
        "POST appointments/WebSched",
        {
            "PatNum": 7,
            "dateTimeStart": NOON_TEXT,
            "dateTimeEnd": "2026-03-17 13:00:00",
            "ProvNum": 2,
            "OpNum": 4,
            "defNumApptType": 520,
        },
    ),
    (
        lambda c: c.recalls.create(RecallCreate(pat_num=7, recall_type_num=1, date_due=DAY, recall_interval="6m1d")),
        "POST recalls",
        {"PatNum": 7, "RecallTypeNum": 1, "DateDue": "2026-03-17", "RecallInterval": "6m1d"},
    ),
    (
        lambda c: c.recalls.update(610, RecallUpdate(priority=Priority.ASAP, disable_until_balance=Decimal("12.50"))),
        "PUT recalls/610",
        {"Priority": "ASAP", "DisableUntilBalance": 12.5},
    ),
    (
        lambda c: c.asap_comms.create(AsapCommCreate(op=4, apt_num=9, date_time_start=NOON)),
        "POST asapcomms",
        {"op": 4, "aptNum": 9, "dateTimeStart": NOON_TEXT},
    ),
]
OFFICE: list[Write] = [
    (
        lambda c: c.providers.create(ProviderCreate(abbr="DRK", national_prov_id="1", is_secondary=False, mi="Q")),
        "POST providers",
        {"Abbr": "DRK", "NationalProvId": "1", "IsSecondary": "false", "MI": "Q"},
    ),
    (lambda c: c.providers.update(2, ProviderUpdate(is_hidden=True)), "PUT providers/2", {"IsHidden": "true"}),
    (
        lambda c: c.providers.update(2, ProviderUpdate(national_prov_id="1")),
        "PUT providers/2",
        {"NationalProvId": "1"},
    ),
    (
        lambda c: c.definitions.create(
            DefinitionCreate(item_name="eConfirmed", category_text="ApptConfirmed", is_hidden=False)
        ),
        "POST definitions",
        {"ItemName": "eConfirmed", "category": "ApptConfirmed", "isHidden": "false"},
    ),
    (lambda c: c.employers.create(EmployerWrite(emp_name="Oak")), "POST employers", {"EmpName": "Oak"}),
    (lambda c: c.employers.update(4, EmployerWrite(emp_name="Elm")), "PUT employers/4", {"EmpName": "Elm"}),
    (
        lambda c: c.fees.create(FeeCreate(amount=Decimal("129.99"), fee_sched=53, code_num=61)),
        "POST fees",
        {"Amount": 129.99, "FeeSched": 53, "CodeNum": 61},
    ),
    (lambda c: c.fees.update(3, FeeUpdate(amount=Decimal(90))), "PUT fees/3", {"Amount": 90.0}),
    (
        lambda c: c.fee_scheds.create(FeeSchedWrite(description="PPO")),
        "POST feescheds",
        {"Description": "PPO"},
    ),
    (
        lambda c: c.fee_scheds.update(5, FeeSchedWrite(description="PPO", is_hidden=True)),
        "PUT feescheds/5",
        {"Description": "PPO", "IsHidden": "true"},
    ),
    (
        lambda c: c.subscriptions.create(
            SubscriptionCreate(
                end_point_url="http://localhost/x", watch_table=WatchTable.PATIENT, polling_seconds=5, workstation="A"
            )
        ),
        "POST subscriptions",
        {"EndPointUrl": "http://localhost/x", "WatchTable": "Patient", "PollingSeconds": 5, "Workstation": "A"},
    ),
]
INSURANCE: list[Write] = [
    (
        lambda c: c.carriers.create(CarrierCreate(carrier_name="Cascade", elect_id="99001")),
        "POST carriers",
        {"CarrierName": "Cascade", "ElectID": "99001"},
    ),
    (lambda c: c.ins_plans.create(InsPlanCreate(carrier_num=3)), "POST insplans", {"CarrierNum": 3}),
    (lambda c: c.ins_plans.update(44, InsPlanUpdate(plan_type="")), "PUT insplans/44", {"PlanType": ""}),
    (
        lambda c: c.ins_verifies.update(
            InsVerifyUpdate(verify_type=VerifyType.PATIENT_ENROLLMENT, fkey=722, date_last_verified=DAY)
        ),
        "PUT insverifies",
        {"VerifyType": "PatientEnrollment", "FKey": 722, "DateLastVerified": "2026-03-17"},
    ),
    (
        lambda c: c.ins_subs.create(InsSubCreate(plan_num=44, subscriber=7, subscriber_id="QX1", assign_ben=True)),
        "POST inssubs",
        {"PlanNum": 44, "Subscriber": 7, "SubscriberID": "QX1", "AssignBen": "true"},
    ),
    (
        lambda c: c.pat_plans.create(PatPlanCreate(pat_num=7, ins_sub_num=3, relationship=Relationship.SELF)),
        "POST patplans",
        {"PatNum": 7, "InsSubNum": 3, "Relationship": "Self"},
    ),
    (lambda c: c.pat_plans.update(722, PatPlanUpdate(pat_id="X")), "PUT patplans/722", {"PatID": "X"}),
    (
        lambda c: c.benefits.create(
            BenefitCreate(
                plan_num=44, benefit_type="Limitations", coverage_level="Individual", monetary_amt=Decimal(1500)
            )
        ),
        "POST benefits",
        {"PlanNum": 44, "BenefitType": "Limitations", "CoverageLevel": "Individual", "MonetaryAmt": 1500.0},
    ),
    (lambda c: c.benefits.update(3, BenefitUpdate(percent=80)), "PUT benefits/3", {"Percent": 80}),
    (
        lambda c: c.claims.create(ClaimCreate(pat_num=7, proc_nums=(1, 2), claim_type="P")),
        "POST claims",
        {"PatNum": 7, "procNums": [1, 2], "ClaimType": "P"},
    ),
    (lambda c: c.claims.update(5, ClaimUpdate(claim_note="x")), "PUT claims/5", {"ClaimNote": "x"}),
]
CHART: list[Write] = [
    (
        lambda c: c.procedure_logs.create(
            ProcedureLogCreate(pat_num=7, proc_date=DAY, proc_status=ProcStatus.TREATMENT_PLANNED, proc_code="D1110")
        ),
        "POST procedurelogs",
        {"PatNum": 7, "ProcDate": "2026-03-17", "ProcStatus": "TP", "procCode": "D1110"},
    ),
    (
        lambda c: c.procedure_logs.update(5, ProcedureLogUpdate(priority_text="1", dx_name="Caries")),
        "PUT procedurelogs/5",
        {"priority": "1", "dxName": "Caries"},
    ),
    (lambda c: c.treat_plans.create(TreatPlanCreate(pat_num=7)), "POST treatplans", {"PatNum": 7}),
    (
        lambda c: c.treat_plans.save(TreatPlanSave(treat_plan_num=3)),
        "POST treatplans/Saved",
        {"TreatPlanNum": 3},
    ),
    (lambda c: c.treat_plans.update(3, TreatPlanUpdate(is_signed=True)), "PUT treatplans/3", {"isSigned": "true"}),
    (
        lambda c: c.treat_plan_attaches.create(TreatPlanAttachCreate(treat_plan_num=3, proc_num=5)),
        "POST treatplanattaches",
        {"TreatPlanNum": 3, "ProcNum": 5},
    ),
    (
        lambda c: c.treat_plan_attaches.update(6, TreatPlanAttachUpdate(priority=1)),
        "PUT treatplanattaches/6",
        {"Priority": 1},
    ),
    (
        lambda c: c.documents.upload(
            DocumentUpload(pat_num=7, raw_base64=encode_file(b"synthetic"), extension=".pdf", date_created=NOON)
        ),
        "POST documents/Upload",
        {"PatNum": 7, "rawBase64": "c3ludGhldGlj", "extension": ".pdf", "DateCreated": NOON_TEXT},
    ),
    (
        lambda c: c.pat_fields.create(PatFieldWrite(pat_num=7, field_name="Ref", field_value="1")),
        "POST patfields",
        {"PatNum": 7, "FieldName": "Ref", "FieldValue": "1"},
    ),
    (
        lambda c: c.referrals.create(ReferralCreate(l_name="Oak", st="OR")),
        "POST referrals",
        {"LName": "Oak", "ST": "OR"},
    ),
    (lambda c: c.referrals.update(2, ReferralUpdate(e_mail="x")), "PUT referrals/2", {"EMail": "x"}),
    (
        lambda c: c.ref_attaches.create(RefAttachCreate(pat_num=7, referral_name="Oak")),
        "POST refattaches",
        {"PatNum": 7, "referralName": "Oak"},
    ),
    (
        lambda c: c.ref_attaches.update(4, RefAttachUpdate(ref_to_status="Complete")),
        "PUT refattaches/4",
        {"RefToStatus": "Complete"},
    ),
]
MONEY_AND_TASKS: list[Write] = [
    (
        lambda c: c.adjustments.create(
            AdjustmentCreate(pat_num=7, adj_type=5, adj_amt=Decimal("-12.50"), adj_date=DAY)
        ),
        "POST adjustments",
        {"PatNum": 7, "AdjType": 5, "AdjAmt": -12.5, "AdjDate": "2026-03-17"},
    ),
    (lambda c: c.adjustments.update(3, AdjustmentUpdate(adj_note="x")), "PUT adjustments/3", {"AdjNote": "x"}),
    (lambda c: c.statements.create(StatementCreate(pat_num=7)), "POST statements", {"PatNum": 7}),
    (
        lambda c: c.payments.create(
            PaymentCreate(pat_num=7, pay_amt=Decimal("40.00"), is_prepayment=False, proc_nums=(1,))
        ),
        "POST payments",
        {"PatNum": 7, "PayAmt": 40.0, "isPrepayment": "false", "procNums": [1]},
    ),
    (lambda c: c.payments.update(8, PaymentUpdate(pay_note="x")), "PUT payments/8", {"PayNote": "x"}),
    (lambda c: c.payments.refund(8), "POST payments/Refund", {"PayNum": 8}),
    (
        lambda c: c.tasks.create(
            TaskCreate(task_list_num=12, descript="Call back", user_num=4, key_num=7, object_type=TaskObject.PATIENT)
        ),
        "POST tasks",
        {"TaskListNum": 12, "Descript": "Call back", "UserNum": 4, "KeyNum": 7, "ObjectType": "Patient"},
    ),
    (lambda c: c.tasks.update(3, TaskUpdate(task_status=TaskStatus.DONE)), "PUT tasks/3", {"TaskStatus": "Done"}),
    (
        lambda c: c.task_notes.create(TaskNoteCreate(task_num=3, user_num=4, note="x")),
        "POST tasknotes",
        {"TaskNum": 3, "UserNum": 4, "Note": "x"},
    ),
    (lambda c: c.task_notes.update(5, TaskNoteUpdate(note="y")), "PUT tasknotes/5", {"Note": "y"}),
]


@pytest.mark.parametrize(("call", "request_", "body"), VISITS + OFFICE + INSURANCE + CHART + MONEY_AND_TASKS)
async def test_writes_that_return_the_row(call: Call, request_: str, body: dict[str, object]) -> None:
    await check_write(call, request_, body, tells_row=True)
