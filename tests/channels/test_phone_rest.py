"""Twilio's REST API through the real client, against the sandbox's: what is done, refused, and asked again."""

import asyncio
from collections.abc import Callable

import httpx
import pytest

from receptionist.channels.twilio_rest import (
    CallGone,
    NotAuthorised,
    RequestRefused,
    TwilioRest,
    TwilioUnavailable,
)
from receptionist.clock import ManualClock
from receptionist.sandbox.twilio.rest import Account, Order, create_app
from tests.channels.desk_house import MONDAY_9

pytestmark = pytest.mark.unit

CALL = "CA" + "5" * 32
SECONDS = 5.0


class Broken(httpx.AsyncBaseTransport):
    """Fails as told, then passes on."""

    def __init__(self, account: Account, *errors: type[httpx.TransportError]) -> None:
        self.errors = list(errors)
        self.tries = 0
        self._app = httpx.ASGITransport(create_app(account))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.tries += 1
        if self.errors:
            raise self.errors.pop(0)("away")
        return await self._app.handle_async_request(request)


@pytest.fixture
def account() -> Account:
    return Account("secret")


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MONDAY_9)


def rest(account: Account, clock: ManualClock, transport: httpx.AsyncBaseTransport | None = None) -> TwilioRest:
    transport = transport or httpx.ASGITransport(create_app(account))
    return TwilioRest(account.sid, "secret", clock, base_url="http://twilio", transport=transport)


async def patiently(clock: ManualClock, asking: "asyncio.Task[None] | asyncio.Task[str]") -> None:
    """Let time pass while something is asked again."""
    for _ in range(20):
        await clock.advance(1)
        if asking.done():
            return


@pytest.mark.parametrize(
    ("ask", "order"),
    [
        (lambda api: api.redirect(CALL, url="https://lexi.example/x"), Order(url="https://lexi.example/x")),
        (lambda api: api.play(CALL, twiml="<Response/>"), Order(twiml="<Response/>")),
        (lambda api: api.hang_up(CALL), Order(completed=True)),
    ],
)
async def test_a_call_is_steered(
    account: Account, clock: ManualClock, ask: Callable[[TwilioRest], "asyncio.Future[None]"], order: Order
) -> None:
    with account.carries(CALL):
        async with rest(account, clock) as api:
            await ask(api)
        assert await account.order(CALL) == order


async def test_a_call_that_is_over_cannot_be_redirected_and_is_hung_up_already(
    account: Account, clock: ManualClock
) -> None:
    with account.carries(CALL):
        pass
    async with rest(account, clock) as api:
        with pytest.raises(CallGone):
            await api.redirect(CALL, url="https://lexi.example/x")
        with pytest.raises(CallGone):
            await api.play("CA404", twiml="<Response/>")
        await api.hang_up(CALL)


async def test_a_call_is_placed(account: Account, clock: ManualClock) -> None:
    async with rest(account, clock) as api:
        sid = await api.place(to="+15550102001", caller="+15550102000", url="https://lexi.example/x")
    assert sid.startswith("CA")
    assert account.placed[0]["To"] == "+15550102001"


async def test_a_wrong_token_is_said_in_words(account: Account, clock: ManualClock) -> None:
    wrong = TwilioRest(
        account.sid, "wrong", clock, base_url="http://twilio", transport=httpx.ASGITransport(create_app(account))
    )
    async with wrong as api:
        with pytest.raises(NotAuthorised, match="TWILIO_AUTH_TOKEN"):
            await api.hang_up(CALL)


async def test_a_refusal_names_the_code_and_no_number(account: Account, clock: ManualClock) -> None:
    async with rest(account, clock) as api:
        with pytest.raises(RequestRefused) as refused:
            await api.place(to="", caller="+15550102000", url="https://lexi.example/x")
    assert refused.value.code == 21205
    assert "555" not in str(refused.value)


@pytest.mark.parametrize("failures", [[429], [503, 500]])
async def test_what_may_be_repeated_is_asked_again(account: Account, clock: ManualClock, failures: list[int]) -> None:
    account.failing = list(failures)
    with account.carries(CALL):
        async with rest(account, clock) as api:
            asking = asyncio.create_task(api.hang_up(CALL))
            await patiently(clock, asking)
            await asking
        assert await account.order(CALL) == Order(completed=True)


async def test_it_is_not_asked_for_ever(account: Account, clock: ManualClock) -> None:
    account.failing = [503] * 9
    async with rest(account, clock) as api:
        asking = asyncio.create_task(api.hang_up(CALL))
        await patiently(clock, asking)
        with pytest.raises(TwilioUnavailable):
            await asking
    assert len(account.failing) == 6


@pytest.mark.parametrize(("error", "tries", "placed"), [(httpx.ReadTimeout, 1, 0), (httpx.ConnectError, 2, 1)])
async def test_a_call_is_placed_again_only_when_it_certainly_was_not(
    account: Account, clock: ManualClock, error: type[httpx.TransportError], tries: int, placed: int
) -> None:
    transport = Broken(account, error)
    async with rest(account, clock, transport) as api:
        asking = asyncio.create_task(api.place(to="+15550102001", caller="+15550102000", url="https://lexi.example/x"))
        await patiently(clock, asking)
        if placed:
            assert await asking
        else:
            with pytest.raises(TwilioUnavailable) as lost:
                await asking
            assert lost.value.carried_out is None
    assert (transport.tries, len(account.placed)) == (tries, placed)


async def test_a_lost_answer_to_a_redirect_is_asked_for_again(account: Account, clock: ManualClock) -> None:
    with account.carries(CALL):
        async with rest(account, clock, Broken(account, httpx.ReadError)) as api:
            asking = asyncio.create_task(api.hang_up(CALL))
            await patiently(clock, asking)
            await asking


@pytest.mark.parametrize("sid", ["", "../Accounts", "CA1/x", "CA 1"])
async def test_no_name_changes_the_address(account: Account, clock: ManualClock, sid: str) -> None:
    async with rest(account, clock) as api:
        with pytest.raises(ValueError, match="SID"):
            await api.hang_up(sid)
