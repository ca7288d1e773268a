"""The only place where the office's wall-clock times and aware datetimes turn into each other.

Open Dental knows no time zones: every datetime on the wire is the wall clock of the office's server. The client
knows the office's zone, hands out aware datetimes in it, and takes aware datetimes of any zone. Twice a year a wall
clock is not a time:

* The repeated hour (autumn). Reading: the first pass (daylight time) is meant. Writing a moment of the second pass
  is refused, since it would read back an hour early; in a "changed since" filter the first pass is sent, which can
  only return too much.
* The skipped hour (spring). Reading: the wall clock is taken as if it had not been moved, so 2:30 becomes 3:30.
  Writing a moment that does not exist is refused.
"""

from datetime import UTC, date, datetime, tzinfo

from opendental_client._errors import InvalidArgument

_NO_DATE_YEAR = 1


class OfficeZone:
    """The wall clock of one office."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone

    def read(self, text: str) -> datetime | None:
        """The moment of a wall-clock text, aware in the office's zone; None for the vendor's "no datetime".

        Takes `yyyy-MM-dd HH:mm:ss` and other ISO forms. Raises ValueError, without the text, for anything else.
        """
        return self.moment(parse_wall_clock(text))

    def moment(self, wall: datetime | None) -> datetime | None:
        """An office wall-clock reading as an aware datetime. A value that is aware already keeps its moment."""
        if wall is None or wall.year == _NO_DATE_YEAR:
            return None
        aware = wall.replace(tzinfo=self._zone) if wall.tzinfo is None else wall
        return aware.astimezone(UTC).astimezone(self._zone)

    def day_of(self, moment: datetime) -> date:
        """The office's day an aware moment falls on."""
        return moment.astimezone(self._zone).date()

    def write(self, moment: datetime, *, first_pass_will_do: bool = False) -> str:
        """`yyyy-MM-dd HH:mm:ss` on the office's wall clock; fractions of a second are cut off.

        Raises InvalidArgument for a naive datetime, for one that does not exist, and for the second pass of the
        repeated hour unless `first_pass_will_do`.
        """
        if moment.tzinfo is None:
            raise InvalidArgument("a datetime without a time zone is ambiguous; pass an aware one")
        instant = moment.astimezone(UTC)
        if instant.astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None):
            raise InvalidArgument("this local time does not exist: the clocks skip it in spring")
        local = instant.astimezone(self._zone)
        if local.fold and not first_pass_will_do:
            raise InvalidArgument("Open Dental cannot tell this time from the hour before: the clocks repeat it")
        return local.replace(tzinfo=None).isoformat(sep=" ", timespec="seconds")


def parse_wall_clock(text: str) -> datetime | None:
    """An ISO text as a datetime without conversion; None for "" and for year 1. The error never holds the text."""
    stripped = text.strip()
    if not stripped:
        return None
    try:
        parsed = datetime.fromisoformat(stripped)
    except ValueError:
        raise ValueError("not a datetime of the form yyyy-MM-dd HH:mm:ss") from None
    return None if parsed.year == _NO_DATE_YEAR else parsed
