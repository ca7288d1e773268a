"""One request from start to end: headers, errors, retries, and what is proven about a failed write."""

import logging
import traceback
from datetime import date

import httpx
import pytest

from opendental_client import (
    AppointmentUpdate,
    BadRequest,
    Gone,
    InvalidResponse,
    NotFound,
    OpenDentalError,
    PatientUpdate,
    ServerError,
    Throttled,
    ThrottleTier,
    Timeout,
    Unauthorized,
    Unreachable,
    WriteOutcomeUnknown,
)
from tests.opendental_client.office import CUSTOMER_KEY, DEVELOPER_KEY, JumpClock, Office, row, rows

pytestmark = pytest.mark.unit

CHANGE = AppointmentUpdate(op=2)


def reply(status: int, text: str = "", **headers: str) -> httpx.Response:
    return httpx.Response(status, text=text, headers={name.replace("_", "-"): value for name, value in headers.items()})


async def test_every_request_carries_keys_and_content_type() -> None:
    office = Office(row({"PatNum": 1}), row({"AptNum": 1}))
    client = office.client()
    await client.patients.get(1)
    await client.appointments.update(1, CHANGE)
    for request in office.requests:
        assert request.headers["Authorization"] == f"ODFHIR {DEVELOPER_KEY}/{CUSTOMER_KEY}"
        assert request.headers["Content-Type"] == "application/json"
        assert request.extensions["timeout"]["read"] == 30.0
    assert str(office.requests[0].url) == "http://office.test:30223/api/v1/patients/1"


async def test_query_values_are_percent_encoded_without_plus_for_blanks() -> None:
    office = Office(rows())
    await office.client().patients.list(l_name="De La Cruz & Søn+1", birthdate=date(1988, 11, 2))
    assert b"LName=De%20La%20Cruz%20%26%20S%C3%B8n%2B1&" in office.last.url.raw_path
    assert office.query["LName"] == "De La Cruz & Søn+1"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (reply(400, "PatNum is required"), BadRequest),
        (reply(401), Unauthorized),
        (reply(403), BadRequest),
        (reply(404, "Patient not found"), NotFound),
        (reply(410), Gone),
        (reply(302), InvalidResponse),
        (reply(200, "<html>"), InvalidResponse),
        (reply(200, ""), InvalidResponse),
        (reply(200, "[]"), InvalidResponse),
        (reply(200, '{"PatNum": "Okafor"}'), InvalidResponse),
        (httpx.DecodingError("x"), InvalidResponse),
    ],
)
async def test_final_answers_to_a_read(answer: httpx.Response | Exception, kind: type[OpenDentalError]) -> None:
    office = Office(answer)
    with pytest.raises(kind) as caught:
        await office.client().patients.get(5512)
    assert type(caught.value) is kind
    assert (caught.value.method, caught.value.path) == ("GET", "/patients/{PatNum}")
    assert "5512" not in str(caught.value)
    assert "Okafor" not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (reply(500), ServerError),
        (reply(502), ServerError),
        (reply(504), Timeout),
        (reply(429), Throttled),
        (reply(400, '"eConnector is not running"'), Unreachable),
        (httpx.ReadTimeout("x"), Timeout),
        (httpx.ConnectError("x"), Unreachable),
        (httpx.ReadError("x"), Unreachable),
        (httpx.RemoteProtocolError("x"), Unreachable),
    ],
)
async def test_passing_troubles_of_a_read_are_tried_four_times(
    answer: httpx.Response | Exception, kind: type[OpenDentalError]
) -> None:
    clock, told = JumpClock(), list[float]()
    office = Office(*[answer] * 4)
    with pytest.raises(kind) as caught:
        await office.client(clock=clock, on_wait=told.append).patients.get(5512)
    assert type(caught.value) is kind
    assert office.answers == []
    assert clock.sleeps == told
    for slept, wanted in zip(clock.sleeps, [0.5, 1.0, 2.0], strict=True):
        assert wanted <= slept <= wanted + 0.25


async def test_a_read_succeeds_on_a_later_try() -> None:
    office = Office(httpx.ReadTimeout("x"), reply(503), row({"PatNum": 7}))
    assert (await office.client().patients.get(7)).pat_num == 7


async def test_retry_after_is_honoured() -> None:
    clock = JumpClock()
    office = Office(reply(429, retry_after="3"), row({"PatNum": 7}))
    await office.client(clock=clock).patients.get(7)
    assert clock.sleeps == [3.0]


async def test_retry_after_holds_back_every_client_of_the_key() -> None:
    clock = JumpClock()
    refused, other = Office(reply(429, retry_after="90")), Office(row({"PatNum": 7}))
    with pytest.raises(Throttled) as caught:
        await refused.client(clock=clock, tier=ThrottleTier.PAID).patients.get(7)
    assert caught.value.retry_after == 90.0
    await other.client(clock=clock, tier=ThrottleTier.PAID).patients.get(7)
    assert sum(clock.sleeps) == pytest.approx(90.0)


@pytest.mark.parametrize("header", ["Sat, 21 Nov 2026 12:00:00 GMT", "-1", "inf", "nan", ""])
async def test_an_odd_retry_after_means_the_usual_wait(header: str) -> None:
    clock = JumpClock()
    office = Office(reply(429, retry_after=header), row({"PatNum": 7}))
    await office.client(clock=clock).patients.get(7)
    assert 0.5 <= clock.sleeps[0] <= 0.75


async def test_every_try_waits_for_its_turn() -> None:
    clock = JumpClock()
    office = Office(reply(503), row({"PatNum": 7}))
    await office.client(clock=clock, tier=ThrottleTier.READ_ONLY).patients.get(7)
    assert clock.seconds == pytest.approx(5.0)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.ReadTimeout("x"),
        httpx.WriteTimeout("x"),
        httpx.ReadError("x"),
        httpx.WriteError("x"),
        httpx.RemoteProtocolError("x"),
        reply(500),
        reply(503),
        reply(504),
        reply(307),
        reply(400, "The request timed out"),
        reply(200, "<html>"),
        reply(200, ""),
        reply(200, "[]"),
        reply(200, '{"Op": "Okafor"}'),
    ],
)
async def test_a_write_whose_fate_is_unknown_is_never_repeated(answer: httpx.Response | Exception) -> None:
    office = Office(answer)
    with pytest.raises(WriteOutcomeUnknown) as caught:
        await office.client().appointments.update(9104, CHANGE)
    assert (caught.value.method, caught.value.path) == ("PUT", "/appointments/{AptNum}")
    assert len(office.requests) == 1
    assert "9104" not in str(caught.value)
    assert "Okafor" not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.ConnectError("x"), Unreachable),
        (httpx.ConnectTimeout("x"), Timeout),
        (httpx.PoolTimeout("x"), Timeout),
        (httpx.ProxyError("x"), Unreachable),
        (reply(400, "AptStatus is invalid"), BadRequest),
        (reply(401), Unauthorized),
        (reply(404, "Appointment not found"), NotFound),
        (reply(429, retry_after="61"), Throttled),
    ],
)
async def test_a_write_that_was_certainly_not_carried_out_says_so(
    answer: httpx.Response | Exception, kind: type[OpenDentalError]
) -> None:
    office = Office(answer)
    with pytest.raises(kind) as caught:
        await office.client().appointments.update(9104, CHANGE)
    assert type(caught.value) is kind
    assert len(office.requests) == 1


async def test_a_refused_write_is_repeated_once() -> None:
    clock = JumpClock()
    office = Office(reply(429, retry_after="2"), row({"AptNum": 9104}))
    await office.client(clock=clock).appointments.update(9104, CHANGE)
    assert clock.sleeps == [2.0]
    twice = Office(reply(429), reply(429))
    with pytest.raises(Throttled):
        await twice.client().appointments.update(9104, CHANGE)


async def test_explanations_are_redacted() -> None:
    office = Office(reply(400, '"A Patient Dana Okafor 1988-11-02 already exists"'))
    with pytest.raises(BadRequest) as caught:
        await office.client().patients.get(1)
    assert caught.value.explanation == "A Patient […] already exists"
    assert caught.value.status_code == 400


@pytest.mark.parametrize(
    "answer", [reply(400, "Okafor"), reply(200, "Okafor {"), reply(200, '{"PatNum": "Okafor"}'), httpx.ReadError("x")]
)
async def test_nothing_secret_travels_with_an_error(
    answer: httpx.Response | Exception, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    office = Office(*[answer] * 4)
    client = office.client()
    with pytest.raises(OpenDentalError) as caught:
        await client.patients.update(5512, PatientUpdate(l_name="Okafor"))
    told = "".join(traceback.format_exception(caught.value)) + caplog.text + repr(client) + repr(vars(client._wire))
    # The test's own source line is part of the traceback, so look only for what the source does not hold.
    for secret in (CUSTOMER_KEY, DEVELOPER_KEY, "/5512"):
        assert secret not in told
    chain: list[BaseException] = []
    link: BaseException | None = caught.value
    while link is not None:
        chain.append(link)
        link = link.__cause__ or link.__context__
    assert all(isinstance(error, OpenDentalError) for error in chain)
    assert not any("Okafor" in str(error) for error in chain)


async def test_a_closed_client_refuses_to_work() -> None:
    office = Office()
    async with office.client() as client:
        pass
    await client.aclose()
    with pytest.raises(RuntimeError, match="closed"):
        await client.patients.get(1)
