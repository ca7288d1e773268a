"""`make record`: records the cassettes again, from the sandbox, or what is safe from a real practice.

With OPENDENTAL_DEVELOPER_KEY and OPENDENTAL_CUSTOMER_KEY set, only the scenarios that read nothing about patients and
write nothing are recorded, from OPENDENTAL_BASE_URL. The rest always come from the sandbox, whose people are invented.
"""

import asyncio
from pathlib import Path

from receptionist.clock import OffsetClock
from receptionist.network import keep_loopback_direct
from receptionist.sandbox.opendental.app import create_app
from receptionist.sandbox.opendental.world import load_world
from receptionist.settings import ROOT, load_settings
from tests.contract.scenarios import NOW, REFERENCE, SCENARIOS, Scenario
from tests.contract.tape import CASSETTES, client_of, tape
from tests.serving import serving


async def record() -> None:
    settings = load_settings()
    real = () if settings.opendental_is_sandbox else REFERENCE
    for scenario in SCENARIOS:
        (CASSETTES / f"{scenario.__name__}.yaml").unlink(missing_ok=True)
        if scenario in real:
            keys = settings.opendental_developer_key, settings.opendental_customer_key
            await _record(scenario, settings.opendental_base_url, *(key.get_secret_value() for key in keys))
            continue
        clock = OffsetClock(NOW)
        app = create_app(load_world(Path(ROOT / "fixtures/worlds/barton.yaml"), NOW), clock)
        async with serving(app) as port:
            await _record(scenario, f"http://127.0.0.1:{port}/api/v1")


async def _record(scenario: Scenario, address: str, *keys: str) -> None:
    async with client_of(address, *keys) as client:
        with tape(scenario, "all"):
            await scenario(client)
    print(f"recorded {scenario.__name__}")  # noqa: T201


if __name__ == "__main__":
    keep_loopback_direct()
    asyncio.run(record())
