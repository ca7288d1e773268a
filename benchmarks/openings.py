"""Openings for a caller, on a large office: 60 days, 12 operatories, 8 providers, seven visits a provider and day.

The baseline is what any approach has to do at least: parse the same rows from the vendor's JSON.
"""

import json
import time
from datetime import date, datetime, timedelta

from benchmarks.figures import milliseconds, percentile
from opendental_client import AppointmentType, Operatory, Provider
from receptionist.booking.case import Held
from receptionist.booking.openings import Board, Wish, find_openings
from receptionist.booking.snapshot import build_snapshot
from receptionist.practice.office import Office
from receptionist.practice.people import operatory_of, provider_of, type_of
from receptionist.practice.profile import load_profile
from receptionist.settings import ROOT
from tests.booking.fake import ZONE, FakeOpenDental, weekdays

FIRST = date(2026, 12, 1)
DAYS, PROVIDERS, CHAIRS, RUNS = 60, 8, 12, 20


async def run() -> list[str]:
    office, world = _office(), _world()
    zone = office.profile.zone
    now = datetime(2026, 11, 30, 9, tzinfo=zone)
    last = FIRST + timedelta(days=2 * DAYS)
    visits = list(world.appointments.values())
    rows = json.dumps([row.model_dump(mode="json", by_alias=True) for row in (*world.schedules, *visits)])
    kind = next(iter(office.types.values()))
    parse, build, find = [], [], []
    for _ in range(RUNS):
        started = time.perf_counter()
        json.loads(rows)
        parsed = time.perf_counter()
        snapshot = build_snapshot(office, FIRST, last, now, world.schedules, visits)
        built = time.perf_counter()
        found = find_openings(Board(office, snapshot, Held(), now), Wish(kind, kind.pattern, FIRST, last))
        find.append(time.perf_counter() - built)
        build.append(built - parsed)
        parse.append(parsed - started)
    return [
        f"{len(world.schedules)} schedule rows, {len(visits)} visits, {len(found)} openings offered",
        f"parse the JSON    {milliseconds(parse)}",
        f"sort into days    {milliseconds(build)}, ratio {percentile(build, 0.5) / percentile(parse, 0.5):.1f}",
        f"find and rank     {milliseconds(find)}, ratio {percentile(find, 0.5) / percentile(parse, 0.5):.1f}",
    ]


def _office() -> Office:
    profile = load_profile(ROOT / "fixtures/practices/barton.yaml")
    providers = [Provider(prov_num=n, f_name="Pat", l_name=f"Number{n}") for n in range(1, PROVIDERS + 1)]
    chairs = [Operatory(operatory_num=n, op_name=f"Op {n}", item_order=n) for n in range(1, CHAIRS + 1)]
    kind = AppointmentType(appointment_type_num=5, appointment_type_name="Filling", pattern="X" * 12)
    return Office(
        profile=profile,
        providers={row.prov_num: provider_of(row) for row in providers},
        operatories={row.operatory_num: operatory_of(row) for row in chairs},
        types={5: type_of(kind, profile.appointment_types)},
    )


def _world() -> FakeOpenDental:
    world = FakeOpenDental()
    for day in weekdays(FIRST, DAYS):
        for provider in range(1, PROVIDERS + 1):
            chairs = tuple(chair for chair in range(1, CHAIRS + 1) if chair % PROVIDERS == provider % PROVIDERS)
            world.shift(day, provider, chairs)
            for hour in (8, 9, 10, 11, 13, 14, 15):
                start = datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)
                world.visit(100 + provider, start, 60, chairs[0], provider)
    return world
