"""The calendar of the tests' practice: people, appointment types, a grid of openings, and what is taken."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

NOW = datetime.fromisoformat("2026-11-23T09:04:00-05:00")
CLOSED = {date(2026, 11, 26): "Thanksgiving Day"}
GRID = (time(9, 0), time(10, 30), time(13, 0), time(14, 0), time(15, 0), time(16, 0))
PROVIDERS = {
    1: ("Dr. Emily Barton", "dentist", 1),
    2: ("Dr. Raj Patel", "dentist", 2),
    3: ("Sarah Kim", "hygienist", 4),
    4: ("Luis Ortega", "hygienist", 5),
}
TYPES = {
    11: ("New Patient Exam", 60, "dentist", True),
    12: ("Cleaning", 60, "hygienist", True),
    13: ("Child Cleaning", 30, "hygienist", True),
    14: ("Periodontal Maintenance", 60, "hygienist", True),
    15: ("Filling", 60, "dentist", True),
    16: ("Emergency Exam", 30, "dentist", True),
    17: ("Consultation", 30, "dentist", True),
    18: ("Crown Prep", 90, "dentist", False),
}


@dataclass
class Person:
    """A patient on file."""

    number: int
    first: str
    last: str
    born: str
    phone: str
    street: str = "1 Elm Street"


@dataclass
class Booked:
    """A visit in the book."""

    number: int
    patient: int
    kind: int
    provider: int
    starts: datetime
    confirmed: bool = False


@dataclass(frozen=True)
class Opening:
    """A free time."""

    starts: datetime
    provider: int

    def json(self, minutes: int) -> dict[str, object]:
        """The opening in the wire's shape."""
        name, _, operatory = PROVIDERS[self.provider]
        return {
            "AptDateTime": f"{self.starts:%Y-%m-%d %H:%M:%S}",
            "ProvNum": self.provider,
            "Op": operatory,
            "provider": name,
            "minutes": minutes,
            "spoken": f"{spoken(self.starts)} with {name}",
        }


def spoken(when: datetime) -> str:
    """ "Tuesday, December 1 at 2:00 PM"."""
    clock = f"{when.hour % 12 or 12}:{when.minute:02d} {'AM' if when.hour < 12 else 'PM'}"
    return f"{when:%A, %B} {when.day} at {clock}"


@dataclass
class Book:
    """People and visits; free times are the grid minus what is booked or blocked."""

    people: list[Person] = field(default_factory=list)
    visits: list[Booked] = field(default_factory=list)
    blocked: set[tuple[datetime, int]] = field(default_factory=set)

    def why_not(self, day: date) -> str:
        """Why nobody can come on this day, or the empty string."""
        if day < NOW.date():
            return "That day has already passed."
        if day.weekday() > 4:
            return f"We're closed on {day:%A}s."
        if day in CLOSED:
            return f"We're closed on {day:%A, %B} {day.day} for {CLOSED[day]}."
        return ""

    def free(self, day: date, role: str, provider: int | None) -> list[Opening]:
        """The openings of a day, by time and provider."""
        if self.why_not(day) or day == NOW.date():
            return []
        found = []
        for start in GRID:
            starts = datetime.combine(day, start)
            for number, (_, who, _) in PROVIDERS.items():
                taken = (starts, number) in self.blocked or any(
                    visit.starts == starts and visit.provider == number for visit in self.visits
                )
                if who == role and provider in (None, number) and not taken:
                    found.append(Opening(starts, number))
        return found

    def search(self, role: str, first: date, last: date, provider: int | None, part: str | None) -> list[Opening]:
        """Openings in a span of days."""
        found: list[Opening] = []
        day = first
        while day <= last:
            for opening in self.free(day, role, provider):
                is_morning = opening.starts.hour < 12
                if part in (None, "any") or (part == "morning") == is_morning:
                    found.append(opening)
            day += timedelta(days=1)
        return found


def at(text: str) -> datetime:
    """A practice-local time."""
    return datetime.fromisoformat(text)


def barton() -> Book:
    """A fresh book with a few people and their visits."""
    book = Book(
        people=[
            Person(101, "Dana", "Okafor", "1988-11-02", "5550100101"),
            Person(102, "Milo", "Okafor", "2017-05-14", "5550100101"),
            Person(104, "Maria", "Lopez", "1990-03-03", "5550100104", "4 Oak Lane"),
            Person(105, "Maria", "Lopez", "1990-03-03", "5550100105", "9 Mill Road"),
            Person(108, "Tom", "Reyes", "1994-07-19", "5550100108"),
            Person(109, "Priya", "Shah", "1982-12-05", "5550100109"),
            Person(112, "Sean", "O'Brien", "1986-09-27", "5550100112"),
        ],
        visits=[
            Booked(901, 108, 12, 3, at("2026-11-30 10:30")),
            Booked(902, 109, 15, 1, at("2026-12-01 14:00")),
            Booked(903, 109, 12, 4, at("2026-12-03 09:00")),
        ],
    )
    book.blocked |= {(at("2026-12-01 15:00"), 3), (at("2026-12-01 15:00"), 4)}
    return book
