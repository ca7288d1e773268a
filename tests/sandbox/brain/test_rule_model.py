"""The model as a whole: which part it plays, exact words, determinism, the wire's oddities, and any input at all."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import receptionist.sandbox.brain as brain
from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.language.intents import is_yes
from receptionist.sandbox.openai.model import (
    Call,
    Called,
    Item,
    ModelReply,
    ModelRequest,
    Returned,
    Said,
    SandboxModel,
    Speech,
)
from tests.sandbox.brain.house import LEXI_TOOLS, NOW_LINE, OFFICE, SUPERVISOR, House, specs
from tests.sandbox.brain.toolset import PARAMETERS

pytestmark = pytest.mark.unit

LEXI = f"You are Lexi.\n{OFFICE}{NOW_LINE}\n"
BOSS = f"Supervisor.\n{OFFICE}# The moment\n{NOW_LINE}\nCaller: anonymous\nOpen proposal: none\n"


def lexi(*items: Item, override: str = "", tool_choice: str = "auto") -> ModelReply:
    request = ModelRequest(LEXI, items, specs(LEXI_TOOLS), tool_choice, override)
    return RuleModel().reply(request)


def boss(*items: Item, instructions: str = BOSS) -> ModelReply:
    return RuleModel().reply(ModelRequest(instructions, items, specs(PARAMETERS)))


def speech(reply: ModelReply) -> str:
    (part,) = reply.parts
    assert isinstance(part, Speech)
    return part.text


def call(reply: ModelReply) -> Call:
    (part,) = reply.parts
    assert isinstance(part, Call)
    return part


def test_it_is_a_sandbox_model() -> None:
    model: SandboxModel = RuleModel()
    assert model.reply(ModelRequest("", ())).parts


def test_exact_words_win_over_everything() -> None:
    reply = lexi(Said("user", "I can't breathe"), override='Greet. Say exactly: "Hi! This is Lexi."')
    assert reply == ModelReply((Speech("Hi! This is Lexi."),))
    held = RuleModel().reply(ModelRequest("", (), (), "none", 'Say exactly: "Still looking."'))
    assert held == ModelReply((Speech("Still looking."),))


def test_without_tools_it_says_what_it_is() -> None:
    assert "sandbox model" in speech(RuleModel().reply(ModelRequest("You judge.", (Said("user", "hello"),))))


def test_the_greeting_without_an_order() -> None:
    assert speech(lexi()).startswith("Hi! Welcome to Barton Dental. This is Lexi, an AI assistant.")


def test_tool_choice_none_is_speech_only() -> None:
    reply = lexi(Said("user", "book a cleaning"), tool_choice="none")
    assert [type(part) for part in reply.parts] == [Speech]


def test_calls_that_are_not_offered_are_left_out() -> None:
    tools = specs({SUPERVISOR: ("relevantContextFromLastUserMessage",)})
    reply = RuleModel().reply(ModelRequest(LEXI, (Said("user", "a person please"),), tools))
    assert "Shall I take a message" in speech(reply)


def test_a_missing_transcript_asks_to_repeat() -> None:
    asked = Said("assistant", "What is your date of birth?")
    assert "couldn't hear" in speech(lexi(asked))
    assert "couldn't hear" in speech(lexi(asked, Said("user", "")))
    assert "couldn't hear" in speech(lexi(Said("user", " ")))


def test_the_supervisors_answer_is_spoken_as_given() -> None:
    items = (Said("user", "book"), Said("assistant", "One moment please."), Called("c", SUPERVISOR, "{}"))
    assert speech(lexi(*items, Returned("c", "Tuesday, 2 PM it is."))) == "Tuesday, 2 PM it is."
    assert speech(lexi(*items, Returned("c", '{"say": "Done."}'))) == "Done."
    assert "connect you with a person" in speech(lexi(*items, Returned("c", "")))
    assert speech(lexi(*items)) == "One moment, please."


def test_the_supervisor_hears_a_late_transcript_from_lexi_alone() -> None:
    reply = boss(
        Said("assistant", "May I have your full name and date of birth, please?"),
        Said("user", ""),
        Said("developer", "Lexi asks: Cancel my visit. Tom Reyes, July 19 1994"),
    )
    assert call(reply).name == "VerifyIdentity"
    assert call(reply).arguments["Birthdate"] == "1994-07-19"


def test_an_open_proposal_of_the_moment_is_honoured() -> None:
    read_back = "A cleaning on Tuesday, December 1 at 2:00 PM. Shall I book it?"
    moment = f'Caller: verified; PatNum 101 Dana Okafor\nOpen proposal: p_9; kind create; read back "{read_back}"\n'
    instructions = f"{OFFICE}# The moment\n{NOW_LINE}\n{moment}"
    yes = boss(Said("assistant", read_back), Said("developer", "Lexi asks: yes"), instructions=instructions)
    assert call(yes) == Call("ConfirmBooking", {"proposal_id": "p_9"})
    no = boss(Said("assistant", read_back), Said("user", "no"), instructions=instructions)
    assert call(no) == Call("DropBooking", {"proposal_id": "p_9"})
    unclear = boss(Said("assistant", read_back), Said("user", "purple"), instructions=instructions)
    assert read_back in speech(unclear)


def test_a_verified_caller_of_the_moment_is_not_asked_again() -> None:
    instructions = BOSS.replace("anonymous", "verified; PatNum 101 Dana Okafor")
    reply = boss(Said("user", "When is my appointment?"), instructions=instructions)
    assert call(reply).name == "GetAppointments"
    assert call(reply).arguments["PatNum"] == 101


def test_a_caller_locked_by_the_moment_is_offered_a_message() -> None:
    instructions = BOSS.replace("anonymous", "anonymous; verification is locked for this call, offer a message")
    reply = boss(Said("user", "When is my appointment? Tom Reyes, July 19 1994"), instructions=instructions)
    assert "Shall I take a message for the office?" in speech(reply)


def test_not_agreed_says_the_read_back_again() -> None:
    items: list[Item] = [
        Said("assistant", "A cleaning at 2. Shall I book it?"),
        Said("user", "yes"),
        Called("c", "ConfirmBooking", '{"proposal_id": "p"}'),
        Returned(
            "c", json.dumps({"status": "not_agreed", "read_back": "A cleaning at 2. Shall I book it?", "say": "x"})
        ),
    ]
    assert speech(boss(*items)) == "I'm sorry, I need a clear yes or no. A cleaning at 2. Shall I book it?"


def test_a_refusal_offers_its_alternatives() -> None:
    slot = {"AptDateTime": "2026-12-01 15:00:00", "ProvNum": 3, "Op": 4, "spoken": "Tuesday at 3:00 PM"}
    refused = {"status": "refused", "reason": "R08", "say": "That time was just taken.", "alternatives": [slot]}
    items: list[Item] = [
        Said("user", "book a cleaning"),
        Called("c", "CreateAppointment", "{}"),
        Returned("c", json.dumps(refused)),
    ]
    assert speech(boss(*items)) == "That time was just taken. I have Tuesday at 3:00 PM. Would that work for you?"


@pytest.mark.parametrize("output", ["An error occurred", '{"status": "error"}', "[1]", "", '{"status": "strange"}'])
def test_a_failing_tool_leads_to_a_message(output: str) -> None:
    items: list[Item] = [
        Said("user", "When is my appointment? Tom Reyes, July 19 1994"),
        Called("c", "VerifyIdentity", "{}"),
        Returned("c", output),
    ]
    assert "Shall I take a message for the office?" in speech(boss(*items))


def test_a_tool_loop_ends_in_a_sentence() -> None:
    items: list[Item] = [Said("user", "When is my appointment? Tom Reyes, July 19 1994")]
    for count in range(10):
        part = boss(*items).parts[0]
        if isinstance(part, Speech):
            assert count <= 6
            return
        items += [Called(f"c{count}", part.name, json.dumps(dict(part.arguments)))]
        items += [Returned(f"c{count}", '{"status": "ok"}')]
    raise AssertionError("it never said anything")


def test_the_same_failing_call_is_not_repeated() -> None:
    first = call(boss(Said("user", "When is my appointment? Tom Reyes, July 19 1994")))
    items: list[Item] = [
        Said("user", "When is my appointment? Tom Reyes, July 19 1994"),
        Called("c", first.name, json.dumps(dict(first.arguments))),
        Returned("c", '{"status": "error", "say": "Our system is down."}'),
        Said("assistant", "Our system is down. Shall I take a message for the office?"),
        Said("user", "no, when is my appointment"),
    ]
    assert "Our system is down." in speech(boss(*items))


def test_instructions_without_a_date_lead_to_a_message() -> None:
    assert "can't see the calendar" in speech(boss(Said("user", "book a cleaning"), instructions="no time"))


def test_the_same_call_twice_is_the_same_conversation() -> None:
    lines = (
        "Book a cleaning next Tuesday at 3. Dana Okafor, November 2nd 1988",
        "the second one",
        "no",
        "Friday",
        "9",
        "yes",
    )
    one, two = House(), House()
    assert [one.tell(words) for words in lines] == [two.tell(words) for words in lines]
    assert one.tools.calls == two.tools.calls


def test_the_brain_knows_nothing_outside_the_sandbox() -> None:
    allowed = ("receptionist.sandbox.brain", "receptionist.sandbox.language", "receptionist.sandbox.openai.model")
    root = Path(brain.__file__).parent
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0
                names = [node.module or ""]
            ours = [
                name for name in names if name.startswith(("receptionist", "opendental_client", "agents", "openai"))
            ]
            assert all(name.startswith(allowed) for name in ours), f"{path.name} imports {ours}"


PHRASES = (
    "book a cleaning",
    "cancel my appointment",
    "move it to Friday at 3",
    "yes",
    "no",
    "the other one",
    "the second one",
    "Dana Okafor, November 2 1988",
    "555 010 0101",
    "later",
    "never mind",
    "a person please",
    "what are your hours",
    "February 31st",
    "my tooth hurts",
    "I'm new",
    "for my son Milo",
    "not Monday",
)
TEXTS = st.one_of(st.sampled_from(PHRASES), st.text(max_size=60))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 3000), st.text(max_size=12), st.just("2026-12-01 14:00:00")),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["slots", "say", "read_back", "proposal_id", "PatNum", "patients", "appointments", "types", "providers", "exact"]
)
STATUSES = st.sampled_from(
    ["ok", "verified", "proposed", "done", "created", "refused", "not_agreed", "dropped", "taken", "locked", "error"]
)
OUTPUTS = st.one_of(
    st.text(max_size=20),
    st.builds(
        lambda status, rest: json.dumps({**rest, "status": status}),
        STATUSES,
        st.dictionaries(KEYS, JSON, max_size=4),
    ),
)
QUESTIONS = st.sampled_from(
    [
        "May I have your full name and date of birth, please?",
        "What day and time work best for you?",
        "I have A or B. Which would you like?",
        "Shall I book it?",
        "Have you been seen here before?",
        "Is there anything else I can help with?",
        "Shall I take a message for the office?",
        "One moment please, let me look that up for you.",
    ]
)
NAMES = st.sampled_from([*PARAMETERS, SUPERVISOR, "end_call", "take_message", "unknown_tool"])
IDS = st.sampled_from(["a", "b", "c"])
ITEMS: st.SearchStrategy[Any] = st.one_of(
    st.builds(Said, st.just("user"), TEXTS),
    st.builds(Said, st.just("assistant"), st.one_of(QUESTIONS, TEXTS)),
    st.builds(Said, st.sampled_from(["system", "developer"]), TEXTS.map(lambda text: f"Lexi asks: {text}")),
    st.builds(Called, IDS, NAMES, st.one_of(st.just("{}"), st.text(max_size=10))),
    st.builds(Returned, IDS, OUTPUTS),
)


@settings(max_examples=300, deadline=None)
@given(items=st.lists(ITEMS, max_size=14), as_lexi=st.booleans(), moment=st.booleans(), choice=st.booleans())
def test_any_conversation_gets_a_reply(items: list[Item], as_lexi: bool, moment: bool, choice: bool) -> None:
    instructions = BOSS if moment else "nothing known"
    tools = specs(LEXI_TOOLS if as_lexi else PARAMETERS)
    request = ModelRequest(instructions, tuple(items), tools, "auto" if choice else "none")
    reply = RuleModel().reply(request)
    assert reply.parts
    for part in reply.parts:
        if isinstance(part, Speech):
            assert part.text.strip()
        else:
            assert request.offers(part.name)
            assert json.dumps(dict(part.arguments))
    assert RuleModel().reply(request) == reply


@settings(max_examples=60, deadline=None)
@given(lines=st.lists(TEXTS, max_size=6), ready=st.booleans())
def test_any_caller_is_answered_and_nothing_is_confirmed_without_a_read_back_and_a_plain_yes(
    lines: list[str], ready: bool
) -> None:
    house = House()
    if ready:
        house.tell("Book a cleaning next Tuesday at 2. Dana Okafor, November 2 1988")
    for words in lines:
        before, heard = len(house.tools.calls), list(house.tools.heard)
        waiting = house.tools.proposed
        assert house.tell(words).strip()
        for name, arguments in house.tools.calls[before:]:
            if name == "ConfirmBooking":
                assert is_yes(words) or words.strip().lower().rstrip(".!") in ("y", "k")
                assert waiting is not None
                assert waiting.proposal_id == arguments["proposal_id"]
                assert any(waiting.read_back in said for said in heard)
