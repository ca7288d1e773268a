"""Writing where the vendor documents no reply, and removing."""

from decimal import Decimal

import httpx
import pytest

from opendental_client import (
    AllergyCreate,
    AllergyDefCreate,
    AllergyUpdate,
    ApptFieldWrite,
    CarrierUpdate,
    ClinicUpdate,
    CommlogUpdate,
    CommMode,
    DiseaseCreate,
    DiseaseDefCreate,
    DiseaseUpdate,
    InsSubUpdate,
    MedicationCreate,
    MedicationPatCreate,
    MedicationPatUpdate,
    PatFieldWrite,
    PatientNoteUpdate,
    PaymentPartial,
    PopupLevel,
    PopupUpdate,
    ProbStatus,
    ProcAmount,
    SubscriptionUpdate,
    WriteOutcomeUnknown,
)
from tests.opendental_client.exchange import DAY, NOON, NOON_TEXT, Call, Write, check_write
from tests.opendental_client.office import Office

pytestmark = pytest.mark.unit

PART = ProcAmount(proc_num=1, amount=Decimal(40))
QUIET: list[Write] = [
    (lambda c: c.carriers.update(3, CarrierUpdate(phone="1")), "PUT carriers/3", {"Phone": "1"}),
    (lambda c: c.ins_subs.update(3, InsSubUpdate(subsc_note="x")), "PUT inssubs/3", {"SubscNote": "x"}),
    (lambda c: c.ins_subs.update(3, InsSubUpdate(subscriber_id="QX2")), "PUT inssubs/3", {"SubscriberID": "QX2"}),
    (lambda c: c.clinics.update(1, ClinicUpdate(phone="5550102000")), "PUT clinics/1", {"Phone": "5550102000"}),
    (
        lambda c: c.popups.create(pat_num=7, description="Ring", popup_level=PopupLevel.FAMILY),
        "POST popups",
        {"PatNum": 7, "Description": "Ring", "PopupLevel": "Family"},
    ),
    (
        lambda c: c.popups.update(3, PopupUpdate(date_time_disabled=NOON)),
        "PUT popups/3",
        {"DateTimeDisabled": NOON_TEXT},
    ),
    (lambda c: c.commlogs.update(3, CommlogUpdate(note="x")), "PUT commlogs/3", {"Note": "x"}),
    (
        lambda c: c.patient_notes.update(7, PatientNoteUpdate(medical="x", ice_name="y")),
        "PUT patientnotes/7",
        {"Medical": "x", "ICEName": "y"},
    ),
    (
        lambda c: c.recalls.status(
            pat_num=7, recall_type="Prophy", recall_status=142, commlog_mode=CommMode.PHONE, commlog_note="April"
        ),
        "PUT recalls/Status",
        {
            "PatNum": 7,
            "recallType": "Prophy",
            "RecallStatus": 142,
            "commlogMode": "Phone",
            "commlogNote": "April",
        },
    ),
    (lambda c: c.recalls.switch_type(pat_num=7), "PUT recalls/SwitchType", {"PatNum": 7}),
    (
        lambda c: c.allergies.create(AllergyCreate(pat_num=7, def_description="Latex", status_is_active=True)),
        "POST allergies",
        {"PatNum": 7, "defDescription": "Latex", "StatusIsActive": "true"},
    ),
    (lambda c: c.allergies.update(3, AllergyUpdate(reaction="Hives")), "PUT allergies/3", {"Reaction": "Hives"}),
    (
        lambda c: c.allergy_defs.create(AllergyDefCreate(description="Latex")),
        "POST allergydefs",
        {"Description": "Latex"},
    ),
    (
        lambda c: c.medication_pats.create(MedicationPatCreate(pat_num=7, med_name="Aspirin", date_start=DAY)),
        "POST medicationpats",
        {"PatNum": 7, "medName": "Aspirin", "DateStart": "2026-03-17"},
    ),
    (
        lambda c: c.medication_pats.update(3, MedicationPatUpdate(date_stop=DAY)),
        "PUT medicationpats/3",
        {"DateStop": "2026-03-17"},
    ),
    (lambda c: c.medications.create(MedicationCreate(med_name="Aspirin")), "POST medications", {"MedName": "Aspirin"}),
    (
        lambda c: c.diseases.update(3, DiseaseUpdate(prob_status=ProbStatus.RESOLVED)),
        "PUT diseases/3",
        {"ProbStatus": "Resolved"},
    ),
    (
        lambda c: c.disease_defs.create(DiseaseDefCreate(disease_name="Asthma")),
        "POST diseasedefs",
        {"DiseaseName": "Asthma"},
    ),
    (
        lambda c: c.payments.partial(
            8, PaymentPartial(proc_nums_and_amounts=(ProcAmount(proc_num=1, amount=Decimal(40)),))
        ),
        "PUT payments/8/Partial",
        {"procNumsAndAmounts": [{"ProcNum": 1, "Amount": 40.0}]},
    ),
    (
        lambda c: c.subscriptions.update(3, SubscriptionUpdate(end_point_url="https://office.test/x")),
        "PUT subscriptions/3",
        {"EndPointUrl": "https://office.test/x"},
    ),
    (
        lambda c: c.pat_fields.update(PatFieldWrite(pat_num=7, field_name="Ref", field_value="")),
        "PUT patfields",
        {"PatNum": 7, "FieldName": "Ref", "FieldValue": ""},
    ),
    (
        lambda c: c.appt_fields.update(ApptFieldWrite(apt_num=9, field_name="Lab", field_value="in")),
        "PUT apptfields",
        {"AptNum": 9, "FieldName": "Lab", "FieldValue": "in"},
    ),
    (lambda c: c.ins_subs.delete(7), "DELETE inssubs/7", {}),
    (lambda c: c.pat_plans.delete(7), "DELETE patplans/7", {}),
    (lambda c: c.benefits.delete(7), "DELETE benefits/7", {}),
    (lambda c: c.procedure_logs.delete(7), "DELETE procedurelogs/7", {}),
    (lambda c: c.fees.delete(7), "DELETE fees/7", {}),
    (lambda c: c.treat_plans.delete(7), "DELETE treatplans/7", {}),
    (lambda c: c.allergies.delete(7), "DELETE allergies/7", {}),
    (lambda c: c.medication_pats.delete(7), "DELETE medicationpats/7", {}),
    (lambda c: c.diseases.delete(7), "DELETE diseases/7", {}),
    (lambda c: c.ref_attaches.delete(7), "DELETE refattaches/7", {}),
    (lambda c: c.employers.delete(7), "DELETE employers/7", {}),
    (lambda c: c.subscriptions.delete(7), "DELETE subscriptions/7", {}),
    (lambda c: c.pat_fields.delete(7), "DELETE patfields/7", {}),
]


@pytest.mark.parametrize(("call", "request_", "body"), QUIET)
async def test_writes_whose_reply_is_not_documented(call: Call, request_: str, body: dict[str, object]) -> None:
    await check_write(call, request_, body, tells_row=False)


@pytest.mark.parametrize(
    "call",
    [
        lambda c: c.diseases.create(DiseaseCreate(pat_num=7, disease_def_num=3, date_start=DAY)),
        lambda c: c.payments.refund(7),
    ],
)
async def test_some_offices_do_not_tell_the_row(call: Call) -> None:
    assert await call(Office(httpx.Response(200)).client()) is None


@pytest.mark.parametrize(("call", "request_", "body"), QUIET)
async def test_none_of_them_is_ever_repeated(call: Call, request_: str, body: dict[str, object]) -> None:
    office = Office(httpx.ReadTimeout("x"))
    with pytest.raises(WriteOutcomeUnknown):
        await call(office.client())
    assert len(office.requests) == 1
