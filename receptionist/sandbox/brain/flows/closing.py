"""After a tool has answered: what is said about success, refusal and failure, and how a task is closed."""

from receptionist.sandbox.brain.flows.desk import Desk, Step
from receptionist.sandbox.brain.flows.schedule import offer_sentence
from receptionist.sandbox.brain.frame import Frame
from receptionist.sandbox.brain.wire import Exchange, words
from receptionist.sandbox.brain.wording import (
    ANYTHING_ELSE,
    ASK_CALLBACK,
    ASK_CORRECT,
    ASK_IDENTITY,
    ASK_MOVE_INSTEAD,
    ASK_NEWNESS,
    ASK_OTHER_TIME,
    ASK_REBOOK,
    CLEAR_ANSWER,
    FIRST_VISIT_HINT,
    OFFER_MESSAGE,
    Ask,
    join,
    sentences,
    with_question,
)

_TROUBLE = "I'm sorry, I'm having trouble with our system just now."
_QUIET = frozenset({"ok", "verified", "dropped"})
_HAS_ONE = "R16"
"""The refusal of a second visit of the same kind."""
_FOR_STAFF = ("R20", "R12", "R29", "R14_type")
"""Refusals that no other day or time would change."""
_SEARCHES = frozenset({"GetAvailableSlots", "GetFamilySlots"})


def after_tool(desk: Desk) -> Step:
    """The sentence the newest tool result asks for; None when the work goes on."""
    exchange = desk.frame.turn.last
    if exchange is None or exchange.status in _QUIET:
        return None
    if exchange.status in ("proposed", "not_agreed"):
        read_back = words(exchange.result.get("read_back")) or exchange.say or _trouble()
        return read_back if exchange.status == "proposed" else join(CLEAR_ANSWER, read_back)
    if exchange.status in ("done", "taken"):
        return _done(desk.frame, exchange)
    if exchange.status == "created":
        return None if desk.goal is not None else with_question(exchange.say or "You're registered.", ANYTHING_ELSE)
    if exchange.status in ("not_verified", "need_third_identifier"):
        return _unverified(desk.frame, exchange)
    if exchange.status == "unclear":
        return exchange.say or ASK_IDENTITY
    if exchange.status in ("locked", "route_to_staff"):
        return with_question(exchange.say or "I'm afraid I can't look into that myself.", OFFER_MESSAGE)
    if exchange.status == "refused":
        return None if exchange.name in _SEARCHES else _refused(desk.frame, exchange)
    return _trouble(exchange.say)


def _trouble(say: str = "") -> str:
    return with_question(say or _TROUBLE, OFFER_MESSAGE)


def _done(frame: Frame, exchange: Exchange) -> str:
    say = exchange.say or ("I've passed that on." if exchange.status == "taken" else "That is done.")
    return with_question(say, ASK_REBOOK if frame.expect is Ask.REBOOK else ANYTHING_ELSE)


def _unverified(frame: Frame, exchange: Exchange) -> str:
    if exchange.status == "need_third_identifier":
        question = "What phone number or street address do we have on file?"
        return with_question(exchange.say, question) if exchange.say else question
    say = exchange.say or "I couldn't match those details."
    if frame.expect is Ask.NEWNESS:
        plain = [part for part in sentences(say) if not part.endswith("?")]
        return join(*plain, ASK_NEWNESS)
    hint = FIRST_VISIT_HINT if frame.goal == "book" and not frame.for_other else ""
    return with_question(join(hint, say), "Could you give me the full name and date of birth once more?")


def _refused(frame: Frame, exchange: Exchange) -> str:
    say = exchange.say or "I'm afraid that isn't possible."
    reason = words(exchange.result.get("reason"))
    if reason.startswith(_FOR_STAFF):
        return with_question(say, OFFER_MESSAGE)
    if reason.startswith(_HAS_ONE) and frame.goal == "book":
        return with_question(say.replace(" I can move it instead.", ""), ASK_MOVE_INSTEAD)
    if frame.offer is not None and frame.offer.slots:
        return say if "?" in say else join(say, offer_sentence(list(frame.offer.slots)))
    if exchange.name in (
        "CreateAppointment",
        "UpdateAppointment",
        "ProposeBooking",
        "ProposeFamilyBooking",
        "ConfirmBooking",
    ):
        return with_question(say, ASK_OTHER_TIME)
    return with_question(say, OFFER_MESSAGE)


def after_rejection(desk: Desk) -> Step:
    """What to say when something was called off or declined without a new wish; None when there is more to do."""
    frame, turn = desk.frame, desk.frame.turn
    if turn.kept:
        return join("All right, I'll leave the visit as it is.", ANYTHING_ELSE)
    if turn.abandoned and turn.asked in (Ask.REBOOK, Ask.BOOK_INSTEAD, Ask.MESSAGE):
        return join("All right.", ANYTHING_ELSE)
    if turn.abandoned:
        return join("No problem, I've left everything as it was.", ANYTHING_ELSE)
    registering = turn.rejected and frame.goal == "book" and frame.existing is False and frame.pat_num is None
    if registering and not turn.corrected:
        return ASK_CORRECT
    return None


def leave_message(desk: Desk) -> Step:
    """The next step towards a message for the office."""
    frame = desk.frame
    if not desk.can("TakeMessage"):
        return join("I'm sorry, I can't take a message here. Please call the office.", ANYTHING_ELSE)
    if not frame.person.phone and not frame.no_callback:
        return ASK_CALLBACK
    name = frame.verified_name or frame.person.full_name or "A caller"
    urgent = frame.kind_key == "emergency_exam"
    wanted = frame.wanted or "asked for a call back"
    text = f'{name} {wanted}. In their own words: "{frame.request or "no details given"}"'
    return desk.call(
        "TakeMessage",
        text=text,
        callback_number=frame.person.phone,
        urgency="urgent" if urgent else "routine",
    )
