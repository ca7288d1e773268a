"""A whole house whose calls come by SIP, and the sandbox's caller who rings it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI

from receptionist.channels import sip_call
from receptionist.channels.sip_caller import SipCaller
from receptionist.clock import SystemClock
from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.openai.app import create_app as create_openai
from receptionist.sandbox.openai.realtime.calls import Calls
from receptionist.sandbox.sip.call import SipPlan, SipResult, place_sip_call
from receptionist.sandbox.twilio.caller import Patience, ScriptedCaller, Step
from receptionist.sandbox.twilio.pace import PacedClock
from tests.end_to_end.house import House, open_house

SECRET = "whsec_dGVzdCBzZWNyZXQ="
# Seconds of the caller's own time, which passes with the frames she sends.
QUICK = Patience(question=0.5, statement=0.5, hold=0.5, give_up=60.0, utterance_gap=0.2)
SPEED = 24.0
PATIENCE = 60.0


class WatchedCaller(SipCaller):
    """The product's side of the caller, which tells the caller's side when Lexi waits for her.

    However busy the machine is, nobody then takes a pause for the end of a turn.
    """

    waits = False

    async def turn_done(self) -> None:
        await super().turn_done()
        WatchedCaller.waits = True


class PoliteCaller(ScriptedCaller):
    """Speaks when Lexi waits for her, or into her speech when told to interrupt."""

    def step(self, now: float, *, lexi_speaks: bool) -> tuple[Step, str]:
        if not (self._speech or lexi_speaks or WatchedCaller.waits):
            self._since = now
            return "listen", ""
        step = super().step(now, lexi_speaks=lexi_speaks)
        if step[0] in ("speak", "press"):
            WatchedCaller.waits = False
        return step


@dataclass
class SipHouse:
    """A running house and the sandbox's OpenAI server that holds its calls."""

    house: House
    openai: FastAPI

    @property
    def calls(self) -> Calls:
        """The calls as the vendor has them."""
        calls: Calls = self.openai.state.calls
        return calls

    @property
    def running(self) -> int:
        """How many calls the SIP channel carries."""
        desk = getattr(self.house.app.state, "sip_desk", None)
        return desk.running if desk is not None else 0

    async def quiet(self) -> None:
        """Wait until the channel has done with every call."""
        clock = SystemClock()
        for _ in range(1000):
            if not self.running:
                return
            await clock.sleep(0.02)
        raise AssertionError("a call was never finished")

    async def ring(
        self, *lines: str, heard: Callable[[str, str], None] = lambda who, text: None, **wishes: Any
    ) -> SipResult:
        """Place a call, faster than life, carry it to its end, and wait until the house has done with it."""
        netloc = urlsplit(self.house.app.state.settings.openai_base_url).netloc
        plan = SipPlan(
            lines,
            f"ws://{netloc}/sandbox/sip",
            f"{self.house.url}/sip/incoming",
            SECRET,
            **{"speed": SPEED, "patience": QUICK, "manners": PoliteCaller, **wishes},
        )
        WatchedCaller.waits = False
        async with asyncio.timeout(PATIENCE):
            result = await place_sip_call(plan, SystemClock(), heard)
        await self.quiet()
        return result


@asynccontextmanager
async def sip_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **options: Any) -> AsyncIterator[SipHouse]:
    """Barton Dental, on Monday, November 30, 2026, with the webhook secret of these tests."""
    monkeypatch.setenv("OPENAI_WEBHOOK_SECRET", SECRET)
    monkeypatch.setattr(sip_call, "SipCaller", WatchedCaller)
    # Lexi's words come as much faster as they are played.
    openai = create_openai(PacedClock(SystemClock(), SPEED), RuleModel())
    async with open_house(tmp_path, openai=openai, OPENAI_WEBHOOK_SECRET=SECRET, **options) as house:
        yield SipHouse(house, openai)


def said(result: SipResult, who: str) -> str:
    """Everything one side said."""
    return " ".join(words for speaker, words in result.transcript if speaker == who)
