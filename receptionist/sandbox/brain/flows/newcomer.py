"""A first visit: collects name, birth date and mobile number, and registers the patient after their yes."""

from receptionist.sandbox.brain.flows.desk import Desk, Step
from receptionist.sandbox.brain.frame import Frame
from receptionist.sandbox.brain.wording import ASK_FIRST, ASK_LAST, ASK_MOBILE, OFFER_MESSAGE, join


def thank_by_name(frame: Frame) -> str:
    """Thanks for a name just given, and for nothing else: said every time it grates."""
    heard = frame.turn.heard
    thanked = frame.last_lexi.startswith("Thank you")
    return f"Thank you, {frame.person.first}." if frame.person.first and heard and heard.name and not thanked else ""


def register(desk: Desk) -> Step:
    """The next step towards a new chart. The caller's yes to the read-back is handled with all other proposals."""
    frame, person = desk.frame, desk.frame.person
    thanks = thank_by_name(frame)
    if not person.first and not person.last:
        if person.born:
            return "May I have your first and last name, please?"
        return "Welcome! Let me set you up. May I have your full name and date of birth, please?"
    if not person.last:
        return join(thanks, ASK_LAST)
    if not person.first:
        return ASK_FIRST
    if not person.born:
        return join(thanks, "What is your date of birth?")
    if not person.phone:
        return join(thanks, ASK_MOBILE)
    if not desk.can("CreatePatient"):
        return join("I'm sorry, I can't register new patients at the moment.", OFFER_MESSAGE)
    return desk.call(
        "CreatePatient",
        FName=person.first,
        LName=person.last,
        Birthdate=person.born.isoformat(),
        WirelessPhone=person.phone,
        Email=frame.person.email,
    )
