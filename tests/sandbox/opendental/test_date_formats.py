"""`DateFormatString` and `DateTimeFormatString`: the dates of a reply in another spelling."""

import httpx
import pytest

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("query", "day", "moment"),
    [
        ("DateFormatString=MM/dd/yyyy", "11/02/1988", None),
        ("DateTimeFormatString=dd/MM/yyyy HH:mm:ss zzz", "1988-11-02", "26/10/2026 09:04:00 -04:00"),
        (
            "DateFormatString=ddd d MMMM yy&DateTimeFormatString=h:mm tt 'o''clock'",
            "Wed 2 November 88",
            "9:04 AM oclock",
        ),
        ("DateTimeFormatString=yyyy-MM-ddTHH:mm:ss.fffz", "1988-11-02", "2026-10-26T09:04:00.000-4"),
    ],
)
async def test_dates_come_in_the_wished_spelling(
    api: httpx.AsyncClient, query: str, day: str, moment: str | None
) -> None:
    row = (await api.get(f"patients/101?{query}")).json()
    assert row["Birthdate"] == day
    if moment is not None:
        assert row["DateTStamp"] == moment


async def test_an_empty_date_format_is_refused(api: httpx.AsyncClient) -> None:
    assert (await api.get("clinics?DateFormatString=")).text == "DateFormatString is invalid"
