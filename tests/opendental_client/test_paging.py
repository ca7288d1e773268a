"""Reading everything, page by page."""

import httpx
import pytest

from opendental_client import InvalidResponse, Preference
from tests.opendental_client.office import Office, rows

pytestmark = pytest.mark.unit


def page(first: int, count: int) -> httpx.Response:
    preferences: list[dict[str, object]] = [{"PrefNum": number} for number in range(first, first + count)]
    return rows(*preferences)


def windows(office: Office) -> list[tuple[str | None, str | None]]:
    return [(request.url.params.get("Limit"), request.url.params.get("Offset")) for request in office.requests]


async def test_a_full_page_asks_for_another() -> None:
    office = Office(page(0, 2), page(2, 2), page(4, 1))
    found = await office.client(page_size=2).preferences.list()
    assert [preference.pref_num for preference in found] == [0, 1, 2, 3, 4]
    assert windows(office) == [("2", None), ("2", "2"), ("2", "4")]


async def test_a_list_that_ends_with_a_full_page_asks_once_more() -> None:
    office = Office(page(0, 100), rows())
    assert len(await office.client().preferences.list()) == 100
    assert windows(office) == [("100", None), ("100", "100")]


async def test_a_page_cut_by_the_servers_own_cap_is_not_the_end() -> None:
    office = Office(page(0, 100), page(100, 100), page(200, 7))
    assert len(await office.client(page_size=1000).preferences.list()) == 207
    assert windows(office) == [("1000", None), ("1000", "100"), ("1000", "200")]


async def test_filters_go_with_every_page() -> None:
    office = Office(page(0, 1), rows())
    await office.client(page_size=1).preferences.list(pref_name="ProgramVersion")
    assert [request.url.params["PrefName"] for request in office.requests] == ["ProgramVersion"] * 2


async def test_iterating_asks_only_for_what_is_needed() -> None:
    office = Office(rows({"PatNum": 1}, {"PatNum": 2}))
    async for patient in office.client(page_size=2).patients.iterate():
        assert patient.pat_num == 1
        break
    assert len(office.requests) == 1


async def test_a_server_that_ignores_offset_does_not_keep_us_forever() -> None:
    office = Office(page(0, 2), page(0, 2))
    with pytest.raises(InvalidResponse, match="ignored Offset"):
        await office.client(page_size=2).preferences.list()


@pytest.mark.parametrize("answer", [httpx.Response(200, json={"a": 1}), httpx.Response(200, json=[1])])
async def test_a_list_is_an_array_of_objects(answer: httpx.Response) -> None:
    with pytest.raises(InvalidResponse, match="expected"):
        await Office(answer).client().preferences.list()


async def test_rows_are_models() -> None:
    found = await Office(page(5, 1)).client().preferences.list()
    assert [type(preference) for preference in found] == [Preference]
