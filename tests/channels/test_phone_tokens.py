"""Stream tokens: good once, for a while, for one call, in every process that has the account's auth token."""

import hashlib
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest

from receptionist.channels import twilio_tokens
from receptionist.channels.twilio_tokens import TOKEN_SECONDS, Pass, StreamTokens
from receptionist.clock import ManualClock
from receptionist.store.phone import SpentTokenRow
from tests.channels.desk_house import CALL_SID, MONDAY_9, RINGING, DeskHouse, new_database

pytestmark = pytest.mark.unit


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 23, tzinfo=UTC))


@pytest.fixture
def tokens(clock: ManualClock) -> StreamTokens:
    return StreamTokens("secret", clock)


def test_a_token_is_good_once(tokens: StreamTokens) -> None:
    token = tokens.issue("CA1")
    assert tokens.redeem("CA1", token)
    assert not tokens.redeem("CA1", token)


def test_a_token_belongs_to_its_call(tokens: StreamTokens) -> None:
    token, other = tokens.issue("CA1"), tokens.issue("CA2")
    assert token != other
    assert not tokens.redeem("CA2", token)
    assert tokens.redeem("CA2", other), "a wrong guess must not use the right token up"


def test_two_tokens_of_one_call_differ(tokens: StreamTokens) -> None:
    assert tokens.issue("CA1") != tokens.issue("CA1")


async def test_a_token_expires(tokens: StreamTokens, clock: ManualClock) -> None:
    early, late = tokens.issue("CA1"), tokens.issue("CA2")
    await clock.advance(TOKEN_SECONDS - 1)
    assert tokens.redeem("CA1", early)
    await clock.advance(1)
    assert not tokens.redeem("CA2", late)


def test_another_process_takes_it_and_another_account_does_not(tokens: StreamTokens, clock: ManualClock) -> None:
    token = tokens.issue("CA1")
    assert not StreamTokens("other secret", clock).redeem("CA1", token)
    assert StreamTokens("secret", clock).redeem("CA1", token)


def test_what_a_token_says_cannot_be_changed(tokens: StreamTokens) -> None:
    small = tokens.issue("CA1")
    large = tokens.issue("CA1", Pass(call_id="c_2", transfer_id="t_2", returns=1))
    body, signature = large.split(".")[0], small.split(".")[1]
    assert tokens.redeem("CA1", f"{body}.{signature}") is None
    assert tokens.redeem("CA1", large) == Pass(_name(large), "c_2", "t_2", 1)


def _name(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def test_a_revoked_token_is_void_and_a_later_call_of_that_name_is_not(
    tokens: StreamTokens, clock: ManualClock
) -> None:
    token = tokens.issue("CA1")
    tokens.revoke("CA1")
    tokens.revoke("CA9")
    assert not tokens.redeem("CA1", token)
    await clock.advance(TOKEN_SECONDS)
    assert tokens.redeem("CA1", tokens.issue("CA1"))


@pytest.mark.parametrize("token", ["", "é", ".", "e30.", "bm9uc2Vuc2U.bm9uc2Vuc2U"])
def test_nonsense_is_refused(tokens: StreamTokens, token: str) -> None:
    tokens.issue("CA1")
    assert not tokens.redeem("CA1", token)


async def test_used_tokens_are_bounded_and_forgotten_when_they_expire(
    tokens: StreamTokens, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(twilio_tokens, "MAX_TOKENS", 2)
    issued = {sid: tokens.issue(sid) for sid in ("CA1", "CA2", "CA3")}
    assert [bool(tokens.redeem(sid, token)) for sid, token in issued.items()] == [True, True, False]
    await clock.advance(TOKEN_SECONDS)
    assert tokens.redeem("CA4", tokens.issue("CA4"))
    assert len(tokens._used) == 1


async def test_a_token_used_in_two_processes_ends_the_second_stream(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    database = new_database(tmp_path)
    here, there = (DeskHouse(ManualClock(MONDAY_9), database) for _ in range(2))
    token = here.desk.tokens.issue(CALL_SID)
    first, second = here.stream(token), there.stream(token)
    ended: list[str] = []
    first.on_evicted, second.on_evicted = lambda: ended.append("first"), lambda: ended.append("second")
    await here.desk.ledger.settled(CALL_SID)
    await there.desk.ledger.settled(CALL_SID)
    assert len(ended) == 1
    assert {first.ended_by, second.ended_by} == {"", "line"}
    assert len(here.rows(SpentTokenRow)) == 1
    assert "token was used elsewhere" in caplog.text
    database.close()


async def test_a_stream_of_a_call_that_is_over_elsewhere_is_ended(tmp_path: Path) -> None:
    database = new_database(tmp_path)
    here, there = (DeskHouse(ManualClock(MONDAY_9), database) for _ in range(2))
    token = here.desk.tokens.issue(CALL_SID)
    await there.post("/phone/status", RINGING | {"CallStatus": "completed"})
    call = here.stream(token)
    await here.desk.ledger.settled(CALL_SID)
    assert call.ended_by == "line"
    database.close()


async def test_old_spent_tokens_leave_the_store(tmp_path: Path) -> None:
    database = new_database(tmp_path)
    house = DeskHouse(ManualClock(MONDAY_9), database)
    for sid in ("CA1", "CA2"):
        house.stream(call_sid=sid)
        await house.desk.ledger.settled(sid)
        await house.clock.advance(3601)
    assert len(house.rows(SpentTokenRow)) == 1
    database.close()
