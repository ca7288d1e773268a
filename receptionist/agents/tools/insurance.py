"""Insurance: which plan is on file, and nothing of what it covers. Benefits are for the front desk."""

from typing import Any, Literal

from pydantic import BaseModel

from receptionist.agents.context import CallContext
from receptionist.agents.tools.declaration import NoParameters, NotVerified, Parameters, ToolDeclaration, ToolResult
from receptionist.agents.tools.fits import verified_asked
from receptionist.agents.tools.identity import PatientParameters
from receptionist.agents.tools.refusals import T02, T06, refused
from receptionist.agents.tools.topics import Topic
from receptionist.practice.plain_text import plain

IN_NETWORK = (
    "I can tell you which plans we are in network with. What a plan covers, our front desk checks. "
    "Shall I take a message for them?"
)

ON_FILE = "That is the plan we have on file. What it covers, our front desk checks with the carrier."
NONE_ON_FILE = "I don't see a plan on file. If you tell me yours, I can pass it to the front desk."


class CoverageRow(BaseModel):
    """One coverage; `primary` is the one billed first. Numbers, members and amounts are not for a phone call."""

    carrier: str
    plan: str
    primary: bool


class Coverage(ToolResult):
    status: Literal["ok"] = "ok"
    coverage: tuple[CoverageRow, ...]
    say: str


class PlanNumber(Parameters):
    PlanNum: int


class NewPlan(Parameters):
    CarrierNum: int
    GroupName: str | None


async def _coverage(call: CallContext, wanted: PatientParameters) -> ToolResult:
    if not call.may_act_for(wanted.PatNum):
        return NotVerified()
    rows = await call.client.family_modules.insurance(wanted.PatNum)
    own = sorted((row for row in rows if row.pat_num == wanted.PatNum), key=lambda row: row.ordinal)
    coverage = tuple(
        CoverageRow(carrier=plain(row.carrier_name), plan=plain(row.group_name), primary=row.ordinal == 1)
        for row in own
    )
    return Coverage(coverage=coverage, say=ON_FILE if coverage else NONE_ON_FILE)


GET_INSURANCE_FOR_PATIENT = ToolDeclaration(
    name="GetInsuranceForPatient",
    endpoint="GET /familymodules/{PatNum}/Insurance",
    description="Which carrier and plan are on file for a verified patient. Never what is covered.",
    parameters=PatientParameters,
    level="verified",
    access="read",
    returns=(Coverage,),
    progress="I'm checking which plan we have.",
    run=_coverage,
    patient=lambda parameters: parameters.PatNum,
    fits=verified_asked(Topic.INSURANCE),
)
GET_INSURANCE_PLANS = refused(
    "GetInsurancePlans",
    "GET /insplans",
    "The office's list of plans.",
    NoParameters,
    T06,
    say=IN_NETWORK,
    level="anonymous",
)
GET_INSURANCE_PLAN = refused(
    "GetInsurancePlan", "GET /insplans/{PlanNum}", "One plan.", PlanNumber, T06, say=IN_NETWORK, level="anonymous"
)
CREATE_INSURANCE_PLAN = refused(
    "CreateInsurancePlan", "POST /insplans", "Sets a plan up.", NewPlan, T02, level="anonymous", access="write"
)
UPDATE_INSURANCE_PLAN = refused(
    "UpdateInsurancePlan",
    "PUT /insplans/{PlanNum}",
    "Changes a plan.",
    PlanNumber,
    T02,
    level="anonymous",
    access="write",
)
GET_INSURANCE_VERIFICATION = refused(
    "GetInsuranceVerification",
    "GET /insverifies",
    "Whether staff have checked a patient's insurance. Refused on the phone: it would sound like a promise.",
    PatientParameters,
    T06,
    fits=verified_asked(Topic.INSURANCE),
)
VERIFY_INSURANCE = refused(
    "VerifyInsurance", "PUT /insverifies", "Marks insurance as checked.", PatientParameters, T02, access="write"
)
GET_CARRIERS = refused(
    "GetCarriers",
    "GET /carriers",
    "Every carrier the office has ever billed, which is not the list of plans it takes.",
    NoParameters,
    T06,
    say=IN_NETWORK,
    level="anonymous",
)

INSURANCE_TOOLS: tuple[ToolDeclaration[Any], ...] = (
    GET_INSURANCE_FOR_PATIENT,
    GET_INSURANCE_PLANS,
    GET_INSURANCE_PLAN,
    CREATE_INSURANCE_PLAN,
    UPDATE_INSURANCE_PLAN,
    GET_INSURANCE_VERIFICATION,
    VERIFY_INSURANCE,
    GET_CARRIERS,
)
