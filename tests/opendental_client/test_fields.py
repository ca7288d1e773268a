"""Scalar types take every spelling the vendor has been seen to use."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from opendental_client._fields import (
    ZONE_CONTEXT,
    ODBool,
    ODDate,
    ODDateTime,
    ODDecimal,
    ODInt,
    ODNumbers,
    ODSecret,
    ODStr,
    ODTime,
    ODUSDateTime,
)
from opendental_client._zone import OfficeZone
from tests.opendental_client.office import NEW_YORK

pytestmark = pytest.mark.unit

CONTEXT = {ZONE_CONTEXT: OfficeZone(NEW_YORK)}
NOON = datetime(2026, 3, 17, 16, 0, tzinfo=UTC)


class Bag(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True)

    integer: ODInt = 7
    number: ODDecimal = None
    truth: ODBool = True
    text: ODStr = "x"
    secret: ODSecret | None = None
    day: ODDate = None
    hour: ODTime = None
    moment: ODDateTime = None
    us: ODUSDateTime = None
    keys: ODNumbers = (9,)


def read(**values: object) -> Bag:
    return Bag.model_validate(values, context=CONTEXT)


@pytest.mark.parametrize(("sent", "got"), [("24555", 24555), (3, 3), ("", 0), (" 5 ", 5), (None, 0), ("-1", -1)])
def test_whole_numbers(sent: object, got: int) -> None:
    assert read(integer=sent).integer == got


@pytest.mark.parametrize(
    ("sent", "got"), [("235.00", Decimal("235.00")), (25.5, Decimal("25.5")), (3, Decimal(3)), ("", None), (None, None)]
)
def test_amounts(sent: object, got: Decimal | None) -> None:
    assert read(number=sent).number == got


@pytest.mark.parametrize(
    ("sent", "got"),
    [
        ("true", True),
        ("false", False),
        ("True", True),
        (True, True),
        (0, False),
        ("1", True),
        ("", False),
        (None, False),
    ],
)
def test_booleans(sent: object, got: bool) -> None:
    assert read(truth=sent).truth is got


@pytest.mark.parametrize(
    ("sent", "got"), [("a", "a"), (97300, "97300"), (None, ""), (Decimal("1.5"), "1.5"), (1.5, "1.5")]
)
def test_texts(sent: object, got: str) -> None:
    assert read(text=sent).text == got


def test_secrets_hide_themselves() -> None:
    bag = read(secret="999-00-0000")
    assert "999" not in repr(bag)
    assert bag.secret is not None
    assert bag.secret.get_secret_value() == "999-00-0000"


@pytest.mark.parametrize(
    ("sent", "got"),
    [
        ("1988-11-02", date(1988, 11, 2)),
        ("1988-11-02 00:00:00", date(1988, 11, 2)),
        ("0001-01-01", None),
        ("", None),
        (None, None),
        (date(1, 1, 1), None),
        (date(1988, 11, 2), date(1988, 11, 2)),
    ],
)
def test_days(sent: object, got: date | None) -> None:
    assert read(day=sent).day == got


@pytest.mark.parametrize(
    ("sent", "got"), [("08:00:00", time(8)), ("00:00:00", time(0)), ("", None), (None, None), (time(9), time(9))]
)
def test_times_of_day(sent: object, got: time | None) -> None:
    assert read(hour=sent).hour == got


@pytest.mark.parametrize(
    ("sent", "got"),
    [
        ("2026-03-17 12:00:00", NOON),
        (NOON, NOON),
        (NOON.astimezone(NEW_YORK).replace(tzinfo=None), NOON),
        ("0001-01-01 00:00:00", None),
        ("", None),
        (None, None),
    ],
)
def test_moments(sent: object, got: datetime | None) -> None:
    assert read(moment=sent).moment == got


@pytest.mark.parametrize(
    ("sent", "got"),
    [
        ("3/17/2026 12:00:00 PM", NOON),
        ("3/17/2026 12:00 pm", NOON),
        ("3/17/2026 12:00:00 AM", datetime(2026, 3, 17, 4, 0, tzinfo=UTC)),
        ("12/21/2021 11:40:00 AM", datetime(2021, 12, 21, 16, 40, tzinfo=UTC)),
        ("3/17/2026 1:05:09 PM", datetime(2026, 3, 17, 17, 5, 9, tzinfo=UTC)),
        ("3/17/2026", datetime(2026, 3, 17, 4, 0, tzinfo=UTC)),
        ("1/1/0001 12:00:00 AM", None),
        ("2026-03-17 12:00:00", NOON),
        (NOON, NOON),
        ("", None),
    ],
)
def test_us_moments(sent: object, got: datetime | None) -> None:
    assert read(us=sent).us == got


@pytest.mark.parametrize(("sent", "got"), [("3,4", (3, 4)), ("", ()), (None, ()), ([3, 4], (3, 4)), ("5", (5,))])
def test_key_lists(sent: object, got: tuple[int, ...]) -> None:
    assert read(keys=sent).keys == got


@pytest.mark.parametrize(
    ("field", "junk"),
    [
        ("integer", "Okafor"),
        ("number", "Okafor"),
        ("truth", "Okafor"),
        ("day", "Okafor"),
        ("hour", "Okafor"),
        ("moment", "Okafor"),
        ("moment", 19881102),
        ("hour", 198811),
        ("day", 19881102),
        ("us", "Okafor"),
        ("us", "13/45/2026 12:00:00 PM"),
        ("keys", "3,Okafor"),
        ("text", ["Okafor"]),
        ("day", datetime(1988, 11, 2, 1, tzinfo=UTC)),
    ],
)
def test_errors_never_repeat_the_value(field: str, junk: object) -> None:
    with pytest.raises(ValidationError) as caught:
        read(**{field: junk})
    assert field in str(caught.value)
    assert "Okafor" not in str(caught.value)
    assert "1988" not in str(caught.value)


@pytest.mark.parametrize("value", ["2026-03-17 12:00:00", NOON.replace(tzinfo=None)])
def test_an_office_time_without_the_office_zone_is_refused(value: object) -> None:
    with pytest.raises(ValidationError, match="time zone"):
        Bag.model_validate({"moment": value})
