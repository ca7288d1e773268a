"""Registering a new patient: what must hold before, and the one write with its look afterwards."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date

from opendental_client import BadRequest, OpenDentalError, Patient, PatientCreate, WriteOutcomeUnknown
from receptionist.booking.case import CallUsage
from receptionist.booking.identity import LOCKED, IdentityDesk, name_of
from receptionist.booking.outcome import Refused, RegisterPlan, RegisterRequest
from receptionist.booking.phone_numbers import BadNumber, number_from, ten_digits
from receptionist.booking.reader import Reader
from receptionist.booking.rules_patient import GUARDIAN, LIMITS, READS, READS_SPENT, age_on
from receptionist.booking.spelled_names import is_a_name, is_latin
from receptionist.booking.typed_dates import OLDEST_AGE
from receptionist.booking.wording import CANT_REGISTER
from receptionist.booking.writes import LOOK_DELAYS, Fate


@dataclass(frozen=True)
class Registered:
    """What became of a registration; `row` is the chart as read again, when it stands.

    `exists` means that it was not written because there is, or seems to be, a chart already; `unread` that Open Dental
    could not be looked at, so that a later look may still tell.
    """

    fate: Fate
    row: Patient | None = None
    detail: str = ""
    exists: bool = False
    unread: bool = False


@dataclass(frozen=True)
class Registrar:
    """Registers for one call. `plan` raises `OpenDentalError` when the charts cannot be searched."""

    reader: Reader

    @property
    def _identity(self) -> IdentityDesk:
        return self.reader.identity

    async def plan(self, request: RegisterRequest, usage: CallUsage) -> RegisterPlan | Refused:
        """A plan for a new chart; refused, without saying why, when there may be one already."""
        policies = self.reader.office.profile.policies
        if self._identity.locked:
            return Refused("R21_locked", LOCKED, route_to_staff=True)
        if usage.reads > policies.reads_per_call:
            return Refused(READS.reason, READS_SPENT, route_to_staff=True)
        if usage.registrations >= policies.registrations_per_call:
            sentence = "I've done as much as I can in one call. Our team will gladly help you with more."
            return Refused(LIMITS.reason, sentence, route_to_staff=True)
        if (fault := _fault(request, self.reader.today)) is not None:
            return Refused("R21_details", fault)
        guarantor = 0
        if age_on(request.birthdate, self.reader.today) < policies.adult_age:
            guarantor = self._guarantor(policies.adult_age)
            if not guarantor:
                sentence = "To register a child I first need the parent or guardian, with full name and date of birth."
                return Refused(GUARDIAN.reason, sentence)
        if await self._identity.matching(request.f_name, request.l_name, request.birthdate):
            # Asking to register people is another way to ask who is on file, so it costs a try like any other.
            self._identity.fail((name_of(request.f_name), name_of(request.l_name), request.birthdate.isoformat()))
            return Refused("R21_register", CANT_REGISTER)
        return RegisterPlan(
            f_name=" ".join(request.f_name.split()),
            l_name=" ".join(request.l_name.split()),
            birthdate=request.birthdate,
            wireless_phone=ten_digits(request.wireless_phone),
            email=request.email.strip(),
            guarantor=guarantor,
        )

    async def write(self, plan: RegisterPlan) -> Registered:
        """Create the chart, once, and read it again. Never raises `OpenDentalError`."""
        try:
            if await self._identity.matching(plan.f_name, plan.l_name, plan.birthdate):
                return Registered(Fate.NOT_WRITTEN, detail="such a chart exists", exists=True)
            row = await self.reader.client.patients.create(_new_chart(plan))
        except WriteOutcomeUnknown:
            return await self.find(plan)
        except BadRequest:
            return Registered(Fate.NOT_WRITTEN, detail="Open Dental refused the chart", exists=True)
        except OpenDentalError as error:
            return Registered(Fate.NOT_WRITTEN, detail=str(error))
        return await self._read_again(plan, row.pat_num)

    async def find(self, plan: RegisterPlan) -> Registered:
        """Look for the chart without writing."""
        unread = True
        for delay in LOOK_DELAYS:
            await self.reader.clock.sleep(delay)
            try:
                rows = await self._identity.matching(plan.f_name, plan.l_name, plan.birthdate)
            except OpenDentalError:
                continue
            unread = False
            own = [row for row in rows if ten_digits(row.wireless_phone) == plan.wireless_phone]
            if len(own) == 1:
                return Registered(Fate.STANDS, own[0])
        return Registered(
            Fate.UNKNOWN, detail="the write's answer was lost and no trace of it was found", unread=unread
        )

    async def _read_again(self, plan: RegisterPlan, pat_num: int) -> Registered:
        for delay in LOOK_DELAYS:
            await self.reader.clock.sleep(delay)
            try:
                row = await self.reader.client.patients.get(pat_num)
            except OpenDentalError:
                continue
            same = (name_of(row.f_name), name_of(row.l_name)) == (name_of(plan.f_name), name_of(plan.l_name))
            if same and row.birthdate == plan.birthdate:
                return Registered(Fate.STANDS, row)
            return Registered(Fate.UNKNOWN, detail="the chart that was read again is not the one that was written")
        return Registered(Fate.UNKNOWN, detail="the chart could not be read again", unread=True)

    def _guarantor(self, adult_age: int) -> int:
        """The last verified adult of this call who heads an account; 0 when there is none."""
        for known in reversed(self._identity.verified.values()):
            adult = known.birthdate is not None and age_on(known.birthdate, self.reader.today) >= adult_age
            if adult and known.guarantor == known.pat_num:
                return known.pat_num
        return 0


def register_cell(plan: RegisterPlan) -> tuple[str, int]:
    """What two calls registering one person would both hold; a digest, since holds are no place for names."""
    key = f"{name_of(plan.f_name)}|{name_of(plan.l_name)}|{plan.birthdate.isoformat()}"
    return f"reg:{hashlib.sha256(key.encode()).hexdigest()[:32]}", 0


def _fault(request: RegisterRequest, today: date) -> str | None:
    names = (request.f_name, request.l_name)
    if not all(is_a_name(name) and name_of(name) for name in names):
        return "I didn't get the name. Could you give me first and last name, and spell them?"
    if not all(is_latin(name) for name in names):
        return "Could you spell first and last name for me in English letters?"
    if request.birthdate > today or age_on(request.birthdate, today) > OLDEST_AGE:
        return "That date of birth can't be right. Could you give it to me once more?"
    if isinstance(number_from(request.wireless_phone), BadNumber):
        return "I need a phone number with area code, ten digits. Could you give it to me once more?"
    if request.email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", request.email.strip()):
        return "I didn't get the e-mail address. Could you spell it, or shall we leave it out?"
    return None


def _new_chart(plan: RegisterPlan) -> PatientCreate:
    return PatientCreate(
        f_name=plan.f_name,
        l_name=plan.l_name,
        birthdate=plan.birthdate,
        wireless_phone=plan.wireless_phone,
        email=plan.email or None,
        guarantor=plan.guarantor or None,
    )
