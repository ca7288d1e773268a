"""Who the visit is for, as the caller says it: names, birth dates, numbers, and whether they have been here before."""

import re
from calendar import monthrange
from datetime import date

from receptionist.sandbox.brain.frame import Frame, Person
from receptionist.sandbox.brain.hearing import NAME_ASKS, PERSON_ASKS, Heard
from receptionist.sandbox.brain.listening.party import hear_party
from receptionist.sandbox.brain.names_beside import FULL_DATE
from receptionist.sandbox.brain.wording import Ask
from receptionist.sandbox.language.calendar_words import WEEKDAY, day_or_none
from receptionist.sandbox.language.intents import Intent
from receptionist.sandbox.language.people import BirthdateReading, NameReading, read_birthdate, read_name
from receptionist.sandbox.language.spelling import closer_to, find_spelled, resembles, split_names

_RELATIVE = (
    r"(?:sons?|daughters?|child(?:ren)?|kids?|boys?|girls?|twins|husband|wife|spouse|partner|mother|father|mom|mum|dad|brother"
    r"|sister|grandson|granddaughter|grandma|grandpa)"
)
_CHILD = re.compile(
    r"\bmy (?:[\w-]+ ){0,3}?(?:sons?|daughters?|child(?:ren)?|kids?|boys?|girls?|twins|grandsons?|granddaughters?)\b",
    re.IGNORECASE,
)
_FOR_OTHER = re.compile(
    rf"\b(?:for|is) my (?:[\w-]+ ){{0,3}}?{_RELATIVE}\b|\bmy {_RELATIVE}(?:'s| needs| has)\b", re.IGNORECASE
)
_RELATION = re.compile(rf"\bmy (?:[\w-]+ ){{0,3}}?(?={_RELATIVE}\b)", re.IGNORECASE)
_FOR_SELF = re.compile(r"\b(?:for myself|one for me|for me (?:too|as well|also)|also for me)\b", re.IGNORECASE)
_OPENING = r"^\W*(?:(?:no|nope|nah|yes|yeah|yep|oh|um|uh|hi|sorry|well)\W+)*(?:(?:i'?m|i am|we'?re|it'?s) )?(?:an? )?"
_NEW_ALONE = re.compile(
    rf"{_OPENING}(?:brand )?new(?: patient| here| one| client| customer)*(?: please)?\W*$", re.IGNORECASE
)
_EXISTING_ALONE = re.compile(
    rf"{_OPENING}(?:existing|returning|current|established|regular|old)(?: patient| one| client| customer)*\W*$",
    re.IGNORECASE,
)
_EXISTING_LAST = re.compile(r"[,.;] *(?:an? )?(?:existing|returning|current)(?: patient)?\W*$", re.IGNORECASE)
_FIRST_TIME = re.compile(
    r"\b(?:my|the|our|his|her) (?:very )?first (?:visit|time|appointment)|\b(?:i'?m|i am|we'?re) new\b|\bnever been\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\bnot (?:really )?(?:sure|certain)\b|\b(?:don'?t|can'?t) (?:know|remember|recall)\b|\bmaybe\b", re.I
)
_LONG_AGO = re.compile(
    r"\b(?:(?:years?|months?|while|weeks?|long time) ago|last (?:year|month|time)|a while"
    r"|been (?:there|here|a patient|in)|(?:i|we) (?:was|were|came|went|saw|go|see|come|had))\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b", re.IGNORECASE)


def hear_person(frame: Frame, heard: Heard) -> None:
    """Take identity facts; once somebody is verified a new name counts only when it was asked for."""
    _hear_newness(frame, heard)
    hear_party(frame, heard)
    if frame.party is None:
        _hear_other(frame, heard)
    registering = frame.proposal is not None and frame.proposal.kind == "register"
    open_to_names = frame.pat_num is None or registering or frame.asked in NAME_ASKS
    if open_to_names:
        if _several_birthdates(frame, heard):
            return
        if not _hear_others_name(frame, heard):
            _hear_name(frame, heard)
        _hear_birthdate(frame, heard, registering)
    if heard.phone:
        frame.person.phone = heard.phone
    elif heard.phone_problem and frame.asked in (Ask.PHONE, Ask.THIRD, Ask.CALLBACK):
        frame.turn.problem = heard.phone_problem
    if heard.address:
        frame.person.address = heard.address
    if heard.email:
        frame.person.email = heard.email


def _several_birthdates(frame: Frame, heard: Heard) -> bool:
    """Whether the words named several children at once, which `hear_party` has taken in already."""
    return frame.party is not None and len(FULL_DATE.findall(heard.text)) > 1


def _hear_newness(frame: Frame, heard: Heard) -> None:
    if frame.pat_num is not None:
        return
    if heard.has(Intent.NEW_PATIENT) or _FIRST_TIME.search(heard.text) or _NEW_ALONE.search(heard.text):
        frame.existing = False
        frame.failed_identities.clear()
    elif heard.has(Intent.EXISTING_PATIENT) or _EXISTING_ALONE.search(heard.text) or _EXISTING_LAST.search(heard.text):
        frame.existing = True
    elif frame.asked is Ask.NEWNESS:
        if heard.leans_yes or _LONG_AGO.search(heard.text):
            frame.existing = True
        elif heard.leans_no:
            frame.existing = False
            frame.failed_identities.clear()
        elif _UNSURE.search(heard.text):
            frame.unsure_newness = True


def _hear_other(frame: Frame, heard: Heard) -> None:
    """The visit is for somebody else: what was said about the caller no longer names the patient."""
    if frame.guardian and frame.for_someone_else and _FOR_SELF.search(heard.text):
        frame.pat_num, frame.verified_name = frame.guardian
        frame.for_someone_else, frame.visits = False, None
        frame.person = Person(phone=frame.person.phone)
        return
    of_minor = frame.pat_num is not None and heard.name is not None and _is_minors(frame, heard)
    said_other = of_minor and not frame.for_someone_else or _FOR_OTHER.search(heard.text)
    if not said_other or frame.for_other or frame.guardian_first:
        return
    frame.visits = None
    if frame.pat_num is None and _CHILD.search(heard.text):
        frame.guardian_first = True
        return
    if frame.pat_num is not None and not frame.for_someone_else:
        frame.guardian = (frame.pat_num, frame.verified_name)
    frame.for_other = True
    frame.pat_num = None
    frame.person = Person(phone=frame.person.phone)


def _hear_others_name(frame: Frame, heard: Heard) -> bool:
    """ "This is Dana Okafor, calling for my son Milo": the name after the relation is the patient's."""
    relation = _RELATION.search(heard.text) if frame.for_other or frame.guardian_first else None
    if frame.party is not None and relation is not None:
        # The children were taken in as a party; beside them the caller may have said who they are themselves.
        own = _own_name(heard.text, relation) if frame.guardian_first else None
        if own is not None:
            frame.person.first, frame.person.last = own.first or frame.person.first, own.last or frame.person.last
        return True
    others = read_name(f"my {heard.text[relation.end() :]}") if relation else None
    if relation is None or others is None or not others.first:
        return False
    patient = frame.child if frame.guardian_first else frame.person
    patient.first, patient.last = others.first, others.last or patient.last
    own = _own_name(heard.text, relation) if frame.guardian_first else None
    born = read_birthdate(heard.text[: relation.start()], frame.today) if frame.guardian_first else None
    frame.person.born = (born.day if born else None) or frame.person.born
    if own is not None:
        frame.person.first, frame.person.last = own.first or frame.person.first, own.last or frame.person.last
    return True


def _own_name(text: str, relation: re.Match[str]) -> NameReading | None:
    """The caller's name, before the child's or in a later part of the sentence ("for my son Milo, I'm Dana Okafor")."""
    parts = [text[: relation.start()], *re.split(r"[,.;]\s*|\band\b", text[relation.end() :])[1:]]
    return next((name for part in parts if (name := read_name(part)) is not None), None)


def _hear_name(frame: Frame, heard: Heard) -> None:
    if frame.guardian_first and _is_minors(frame, heard):
        frame.child.first = heard.name.first if heard.name else frame.child.first
        frame.child.last = heard.name.last if heard.name else frame.child.last
        return
    name = heard.name
    if name is None and frame.asked is Ask.AGREE and heard.leans_no:
        # "No, it's Duarte" corrects the name that was read back.
        name = read_name(heard.text, asked=True)
    if name is None or (frame.for_other and frame.asked not in NAME_ASKS and not _is_minors(frame, heard)):
        return
    spelled = name.spelled or bool(find_spelled(heard.text))
    if frame.asked is Ask.NEWNESS and not spelled and not _surely_a_name(name, heard):
        return
    first, last = _placed(frame, name)
    if first and not last and not name.spelled and _is_surname(frame, first):
        first, last = None, first
    frame.person.first = first or frame.person.first
    frame.person.last = last or frame.person.last


def _placed(frame: Frame, name: NameReading) -> tuple[str | None, str | None]:
    """Letters that stand alone: both names run together, or the first name, if what was heard before tells so."""
    person, last = frame.person, name.last
    if not name.spelled or name.first or not last or _asked_for_last(frame):
        return name.first, last
    parted = split_names(last, person.first, person.last)
    if parted is not None:
        return parted[0].title(), parted[1].title()
    return (last, None) if closer_to(last, person.first, person.last) else (None, last)


def _asked_for_last(frame: Frame) -> bool:
    lexi = frame.last_lexi
    return "last name" in lexi and "first" not in lexi and frame.asked in (Ask.NAME, Ask.IDENTITY)


def _is_surname(frame: Frame, word: str) -> bool:
    """Whether a single name answers the question for the last name, or corrects the one we have."""
    person = frame.person
    if _asked_for_last(frame) and word != person.first:
        return True
    near_last = bool(person.last) and resembles(word, person.last or "")
    return near_last and not (person.first and resembles(word, person.first))


def _is_minors(frame: Frame, heard: Heard) -> bool:
    """Whether the birth date just given can't be the calling parent's."""
    born = heard.birthdate.day if heard.birthdate else None
    return born is not None and (frame.today - born).days < 18 * 365.25


def _surely_a_name(name: NameReading, heard: Heard) -> bool:
    """A full name; we had asked something else."""
    whole = bool(name.first and name.last)
    return whole and (heard.birthdate is not None or f"{name.first} {name.last}".lower() in heard.text.lower())


def _hear_birthdate(frame: Frame, heard: Heard, registering: bool) -> None:
    reading, person = heard.birthdate, frame.person
    if reading and frame.guardian_first and _is_minors(frame, heard):
        frame.child.born = reading.day
        return
    if reading and reading.day:
        person.born = reading.day
        return
    if reading and (reading.month_day or reading.year):
        _take_part(frame, reading)
        return
    day, born = heard.birth_day_only, person.born
    correctable = (frame.asked in PERSON_ASKS or registering) and not heard.times.found and not heard.dates.days
    if day and born and correctable and not _WEEKDAY.search(heard.text) and 1 <= day <= _days_in(born):
        frame.turn.corrected = frame.turn.corrected or day != born.day
        person.born = born.replace(day=day)
    elif reading and (reading.ambiguous or reading.impossible):
        frame.turn.problem = reading.ambiguous or f"{reading.impossible} What is the full date of birth?"


def _days_in(born: date) -> int:
    return monthrange(born.year, born.month)[1]


def _take_part(frame: Frame, reading: BirthdateReading) -> None:
    """A birthday without its year, or the year alone: it completes or corrects what was said before."""
    person = frame.person
    month_day = reading.month_day or person.birth_month_day
    year = reading.year or person.birth_year
    if person.born is not None:
        month_day = month_day or (person.born.month, person.born.day)
        year = year or person.born.year
    born = day_or_none(year, *month_day) if year and month_day else None
    if born is not None and born <= frame.today:
        frame.turn.corrected = person.born is not None and born != person.born
        person.born = born
    else:
        person.birth_month_day, person.birth_year = month_day, year
        frame.turn.problem = reading.ambiguous or ""
