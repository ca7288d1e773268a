"""The client against recorded answers, and the recorded answers against what the sandbox says today."""

from pathlib import Path

import pytest

from receptionist.clock import OffsetClock
from receptionist.sandbox.opendental.app import create_app
from receptionist.sandbox.opendental.world import load_world
from receptionist.settings import ROOT
from tests.contract.scenarios import NOW, SCENARIOS, Scenario
from tests.contract.tape import ADDRESS, CASSETTES, client_of, tape
from tests.serving import serving

pytestmark = pytest.mark.wire


async def replayed(scenario: Scenario) -> list[str]:
    async with client_of(ADDRESS) as client:
        with tape(scenario, "none"):
            return await scenario(client)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
async def test_a_recording_still_says_what_the_sandbox_says(scenario: Scenario) -> None:
    app = create_app(load_world(Path(ROOT / "fixtures/worlds/barton.yaml"), NOW), OffsetClock(NOW))
    async with serving(app) as port, client_of(f"http://127.0.0.1:{port}/api/v1") as client:
        live = await scenario(client)
    assert live
    assert await replayed(scenario) == live


def test_every_scenario_has_a_cassette_and_no_cassette_is_left_over() -> None:
    assert {path.stem for path in CASSETTES.glob("*.yaml")} == {scenario.__name__ for scenario in SCENARIOS}


@pytest.mark.parametrize("path", sorted(CASSETTES.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_cassette_holds_a_key(path: Path) -> None:
    text = path.read_text().lower()
    assert "odfhir" not in text
    assert "authorization" not in text
    assert "sandbox/default" not in text
