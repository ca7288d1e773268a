"""The supervisor: one inference is one fold of the conversation and the first flow that has a step to take."""

from receptionist.sandbox.brain.facts import Facts
from receptionist.sandbox.brain.flows.agreement import answer_proposal
from receptionist.sandbox.brain.flows.closing import after_rejection, after_tool, leave_message
from receptionist.sandbox.brain.flows.desk import Desk, Step
from receptionist.sandbox.brain.flows.existing_visits import existing_visit
from receptionist.sandbox.brain.flows.family import family_kinds
from receptionist.sandbox.brain.flows.identity import identify, other_way
from receptionist.sandbox.brain.flows.schedule import schedule
from receptionist.sandbox.brain.flows.smalltalk import without_task
from receptionist.sandbox.brain.flows.visit import choose_kind
from receptionist.sandbox.brain.fold import fold
from receptionist.sandbox.brain.frame import Frame, Goal
from receptionist.sandbox.brain.office import asks_something
from receptionist.sandbox.brain.wording import (
    NOT_CAUGHT,
    NOT_CAUGHT_AGAIN,
    NOT_KNOWN,
    OFFER_MESSAGE,
    OFFER_PERSON,
    STILL_NOT_CAUGHT,
    join,
    last_question,
    with_question,
)
from receptionist.sandbox.openai.model import Call, ModelReply, ModelRequest, Speech

MOST_CALLS = 6
"""Tool calls in one turn before a sentence must be said."""

_CALENDAR_GONE = "I'm sorry, I can't see the calendar at the moment."
_GOOD = frozenset({"ok", "verified", "proposed", "done", "created", "dropped", "taken"})


def reply_as_supervisor(request: ModelRequest, facts: Facts) -> ModelReply:
    """The supervisor's next tool call or final words."""
    frame = fold(request, facts)
    if frame is None:
        return ModelReply((Speech(join(_CALENDAR_GONE, OFFER_MESSAGE)),))
    desk = Desk(request, facts, frame)
    step = _next_step(desk)
    if isinstance(step, Call):
        step = _guarded(desk, step)
    if isinstance(step, Call):
        return ModelReply((step,))
    return ModelReply((Speech(_finished(frame, step or "")),))


def _next_step(desk: Desk) -> Step:
    for flow in (after_tool, answer_proposal, after_rejection, _problem):
        step = flow(desk)
        if step is not None:
            return step
    step = without_task(desk)
    if step is not None:
        return step
    return _work(desk)


def _problem(desk: Desk) -> Step:
    """A question of the readers comes before any search with half-understood words; the second time by another way."""
    problem = desk.frame.turn.problem
    again = bool(problem) and last_question(problem) in desk.frame.last_lexi
    other = other_way(desk.frame) if again else ""
    return problem.replace(last_question(problem), other) if other else problem or None


def _work(desk: Desk) -> Step:
    if desk.goal is Goal.MESSAGE:
        return leave_message(desk)
    step = identify(desk)
    if step is not None:
        return step
    if desk.goal is Goal.BOOK and desk.frame.party is not None and desk.can("GetFamilySlots"):
        return family_kinds(desk) or schedule(desk)
    if desk.goal is Goal.BOOK and desk.frame.maybe_move and desk.frame.visits is None and desk.can("GetAppointments"):
        return desk.call("GetAppointments", PatNum=desk.frame.pat_num)
    if desk.goal is Goal.BOOK:
        return choose_kind(desk) or schedule(desk)
    return existing_visit(desk)


def _guarded(desk: Desk, call: Call) -> Step:
    """No call that is not offered, none too many, and never the same failing one again."""
    frame = desk.frame
    if not desk.can(call.name) or desk.request.tool_choice == "none":
        return join("I'm sorry, I can't do that from here.", OFFER_MESSAGE)
    if len(frame.turn.exchanges) >= MOST_CALLS:
        return join("I'm sorry, this is taking me too long.", OFFER_MESSAGE)
    # A new yes may well confirm what an unclear one did not.
    last = frame.last_exchange if call.name != "ConfirmBooking" else frame.turn.last
    if last is None or last.name != call.name or dict(last.arguments) != dict(call.arguments):
        return call
    if last.status not in _GOOD or last.result.get("slots") == []:
        return with_question(last.say or "I'm sorry, that didn't work.", OFFER_MESSAGE)
    return call


def _finished(frame: Frame, text: str) -> str:
    """The final words: thanks for what just succeeded before them, an apology when nothing was understood."""
    turn = frame.turn
    if frame.proposal is not None and frame.proposal.read_back and frame.proposal.read_back in text:
        return text
    created = next((done for done in turn.exchanges if done.status == "created"), None)
    if created is not None and created.say not in text:
        return join(created.say, text)
    if turn.did("VerifyIdentity", "GetMultiplePatients") and frame.pat_num is not None:
        first = frame.verified_name.split(" ")[0] if not frame.for_someone_else else ""
        thanks = f"Thank you, {first}." if first else "Thank you."
        return text if frame.last_lexi.startswith(thanks) else join(thanks, text)
    misunderstood = turn.heard is not None and not turn.progressed and not turn.exchanges
    if misunderstood and turn.asked is not None and not text.startswith("I'm sorry"):
        return _not_caught(frame, text)
    return text or "I'm sorry, could you say that another way?"


def _not_caught(frame: Frame, text: str) -> str:
    """The question once more; the second time in a row spelled or typed, and then a person is offered instead."""
    if frame.last_lexi.startswith((NOT_CAUGHT, NOT_KNOWN)):
        other = other_way(frame)
        return join(NOT_CAUGHT_AGAIN, other) if other else join(STILL_NOT_CAUGHT, OFFER_PERSON)
    if frame.last_lexi.startswith(NOT_CAUGHT_AGAIN):
        return join(STILL_NOT_CAUGHT, OFFER_PERSON)
    asking = frame.turn.heard is not None and asks_something(frame.turn.heard.text)
    return join(NOT_KNOWN if asking else NOT_CAUGHT, text)
