"""Stream tokens: good once, for a while, for one call."""

from datetime import UTC, datetime

import pytest

from receptionist.channels import twilio_tokens
from receptionist.channels.twilio_tokens import TOKEN_SECONDS, StreamTokens
from receptionist.clock import ManualClock

pytestmark = pytest.mark.unit


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 23, tzinfo=UTC))


@pytest.fixture
def tokens(clock: ManualClock) -> StreamTokens:
    return StreamTokens(clock)


def test_a_token_is_good_once(tokens: StreamTokens) -> None:
    token = tokens.issue("CA1")
    assert tokens.redeem("CA1", token)
    assert not tokens.redeem("CA1", token)


def test_a_token_belongs_to_its_call(tokens: StreamTokens) -> None:
    token, other = tokens.issue("CA1"), tokens.issue("CA2")
    assert token != other
    assert not tokens.redeem("CA2", token)
    assert tokens.redeem("CA2", other), "a wrong guess must not use the right token up"


async def test_a_token_expires(tokens: StreamTokens, clock: ManualClock) -> None:
    early, late = tokens.issue("CA1"), tokens.issue("CA2")
    await clock.advance(TOKEN_SECONDS - 1)
    assert tokens.redeem("CA1", early)
    await clock.advance(1)
    assert not tokens.redeem("CA2", late)


def test_a_second_token_voids_the_first(tokens: StreamTokens) -> None:
    first, second = tokens.issue("CA1"), tokens.issue("CA1")
    assert not tokens.redeem("CA1", first)
    assert tokens.redeem("CA1", second)


def test_a_revoked_token_is_void(tokens: StreamTokens) -> None:
    token = tokens.issue("CA1")
    tokens.revoke("CA1")
    tokens.revoke("CA9")
    assert not tokens.redeem("CA1", token)


@pytest.mark.parametrize("token", ["", "é"])
def test_nonsense_is_refused(tokens: StreamTokens, token: str) -> None:
    tokens.issue("CA1")
    assert not tokens.redeem("CA1", token)


def test_the_oldest_goes_when_there_are_too_many(tokens: StreamTokens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twilio_tokens, "MAX_TOKENS", 2)
    issued = {sid: tokens.issue(sid) for sid in ("CA1", "CA2", "CA3")}
    assert [tokens.redeem(sid, token) for sid, token in issued.items()] == [False, True, True]


async def test_expired_tokens_are_forgotten(tokens: StreamTokens, clock: ManualClock) -> None:
    for number in range(5):
        tokens.issue(f"CA{number}")
    await clock.advance(TOKEN_SECONDS)
    tokens.issue("CA9")
    assert list(tokens._issued) == ["CA9"]
