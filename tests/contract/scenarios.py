"""What the client's contract tests do: short conversations with Open Dental, recorded once and replayed in every run.

Each scenario takes a client and returns what it learnt, as plain text. Those in `REFERENCE` read nothing about patients
and write nothing, so they alone may be recorded against a real practice.
"""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from opendental_client import (
    AppointmentCreate,
    AppointmentUpdate,
    BadRequest,
    NotFound,
    OpenDentalClient,
    PatientCreate,
    PatientUpdate,
)

Scenario = Callable[[OpenDentalClient], Awaitable[list[str]]]
ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=ZONE)
DAY = date(2026, 12, 8)


async def office(client: OpenDentalClient) -> list[str]:
    providers = await client.providers.list()
    chairs = await client.operatories.list()
    types = await client.appointment_types.list()
    return [
        *(f"{row.prov_num} {row.f_name} {row.l_name} hygienist={row.is_secondary}" for row in providers),
        *(f"{row.operatory_num} {row.op_name} hidden={row.is_hidden}" for row in chairs),
        *(f"{row.appointment_type_num} {row.appointment_type_name} {len(row.pattern) * 5}" for row in types),
    ]


async def schedules(client: OpenDentalClient) -> list[str]:
    rows = await client.schedules.list(date_start=DAY, date_end=DAY)
    return [f"{row.sched_type} {row.prov_num} {row.start_time}-{row.stop_time} {row.operatories}" for row in rows]


async def definitions(client: OpenDentalClient) -> list[str]:
    return [f"{row.def_num} {row.item_name}" for row in await client.definitions.list(category=2)]


async def search_patients(client: OpenDentalClient) -> list[str]:
    by_date = await client.patients.simple(birthdate=date(1990, 3, 3))
    by_phone = await client.patients.list(phone="5550100101")
    return [f"{row.pat_num} {row.f_name} {row.l_name} {row.birthdate}" for row in (*by_date, *by_phone)]


async def book_move_break(client: OpenDentalClient) -> list[str]:
    made = await client.appointments.create(
        AppointmentCreate(
            pat_num=101,
            op=4,
            prov_num=3,
            apt_date_time=datetime(2026, 12, 8, 14, tzinfo=ZONE),
            pattern="X" * 12,
            note="Made by a contract test.",
        )
    )
    moved = await client.appointments.update(
        made.apt_num, AppointmentUpdate(apt_date_time=datetime(2026, 12, 9, 14, tzinfo=ZONE), op=4)
    )
    await client.appointments.note(made.apt_num, "Moved once.")
    await client.appointments.break_(made.apt_num, send_to_unscheduled_list=True)
    broken = await client.appointments.get(made.apt_num)
    return [f"{made.apt_date_time}", f"{moved.apt_date_time}", f"{broken.apt_status} {broken.note}"]


async def confirm(client: OpenDentalClient) -> list[str]:
    (visit,) = [row for row in await client.appointments.list(pat_num=110, date_start=DAY) if row.apt_num >= 9001] or [
        row for row in await client.appointments.list(pat_num=110) if row.apt_num >= 9001
    ]
    await client.appointments.confirm(visit.apt_num, confirm_val="Confirmed")
    return [(await client.appointments.get(visit.apt_num)).confirmed_text]


async def register(client: OpenDentalClient) -> list[str]:
    new = PatientCreate(l_name="Haddad", f_name="Noor", birthdate=date(1990, 3, 4), wireless_phone="5550100777")
    made = await client.patients.create(new)
    changed = await client.patients.update(made.pat_num, PatientUpdate(preferred="Nora"))
    try:
        await client.patients.create(new)
    except BadRequest as error:
        return [f"{made.f_name} {made.l_name} {made.birthdate}", changed.preferred, type(error).__name__]
    return ["a duplicate was accepted"]


async def nobody(client: OpenDentalClient) -> list[str]:
    try:
        await client.patients.get(999999)
    except NotFound as error:
        return [str(error)]
    return ["found"]


REFERENCE: tuple[Scenario, ...] = (office, schedules, definitions)
SCENARIOS: tuple[Scenario, ...] = (*REFERENCE, search_patients, book_move_break, confirm, register, nobody)
