"""The telephone's webhooks without the rest of the house: a desk on virtual time, with or without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from sqlmodel import SQLModel, select

from receptionist.agents.handoff import HandoffCard, Patient
from receptionist.channels import phone
from receptionist.channels.twilio_calls import PhoneCall
from receptionist.channels.twilio_desk import PhoneDesk
from receptionist.channels.twilio_warmup import Preparing
from receptionist.clock import ManualClock
from receptionist.practice.profile import PracticeProfile, load_profile
from receptionist.sandbox.twilio.twiml import Verb, read_twiml
from receptionist.sandbox.twilio.webhooks import signature
from receptionist.settings import load_settings
from receptionist.store.calls import CallRow, EventRow, MessageRow
from receptionist.store.database import Database
from receptionist.store.phone import PhoneCallRow, TransferRow

PUBLIC_URL = "https://lexi.example"
TOKEN = "test-token"
CALL_SID = "CA" + "1" * 32
CALLER = "+15550100101"
PROFILE = load_profile(Path(__file__).parents[2] / "fixtures/practices/barton.yaml")
MONDAY_9 = datetime(2026, 11, 23, 14, tzinfo=UTC)
RINGING = {"CallSid": CALL_SID, "From": CALLER, "To": "+15550102000", "CallStatus": "ringing"}
GOING_ON = {**RINGING, "CallStatus": "in-progress"}
CARD = HandoffCard(
    reason="asked_for_person",
    urgency="routine",
    level="verified",
    patients=(Patient(pat_num=101, first="Dana", last="Okafor"),),
    wants='"I want to talk about my bill"',
    model_summary="Upset about a bill.",
)


@dataclass
class DeskHouse:
    """One process's phone desk. Several may share a database."""

    clock: ManualClock
    database: Database | None = None
    environment: Mapping[str, str] = field(
        default_factory=lambda: {"PUBLIC_URL": PUBLIC_URL, "TWILIO_AUTH_TOKEN": TOKEN}
    )
    profile: PracticeProfile = PROFILE
    preparing: Preparing | None = None

    def __post_init__(self) -> None:
        self.app = FastAPI()
        self.app.include_router(phone.router)
        settings = load_settings(self.environment)
        self.desk = PhoneDesk(settings, self.profile, self.clock, self.database, self.preparing)
        self.app.state.phone_desk = self.desk

    async def post(
        self,
        path: str,
        fields: Mapping[str, str],
        *,
        signed: str | None = None,
        url: str = PUBLIC_URL,
        token: str = TOKEN,
    ) -> httpx.Response:
        """A webhook as Twilio sends it; `signed` replaces its signature."""
        proof = signature(token, url + path, fields) if signed is None else signed
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://inside:8000") as client:
            return await client.post(path, data=dict(fields), headers={"X-Twilio-Signature": proof})

    async def verbs(self, path: str, fields: Mapping[str, str]) -> tuple[Verb, ...]:
        """The TwiML that answers a webhook."""
        answer = await self.post(path, fields)
        assert answer.status_code == 200, answer.text
        return read_twiml(answer.text)

    def stream(self, token: str | None = None, call_sid: str = CALL_SID) -> PhoneCall:
        """A stream of the call begins, as `phone_stream` lets it in."""
        assert self.desk.tokens.redeem(call_sid, token or self.desk.tokens.issue(call_sid)) is not None
        return self.desk.calls.begin(call_sid)

    async def streamed(
        self, call_id: str = "c_1", dial: str = "", ended_by: str = "house", unheard: str = ""
    ) -> PhoneCall:
        """A stream that has been and ended; returns its call once the store has it."""
        self.desk.calls.expect(CALL_SID, CALLER)
        call = self.stream()
        call.call_id, call.dial, call.unheard = call_id, dial, unheard
        call.end(ended_by)  # type: ignore[arg-type]
        self.desk.calls.finish(CALL_SID)
        await self.desk.ledger.settled(CALL_SID)
        return call

    def rows(self, kind: type[Any]) -> list[Any]:
        """Everything of a kind in the database."""
        assert self.database is not None
        with self.database.session() as session:
            return list(session.exec(select(kind)))

    @property
    def messages(self) -> list[MessageRow]:
        return self.rows(MessageRow)

    @property
    def transfer(self) -> TransferRow:
        (row,) = self.rows(TransferRow)
        assert isinstance(row, TransferRow)
        return row

    @property
    def known(self) -> PhoneCallRow:
        (row,) = self.rows(PhoneCallRow)
        assert isinstance(row, PhoneCallRow)
        return row

    @property
    def events(self) -> list[dict[str, Any]]:
        """What was put on the log after its end."""
        return [row.payload for row in self.rows(EventRow) if row.sequence > 7]

    def add(self, *rows: SQLModel) -> None:
        assert self.database is not None
        with self.database.session() as session:
            session.add_all(rows)

    def asked_for(self, *, style: str = "warm", target: str = "front desk", call_id: str = "c_1") -> None:
        """The call's agents have asked for a transfer, and its log is closed."""
        at = self.clock.now()
        self.add(CallRow(call_id=call_id, channel="phone", started_at=at, ended_at=at, outcome="transferred"))
        self.add(EventRow(call_id=call_id, sequence=7, at=at, kind="call.ended", payload={"outcome": "transferred"}))
        self.add(
            TransferRow(
                transfer_id="t_1",
                call_id=call_id,
                target=target,
                reason="asked_for_person",
                style=style,
                card=CARD.model_dump(mode="json"),
                requested_at=at,
            )
        )


def new_database(folder: Path) -> Database:
    """An empty database of the newest schema."""
    database = Database(f"sqlite:///{folder}/phone.db")
    database.migrate()
    return database
