"""Whatever reaches the supervisor and is no work on a chart: office facts, emergencies, a person, thanks."""

from receptionist.sandbox.brain.flows.desk import Desk, Step
from receptionist.sandbox.brain.hearing import Heard
from receptionist.sandbox.brain.listening.goals import cannot_come
from receptionist.sandbox.brain.office import answer_office, asks_something
from receptionist.sandbox.brain.wording import (
    ANYTHING_ELSE,
    ASK_MOVE_OR_CANCEL,
    NOT_CAUGHT,
    NOT_KNOWN,
    OFFER_MESSAGE,
    OFFER_PERSON,
    STILL_NOT_CAUGHT,
    Ask,
    join,
    last_question,
    listing,
    with_question,
)
from receptionist.sandbox.language.intents import Intent

EMERGENCY = (
    "If this could be life-threatening, please hang up and call 911 or go to the nearest emergency room right away."
)
HOW_CAN_I_HELP = "How can I help: would you like to book, move, cancel or confirm a visit?"


def without_task(desk: Desk) -> Step:
    """The words for an utterance that starts or continues no task; None when there is work to do."""
    heard = desk.frame.turn.heard
    if heard is None:
        return HOW_CAN_I_HELP if desk.goal is None else None
    if desk.frame.turn.did("GetProviders") and heard.has(Intent.TEAM) and desk.goal is None:
        return _team(desk)
    if desk.frame.turn.exchanges:
        return None if desk.goal is not None else with_question("All right.", ANYTHING_ELSE)
    if heard.intents.tier == "emergency":
        return join(desk.facts.office.get("Emergency", EMERGENCY), OFFER_MESSAGE)
    if heard.has(Intent.PERSON):
        return join("I can have someone from the office call you back.", OFFER_MESSAGE)
    if heard.has(Intent.TEAM) and desk.goal is None:
        return _team(desk)
    if heard.office_only:
        question = last_question(desk.frame.last_lexi) if desk.goal is not None else ""
        return with_question(answer_office(desk.facts, heard), question or ANYTHING_ELSE)
    return _idle(desk, heard) if desk.goal is None else None


def _team(desk: Desk) -> Step:
    """Who works here, as the practice's own list has it."""
    providers = desk.frame.providers
    if providers is None and desk.can("GetProviders"):
        return desk.call("GetProviders")
    named = {role: [one.name for one in providers or () if one.role == role] for role in ("dentist", "hygienist")}
    told = [
        f"Our {role}{'s are' if len(names) > 1 else ' is'} {listing(names, 'and').replace(';', ',')}."
        for role, names in named.items()
        if names
    ]
    return join(*told, ANYTHING_ELSE) if told else join(NOT_KNOWN, OFFER_MESSAGE)


def _idle(desk: Desk, heard: Heard) -> str:
    asked = desk.frame.asked
    if heard.has(Intent.GOODBYE) or (asked is Ask.ANYTHING_ELSE and heard.no):
        return "Thank you for calling. Goodbye!"
    if asked is Ask.ANYTHING_ELSE and heard.yes:
        return "Of course. What else can I do for you?"
    if heard.has(Intent.THANKS):
        return join("You're welcome.", ANYTHING_ELSE)
    if heard.has(Intent.MEDICAL_QUESTION):
        return join("I'm not able to give medical advice, but our team can.", OFFER_MESSAGE)
    if heard.has(Intent.BILLING, Intent.PRESCRIPTION, Intent.RECORDS, Intent.LATE, Intent.COMPLAINT):
        return join("That is something our team handles.", OFFER_MESSAGE)
    if cannot_come(heard.text):
        return join("No problem.", ASK_MOVE_OR_CANCEL)
    answer = answer_office(desk.facts, heard)
    if answer:
        return with_question(answer, ANYTHING_ELSE)
    if heard.about_person and asked is Ask.MOVE_OR_CANCEL:
        return join("Thank you.", ASK_MOVE_OR_CANCEL)
    if heard.about_person and desk.frame.person.first:
        return join(f"Thank you, {desk.frame.person.first}.", HOW_CAN_I_HELP)
    if heard.yes or heard.no or heard.has(Intent.EXISTING_PATIENT, Intent.GREETING):
        return HOW_CAN_I_HELP
    if desk.frame.last_lexi.startswith(NOT_CAUGHT):
        return join(STILL_NOT_CAUGHT, OFFER_PERSON)
    if asks_something(heard.text):
        return join(NOT_KNOWN, OFFER_MESSAGE)
    return join(NOT_CAUGHT, HOW_CAN_I_HELP)
