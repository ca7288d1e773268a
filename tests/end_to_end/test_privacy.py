"""What leaves the house: nothing is stored or traced at the vendor, and no patient data gets into logs or URLs."""

import logging
from pathlib import Path

import pytest

from receptionist.clock import SystemClock
from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.openai.app import create_app as create_openai
from tests.end_to_end.house import open_house
from tests.end_to_end.recorder import Tap

pytestmark = pytest.mark.end_to_end

LINES = (
    "I'd like a cleaning December 8th at 2 pm, I'm an existing patient",
    "Dana Okafor, November 2 1988",
    "yes please",
    "goodbye",
)
SECRETS = ("Okafor", "Dana", "1988-11-02", "November 2", "5550100101", "sandbox/default")


async def test_storage_and_tracing_are_off_on_the_wire(tmp_path: Path) -> None:
    tap = Tap(create_openai(SystemClock(), RuleModel()))
    async with open_house(tmp_path, openai=tap) as house:
        await house.talk(*LINES)
    responses = [body for path, body in tap.http if path == "/v1/responses"]
    assert responses
    assert all(body["store"] is False for body in responses)
    assert all("previous_response_id" not in body and "conversation" not in body for body in responses)
    updates = [frame["session"] for frame in tap.frames if frame["type"] == "session.update"]
    assert updates
    assert all(update.get("tracing") is None for update in updates)
    assert not [path for path in tap.paths if "traces" in path]


async def test_every_function_call_in_the_supervisors_input_has_its_output(tmp_path: Path) -> None:
    tap = Tap(create_openai(SystemClock(), RuleModel()))
    async with open_house(tmp_path, openai=tap) as house:
        await house.talk(*LINES)
    for path, body in tap.http:
        if path != "/v1/responses":
            continue
        called = [item["call_id"] for item in body["input"] if item.get("type") == "function_call"]
        answered = [item["call_id"] for item in body["input"] if item.get("type") == "function_call_output"]
        assert called == answered
        assert len(set(called)) == len(called)
    assert called


async def test_the_moment_is_in_every_supervisor_turn(tmp_path: Path) -> None:
    tap = Tap(create_openai(SystemClock(), RuleModel()))
    async with open_house(tmp_path, openai=tap) as house:
        await house.talk(*LINES)
    instructions = [body["instructions"] for path, body in tap.http if path == "/v1/responses"]
    assert all("Now: Monday, November 30, 2026, 9:0" in text for text in instructions)
    assert "Caller: anonymous" in instructions[0]
    assert "Caller: verified; PatNum 101 Dana Okafor" in instructions[-1]
    assert any("kind create; read back" in text for text in instructions)


async def test_logs_and_urls_hold_nothing_about_patients(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    tap = Tap(create_openai(SystemClock(), RuleModel()))
    with caplog.at_level(logging.INFO):
        async with open_house(tmp_path, openai=tap) as house:
            await house.talk(*LINES)
    # The sandbox's own servers and the test's inspector log as well; what counts is the house.
    lines = [record.getMessage() for record in caplog.records if record.name.startswith(("receptionist", "opendental"))]
    written = "\n".join([*lines, *tap.paths])
    assert not [secret for secret in SECRETS if secret in written]
