"""Plays a scenario on the telephone: signed webhooks, a media stream, and words that ride in the audio as captions.

What the caller says is what the actor said by typed words: the sandbox's model asks the same on every channel.
"""

from typing import Any

from sqlmodel import select

from receptionist.clock import SystemClock
from receptionist.sandbox.twilio.call import CallResult, Plan, place_call
from receptionist.sandbox.twilio.caller import Patience
from receptionist.store.calls import CallRow
from tests.scenarios.scenario import Scenario
from tests.scenarios.stage import Ran, Stage, stage_for

# "Just a second." is a statement: the caller waits for as long as a loaded machine may take over the answer.
QUICK = Patience(question=0.5, statement=6.0, hold=20.0, give_up=30.0, utterance_gap=0.2)
SPEED = 8.0


def as_on_the_telephone(scenario: Scenario) -> Scenario:
    """The scenario with what it expects of a call by telephone, where that differs."""
    by_phone = scenario.expect.model_dump()["by_phone"]
    expect = {**scenario.expect.model_dump(), **by_phone, "by_phone": {}}
    return Scenario.model_validate({**scenario.model_dump(), "expect": expect})


async def call(scenario: Scenario, lines: tuple[str, ...], **options: Any) -> Ran:
    """The scenario by voice, saying `lines`. Raises `AssertionError` for anything that Twilio would complain of."""
    async with stage_for(scenario, TWILIO_AUTH_TOKEN="sandbox", **options) as stage:
        house = stage.house
        settings = house.app.state.settings
        house.app.state.settings = settings.model_copy(update={"public_url": house.url})
        result = await place_call(Plan(lines, house.url, "sandbox", speed=SPEED, patience=QUICK), SystemClock(), seed=1)
        assert (result.problems, result.gave_up) == ([], False), result.transcript
        await house.app.state.phone_desk.ledger.close()
        return await _ran(stage, result)


async def _ran(stage: Stage, result: CallResult) -> Ran:
    stage.spoken = [(who, words) for who, words in result.transcript if who in ("lexi", "caller")]
    await stage.house.app.state.writer.flush()
    with stage.house.database.session() as session:
        row = session.exec(select(CallRow)).one()
    return await stage.ran(row.call_id, row.outcome or "")
