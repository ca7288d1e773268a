"""Which tools a model is given when, and what it hears when it calls one that it was not given."""

import json
from typing import Any

import pytest
from agents import RunContextWrapper, ToolErrorFormatterArgs
from openai import AsyncOpenAI

from receptionist.agents.supervisor import Supervisor
from receptionist.agents.tools.declaration import NotVerified
from receptionist.agents.tools.fits import Moment
from receptionist.agents.tools.registry import SUPERVISOR_TOOLS
from receptionist.agents.tools.results import note_step
from receptionist.agents.tools.sizes import offered, schema_tokens
from receptionist.agents.tools.topics import Topic, topics_in
from receptionist.agents.tools.unoffered import answer_unoffered
from receptionist.practice.schema import Policies
from tests.agents.tools.desk import Desk, desk

pytestmark = pytest.mark.unit

ANYBODY = {
    "VerifyIdentity", "GetMultiplePatients", "CreatePatient", "GetProviders", "GetOperatories", "GetAppointmentTypes",
    "GetAvailableSlots", "TakeMessage",
}  # fmt: skip
OF_A_PATIENT = {
    "GetPatient", "GetAppointments", "CreateAppointment", "UpdateAppointment", "BreakAppointment", "ConfirmAppointment",
    "ProposeBooking",
}  # fmt: skip
PENDING = {"ConfirmBooking", "DropBooking"}


async def test_what_a_booking_needs_depends_on_no_words() -> None:
    async with desk() as here:
        assert here.offered == ANYBODY
        await here.verify(108)
        assert here.offered == ANYBODY | OF_A_PATIENT


async def test_a_proposal_brings_its_two_tools_and_keeps_them_for_the_request() -> None:
    async with desk() as here:
        note_step(here.call, "register", "refused")
        assert not here.offered & PENDING
        note_step(here.call, "register", "proposed", proposal_id="p_1")
        assert here.offered >= PENDING
        here.call.begin_request("she says yes")
        assert here.offered >= PENDING
        note_step(here.call, "register", "written", proposal_id="p_1")
        assert here.offered >= PENDING
        here.call.begin_request("and a cleaning")
        assert not here.offered & PENDING


async def test_confirming_a_visit_settles_no_proposal() -> None:
    async with desk() as here:
        note_step(here.call, "create", "proposed", proposal_id="p_1")
        note_step(here.call, "confirm", "written", apt_num=9001)
        here.call.begin_request("yes")
        assert here.offered >= PENDING


@pytest.mark.parametrize(
    ("words", "tools"),
    [
        ("how much do I owe you?", {"GetPatientBalances", "GetPatientAccountInfo", "GetPayments", "GetClaims"}),
        ("quiero pagar mi cuenta", {"GetPatientBalances", "CreatePayment"}),
        ("which insurance do you have for me", {"GetInsuranceForPatient", "GetInsuranceVerification"}),
        ("the crown you planned", {"GetPlannedAppointments", "GetPatientProcedures"}),
        ("my phone number has changed", {"UpdatePatient", "AppendAppointmentNote", "CreateCommlog"}),
        ("when was my last visit, am I due?", {"SearchAppointments", "GetRecalls", "GetAppointmentById"}),
        ("it is for my son", {"GetPatientFamily"}),
    ],
)
async def test_words_bring_the_tools_of_a_verified_caller(words: str, tools: set[str]) -> None:
    async with desk() as here:
        here.caller(words)
        assert not here.offered & tools
        await here.verify(108)
        assert here.offered >= tools
        here.caller("never mind, just a cleaning")
        assert here.offered >= tools


@pytest.mark.parametrize(
    ("words", "tools"),
    [
        ("does Dr. Patel work on Fridays?", {"GetProviderSchedule", "GetSchedules", "GetAppointmentConflicts"}),
        ("do you have another location?", {"GetClinics", "GetPreferences"}),
    ],
)
async def test_words_about_the_practice_need_nobody_verified(words: str, tools: set[str]) -> None:
    async with desk() as here:
        assert not here.offered & tools
        here.caller(words)
        assert here.offered >= tools


async def test_lexis_own_words_bring_nothing_and_her_request_does() -> None:
    async with desk() as here:
        await here.verify(108)
        here.lexi("Would you like to hear about your balance and your insurance?")
        assert here.offered == ANYBODY | OF_A_PATIENT
        here.call.begin_request("The caller asks about the balance.")
        assert "GetPatientBalances" in here.offered
        assert "GetInsuranceForPatient" not in here.offered


def test_what_is_left_to_staff_is_never_offered_and_a_practice_can_take_booking_away() -> None:
    everything = Moment(True, True, frozenset(Topic), Policies())
    names = {tool.name for tool in offered(SUPERVISOR_TOOLS, everything)}
    assert not names & {"DeleteAppointment", "CreateSchedule", "CreateClaim", "DeletePatient", "GetPatients"}
    strict = Policies(creates_per_call=0, changes_per_call=0, registrations_per_call=0)
    left = {tool.name for tool in offered(SUPERVISOR_TOOLS, Moment(True, True, frozenset(Topic), strict))}
    gone = {"CreatePatient", "CreateAppointment", "UpdateAppointment", "BreakAppointment"}
    gone |= {"GetFamilySlots", "ProposeFamilyBooking"}
    assert names - left == gone


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        (Topic.ACCOUNT, "I got a bill"),
        (Topic.INSURANCE, "¿acepta mi seguro?"),
        (Topic.TREATMENT, "the crown"),
        (Topic.RECORDS, "we moved, the address is new"),
        (Topic.HISTORY, "am I due for a cleaning"),
        (Topic.FAMILY, "for my daughter"),
        (Topic.CALENDAR, "are you open on Christmas Eve"),
        (Topic.PRACTICE, "¿habla español?"),
    ],
)
def test_each_topic_is_heard(topic: Topic, words: str) -> None:
    assert topic in topics_in(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Good morning, this is Tom Reyes, July 19 1994. Yes please, Tuesday at two.",
        "Half past two works for me, with Dr. Patel. My mobile number is 555 010 0108.",
        "Can my cleaning be moved to the next available morning? How long does it take?",
    ],
)
def test_ordinary_booking_talk_brings_nothing_up(words: str) -> None:
    assert topics_in(words) == frozenset()


def test_fitting_tools_cost_a_fraction_of_all() -> None:
    everything = schema_tokens([tool.function_tool() for tool in SUPERVISOR_TOOLS])
    anonymous = schema_tokens(offered(SUPERVISOR_TOOLS, Moment(False, False, frozenset(), Policies())))
    verified = schema_tokens(offered(SUPERVISOR_TOOLS, Moment(True, True, frozenset(), Policies())))
    assert anonymous < verified < everything / 2
    assert anonymous < everything / 4


def unoffered(here: Desk, name: str, kind: Any = "tool_not_found") -> str | None:
    return answer_unoffered(
        ToolErrorFormatterArgs(
            kind=kind,
            tool_type="function",
            tool_name=name,
            call_id="call_9",
            default_message="not found",
            run_context=RunContextWrapper(here.call),
        )
    )


async def test_an_unoffered_tool_is_answered_and_stands_on_the_log() -> None:
    async with desk() as here:
        assert json.loads(unoffered(here, "GetAppointments") or "") == NotVerified().model_dump(mode="json")
        await here.verify(108)
        refused = json.loads(unoffered(here, "DeleteAppointment") or "")
        assert (refused["reason"], refused["instead"]) == ("T03_not_in_the_api", "BreakAppointment")
        assert json.loads(unoffered(here, "ConfirmBooking") or "")["instead"] == "ProposeBooking"
        assert json.loads(unoffered(here, "GetClinics") or "")["reason"] == "T10_not_offered"
        assert [event.status for event in here.finished] == ["not_verified", "refused", "refused", "refused"]
        assert len({event.tool_call_id for event in here.finished}) == 4
        assert here.office.seen == []


async def test_unknown_names_and_other_errors_are_left_to_the_sdk() -> None:
    async with desk() as here:
        assert unoffered(here, "NoSuchTool") is None
        assert unoffered(here, "GetProviders", "tool_exception") is None
        assert here.log.entries == []


async def test_the_sdk_gives_the_next_turn_of_a_run_what_fits_by_then() -> None:
    supervisor = Supervisor(AsyncOpenAI(api_key="none", base_url="http://127.0.0.1:9/v1"), "sandbox")
    async with desk(supervisor) as here:
        context = RunContextWrapper(here.call)
        before = {tool.name for tool in await supervisor._agent.get_all_tools(context)}
        answer = await here.run(
            "VerifyIdentity", FName="Tom", LName="Reyes", Birthdate="1994-07-19", Phone=None, Address=None
        )
        after = {tool.name for tool in await supervisor._agent.get_all_tools(context)}
    assert answer["status"] == "verified"
    assert before == ANYBODY
    assert after == ANYBODY | OF_A_PATIENT
