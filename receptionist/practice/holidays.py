"""US holidays by name, for the closures of a practice profile: the rule of each, and the day it is kept on."""

from collections.abc import Callable
from datetime import date, timedelta

MONDAY, THURSDAY = 0, 3


def _nth_weekday(month: int, weekday: int, nth: int) -> Callable[[int], date]:
    def on(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))

    return on


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _day_after_thanksgiving(year: int) -> date:
    return _nth_weekday(11, THURSDAY, 4)(year) + timedelta(days=1)


def _good_friday(year: int) -> date:
    # The Gregorian computus (Meeus/Jones/Butcher); Easter Sunday less two days.
    golden, century, of_century = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    shift = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1) - timedelta(days=2)


RULES: dict[str, Callable[[int], date]] = {
    "New Year's Day": _fixed(1, 1),
    "Martin Luther King Jr. Day": _nth_weekday(1, MONDAY, 3),
    "Presidents' Day": _nth_weekday(2, MONDAY, 3),
    "Good Friday": _good_friday,
    "Memorial Day": _last_monday_of_may,
    "Juneteenth": _fixed(6, 19),
    "Independence Day": _fixed(7, 4),
    "Labor Day": _nth_weekday(9, MONDAY, 1),
    "Columbus Day": _nth_weekday(10, MONDAY, 2),
    "Veterans Day": _fixed(11, 11),
    "Thanksgiving Day": _nth_weekday(11, THURSDAY, 4),
    "Day After Thanksgiving": _day_after_thanksgiving,
    "Christmas Eve": _fixed(12, 24),
    "Christmas Day": _fixed(12, 25),
    "New Year's Eve": _fixed(12, 31),
}


def holiday_name(text: str) -> str | None:
    """The name as listed in `RULES`, found whatever the case, apostrophes and blanks; None when there is none."""
    return _BY_KEY.get(_key(text))


def holiday_date(name: str, year: int, *, observed: bool) -> date:
    """The day `name` (as in `RULES`) is kept in `year`; `observed` moves Saturday to Friday and Sunday to Monday.

    With `observed` the result can lie in the year before (New Year's Day on a Saturday).
    """
    day = RULES[name](year)
    if observed and day.weekday() == 5:
        return day - timedelta(days=1)
    if observed and day.weekday() == 6:
        return day + timedelta(days=1)
    return day


def falls_on(name: str, day: date, *, observed: bool) -> bool:
    """Whether the holiday `name` is kept on `day`, this year's or the next year's observed one."""
    return any(holiday_date(name, year, observed=observed) == day for year in (day.year, day.year + 1))


def _key(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


_BY_KEY = {_key(name): name for name in RULES}
