"""Whose chart: asks for name and birth date, verifies them, and gives way to a message when that cannot succeed."""

from receptionist.sandbox.brain.flows.desk import Desk, Step
from receptionist.sandbox.brain.flows.newcomer import register, thank_by_name
from receptionist.sandbox.brain.frame import Frame, Goal
from receptionist.sandbox.brain.party import Party
from receptionist.sandbox.brain.wording import (
    ASK_BIRTHDATE,
    ASK_FIRST,
    ASK_IDENTITY,
    ASK_LAST,
    ASK_NAME,
    ASK_NEWNESS,
    ASK_SPELLED,
    ASK_TYPED_BIRTHDATE,
    ASK_TYPED_PHONE,
    OFFER_MESSAGE,
    Ask,
    join,
)


def identify(desk: Desk) -> Step:
    """The next step towards a known patient; None when one is known."""
    frame = desk.frame
    if frame.pat_num is not None:
        return None
    if frame.identity_closed:
        return join("I'm afraid I can't open a record on this call.", OFFER_MESSAGE)
    if desk.goal is Goal.BOOK:
        if frame.existing is False:
            return register(desk)
        unknown = frame.existing is None and not frame.unsure_newness
        other = frame.for_other or frame.guardian_first
        if unknown and not _anything_known(frame) and not other:
            return join(_book_lead(frame), ASK_NEWNESS)
    return _missing(desk) or _verify(desk)


def other_way(frame: Frame) -> str:
    """How to ask for what was not understood twice: spelled for a name, typed for digits; empty when it was neither."""
    asked, person = frame.turn.asked, frame.person
    if asked in (Ask.PHONE, Ask.CALLBACK):
        return ASK_TYPED_PHONE
    if asked is Ask.BIRTHDATE or (asked in (Ask.IDENTITY, Ask.CORRECT) and person.last and not person.born):
        return ASK_TYPED_BIRTHDATE
    return ASK_SPELLED if asked in (Ask.NAME, Ask.IDENTITY) and not person.last else ""


def _book_lead(frame: Frame) -> str:
    if frame.turn.asked is Ask.NEWNESS:
        return ""
    hurts = frame.kind_key == "emergency_exam"
    return "I'm sorry to hear that; let's get you in." if hurts else "I'd be glad to help you book a visit."


def _anything_known(frame: Frame) -> bool:
    person = frame.person
    return bool(person.last or person.born)


def _missing(desk: Desk) -> Step:
    frame, person, other = desk.frame, desk.frame.person, desk.frame.for_other
    thanks = thank_by_name(frame) if not other else ""
    if not person.first and not person.last:
        if person.born:
            return ASK_NAME
        if frame.guardian_first:
            return "For a child I need the parent first. May I have your own full name and date of birth, please?"
        if frame.party is not None:
            return _ask_child(frame.party)
        return "What is the patient's full name and date of birth, please?" if other else _first_ask(desk)
    if not person.last:
        if not person.born:
            last_and_birth = "May I have your last name and date of birth, please?"
            theirs = f"And what is {person.first}'s last name and date of birth, please?"
            return theirs if other else join(thanks, last_and_birth)
        return f"And {person.first}'s last name, please?" if other else join(thanks, ASK_LAST)
    if not person.first:
        return ASK_FIRST
    if not person.born:
        return f"And what is {person.first}'s date of birth, please?" if other else join(thanks, ASK_BIRTHDATE)
    return None


def _ask_child(party: Party) -> str:
    if party.children == 0:
        return "What is your first child's full name and date of birth, please?"
    return "And your next child's full name and date of birth, please?"


def _first_ask(desk: Desk) -> str:
    lead = {
        Goal.MOVE: "I can help you move that.",
        Goal.CANCEL: "I can help you with that.",
        Goal.CONFIRM: "I can confirm that for you.",
        Goal.FIND: "I can look that up.",
    }
    if desk.frame.asked is None and desk.goal in lead:
        return join(lead[desk.goal], ASK_IDENTITY)
    return ASK_IDENTITY


def _verify(desk: Desk) -> Step:
    frame, person = desk.frame, desk.frame.person
    born = person.born.isoformat() if person.born else None
    phone = person.phone if frame.needs_third else None
    address = person.address if frame.needs_third and not phone else None
    if frame.needs_third and not phone and not address:
        return "I need one more detail. What phone number or street address do we have on file?"
    if _half_spelled(frame):
        return "Thank you. And could you spell the last name for me?"
    if (person.first, person.last, born, phone, address) in frame.failed_identities:
        if frame.turn.asked is Ask.NEWNESS and frame.existing:
            return f"Thank you. Then let's try once more. {ASK_SPELLED}"
        return (
            "I'm sorry, I still can't match those details. If you would rather leave a message, just say so."
            " Could you tell me the full name, spelled, and the date of birth once more?"
        )
    name = "VerifyIdentity" if desk.can("VerifyIdentity") else "GetMultiplePatients"
    if not desk.can(name):
        return join("I'm sorry, I can't look up records at the moment.", OFFER_MESSAGE)
    return desk.call(name, FName=person.first, LName=person.last, Birthdate=born, Phone=phone, Address=address)


def _half_spelled(frame: Frame) -> bool:
    """Whether the first name alone was spelled so far of a name that did not match: another try would be wasted."""
    name = frame.turn.heard.name if frame.turn.heard else None
    person, failed = frame.person, frame.failed_identities
    if name is None or "spell" not in frame.last_lexi or name.last not in (None, person.first):
        return False
    tried = any(person.last == other for _, other, *_ in failed)
    return tried and not any(person.first == other for other, *_ in failed)
