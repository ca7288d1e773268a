"""What the vendor's own samples look like, and how it reads here."""

import inspect
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

import pytest

import opendental_client
from opendental_client import (
    Aging,
    AllergyDef,
    Benefit,
    Claim,
    FamilyInsurance,
    Fee,
    HistAppointment,
    InsSub,
    MedicationPat,
    PatientNote,
    PatPlan,
    Payment,
    PaySplit,
    PlannedAppt,
    ProcedureCode,
    ProcedureLog,
    ProcTP,
    ProgNote,
    RecallDue,
    Referral,
    Subscription,
    TreatPlan,
    Userod,
    WebSchedAppointment,
)
from opendental_client._decode import decode_row
from opendental_client._models._base import Request, Row
from opendental_client._names import spelling, wire_name
from opendental_client._route import Route
from opendental_client._zone import OfficeZone
from tests.opendental_client.office import NEW_YORK, Office, row, rows

pytestmark = pytest.mark.unit

RowT = TypeVar("RowT", bound=Row)


def read(model: type[RowT], **wire: object) -> RowT:
    return decode_row(model, wire, Route("GET", "/rows"), OfficeZone(NEW_YORK))


def test_insurance_amounts_of_minus_one_are_not_amounts() -> None:
    benefit = read(Benefit, Percent=-1, MonetaryAmt=-1.0, procCode="D1110")
    assert (benefit.percent, benefit.monetary_amt, benefit.proc_code) == (None, None, "D1110")
    assert read(Benefit, Percent="80", MonetaryAmt="1500.00").percent == 80
    assert read(Benefit, MonetaryAmt="1500.00").monetary_amt == Decimal("1500.00")
    assert read(PatPlan, OrthoAutoFeeBilledOverride=-1.0, PatID="x").ortho_auto_fee_billed_override is None
    assert read(Fee, Amount="-12.50").amount == Decimal("-12.50")
    assert Benefit(percent=None).percent is None


def test_the_recall_worklist_writes_us_dates_and_empty_numbers() -> None:
    due = read(RecallDue, DueDate="3/9/2026", Age="37", NumRemind="", PatNum=7)
    assert (due.due_date, due.age, due.num_remind) == (date(2026, 3, 9), "37", 0)
    assert read(RecallDue, DueDate="").due_date is None
    assert read(RecallDue, DueDate="2026-03-09").due_date == date(2026, 3, 9)
    with pytest.raises(Exception, match="due_date|DueDate"):
        read(RecallDue, DueDate="soon")


def test_charts_are_all_strings() -> None:
    note = read(ProgNote, Date="12/21/2021", DateTime="12/21/2021 11:40:00 PM", note="x", ProcCode="D1110", Amount="")
    assert note.date == date(2021, 12, 21)
    assert note.date_time == datetime(2021, 12, 21, 23, 40, tzinfo=NEW_YORK)
    assert (note.note, note.proc_code, note.amount) == ("x", "D1110", None)
    planned = read(PlannedAppt, AptNum="9", minutes="60", dateSched="")
    assert (planned.apt_num, planned.minutes, planned.date_sched) == (9, 60, None)


def test_capitalised_booleans_and_numeric_strings() -> None:
    assert read(WebSchedAppointment, IsHygiene="True", eServiceLogType="NewPat").e_service_log_type == "NewPat"
    assert read(Claim, ClaimForm="1", IsOrtho="False").claim_form == 1
    payment = read(Payment, PayAmt="40.00", ClinicNum="0", payType="API Payment", IsRecurringCC="true")
    assert (payment.pay_amt, payment.clinic_num, payment.pay_type_text) == (Decimal("40.00"), 0, "API Payment")
    assert payment.is_recurring_cc
    assert read(MedicationPat, PatNum="7", medName="Aspirin", DateStart="2026-01-01").date_start == date(2026, 1, 1)
    assert read(ProcedureLog, ProcFee="129.90", AptNum="9", descript="x", dxName="y").proc_fee == Decimal("129.90")


def test_names_that_one_table_spells_in_its_own_way() -> None:
    assert read(InsSub, SubscriberID="QX1", Subscriber=7).subscriber_id == "QX1"
    insurance = read(FamilyInsurance, Subscriber=7, subscriber="Dana", SubscriberID="QX1", ordinal="Primary", Ordinal=1)
    assert (insurance.subscriber, insurance.subscriber_text, insurance.subscriber_id) == (7, "Dana", "QX1")
    assert (insurance.ordinal, insurance.ordinal_text) == (1, "Primary")
    assert read(ProcedureCode, ProcCode="D1110", procCat="Cleanings", ProcCat=73).proc_code == "D1110"
    assert read(ProcTP, ToothNumTP="3", ProcCode="D2740", PatAmt=-1).tooth_num_tp == "3"
    assert read(PaySplit, PayPlanNum=3).pay_plan_num == 3
    assert read(PatientNote, ICEName="x", Medical="y").ice_name == "x"
    assert read(Aging, Bal_0_30=120.0, BalOver90=0.0).bal_0_30 == Decimal(120)
    assert read(TreatPlan, TPStatus="Active", DateTP="2026-01-01", isSigned="true").is_signed
    assert read(Referral, EMail="x", ST="OR", isPatient="true").e_mail == "x"
    assert read(AllergyDef, **{"Description ": "Latex"}).description == "Latex"
    assert read(Userod, userGroupNums=[1, 2], UserNumCEMT=3).user_group_nums == (1, 2)
    assert read(HistAppointment, HistDateTStamp="2026-03-17 12:00:00", confirmed="x").confirmed_text == "x"


def test_secrets_and_personal_numbers_hide_themselves() -> None:
    hook = read(Subscription, SubscriptionNum=1, CustomerKey="Secret")
    assert "Secret" not in repr(hook)
    assert hook.customer_key.get_secret_value() == "Secret"
    assert repr(read(Payment, PayNum=8, CheckNum="4711")) == "Payment(pay_num=8)"
    assert repr(read(FamilyInsurance, GroupNum="MS-77", PatNum=7)) == "FamilyInsurance(pat_num=7)"


def test_no_name_means_two_fields() -> None:
    """Where vendor names and Python names may both be given, none of one field's is the other's of another."""
    bodies = [
        model for model in vars(opendental_client).values() if inspect.isclass(model) and issubclass(model, Request)
    ]
    assert len(bodies) > 50
    for model in bodies:
        if model.model_config["validate_by_alias"]:
            fields = model.model_fields
            assert not [name for name, field in fields.items() if field.alias != name and field.alias in fields], model


def test_names() -> None:
    assert spelling(op="op")("op") == "op"
    assert spelling(op="op")("pat_num") == wire_name("pat_num") == "PatNum"
    assert wire_name("isNewPatient") == "isNewPatient"


async def test_queries_read_with_a_body_and_are_tried_again() -> None:
    office = Office(rows({"PatNum": 1, "LName": "x"}), rows({"PatNum": 2}), rows())
    client = office.client(page_size=1)
    found = await client.queries.short_query("SELECT PatNum, LName FROM patient ORDER BY PatNum")
    assert [row.model_extra for row in found] == [{"PatNum": 1, "LName": "x"}, {"PatNum": 2}]
    assert (office.last.method, office.last.url.path) == ("PUT", "/api/v1/queries/ShortQuery")
    assert office.query == {"Limit": "1", "Offset": "2"}
    assert office.body == {"SqlCommand": "SELECT PatNum, LName FROM patient ORDER BY PatNum"}
    assert "PatNum" not in repr(found[0])


async def test_notes_and_balances_are_single_objects() -> None:
    office = Office(row({"Total": 120.0, "PatEstBal": 25.0}))
    aging = await office.client().account_modules.aging(7)
    assert (aging.total, aging.pat_est_bal) == (Decimal(120), Decimal(25))
