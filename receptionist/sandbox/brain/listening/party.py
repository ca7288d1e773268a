"""Hears that several people want to come together, and who they are: "cleanings for both my kids"."""

import re
from datetime import date

from receptionist.sandbox.brain.frame import Frame, Goal, Person
from receptionist.sandbox.brain.hearing import Heard
from receptionist.sandbox.brain.names_beside import FULL_DATE, is_near
from receptionist.sandbox.brain.party import Guest, Party
from receptionist.sandbox.language.name_words import NOT_NAMES
from receptionist.sandbox.language.people import read_birthdate, read_name

_MANY = r"(?:kids|children|boys|girls|sons|daughters|twins)"
_ONE = r"(?:kid|child|boy|girl|son|daughter)"
_COUNTS = {"both": 2, "two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "all three": 3, "all four": 4}
_KIDS = re.compile(
    rf"\b(?:(?P<a>both|all three|all four|two|three|four|[2-4])(?: of)? )?(?:my|our|the) "
    rf"(?:(?P<b>two|three|four|[2-4]) )?(?:\w+ )?{_MANY}\b",
    re.IGNORECASE,
)
_EACH = re.compile(rf"\bmy (?:[\w-]+ )?{_ONE}\b(?:,? (?P<name>[^\W\d_]{{2,}}))?", re.IGNORECASE)
_NAMES = re.compile(
    rf"\b{_MANY},? (?P<names>[^\W\d_]{{2,}}(?:,? (?!and\b)[^\W\d_]{{2,}})*,? and [^\W\d_]{{2,}})", re.IGNORECASE
)
_WITH_SELF = re.compile(
    r"\b(?:me|myself) and (?:both |all )?(?:of )?my\b|\band (?:for )?(?:me|myself)\b", re.IGNORECASE
)
_FEWEST, _MOST = 2, 6


def hear_party(frame: Frame, heard: Heard) -> None:
    """Start a party when several are spoken of, and take what these words say of its children."""
    if frame.party is None and _may_start(frame):
        frame.party = _party(heard.text)
        if frame.party is not None:
            _begin(frame, frame.party)
    if frame.party is not None and not frame.party.complete:
        _hear_children(frame, frame.party, heard)


def next_child(frame: Frame, party: Party) -> None:
    """Turn to the child that is to be verified next, with all that is known of it."""
    place = party.children
    known = party.facts[place] if place < len(party.facts) else (None, None, None)
    frame.for_other, frame.pat_num, frame.verified_name = True, None, ""
    frame.person = Person(known[0] or party.names[place] or None, known[1], known[2], frame.person.phone)


def _may_start(frame: Frame) -> bool:
    return frame.goal is Goal.BOOK and frame.offer is None and frame.proposal is None and not frame.for_other


def _party(text: str) -> Party | None:
    listed = _NAMES.search(text)
    names = [word for word in re.split(r",? and |, | ", listed["names"]) if word] if listed else []
    names = [name.capitalize() for name in names if name.lower() not in NOT_NAMES]
    kids = _KIDS.search(text)
    with_self = bool(_WITH_SELF.search(text))
    if kids is None:
        each = [match["name"] or "" for match in _EACH.finditer(text)]
        names = ["" if name.lower() in NOT_NAMES else name.capitalize() for name in each]
    else:
        count = _COUNTS.get((kids["b"] or kids["a"] or "both").lower(), _FEWEST)
        names += [""] * (count - len(names))
    party = Party(names[:_MOST], with_self)
    return party if names and _FEWEST <= party.wanted <= _MOST else None


def _begin(frame: Frame, party: Party) -> None:
    """The parent comes first; who is verified already is the parent."""
    frame.visits = None
    if frame.pat_num is None:
        frame.guardian_first = True
        frame.child = Person(first=party.names[0] or None)
    else:
        frame.guardian = (frame.pat_num, frame.verified_name)
        if party.with_self:
            party.guests.append(Guest(frame.pat_num, frame.verified_name, frame.person.born))
        next_child(frame, party)


def _hear_children(frame: Frame, party: Party, heard: Heard) -> None:
    """ "Milo Okafor 5/14/2017 and Ada Okafor 8/30/2019": each birth date of a minor with the name before it."""
    found: list[tuple[str | None, str | None, date | None]] = []
    begin = 0
    for match in FULL_DATE.finditer(heard.text):
        if is_near(match, frame.today):
            continue
        reading = read_birthdate(match.group(), frame.today, asked=True)
        born = reading.day if reading else None
        before = re.sub(r"^[\s,.;]*(?:and|born|is|was|on)\b", " ", heard.text[begin : match.start()])
        name = read_name(re.sub(r"[\s,]*(?:\bborn\b|\bon\b|\bis\b|\()\s*$", "", before).strip(" ,.;"), asked=True)
        begin = match.end()
        if born and (frame.today - born).days < 18 * 365.25:
            found.append((name.first if name else None, name.last if name else None, born))
    if len(found) < _FEWEST:
        return
    party.facts = [*party.facts[: party.children], *found]
    for place, (first, _, _) in enumerate(found, start=party.children):
        if place < len(party.names):
            party.names[place] = first or party.names[place]
        elif first:
            party.names.append(first)
    if frame.guardian_first:
        frame.child = Person(*found[0])
    else:
        next_child(frame, party)
