"""The supervisor's tools as the tests play them: the result shapes of the wire, on a small calendar of their own."""

# ruff: noqa: N803
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from typing import Any

from tests.sandbox.brain.calendar_book import PROVIDERS, TYPES, Book, Booked, Opening, Person, barton, spoken

Json = dict[str, Any]
PARAMETERS: dict[str, tuple[str, ...]] = {
    "VerifyIdentity": ("FName", "LName", "Birthdate", "Phone", "Address"),
    "CreatePatient": ("FName", "LName", "Birthdate", "WirelessPhone", "Email"),
    "GetProviders": (),
    "GetAppointmentTypes": (),
    "GetAppointments": ("PatNum", "dateStart", "dateEnd"),
    "GetAvailableSlots": (
        "AppointmentTypeNum",
        "dateStart",
        "dateEnd",
        "time",
        "part_of_day",
        "ProvNum",
        "OpNum",
        "AptNum",
    ),
    "CreateAppointment": ("PatNum", "AppointmentTypeNum", "AptDateTime", "ProvNum", "Op", "Note"),
    "UpdateAppointment": ("AptNum", "AptDateTime", "ProvNum", "Op"),
    "BreakAppointment": ("AptNum", "sendToUnscheduledList"),
    "ConfirmBooking": ("proposal_id",),
    "DropBooking": ("proposal_id",),
    "ConfirmAppointment": ("AptNum",),
    "TakeMessage": ("text", "callback_number", "urgency"),
}


@dataclass
class Proposed:
    """A proposal that waits."""

    proposal_id: str
    kind: str
    read_back: str
    turn: int
    write: Callable[[], Json]


@dataclass
class Toolset:
    """Plays every tool; `calls` records them, `messages` what was left for staff, `turn` is the caller's turn."""

    book: Book = field(default_factory=barton)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    messages: list[Json] = field(default_factory=list)
    verified: Person | None = None
    failures: int = 0
    proposed: Proposed | None = None
    turn: int = 0
    heard: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    counter: int = 0

    def play(self, name: str, arguments: Mapping[str, Any]) -> Json:
        """One tool call."""
        assert set(arguments) == set(PARAMETERS[name]), f"{name} wants exactly {PARAMETERS[name]}"
        self.calls.append((name, dict(arguments)))
        if name in self.broken:
            return {"status": "error", "say": "I'm sorry, our system isn't answering right now."}
        method = getattr(self, f"_{name}")
        result: Json = method(**arguments)
        return result

    def names(self) -> list[str]:
        """The tools called so far."""
        return [name for name, _ in self.calls]

    def is_verified(self, patient: int) -> bool:
        """Whether this is the verified caller: charts of others stay shut."""
        return self.verified is not None and self.verified.number == patient

    def _VerifyIdentity(self, FName: str, LName: str, Birthdate: str, Phone: str | None, Address: str | None) -> Json:
        if self.failures >= 3:
            return {"status": "locked", "say": "I can't look anyone up on this call any more."}
        full = (FName.casefold(), LName.casefold(), Birthdate)
        found = [p for p in self.book.people if (p.first.casefold(), p.last.casefold(), p.born) == full]
        if len(found) > 1 and (Phone or Address):
            found = [p for p in found if p.phone == Phone or (Address and p.street == Address)]
        if len(found) > 1:
            return {"status": "need_third_identifier", "say": "May I have the phone number or street on file?"}
        if not found:
            self.failures += 1
            say = "I couldn't match those details. Could you repeat your full name and date of birth?"
            return {"status": "not_verified", "say": say, "attempts_left": 3 - self.failures}
        self.verified = found[0]
        return {"status": "verified", "PatNum": found[0].number, "FName": found[0].first, "LName": found[0].last}

    def _CreatePatient(self, FName: str, LName: str, Birthdate: str, WirelessPhone: str, Email: str | None) -> Json:
        def write() -> Json:
            person = Person(500 + len(self.book.people), FName, LName, Birthdate, WirelessPhone)
            self.book.people.append(person)
            self.verified = person
            say = f"You're registered, {FName}."
            return {"status": "created", "PatNum": person.number, "FName": FName, "LName": LName, "say": say}

        read = f"I have {FName} {LName}, born {Birthdate}, mobile {WirelessPhone}. Is that right?"
        return self._propose("register", read, write)

    def _GetProviders(self) -> Json:
        rows = [{"ProvNum": n, "name": name, "role": role} for n, (name, role, _) in PROVIDERS.items()]
        return {"status": "ok", "providers": rows}

    def _GetAppointmentTypes(self) -> Json:
        rows = [
            {"AppointmentTypeNum": n, "AppointmentTypeName": a, "minutes": m, "role": r, "bookable": b}
            for n, (a, m, r, b) in TYPES.items()
        ]
        return {"status": "ok", "types": rows}

    def _GetAppointments(self, PatNum: int, dateStart: str | None, dateEnd: str | None) -> Json:
        assert self.is_verified(PatNum)
        rows = [
            {
                "AptNum": visit.number,
                "AptDateTime": f"{visit.starts:%Y-%m-%d %H:%M:%S}",
                "spoken": f"{spoken(visit.starts)} with {PROVIDERS[visit.provider][0]}",
                "AptStatus": "Scheduled",
                "type": TYPES[visit.kind][0],
                "AppointmentTypeNum": visit.kind,
                "ProvNum": visit.provider,
                "provider": PROVIDERS[visit.provider][0],
                "minutes": TYPES[visit.kind][1],
                "confirmed": visit.confirmed,
            }
            for visit in self.book.visits
            if visit.patient == PatNum
        ]
        return {"status": "ok", "appointments": rows}

    def _GetAvailableSlots(
        self,
        AppointmentTypeNum: int,
        dateStart: str | None,
        dateEnd: str | None,
        time: str | None,
        part_of_day: str | None,
        ProvNum: int | None,
        OpNum: int | None,
        AptNum: int | None,
    ) -> Json:
        _, minutes, role, _ = TYPES[AppointmentTypeNum]
        first = date.fromisoformat(dateStart) if dateStart else date(2026, 11, 23)
        last = date.fromisoformat(dateEnd) if dateEnd else first + timedelta(days=21)
        say = self.book.why_not(first) if first == last else ""
        found = self.book.search(role, first, last, ProvNum, part_of_day)
        if time and found:
            wanted = clock_time.fromisoformat(time)
            hits = [opening for opening in found if opening.starts.time() == wanted]
            exact = bool(hits) and (hits[0].starts.date() == first)
            if not exact:
                say = "That time is taken."
                found.sort(key=lambda o: (o.starts.date(), abs(_minutes(o) - wanted.hour * 60 - wanted.minute)))
            return self._openings(hits if exact else found, exact, say, minutes)
        if say:
            later = self.book.search(
                role, max(first, date(2026, 11, 24)), first + timedelta(days=9), ProvNum, part_of_day
            )
            return self._openings(later, False, say, minutes)
        return self._openings(found, False, "" if found else "I have nothing open then.", minutes)

    def _openings(self, found: list[Opening], exact: bool, say: str, minutes: int) -> Json:
        times: list[Opening] = []
        for opening in found:
            if all(opening.starts != other.starts for other in times):
                times.append(opening)
        rows = [opening.json(minutes) for opening in times[:3]]
        result: Json = {"status": "ok", "slots": rows, "exact": exact}
        return {**result, "say": say} if say else result

    def _CreateAppointment(
        self,
        PatNum: int,
        AppointmentTypeNum: int,
        AptDateTime: str,
        ProvNum: int | None,
        Op: int | None,
        Note: str | None,
    ) -> Json:
        assert self.is_verified(PatNum)
        starts = datetime.fromisoformat(AptDateTime)
        name = TYPES[AppointmentTypeNum][0]
        assert ProvNum is not None

        def write() -> Json:
            number = 1000 + len(self.book.visits)
            self.book.visits.append(Booked(number, PatNum, AppointmentTypeNum, ProvNum, starts))
            return _done(number, starts, f"You're booked for {spoken(starts)}.")

        return self._propose("create", f"A {name.lower()} on {spoken(starts)}. Shall I book it?", write)

    def _UpdateAppointment(self, AptNum: int, AptDateTime: str, ProvNum: int | None, Op: int | None) -> Json:
        visit, starts = self._visit(AptNum), datetime.fromisoformat(AptDateTime)

        def write() -> Json:
            visit.starts, visit.provider = starts, ProvNum or visit.provider
            return _done(AptNum, starts, f"Your visit is now {spoken(starts)}.")

        read = f"I'd move your visit from {spoken(visit.starts)} to {spoken(starts)}. Shall I move it?"
        return self._propose("move", read, write)

    def _BreakAppointment(self, AptNum: int, sendToUnscheduledList: bool | None) -> Json:
        visit = self._visit(AptNum)

        def write() -> Json:
            self.book.visits.remove(visit)
            return _done(AptNum, visit.starts, f"Your visit on {spoken(visit.starts)} is cancelled.")

        return self._propose("cancel", f"You want to cancel {spoken(visit.starts)}. Shall I cancel it?", write)

    def _ConfirmBooking(self, proposal_id: str) -> Json:
        proposed = self.proposed
        if proposed is None or proposed.proposal_id != proposal_id:
            return {"status": "refused", "reason": "gone", "say": "That offer has expired.", "alternatives": []}
        if proposed.turn >= self.turn or not any(proposed.read_back in said for said in self.heard):
            return {"status": "not_agreed", "read_back": proposed.read_back, "say": "They must agree first."}
        self.proposed = None
        return proposed.write()

    def _DropBooking(self, proposal_id: str) -> Json:
        assert self.proposed is not None
        assert self.proposed.proposal_id == proposal_id
        self.proposed = None
        return {"status": "dropped"}

    def _ConfirmAppointment(self, AptNum: int) -> Json:
        visit = self._visit(AptNum)
        visit.confirmed = True
        return {"status": "done", "AptNum": AptNum, "say": f"Your visit on {spoken(visit.starts)} is confirmed."}

    def _TakeMessage(self, text: str, callback_number: str | None, urgency: str) -> Json:
        self.messages.append({"text": text, "callback_number": callback_number, "urgency": urgency})
        return {"status": "taken", "say": "I've passed your message on."}

    def _visit(self, number: int) -> Booked:
        found = next(visit for visit in self.book.visits if visit.number == number)
        assert self.is_verified(found.patient)
        return found

    def _propose(self, kind: str, read_back: str, write: Callable[[], Json]) -> Json:
        self.counter += 1
        self.proposed = Proposed(f"p_{self.counter}", kind, read_back, self.turn, write)
        shape: Json = {"status": "proposed", "proposal_id": f"p_{self.counter}", "read_back": read_back}
        return shape if kind == "register" else {**shape, "kind": kind}


def _done(number: int, starts: datetime, say: str) -> Json:
    return {"status": "done", "AptNum": number, "AptDateTime": f"{starts:%Y-%m-%d %H:%M:%S}", "say": say}


def _minutes(opening: Opening) -> int:
    return opening.starts.hour * 60 + opening.starts.minute
