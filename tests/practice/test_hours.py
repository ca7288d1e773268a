"""Hours, closures and holidays, and how they are said."""

from datetime import date, time
from pathlib import Path

import pytest

from receptionist.practice.fields import Span
from receptionist.practice.holidays import RULES, falls_on, holiday_date, holiday_name
from receptionist.practice.hours import closings_between, closure_reason, open_spans
from receptionist.practice.profile import PracticeProfile, load_profile
from receptionist.practice.wording import listed, spoken_date, spoken_hours, spoken_moment, spoken_phone, spoken_time
from tests.booking.fake import at

pytestmark = pytest.mark.unit
BARTON = load_profile(Path(__file__).parents[2] / "fixtures" / "practices" / "barton.yaml")
MORNING, AFTERNOON = Span(time(8), time(12)), Span(time(13), time(17))


def with_profile(**changes: object) -> PracticeProfile:
    return PracticeProfile.model_validate(
        {
            "name": "Small Dental", "phone": "5550100199", "address": "1 Oak Road", "time_zone": "America/Chicago",
            "hours": {"monday": {"open": "8:00-12:00"}}, **changes,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "spans"),
    [
        (date(2026, 12, 1), [MORNING, AFTERNOON]),
        (date(2026, 12, 5), []),
        (date(2026, 12, 24), [MORNING]),
        (date(2026, 12, 25), []),
        (date(2026, 11, 27), []),
        (date(2028, 2, 29), [MORNING, AFTERNOON]),
    ],
)
def test_open_spans(day: date, spans: list[Span]) -> None:
    assert open_spans(BARTON, day) == spans


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("New Year's Day", date(2026, 1, 1)),
        ("Martin Luther King Jr. Day", date(2026, 1, 19)),
        ("Presidents' Day", date(2026, 2, 16)),
        ("Good Friday", date(2026, 4, 3)),
        ("Good Friday", date(2038, 4, 23)),
        ("Memorial Day", date(2026, 5, 25)),
        ("Juneteenth", date(2026, 6, 19)),
        ("Independence Day", date(2026, 7, 3)),
        ("Independence Day", date(2027, 7, 5)),
        ("Labor Day", date(2026, 9, 7)),
        ("Columbus Day", date(2026, 10, 12)),
        ("Veterans Day", date(2026, 11, 11)),
        ("Thanksgiving Day", date(2026, 11, 26)),
        ("Day After Thanksgiving", date(2026, 11, 27)),
        ("Christmas Day", date(2026, 12, 25)),
        ("New Year's Day", date(2027, 12, 31)),
    ],
)
def test_holidays_as_kept(name: str, day: date) -> None:
    assert falls_on(name, day, observed=True)
    kept = [holiday_date(name, year, observed=True) for year in (day.year, day.year + 1)]
    assert day in kept


def test_unobserved_holidays_stay_on_their_day() -> None:
    assert not falls_on("Independence Day", date(2026, 7, 3), observed=False)
    assert falls_on("Independence Day", date(2026, 7, 4), observed=False)


def test_holidays_are_found_by_name_however_it_is_written() -> None:
    assert holiday_name("thanksgiving day") == "Thanksgiving Day"
    assert holiday_name("New Years Day") == "New Year's Day"
    assert holiday_name("Pancake Day") is None
    assert all(holiday_name(name) == name for name in RULES)


def test_ranges_and_parts_of_days_close() -> None:
    profile = with_profile(
        closures=[
            {"first": "2026-12-07", "last": "2026-12-14", "reason": "Renovation"},
            {"date": "2026-12-21", "until": "10:00"},
        ]
    )
    assert closure_reason(profile, date(2026, 12, 7)) == "Renovation"
    assert closure_reason(profile, date(2026, 12, 14)) == "Renovation"
    assert closure_reason(profile, date(2026, 12, 15)) is None
    assert open_spans(profile, date(2026, 12, 21)) == [Span(time(10), time(12))]
    days = [closing.day for closing in closings_between(profile, date(2026, 12, 1), date(2026, 12, 31))]
    assert days == [date(2026, 12, 7), date(2026, 12, 14), date(2026, 12, 21)]


def test_hours_as_said() -> None:
    usual = "Monday to Friday 8:00 AM to 5:00 PM, lunch 12:00 PM to 1:00 PM. Closed Saturday and Sunday."
    assert spoken_hours(BARTON) == usual
    day = {"open": "8:00-12:00"}
    profile = with_profile(hours={"monday": day, "tuesday": day, "thursday": {"open": "10:00-19:30"}})
    assert spoken_hours(profile) == (
        "Monday and Tuesday 8:00 AM to 12:00 PM. Thursday 10:00 AM to 7:30 PM. "
        "Closed Wednesday, Friday, Saturday and Sunday."
    )


def test_dates_and_times_as_said() -> None:
    assert spoken_moment(at("2026-12-01 14:00")) == "Tuesday, December 1 at 2:00 PM"
    assert spoken_date(date(2026, 12, 1), year=True) == "Tuesday, December 1, 2026"
    assert [spoken_time(time(hour)) for hour in (0, 9, 12, 13)] == ["12:00 AM", "9:00 AM", "12:00 PM", "1:00 PM"]
    assert spoken_phone("+1 (555) 010-0108") == "555 010 0108"
    assert spoken_phone("12") == "12"
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
