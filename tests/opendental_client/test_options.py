"""Deadlines and freshness."""

import asyncio
from datetime import UTC, date, datetime

import httpx
import pytest

from opendental_client import DefinitionCreate, OpenDentalError, ProviderUpdate, ServerError, ThrottleTier, Timeout
from opendental_client import _cache as module
from receptionist.clock import ManualClock
from tests.opendental_client.office import JumpClock, Office, row, rows

pytestmark = pytest.mark.unit


def manual() -> ManualClock:
    return ManualClock(datetime(2026, 3, 17, 12, tzinfo=UTC))


async def test_a_deadline_covers_the_wait_for_a_turn() -> None:
    clock = manual()
    office = Office(row({"PatNum": 1}))
    client = office.client(clock=clock, tier=ThrottleTier.READ_ONLY)
    await client.patients.get(1)
    late = asyncio.create_task(client.patients.get(2, deadline=2.0))
    await clock.advance(1.9)
    assert not late.done()
    await clock.advance(0.2)
    with pytest.raises(Timeout, match=r"GET /patients/\{PatNum\}: The deadline") as caught:
        await late
    assert isinstance(caught.value, OpenDentalError)
    assert client.throttle.waiting == 0
    assert len(office.requests) == 1


async def test_a_deadline_covers_the_tries_of_a_read() -> None:
    clock = manual()
    office = Office(*[httpx.Response(503)] * 2)
    late = asyncio.create_task(office.client(clock=clock).providers.list(deadline=1.0))
    await clock.advance(0.99)
    await clock.advance(0.01)
    with pytest.raises(Timeout):
        await late
    assert len(office.requests) == 2


async def test_a_deadline_covers_the_pages_of_a_list() -> None:
    clock = manual()
    office = Office(rows({"PrefNum": 1}), rows({"PrefNum": 2}), rows())
    client = office.client(clock=clock, tier=ThrottleTier.PAID, page_size=1)
    late = asyncio.create_task(client.preferences.list(deadline=1.5))
    await clock.advance(1.5)
    with pytest.raises(Timeout):
        await late
    assert len(office.requests) == 2


async def test_within_the_deadline_nothing_changes() -> None:
    clock = manual()
    office = Office(row({"PatNum": 1}), httpx.Response(404), *[httpx.Response(500)] * 4)
    client = office.client(clock=clock)
    assert (await client.patients.get(1, deadline=1.0)).pat_num == 1
    with pytest.raises(OpenDentalError, match="no such row"):
        await client.patients.get(2, deadline=1.0)
    failing = asyncio.create_task(client.patients.get(3, deadline=60.0))
    await clock.advance(10.0)
    with pytest.raises(ServerError):
        await failing


async def test_a_caller_who_leaves_before_the_deadline_leaves_nothing_behind() -> None:
    clock = manual()
    office = Office(row({"PatNum": 1}))
    client = office.client(clock=clock, tier=ThrottleTier.PAID)
    await client.patients.get(1)
    read = asyncio.create_task(client.patients.get(2, deadline=60.0))
    await clock.advance(0.5)
    assert client.throttle.waiting == 1
    read.cancel()
    with pytest.raises(asyncio.CancelledError):
        await read
    await clock.advance(0.0)
    assert client.throttle.waiting == 0


async def test_reference_data_is_kept_as_long_as_the_caller_allows() -> None:
    clock = JumpClock()
    office = Office(rows({"ProvNum": 1}), rows({"ProvNum": 2}))
    client = office.client(clock=clock)
    assert [p.prov_num for p in await client.providers.list(max_age=60)] == [1]
    clock.seconds += 60
    assert [p.prov_num for p in await client.providers.list(max_age=60)] == [1]
    assert len(office.requests) == 1
    clock.seconds += 0.5
    assert [p.prov_num for p in await client.providers.list(max_age=60)] == [2]


async def test_without_max_age_the_office_is_asked_and_nothing_is_kept() -> None:
    office = Office(rows({"ProvNum": 1}), rows({"ProvNum": 2}), rows({"ProvNum": 3}))
    client = office.client()
    await client.providers.list()
    assert [p.prov_num for p in await client.providers.list(max_age=60)] == [2]
    assert [p.prov_num for p in await client.providers.list()] == [3]
    assert [p.prov_num for p in await client.providers.list(max_age=60)] == [2]


async def test_what_differs_is_kept_apart() -> None:
    office = Office(rows({"DefNum": 1}), rows({"DefNum": 2}), row({"ProvNum": 3}), row({"ProvNum": 4}))
    client = office.client()
    assert [d.def_num for d in await client.definitions.list(category=2, max_age=60)] == [1]
    assert [d.def_num for d in await client.definitions.list(category=4, max_age=60)] == [2]
    assert [d.def_num for d in await client.definitions.list(category=2, max_age=60)] == [1]
    assert (await client.providers.get(3, max_age=60)).prov_num == 3
    assert (await client.providers.get(4, max_age=60)).prov_num == 4
    assert (await client.providers.get(3, max_age=60)).prov_num == 3


async def test_a_kept_list_is_the_callers_own() -> None:
    client = Office(rows({"ProvNum": 1})).client()
    (await client.providers.list(max_age=60)).clear()
    assert len(await client.providers.list(max_age=60)) == 1


async def test_the_schedule_of_a_day_can_be_kept() -> None:
    client = Office(rows({"ScheduleNum": "1"})).client()
    day = date(2026, 3, 17)
    first = await client.schedules.list(date=day, max_age=30)
    assert await client.schedules.list(date=day, max_age=30) == first


async def test_a_write_forgets_what_was_kept_of_its_resource_only() -> None:
    office = Office(
        rows({"ProvNum": 1}), rows({"DefNum": 1}), row({"ProvNum": 1}), rows({"ProvNum": 2}), row({"DefNum": 2}, 201)
    )
    client = office.client()
    await client.providers.list(max_age=60)
    await client.definitions.list(max_age=60)
    await client.providers.update(1, ProviderUpdate(suffix="DMD"))
    assert [p.prov_num for p in await client.providers.list(max_age=60)] == [2]
    assert [d.def_num for d in await client.definitions.list(max_age=60)] == [1]
    await client.definitions.create(DefinitionCreate(item_name="x", category_text="ApptConfirmed"))
    with pytest.raises(AssertionError, match="unexpected request"):
        await client.definitions.list(max_age=60)


async def test_an_answer_from_before_a_write_is_not_kept() -> None:
    released = asyncio.Event()

    async def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            await released.wait()
        return httpx.Response(200, json=[{"ProvNum": 1}] if request.method == "GET" else {"ProvNum": 1})

    office = Office()
    client = office.client()
    client._wire._transport = httpx.MockTransport(answer)
    early = asyncio.create_task(client.providers.list(max_age=60))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await client.providers.update(1, ProviderUpdate(suffix="DMD"))
    released.set()
    assert len(await early) == 1
    assert client._wire.cache.find("providers", ("/providers", ()), 60.0) is None


async def test_an_error_is_not_kept() -> None:
    office = Office(httpx.Response(404), rows({"ProvNum": 1}))
    client = office.client()
    with pytest.raises(OpenDentalError):
        await client.providers.list(max_age=60)
    assert len(await client.providers.list(max_age=60)) == 1


def test_the_least_recently_used_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ENTRIES", 2)
    cache = module.Cache(JumpClock())
    for key in ("a", "b"):
        cache.keep("providers", key, cache.stamp("providers"), key)
    assert cache.find("providers", "a", 1.0) == "a"
    cache.keep("providers", "c", cache.stamp("providers"), "c")
    assert [cache.find("providers", key, 1.0) for key in "abc"] == ["a", None, "c"]
