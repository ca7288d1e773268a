"""The office a call works with: the profile joined with what Open Dental says of providers, chairs and visit types.

Loaded once at the start of a call and given to both tiers, so that nothing depends on a model asking for it.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from opendental_client import OpenDentalClient, OpenDentalError, SchedType, Schedule
from receptionist.clock import Clock
from receptionist.practice.hours import Closing, closings_between
from receptionist.practice.people import (
    OfficeOperatory,
    OfficeProvider,
    Role,
    VisitType,
    is_working,
    name_key,
    operatory_of,
    provider_of,
    type_of,
)
from receptionist.practice.plain_text import plain
from receptionist.practice.resemblance import resembling
from receptionist.practice.schema import PracticeProfile
from receptionist.practice.wording import spoken_date, spoken_hours, spoken_time

CLOSURES_AHEAD_DAYS = 60


@dataclass(frozen=True)
class Office:
    """A snapshot of the office. `warnings` are sentences for whoever runs the practice, not for callers.

    `day_closures` are the whole-day practice rows of Open Dental (date -> note), as far ahead as they were read.
    """

    profile: PracticeProfile
    providers: dict[int, OfficeProvider]
    operatories: dict[int, OfficeOperatory]
    types: dict[int, VisitType]
    day_closures: dict[date, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def provider_name(self, prov_num: int) -> str:
        """'Sarah Kim', or 'the team' for a provider who is not (or no longer) one of the office's."""
        provider = self.providers.get(prov_num)
        return provider.name if provider else "the team"

    def role_of(self, prov_num: int) -> Role | None:
        """The role of a provider; None when unknown."""
        provider = self.providers.get(prov_num)
        return provider.role if provider else None


async def load_office(client: OpenDentalClient, profile: PracticeProfile, clock: Clock | None = None) -> Office:
    """Read providers, operatories and appointment types; with a `clock` also the closures of the coming weeks.

    Raises `OpenDentalError` when Open Dental cannot be read; without closures it still comes back, with a warning.
    """
    providers, operatories, types = await asyncio.gather(
        client.providers.list(), client.operatories.list(), client.appointment_types.list()
    )
    closures, warnings = await _closures(client, profile, clock)
    visible = [row for row in types if not row.is_hidden]
    names = [row.appointment_type_name for row in types]
    alike = resembling(profile.appointment_types.staff_only, names)
    closed = frozenset(name_key(name) for each in alike.values() for name in each)
    chairs = sorted((row for row in operatories if not row.is_hidden), key=lambda row: row.item_order)
    return Office(
        profile=profile,
        providers={row.prov_num: provider_of(row) for row in providers if is_working(row)},
        operatories={row.operatory_num: operatory_of(row) for row in chairs},
        types={row.appointment_type_num: type_of(row, profile.appointment_types, closed) for row in visible},
        day_closures=closures,
        warnings=(*warnings, *_unknown_names(profile, set(names), alike)),
    )


def is_day_closure(row: Schedule) -> bool:
    """Whether a schedule row closes the practice for its whole day: a practice row from midnight to midnight.

    Open Dental gives a whole-day note the same shape as a holiday; both count as closed, to fail closed.
    """
    return row.sched_type == SchedType.PRACTICE and row.start_time == row.stop_time == time(0)


def office_block(office: Office, now: datetime) -> str:
    """The '# The office' block of both tiers' instructions: one 'Key: value' a line. `now` is aware."""
    profile = office.profile
    today = now.astimezone(profile.zone).date()
    lines = [
        "# The office",
        f"Name: {profile.name}",
        f"Phone: {profile.phone}",
        f"Address: {profile.address}",
        f"Hours: {spoken_hours(profile)}",
        f"Closed on: {closed_on(office, today) or 'no closures in the coming weeks'}",
        *(f"{key}: {value}" for key, value in profile.facts.items()),
        f"Emergency: {profile.emergency}",
    ]
    return "\n".join(lines)


def moment(now: datetime, profile: PracticeProfile) -> str:
    """The 'Now:' line's text: 'Monday, November 23, 2026, 9:04 AM (2026-11-23T09:04:00-05:00, America/New_York)'."""
    local = now.astimezone(profile.zone)
    iso = local.isoformat(timespec="seconds")
    return f"{spoken_date(local.date(), year=True)}, {spoken_time(local)} ({iso}, {profile.time_zone})"


def closed_on(office: Office, today: date) -> str:
    """The closures of the coming weeks in order: 'Thursday, November 26, 2026 (Thanksgiving Day); ...'."""
    last = today + timedelta(days=CLOSURES_AHEAD_DAYS)
    told = {
        (closing.day, closing.span.start): _told(closing) for closing in closings_between(office.profile, today, last)
    }
    whole_days = {day for day, start in told if start == time.min}
    for day, note in office.day_closures.items():
        if today <= day <= last and day not in whole_days and office.profile.hours.on(day.weekday()):
            told[day, time.min] = f"{spoken_date(day, year=True)} ({note or 'closed'})"
    return "; ".join(told[key] for key in sorted(told))


def _told(closing: Closing) -> str:
    part = ""
    if not closing.whole_day:
        start, stop = closing.span.start, closing.span.stop
        part += f" from {spoken_time(start)}" if start != time.min else ""
        part += f" until {spoken_time(stop)}" if stop != time.max else ""
    return f"{spoken_date(closing.day, year=True)}{part} ({closing.reason})"


async def _closures(
    client: OpenDentalClient, profile: PracticeProfile, clock: Clock | None
) -> tuple[dict[date, str], tuple[str, ...]]:
    if clock is None:
        return {}, ()
    today = clock.now().astimezone(profile.zone).date()
    last = today + timedelta(days=CLOSURES_AHEAD_DAYS)
    try:
        rows = await client.schedules.list(date_start=today, date_end=last, sched_type=SchedType.PRACTICE)
    except OpenDentalError as error:
        return {}, (f"The practice's closures could not be read from Open Dental: {error}",)
    return {row.sched_date: plain(row.note) for row in rows if row.sched_date and is_day_closure(row)}, ()


def _unknown_names(profile: PracticeProfile, names: set[str], alike: dict[str, tuple[str, ...]]) -> list[str]:
    known = {name_key(name) for name in names} | {"all"}
    said = profile.appointment_types
    return [
        f"The profile names the appointment type {name!r}, which Open Dental does not have; check its spelling."
        + _kept_closed(alike.get(name, ()))
        for name in (*said.bookable, *said.staff_only, *said.overrides)
        if name_key(name) not in known
    ]


def _kept_closed(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    listed = ", ".join(repr(name) for name in names)
    return f" To be safe, callers can't book what resembles it: {listed}."
