"""How many requests to Open Dental a finished booking costs: at one request a second, each is a second of waiting."""

import tempfile
from collections import Counter
from pathlib import Path

from tests.end_to_end.house import open_house
from tests.end_to_end.recorder import Tap

BOOKING = (
    "I'd like a cleaning December 8th at 2 pm, I'm an existing patient",
    "Dana Okafor, November 2 1988",
    "yes please",
)
HOUSE_KEYS = b"ODFHIR sandbox/default"


class HouseTap(Tap):
    """Counts the requests of the house alone: the test's own inspector has another key."""

    def __init__(self, app: object) -> None:
        super().__init__(app)
        self.requests: Counter[str] = Counter()

    async def __call__(self, scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        if scope["type"] == "http" and dict(scope["headers"]).get(b"authorization") == HOUSE_KEYS:
            self.requests[f"{scope['method']} {scope['path'].removeprefix('/api/v1')}"] += 1
        await super().__call__(scope, receive, send)


async def run() -> list[str]:
    taps: list[HouseTap] = []

    def tapped(app: object) -> HouseTap:
        taps.append(HouseTap(app))
        return taps[0]

    with tempfile.TemporaryDirectory() as folder:
        async with open_house(Path(folder), wrap_opendental=tapped) as house:
            office = Counter(taps[0].requests)
            await house.talk(*BOOKING)
            (row,) = (await house.changes())["appointments"]
    spent = taps[0].requests - office
    return [
        f"booked {row['AptDateTime']} with {spent.total()} requests in three turns",
        *(f"{count:3d} {name}" for name, count in sorted(spent.items())),
    ]
