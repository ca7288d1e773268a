"""One caller utterance read by all language readers at once, given what was just asked."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from receptionist.sandbox.brain.monologue import condensed
from receptionist.sandbox.brain.names_beside import FULL_DATE, is_near, name_beside
from receptionist.sandbox.brain.wording import Ask
from receptionist.sandbox.language.anchored_days import NOTHING, TalkedOf, resolve
from receptionist.sandbox.language.dates import DateReading, read_dates
from receptionist.sandbox.language.intents import Intent, IntentReading, is_no, is_yes, read_intents
from receptionist.sandbox.language.people import (
    BirthdateReading,
    NameReading,
    read_address,
    read_birthdate,
    read_email,
    read_name,
    read_phone,
    read_phone_problem,
)
from receptionist.sandbox.language.times import TimeReading, read_time

NAME_ASKS = frozenset({Ask.NAME, Ask.IDENTITY, Ask.CORRECT, Ask.NEWNESS})
BIRTHDATE_ASKS = frozenset({Ask.BIRTHDATE, Ask.IDENTITY, Ask.CORRECT})
PERSON_ASKS = NAME_ASKS | BIRTHDATE_ASKS | {Ask.PHONE, Ask.ADDRESS, Ask.THIRD, Ask.CALLBACK}
OFFICE_INTENTS = frozenset(
    {
        Intent.HOURS,
        Intent.ADDRESS,
        Intent.PARKING,
        Intent.INSURANCE,
        Intent.BRING,
        Intent.PHONE_NUMBER,
        Intent.SERVICES,
        Intent.PRICE,
    }
)
TASK_INTENTS = frozenset(
    {Intent.BOOK, Intent.MOVE, Intent.CANCEL, Intent.CONFIRM_VISIT, Intent.FIND_VISIT, Intent.NEW_PATIENT}
)
_STARTS_YES = re.compile(
    r"^\W*(?:oh |uh |um |well )?(?:yes|yeah|yep|yup|sure|i have|i am|i do|of course)\b", re.IGNORECASE
)
_STARTS_NO = re.compile(
    r"^\W*(?:oh |uh |um |well )?(?:no|nope|nah|not yet|never|i haven'?t|i have not|i'?ve never|i am not|i'?m not)\b"
    r"(?! (?:sure|certain|really sure|idea))",
    re.IGNORECASE,
)
_POSITIONS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}
_POSITION = re.compile(r"\b(?:the|option|number|take) (first|second|third|1st|2nd|3rd)\b", re.IGNORECASE)
_DAY_ONLY = re.compile(r"\bthe (\d{1,2})(?:st|nd|rd|th)?\b")
_SURELY_A_TIME = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btomorrow\b|\d ?[ap]\.?m\b|o'? ?clock|\bat \w+\W*$", re.IGNORECASE
)
_SAME_DAY = re.compile(r"\b(?:the )?same day\b", re.IGNORECASE)
_BIRTH_PHRASE = re.compile(
    r"\b(?:born(?: on)?|birth ?da(?:y|te)(?: is|:)?|date of birth(?: is|:)?|dob(?: is|:)?)\b.{4,40}?\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Heard:
    """Everything the readers found in one utterance. `yes` and `no` are plain answers without a new wish."""

    text: str
    intents: IntentReading
    yes: bool
    no: bool
    name: NameReading | None
    birthdate: BirthdateReading | None
    phone: str | None
    phone_problem: str | None
    address: str | None
    email: str | None
    dates: DateReading
    times: TimeReading
    birth_day_only: int | None = None

    def has(self, *intents: Intent) -> bool:
        """Whether any of the intents was heard."""
        return any(intent in self.intents for intent in intents)

    @property
    def leans_yes(self) -> bool:
        """A yes that may go on ("Yes, I've been there twice"); for questions where nothing is at stake."""
        return self.yes or (bool(_STARTS_YES.match(self.text)) and not self.no)

    @property
    def leans_no(self) -> bool:
        """A no that may go on ("No, this would be my first time")."""
        return self.no or bool(_STARTS_NO.match(self.text))

    @property
    def choice(self) -> int | None:
        """A pick by position; "the second" counts too when it can't be a day of the month."""
        if self.intents.choice is not None or self.dates.found:
            return self.intents.choice
        found = _POSITION.search(self.text)
        return _POSITIONS[found.group(1).lower()] if found else None

    @property
    def wishes_time(self) -> bool:
        """Whether a day, a time or something ruled out was said."""
        dates = self.dates
        return bool(dates.found or dates.not_days or dates.not_weekdays or self.times.found or self.times.not_part)

    @property
    def office_only(self) -> bool:
        """A question about the office and nothing that belongs to a visit: its dates are no wishes."""
        asks_office = any(intent in OFFICE_INTENTS for intent in self.intents.intents)
        return asks_office and not self.has(*TASK_INTENTS) and not self.intents.visit

    @property
    def about_person(self) -> bool:
        """Whether the caller said something about who they are."""
        return bool(self.name or self.birthdate or self.phone or self.phone_problem)


@lru_cache(maxsize=1024)
def hear(text: str, asked: Ask | None, today: date, talked_of: TalkedOf = NOTHING) -> Heard:
    """Read one utterance. `asked` is the question it answers, if any; `today` is the practice's date.
    `talked_of` places "the following Monday" and the like.

    Every inference reads the whole conversation again, so readings are kept; they are pure and frozen.
    """
    text = condensed(text, today)
    intents = read_intents(text)
    yes, no = is_yes(text), is_no(text)
    office = any(intent in OFFICE_INTENTS for intent in intents.intents)
    dates = read_dates(text, today)
    when = dates.soonest or dates.any_day or dates.not_weekdays
    plain = not (yes or no or office or when or Intent.NEW_PATIENT in intents)
    birthdate = read_birthdate(text, today, asked=asked in BIRTHDATE_ASKS and plain)
    heard = Heard(
        text=text,
        intents=intents,
        yes=yes,
        no=no,
        name=read_name(text, asked=asked in NAME_ASKS and plain)
        or name_beside(text, birthdate, today)
        or (_name_instead(text) if asked is Ask.BIRTHDATE and plain and birthdate is None else None),
        birthdate=birthdate,
        phone=read_phone(text),
        phone_problem=read_phone_problem(text),
        address=read_address(text) if asked in (Ask.ADDRESS, Ask.THIRD) else None,
        email=read_email(text),
        dates=_read_wished_dates(resolve(text, talked_of, today), birthdate, asked, today),
        times=_read_wished_time(text, asked, intents),
    )
    day_only = _DAY_ONLY.search(text.lower())
    return replace(heard, birth_day_only=int(day_only.group(1)) if day_only else None)


def _name_instead(text: str) -> NameReading | None:
    """A full name in answer to the question for the birth date: the one we had was misheard."""
    words = text.strip(" .!").split()
    if not 2 <= len(words) <= 3 or not all(word[:1].isupper() for word in words):
        return None
    name = read_name(text, asked=True)
    return name if name and name.first and name.last else None


def _read_wished_time(text: str, asked: Ask | None, intents: IntentReading) -> TimeReading:
    """Times that are wishes; digits that answer a question about a person are none."""
    tells_when = asked is Ask.NEWNESS and _SURELY_A_TIME.search(text)
    if asked in PERSON_ASKS and not tells_when and not intents.intents & TASK_INTENTS:
        return TimeReading()
    return read_time(text)


def _read_wished_dates(text: str, birthdate: BirthdateReading | None, asked: Ask | None, today: date) -> DateReading:
    """Dates that are wishes: a birth date is none, wherever in the sentence it stands."""
    text = _BIRTH_PHRASE.sub(" ", text)
    if birthdate is not None:
        text = FULL_DATE.sub(lambda found: found.group(0) if is_near(found, today) else " ", text)
    if asked in (Ask.WHEN, Ask.SLOT, Ask.AGREE):
        text = _SAME_DAY.sub(" ", text)
    dates = read_dates(text, today)
    if birthdate is None:
        return dates
    if birthdate.day is None:
        # A birth date that can't be takes nothing away from the day that was wished for beside it.
        return dates if birthdate.impossible and not dates.impossible else DateReading()
    born = (birthdate.day.month, birthdate.day.day)
    wished = tuple(day for day in dates.days if (day.month, day.day) != born)
    if len(wished) < len(dates.days):
        return replace(dates, days=(), start=wished[0], end=wished[-1]) if wished else DateReading()
    if dates.start and (dates.start.month, dates.start.day) == born:
        return DateReading()
    return dates
