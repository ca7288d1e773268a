"""Identical reads at the same time are one request, and nobody pays for somebody else's leaving."""

import asyncio
from datetime import date

import httpx
import pytest

from opendental_client import (
    AppointmentUpdate,
    NotFound,
    OpenDentalClient,
    QueuePriority,
    ThrottleTier,
    WriteOutcomeUnknown,
)
from tests.opendental_client.office import CUSTOMER_KEY, DEVELOPER_KEY, NEW_YORK, JumpClock

pytestmark = pytest.mark.unit


class SlowOffice:
    """Answers when the test says so. Each answer tells which request it belongs to."""

    def __init__(self) -> None:
        self.pending: list[asyncio.Future[httpx.Response]] = []
        self.asked: list[str] = []
        self.given_up = 0

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(f"{request.method} {request.url.path.removeprefix('/api/v1')}")
        future: asyncio.Future[httpx.Response] = asyncio.get_running_loop().create_future()
        self.pending.append(future)
        try:
            return await future
        except asyncio.CancelledError:
            self.given_up += 1
            raise

    async def settle(self) -> None:
        """Let everybody get as far as they can without an answer."""
        for _ in range(10):
            await asyncio.sleep(0)

    def answer(self, index: int, status: int = 200) -> None:
        self.pending[index].set_result(httpx.Response(status, json={"PatNum": index + 1, "AptNum": index + 1}))

    def client(self, tier: ThrottleTier = ThrottleTier.NONE) -> OpenDentalClient:
        return OpenDentalClient(
            base_url="http://office.test/api/v1",
            developer_key=DEVELOPER_KEY,
            customer_key=CUSTOMER_KEY,
            time_zone=NEW_YORK,
            tier=tier,
            transport=httpx.MockTransport(self),
            clock=JumpClock(),
        )


@pytest.fixture
def office() -> SlowOffice:
    return SlowOffice()


async def test_identical_reads_are_one_request(office: SlowOffice) -> None:
    client = office.client()
    reads = [asyncio.create_task(client.patients.get(5)) for _ in range(3)]
    await office.settle()
    assert office.asked == ["GET /patients/5"]
    office.answer(0)
    assert [row.pat_num for row in await asyncio.gather(*reads)] == [1, 1, 1]


async def test_reads_that_differ_are_not_joined(office: SlowOffice) -> None:
    client = office.client()
    reads = [
        asyncio.create_task(read)
        for read in (
            client.patients.get(5),
            client.patients.get(6),
            client.patients.list(l_name="Oka"),
            client.patients.list(l_name="Reyes"),
        )
    ]
    await office.settle()
    assert len(office.asked) == 4
    for read in reads:
        read.cancel()
    await asyncio.gather(*reads, return_exceptions=True)


async def test_a_read_after_an_answer_asks_again(office: SlowOffice) -> None:
    client = office.client()
    for index in range(2):
        read = asyncio.create_task(client.patients.get(5))
        await office.settle()
        office.answer(index)
        assert (await read).pat_num == index + 1


async def test_a_fresh_read_joins_nobody_and_is_joined_by_later_ones(office: SlowOffice) -> None:
    client = office.client()
    old = asyncio.create_task(client.patients.get(5))
    await office.settle()
    fresh = asyncio.create_task(client.patients.get(5, fresh=True))
    await office.settle()
    later = asyncio.create_task(client.patients.get(5))
    await office.settle()
    assert len(office.asked) == 2
    office.answer(0)
    assert (await old).pat_num == 1
    office.answer(1)
    assert [(await fresh).pat_num, (await later).pat_num] == [2, 2]


@pytest.mark.parametrize("leaver", [0, 1])
async def test_a_caller_who_leaves_does_not_take_the_others_along(office: SlowOffice, leaver: int) -> None:
    client = office.client()
    reads = [asyncio.create_task(client.patients.get(5)) for _ in range(2)]
    await office.settle()
    reads[leaver].cancel()
    await office.settle()
    assert office.given_up == 0
    office.answer(0)
    assert (await reads[1 - leaver]).pat_num == 1
    assert reads[leaver].cancelled()


async def test_the_request_is_given_up_when_everybody_has_left(office: SlowOffice) -> None:
    client = office.client()
    reads = [asyncio.create_task(client.patients.get(5)) for _ in range(2)]
    await office.settle()
    for read in reads:
        read.cancel()
    await office.settle()
    assert office.given_up == 1
    again = asyncio.create_task(client.patients.get(5))
    await office.settle()
    office.answer(1)
    assert (await again).pat_num == 2


async def test_everybody_hears_of_an_error(office: SlowOffice) -> None:
    client = office.client()
    reads = [asyncio.create_task(client.patients.get(5)) for _ in range(2)]
    await office.settle()
    office.answer(0, status=404)
    results = await asyncio.gather(*reads, return_exceptions=True)
    assert [type(result) for result in results] == [NotFound, NotFound]


async def test_a_read_that_follows_a_write_sees_it(office: SlowOffice) -> None:
    """Neither a read from before the write nor one from during it is joined afterwards."""
    client = office.client()
    before = asyncio.create_task(client.appointments.get(9))
    await office.settle()
    write = asyncio.create_task(client.appointments.update(9, AppointmentUpdate(op=2)))
    await office.settle()
    during = asyncio.create_task(client.appointments.get(9))
    await office.settle()
    office.answer(1)
    await write
    after = asyncio.create_task(client.appointments.get(9))
    await office.settle()
    assert office.asked == ["GET /appointments/9", "PUT /appointments/9", "GET /appointments/9", "GET /appointments/9"]
    for index in (0, 2, 3):
        office.answer(index)
    assert [(await read).apt_num for read in (before, during, after)] == [1, 3, 4]


async def test_a_write_of_unknown_outcome_counts_as_one(office: SlowOffice) -> None:
    client = office.client()
    write = asyncio.create_task(client.appointments.update(9, AppointmentUpdate(op=2)))
    await office.settle()
    during = asyncio.create_task(client.appointments.get(9))
    await office.settle()
    office.pending[0].set_exception(httpx.ReadTimeout("x"))
    with pytest.raises(WriteOutcomeUnknown):
        await write
    after = asyncio.create_task(client.appointments.get(9))
    await office.settle()
    assert len(office.asked) == 3
    office.answer(1)
    office.answer(2)
    assert [(await during).apt_num, (await after).apt_num] == [2, 3]


async def test_writes_are_never_joined(office: SlowOffice) -> None:
    client = office.client()
    writes = [asyncio.create_task(client.appointments.note(9, "late")) for _ in range(2)]
    await office.settle()
    assert len(office.asked) == 2
    office.answer(0)
    office.answer(1)
    await asyncio.gather(*writes)


async def test_pages_of_identical_lists_are_shared(office: SlowOffice) -> None:
    client = office.client()
    lists = [asyncio.create_task(client.appointments.list(date=date(2026, 3, 17))) for _ in range(2)]
    await office.settle()
    office.pending[0].set_result(httpx.Response(200, json=[{"AptNum": n} for n in range(100)]))
    await office.settle()
    office.pending[1].set_result(httpx.Response(200, json=[]))
    assert [len(rows) for rows in await asyncio.gather(*lists)] == [100, 100]
    assert len(office.asked) == 2


async def test_a_live_caller_lifts_the_background_request_it_joins(office: SlowOffice) -> None:
    client = office.client()
    with client.priority(QueuePriority.BACKGROUND):
        background = asyncio.create_task(client.patients.get(5))
    await office.settle()
    flight = next(iter(client._wire._flights._flights.values()))
    background_priority = flight.standing.priority
    live = asyncio.create_task(client.patients.get(5))
    await office.settle()
    assert (background_priority, flight.standing.priority) == (QueuePriority.BACKGROUND, QueuePriority.LIVE)
    office.answer(0)
    await asyncio.gather(background, live)


async def test_whoever_asks_again_at_once_gets_a_new_answer(office: SlowOffice) -> None:
    client = office.client()

    async def twice() -> list[int]:
        return [(await client.patients.get(5)).pat_num, (await client.patients.get(5)).pat_num]

    readers = [asyncio.create_task(twice()) for _ in range(2)]
    await office.settle()
    office.answer(0)
    await office.settle()
    assert len(office.asked) == 2
    office.answer(1)
    assert await asyncio.gather(*readers) == [[1, 2], [1, 2]]


def test_a_read_of_another_event_loop_is_not_joined(office: SlowOffice) -> None:
    client = office.client()
    stuck = asyncio.new_event_loop()
    pending = stuck.create_task(client.patients.get(5))
    stuck.run_until_complete(office.settle())

    async def elsewhere() -> int:
        read = asyncio.create_task(client.patients.get(5))
        await office.settle()
        office.answer(1)
        return (await read).pat_num

    assert asyncio.run(elsewhere()) == 2
    pending.cancel()
    stuck.run_until_complete(asyncio.gather(pending, return_exceptions=True))
    stuck.run_until_complete(office.settle())
    stuck.close()
