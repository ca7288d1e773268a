"""Who the visit is for, as the caller says it: names, birth dates, numbers, and whether they have been here before."""

import re
from calendar import monthrange

from receptionist.sandbox.brain.frame import Frame, Person
from receptionist.sandbox.brain.hearing import NAME_ASKS, PERSON_ASKS, Heard
from receptionist.sandbox.brain.wording import Ask
from receptionist.sandbox.language.intents import Intent
from receptionist.sandbox.language.people import NameReading

_RELATIVE = (
    r"(?:son|daughter|child|kid|boy|girl|husband|wife|spouse|partner|mother|father|mom|mum|dad|brother|sister"
    r"|grandson|granddaughter|grandma|grandpa)"
)
_CHILD = re.compile(r"\bmy (?:\w+ )?(?:son|daughter|child|kid|boy|girl|grandson|granddaughter)\b", re.IGNORECASE)
_FOR_OTHER = re.compile(rf"\b(?:for|is) my (?:\w+ )?{_RELATIVE}\b|\bmy {_RELATIVE}(?:'s| needs| has)\b", re.IGNORECASE)
_OTHERS_NAME = re.compile(rf"(?i:\bmy (?:\w+ )?{_RELATIVE}),? ([A-Z][a-z'-]+)(?: ([A-Z][A-Za-z'-]+))?")
_FIRST_TIME = re.compile(
    r"\b(?:my|the|our|his|her) (?:very )?first (?:visit|time|appointment)|\b(?:i'?m|i am|we'?re) new\b|\bnever been\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\bnot (?:really )?(?:sure|certain)\b|\b(?:don'?t|can'?t) (?:know|remember|recall)\b|\bmaybe\b", re.I
)
_LONG_AGO = re.compile(
    r"\b(?:(?:years?|months?|while|weeks?|long time) ago|last (?:year|month|time)|a while"
    r"|been (?:there|here|a patient))\b",
    re.IGNORECASE,
)


def hear_person(frame: Frame, heard: Heard) -> None:
    """Take identity facts; once somebody is verified a new name counts only when it was asked for."""
    _hear_newness(frame, heard)
    _hear_other(frame, heard)
    registering = frame.proposal is not None and frame.proposal.kind == "register"
    open_to_names = frame.pat_num is None or registering or frame.asked in NAME_ASKS
    if open_to_names:
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


def _hear_newness(frame: Frame, heard: Heard) -> None:
    if frame.pat_num is not None:
        return
    if heard.has(Intent.NEW_PATIENT) or _FIRST_TIME.search(heard.text):
        frame.existing = False
        frame.failed_identities.clear()
    elif heard.has(Intent.EXISTING_PATIENT):
        frame.existing = True
    elif frame.asked is Ask.NEWNESS:
        if heard.leans_yes or _LONG_AGO.search(heard.text):
            frame.existing = True
        elif heard.leans_no:
            frame.existing = False
        elif _UNSURE.search(heard.text):
            frame.unsure_newness = True


def _hear_other(frame: Frame, heard: Heard) -> None:
    """The visit is for somebody else: what was said about the caller no longer names the patient."""
    if not _FOR_OTHER.search(heard.text) or frame.for_other or frame.guardian_first:
        return
    frame.visits = None
    if frame.pat_num is None and _CHILD.search(heard.text):
        frame.guardian_first = True
        return
    frame.for_other = True
    frame.pat_num = None
    frame.person = Person(phone=frame.person.phone)


def _hear_name(frame: Frame, heard: Heard) -> None:
    others = _OTHERS_NAME.search(heard.text) if frame.for_other or frame.guardian_first else None
    if others:
        patient = frame.child if frame.guardian_first else frame.person
        patient.first = others.group(1)
        patient.last = others.group(2) or patient.last
        return
    if frame.guardian_first and _is_minors(frame, heard):
        frame.child.first = heard.name.first if heard.name else frame.child.first
        frame.child.last = heard.name.last if heard.name else frame.child.last
        return
    name = heard.name
    if name is None or (frame.for_other and frame.asked not in NAME_ASKS):
        return
    if frame.asked is Ask.NEWNESS and not _surely_a_name(name, heard):
        return
    first, last = name.first, name.last
    wants_last = frame.asked is Ask.NAME and "last name" in frame.last_lexi and "first" not in frame.last_lexi
    if wants_last and first and not last and not name.spelled and first != frame.person.first:
        first, last = None, first
    frame.person.first = first or frame.person.first
    frame.person.last = last or frame.person.last


def _is_minors(frame: Frame, heard: Heard) -> bool:
    """Whether the birth date just given can't be the calling parent's."""
    born = heard.birthdate.day if heard.birthdate else None
    return born is not None and (frame.today - born).days < 18 * 365.25


def _surely_a_name(name: NameReading, heard: Heard) -> bool:
    """A full name written as one; we had asked something else."""
    whole = bool(name.first and name.last)
    return whole and (heard.birthdate is not None or f"{name.first} {name.last}" in heard.text)


def _hear_birthdate(frame: Frame, heard: Heard, registering: bool) -> None:
    reading = heard.birthdate
    if reading and frame.guardian_first and _is_minors(frame, heard):
        frame.child.born = reading.day
        return
    if reading and reading.day:
        frame.person.born = reading.day
        return
    day = heard.birth_day_only
    born = frame.person.born
    correctable = frame.asked in PERSON_ASKS or registering
    if day and born and correctable and 1 <= day <= monthrange(born.year, born.month)[1]:
        frame.turn.corrected = frame.turn.corrected or day != born.day
        frame.person.born = born.replace(day=day)
    elif reading and (reading.ambiguous or reading.impossible):
        frame.turn.problem = reading.ambiguous or f"{reading.impossible} What is the full date of birth?"
