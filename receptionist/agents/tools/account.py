"""Money: balances, claims, payments. No amount is spoken on the phone and none is taken, so all of these refuse."""

from datetime import date
from typing import Any

from receptionist.agents.tools.declaration import Parameters, ToolDeclaration
from receptionist.agents.tools.fits import verified_asked
from receptionist.agents.tools.identity import PatientParameters
from receptionist.agents.tools.refusals import T01, T02, refused
from receptionist.agents.tools.topics import Topic

PAYMENT = (
    "I can't take payments or card numbers on this line, so please don't read one out. "
    "Shall I have the front desk call you back about it?"
)
ASKED = verified_asked(Topic.ACCOUNT)


class ClaimNumber(Parameters):
    ClaimNum: int


class PaymentNumber(Parameters):
    PayNum: int


class NewClaim(Parameters):
    PatNum: int
    procNums: tuple[int, ...]  # noqa: N815  (the vendor's name)
    ClaimType: str


class NewPayment(Parameters):
    PatNum: int
    PayAmt: str
    PayDate: date | None


class AgingParameters(Parameters):
    DateAsOf: date | None
    ClinicNum: int | None


GET_PATIENT_BALANCES = refused(
    "GetPatientBalances",
    "GET /accountmodules/{PatNum}/PatientBalances",
    "What a patient owes. Refused on the phone: the front desk goes over accounts.",
    PatientParameters,
    T01,
    fits=ASKED,
)
GET_PATIENT_ACCOUNT_INFO = refused(
    "GetPatientAccountInfo",
    "GET /accountmodules/{PatNum}/Aging",
    "A patient's account. Refused on the phone: the front desk goes over accounts.",
    PatientParameters,
    T01,
    fits=ASKED,
)
GET_AGING_DATA = refused(
    "GetAgingData", "GET /reports/Aging", "The office's aging report.", AgingParameters, T01, level="anonymous"
)
GET_STATEMENTS = refused("GetStatements", "GET /statements", "A patient's statements.", PatientParameters, T01)
GET_PAYMENTS = refused(
    "GetPayments", "GET /payments", "A patient's payments. Refused on the phone.", PatientParameters, T01, fits=ASKED
)
GET_PAYMENT = refused("GetPayment", "none: the API reads no single payment", "A payment.", PaymentNumber, T01)
CREATE_PAYMENT = refused(
    "CreatePayment", "POST /payments", "Takes a payment.", NewPayment, T02, say=PAYMENT, access="write", fits=ASKED
)
UPDATE_PAYMENT = refused(
    "UpdatePayment", "PUT /payments/{PayNum}", "Changes a payment.", PaymentNumber, T02, access="write"
)
GET_CLAIMS = refused(
    "GetClaims", "GET /claims", "A patient's claims. Refused on the phone.", PatientParameters, T01, fits=ASKED
)
GET_SINGLE_CLAIM = refused("GetSingleClaim", "GET /claims/{ClaimNum}", "A claim.", ClaimNumber, T01)
CREATE_CLAIM = refused("CreateClaim", "POST /claims", "Files a claim.", NewClaim, T02, access="write")
UPDATE_CLAIM = refused("UpdateClaim", "PUT /claims/{ClaimNum}", "Changes a claim.", ClaimNumber, T02, access="write")

ACCOUNT_TOOLS: tuple[ToolDeclaration[Any], ...] = (
    GET_PATIENT_BALANCES,
    GET_PATIENT_ACCOUNT_INFO,
    GET_CLAIMS,
    GET_SINGLE_CLAIM,
    CREATE_CLAIM,
    UPDATE_CLAIM,
    CREATE_PAYMENT,
    GET_PAYMENTS,
    GET_PAYMENT,
    UPDATE_PAYMENT,
    GET_STATEMENTS,
    GET_AGING_DATA,
)
