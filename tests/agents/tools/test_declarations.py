"""What holds for every tool: names, schemas, identity, the fields it may return, and the page that lists them."""

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from agents.strict_schema import ensure_strict_json_schema
from pydantic import BaseModel

from receptionist.agents.tools.declaration import NotVerified, ToolDeclaration, ToolRefusal
from receptionist.agents.tools.lexi import LEXI_TOOLS
from receptionist.agents.tools.listing import markdown_row, returned_fields
from receptionist.agents.tools.registry import BY_NAME, SUPERVISOR_TOOLS
from receptionist.booking.identity import KnownPatient
from tests.agents.tools.desk import desk

pytestmark = pytest.mark.unit

DOCS = Path(__file__).parents[3] / "docs" / "tools.md"
THE_49 = [
    "GetPatients", "GetMultiplePatients", "GetPatient", "CreatePatient", "UpdatePatient", "GetPatientBalances",
    "GetPatientAccountInfo", "GetPatientProcedures", "GetPatientFamily", "GetAppointments",
    "GetAppointmentById", "GetAvailableSlots", "CreateAppointment", "UpdateAppointment", "BreakAppointment",
    "DeleteAppointment", "ConfirmAppointment", "GetAppointmentTypes", "GetOperatories", "SearchAppointments",
    "GetAppointmentConflicts", "GetProviders", "GetMultipleProviders", "GetProvider", "GetProviderSchedule",
    "GetInsuranceForPatient", "GetInsurancePlans", "GetInsurancePlan", "CreateInsurancePlan",
    "UpdateInsurancePlan", "GetInsuranceVerification", "GetProcedures", "GetProcedureCodes", "GetProcedureCode",
    "CreateProcedure", "UpdateProcedure", "GetClaims", "GetSingleClaim", "CreateClaim", "UpdateClaim",
    "CreatePayment", "GetPayments", "GetPayment", "UpdatePayment", "GetRecalls", "CreateRecall", "UpdateRecall",
    "GetPreferences", "GetAgingData",
]  # fmt: skip
DENIED = re.compile(
    r"SSN|Address|HmPhone|WkPhone|WirelessPhone|Phone|Email|Birthdate|^Age$|Gender|Balance|BalTotal|EstBal|InsEst|Amt|Fee"
    r"|Note|Description|Descript|Subscriber|GroupNum|PatID|Diag|Dx|Tooth|Surf|ProcCode|procCode|Medic|Allerg|Password|"
    r"Guarantor|ChartNumber|candidates|count",
    re.IGNORECASE,
)
ids = [tool.name for tool in SUPERVISOR_TOOLS]
each = pytest.mark.parametrize("tool", SUPERVISOR_TOOLS, ids=ids)


def test_the_49_names_are_all_there_and_every_name_once() -> None:
    assert len(THE_49) == len(set(THE_49)) == 49
    assert set(THE_49) <= set(ids)
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_]{1,64}", name) for name in ids)


@each
def test_its_schema_is_strict(tool: ToolDeclaration[Any]) -> None:
    schema = tool.function_tool().params_json_schema
    assert ensure_strict_json_schema(json.loads(json.dumps(schema))) == schema
    assert schema["additionalProperties"] is False
    assert set(schema.get("required", [])) == set(schema["properties"])
    assert tool.function_tool().strict_json_schema


@each
def test_its_declaration_is_complete(tool: ToolDeclaration[Any]) -> None:
    method = r"(GET|POST|PUT) /[A-Za-z]+[A-Za-z/{}]*"
    assert re.fullmatch(rf"none: .+|{method}(, {method})*|POST or PUT /appointments, POST /patients", tool.endpoint)
    assert tool.description.endswith(".")
    assert tool.returns
    if tool.fits.verified:
        assert tool.level == "verified"
    if "PatNum" in tool.parameters.model_fields and tool.name != "ProposeBooking":
        assert tool.level == "verified"
        assert tool.patient is not None or tool.refusal is not None


@each
def test_it_returns_no_field_that_a_caller_must_not_hear(tool: ToolDeclaration[Any]) -> None:
    assert not [name for name in returned_fields(tool) if DENIED.search(name)]


def test_the_deny_list_would_catch_a_careless_result() -> None:
    careless = ["SubscriberID", "HmPhone", "BalTotal", "Note", "ProcDescript", "Birthdate"]
    assert [name for name in careless if DENIED.search(name)] == careless


def _arguments(model: type[BaseModel]) -> dict[str, Any]:
    """Any arguments that fit the schema."""
    fitting: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        text, parts = str(field.annotation), get_args(field.annotation)
        if type(None) in parts:
            fitting[name] = None
        elif "Literal" in text:
            fitting[name] = parts[0]
        elif "datetime.datetime" in text:
            fitting[name] = "2026-12-08 14:00:00"
        elif "datetime.date" in text:
            fitting[name] = "2026-12-08"
        elif "tuple" in text:
            fitting[name] = [_arguments(parts[0])] * 2 if issubclass(parts[0], BaseModel) else [1]
        elif "int" in text:
            fitting[name] = 101
        else:
            fitting[name] = "x"
    return fitting


VERIFIED_ONLY = [tool for tool in SUPERVISOR_TOOLS if tool.level == "verified"]


@pytest.mark.parametrize("tool", VERIFIED_ONLY, ids=[tool.name for tool in VERIFIED_ONLY])
async def test_an_anonymous_caller_gets_nothing_and_nothing_is_asked(tool: ToolDeclaration[Any]) -> None:
    async with desk() as here:
        answer = await here.run(tool.name, **_arguments(tool.parameters))
        assert answer == NotVerified().model_dump(mode="json")
        assert here.office.seen == []


OF_A_PATIENT = [tool for tool in VERIFIED_ONLY if tool.patient is not None]


@pytest.mark.parametrize("tool", OF_A_PATIENT, ids=[tool.name for tool in OF_A_PATIENT])
async def test_a_verified_caller_gets_nothing_about_somebody_else(tool: ToolDeclaration[Any]) -> None:
    async with desk() as here:
        await here.verify(108)
        answer = await here.run(tool.name, **{**_arguments(tool.parameters), "PatNum": 109})
        assert answer["status"] == "not_verified"
        assert here.office.seen == []


BY_VISIT = [
    "GetAppointmentById",
    "AppendAppointmentNote",
    "ConfirmAppointment",
    "UpdateAppointment",
    "BreakAppointment",
]


@pytest.mark.parametrize("name", BY_VISIT)
async def test_another_persons_visit_looks_like_none_at_all(name: str) -> None:
    async with desk() as here:
        await here.verify(101)
        tool = BY_NAME[name]
        strangers = {"AptNum": 9001, "AptDateTime": "2026-12-08 14:00:00", "Note": "x"}
        missing = {**strangers, "AptNum": 999_999}
        allowed = tool.parameters.model_fields
        fill = _arguments(tool.parameters)
        one = await here.run(name, **{**fill, **{key: value for key, value in strangers.items() if key in allowed}})
        other = await here.run(name, **{**fill, **{key: value for key, value in missing.items() if key in allowed}})
        assert one == other
        assert one["status"] in ("refused", "not_verified")
        assert not [request for request in here.office.seen if not request.startswith("GET")]


REFUSED = [tool for tool in SUPERVISOR_TOOLS if tool.refusal is not None]


@pytest.mark.parametrize("tool", REFUSED, ids=[tool.name for tool in REFUSED])
async def test_a_refused_name_says_what_to_do_instead(tool: ToolDeclaration[Any]) -> None:
    async with desk() as here:
        await here.verify(101)
        answer = await here.run(tool.name)
        assert ToolRefusal.model_validate(answer) == tool.refusal
        assert re.fullmatch(r"T0\d_[a-z_]+", answer["reason"])
        assert BY_NAME[answer["instead"]].refusal is None
        assert answer["say"].endswith((".", "?"))
        assert here.office.seen == []


async def test_unknown_arguments_are_passed_over_and_wrong_ones_named_without_their_values() -> None:
    async with desk() as here:
        await here.verify(108)
        answer = await here.run("GetRecalls", PatNum=108, SSN="123-45-6789")
        assert answer["status"] == "ok"
        wrong = await here.run("GetRecalls", PatNum="123-45-6789")
        assert wrong["status"] == "invalid_arguments"
        assert "6789" not in json.dumps((answer, wrong))


async def test_an_argument_that_may_be_null_may_be_left_out() -> None:
    async with desk() as here:
        left_out = await here.run("VerifyIdentity", FName="Tom", LName="Reyes", Birthdate="1994-07-19")
        assert left_out["status"] == "verified"


def test_known_patients_hold_nothing_that_tools_could_leak() -> None:
    assert not {"address", "wireless_phone", "email", "ssn"} & set(KnownPatient.__dataclass_fields__)


def test_lexis_tools_are_always_offered() -> None:
    assert all(tool.function_tool("lexi").is_enabled is True for tool in LEXI_TOOLS)


def _lines() -> list[str]:
    return [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]


def test_the_page_lists_every_tool_as_it_is_declared_and_nothing_else() -> None:
    assert _lines() == [markdown_row(tool) for tool in SUPERVISOR_TOOLS]
