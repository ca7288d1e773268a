"""A scripted office for tests: answers requests in order, remembers them, and never opens a socket."""

import asyncio
import json
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from opendental_client import Budget, OpenDentalClient, ThrottleTier
from opendental_client._clock import Clock

NEW_YORK = ZoneInfo("America/New_York")
DEVELOPER_KEY = "DevSecret0001"
CUSTOMER_KEY = "CustSecret0001"

Answer = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


class JumpClock:
    """Virtual time that jumps: a sleep takes no time and is remembered."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.sleeps: list[float] = []

    def monotonic(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)


class Office:
    """Gives the scripted answers one after the other; asking for more than was scripted fails the test."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        assert self.answers, f"unexpected request: {request.method} {request.url}"
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx.Response) else answer(request)

    def client(
        self,
        *,
        clock: Clock | None = None,
        tier: ThrottleTier = ThrottleTier.NONE,
        page_size: int = 100,
        customer_key: str = CUSTOMER_KEY,
        on_wait: Callable[[float], None] | None = None,
        budget: Budget | None = None,
    ) -> OpenDentalClient:
        return OpenDentalClient(
            base_url="http://office.test:30223/api/v1/",
            developer_key=DEVELOPER_KEY,
            customer_key=customer_key,
            time_zone=NEW_YORK,
            tier=tier,
            page_size=page_size,
            transport=httpx.MockTransport(self),
            clock=clock or JumpClock(),
            on_wait=on_wait,
            budget=budget,
        )

    @property
    def last(self) -> httpx.Request:
        return self.requests[-1]

    @property
    def query(self) -> dict[str, str]:
        return dict(self.last.url.params)

    @property
    def body(self) -> Any:
        return json.loads(self.last.content)


def rows(*values: dict[str, object]) -> httpx.Response:
    return httpx.Response(200, json=list(values))


def row(value: dict[str, object], status: int = 200) -> httpx.Response:
    return httpx.Response(status, json=value)
