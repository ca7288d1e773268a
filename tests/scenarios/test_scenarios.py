"""Every caller scenario through the whole house, typed, and a dozen by telephone too: exactly these rows, messages
and outcomes, and no word that must not be said.

A few houses stand at a time, so that one call's waits are another's work.
"""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.scenarios import by_phone
from tests.scenarios.scenario import Scenario, scenarios
from tests.scenarios.stage import Ran, play
from tests.scenarios.verdict import faults

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="module")]
AT_ONCE = 4
Calls = dict[str, "asyncio.Task[Ran]"]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def calls(request: pytest.FixtureRequest) -> AsyncIterator[Calls]:
    """The calls of the scenarios that this run is about, begun in order, so many at once."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def typed(scenario: Scenario) -> Ran:
        async with gate:
            return await play(scenario)

    async def spoken(scenario: Scenario, first: "asyncio.Task[Ran]") -> Ran:
        lines = tuple(words for who, words in (await first).transcript if who == "caller")
        async with gate:
            return await by_phone.call(scenario, lines)

    ours = [item for item in request.session.items if isinstance(item, pytest.Function) and hasattr(item, "callspec")]
    wanted: list[tuple[Scenario, bool]] = []
    for item in ours:
        scenario = item.callspec.params.get("scenario")
        if item.module is request.module and isinstance(scenario, Scenario):
            wanted.append((scenario, "telephone" in item.name))
    tasks: Calls = {}
    for scenario in {scenario.id: scenario for scenario, _ in wanted}.values():
        tasks[scenario.id] = asyncio.create_task(typed(scenario))
    for scenario, on_the_telephone in wanted:
        if on_the_telephone:
            tasks[f"telephone {scenario.id}"] = asyncio.create_task(spoken(scenario, tasks[scenario.id]))
    yield tasks
    for task in tasks.values():
        task.cancel()
    await asyncio.gather(*tasks.values(), return_exceptions=True)


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda scenario: scenario.id)
async def test_a_call_leaves_exactly_what_it_should(calls: Calls, scenario: Scenario) -> None:
    ran = await calls[scenario.id]
    found = faults(scenario, ran)
    assert not found, "\n".join([scenario.title, *found, ran.printed()])


@pytest.mark.parametrize("scenario", [one for one in scenarios() if one.phone], ids=lambda scenario: scenario.id)
async def test_the_same_call_by_telephone(calls: Calls, scenario: Scenario) -> None:
    ran = await calls[f"telephone {scenario.id}"]
    found = faults(by_phone.as_on_the_telephone(scenario), ran)
    assert not found, "\n".join([scenario.title, *found, ran.printed()])


async def test_there_are_sixty_and_a_dozen_by_telephone() -> None:
    every = scenarios()
    assert len(every) >= 60
    assert len({scenario.id for scenario in every}) == len(every)
    assert sum(scenario.phone for scenario in every) >= 12
    assert not [scenario.id for scenario in every if scenario.phone and any(one.staff for one in scenario.reactions)]
