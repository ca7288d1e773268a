"""Office wall clock and moments, also where the clocks change."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opendental_client import InvalidArgument
from opendental_client._zone import OfficeZone
from tests.opendental_client.office import NEW_YORK

pytestmark = pytest.mark.unit

OFFICE = OfficeZone(NEW_YORK)


def test_reading_gives_an_aware_datetime_in_the_office_zone() -> None:
    moment = OFFICE.read("2026-03-17 10:20:00")
    assert moment == datetime(2026, 3, 17, 14, 20, tzinfo=UTC)
    assert moment is not None
    assert moment.tzinfo is NEW_YORK


@pytest.mark.parametrize("text", ["0001-01-01 00:00:00", "0001-01-01", "", "  "])
def test_no_datetime_is_none(text: str) -> None:
    assert OFFICE.read(text) is None
    assert OFFICE.moment(None) is None
    assert OFFICE.moment(datetime(1, 1, 1, 9, tzinfo=UTC)) is None


def test_an_offset_in_the_text_is_honoured() -> None:
    assert OFFICE.read("2026-03-17 10:20:00+00:00") == datetime(2026, 3, 17, 10, 20, tzinfo=UTC)


def test_a_wrong_text_is_not_repeated() -> None:
    with pytest.raises(ValueError, match="not a datetime of the form") as caught:
        OFFICE.read("Dana Okafor")
    assert "Dana" not in str(caught.value)


def test_writing_converts_from_any_zone_and_cuts_fractions() -> None:
    assert OFFICE.write(datetime(2026, 3, 17, 14, 20, 0, 999999, tzinfo=UTC)) == "2026-03-17 10:20:00"


def test_years_before_1000_keep_four_digits() -> None:
    assert OFFICE.write(datetime(999, 5, 1, 17, 0, tzinfo=UTC)).startswith("0999-05-01 ")


def test_naive_datetimes_are_refused() -> None:
    with pytest.raises(InvalidArgument, match="without a time zone"):
        OFFICE.write(datetime(2026, 3, 17, 10, 20))  # noqa: DTZ001


def test_the_skipped_hour_reads_an_hour_later_and_is_not_written() -> None:
    moment = OFFICE.read("2026-03-08 02:30:00")
    assert moment == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert moment is not None
    assert moment.hour == 3
    with pytest.raises(InvalidArgument, match="does not exist"):
        OFFICE.write(datetime(2026, 3, 8, 2, 30, tzinfo=NEW_YORK))


def test_the_repeated_hour_means_its_first_pass() -> None:
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    second = first + timedelta(hours=1)
    moment = OFFICE.read("2026-11-01 01:30:00")
    # Python never calls a time of the repeated hour equal to one of another zone, so compare within one.
    assert moment is not None
    assert moment.astimezone(UTC) == first
    assert OFFICE.write(first) == "2026-11-01 01:30:00"
    with pytest.raises(InvalidArgument, match="cannot tell this time"):
        OFFICE.write(second)
    assert OFFICE.write(second, first_pass_will_do=True) == "2026-11-01 01:30:00"


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2100, 1, 1)))  # noqa: DTZ001
def test_what_can_be_written_reads_back_as_the_same_moment(wall: datetime) -> None:
    moment = wall.replace(microsecond=0, tzinfo=UTC)
    try:
        text = OFFICE.write(moment)
    except InvalidArgument:
        assert moment.astimezone(NEW_YORK).fold == 1
    else:
        read = OFFICE.read(text)
        assert read is not None
        assert read.astimezone(UTC) == moment
