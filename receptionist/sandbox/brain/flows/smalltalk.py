"""Whatever reaches the supervisor and is no work on a chart: office facts, emergencies, a person, thanks."""

from receptionist.sandbox.brain.flows.desk import Desk, Step
from receptionist.sandbox.brain.hearing import Heard
from receptionist.sandbox.brain.listening.goals import cannot_come
from receptionist.sandbox.brain.office import answer_office
from receptionist.sandbox.brain.wording import (
    ANYTHING_ELSE,
    ASK_MOVE_OR_CANCEL,
    OFFER_MESSAGE,
    Ask,
    join,
    last_question,
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
    if desk.frame.turn.exchanges:
        return None if desk.goal is not None else with_question("All right.", ANYTHING_ELSE)
    if heard.intents.tier == "emergency":
        return join(desk.facts.office.get("Emergency", EMERGENCY), OFFER_MESSAGE)
    if heard.has(Intent.PERSON):
        return join("I can have someone from the office call you back.", OFFER_MESSAGE)
    if heard.office_only:
        question = last_question(desk.frame.last_lexi) if desk.goal is not None else ""
        return with_question(answer_office(desk.facts, heard), question or ANYTHING_ELSE)
    return _idle(desk, heard) if desk.goal is None else None


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
    if heard.has(Intent.BILLING, Intent.PRESCRIPTION, Intent.RECORDS, Intent.LATE):
        return join("That is something our team handles.", OFFER_MESSAGE)
    if cannot_come(heard.text):
        return join("No problem.", ASK_MOVE_OR_CANCEL)
    answer = answer_office(desk.facts, heard)
    if answer:
        return with_question(answer, ANYTHING_ELSE)
    if heard.about_person and desk.frame.person.first:
        return join(f"Thank you, {desk.frame.person.first}.", HOW_CAN_I_HELP)
    if heard.yes or heard.no or heard.has(Intent.EXISTING_PATIENT, Intent.GREETING):
        return HOW_CAN_I_HELP
    return join("I'm sorry, I didn't quite catch that.", HOW_CAN_I_HELP)
