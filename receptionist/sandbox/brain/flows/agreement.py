"""The caller's answer to an open proposal: confirm it, drop it, or say it once more."""

import re

from receptionist.sandbox.brain.flows.desk import Desk, Step
from receptionist.sandbox.brain.frame import Proposal
from receptionist.sandbox.brain.office import asks_something
from receptionist.sandbox.brain.wording import CLEAR_ANSWER, NOT_KNOWN, join
from receptionist.sandbox.language.intents import Intent

_HOW_LONG = re.compile(r"\bhow long\b", re.IGNORECASE)
_HESITATES = re.compile(
    r"\b(?:let me (?:check|think|see|look|ask)|one sec\w*|hold on|hang on|not sure|maybe|give me a|just a|i think)\b",
    re.IGNORECASE,
)


def answer_proposal(desk: Desk) -> Step:
    """The step an open proposal asks for; None when there is none."""
    proposal, turn = desk.frame.proposal, desk.frame.turn
    if proposal is None:
        return None
    if turn.agreed:
        return _confirm(desk, proposal)
    if turn.rejected:
        if desk.can("DropBooking") and proposal.proposal_id and not turn.did("DropBooking"):
            return desk.call("DropBooking", proposal_id=proposal.proposal_id)
        desk.frame.proposal = None
        return None
    if turn.heard is not None and turn.heard.office_only:
        return None
    return join(_lead(desk), proposal.read_back)


def _confirm(desk: Desk, proposal: Proposal) -> Step:
    if desk.can("ConfirmBooking") and proposal.proposal_id:
        return desk.call("ConfirmBooking", proposal_id=proposal.proposal_id)
    if proposal.tool and desk.can(proposal.tool):
        return desk.call(proposal.tool, **dict(proposal.arguments))
    return proposal.read_back


def _lead(desk: Desk) -> str:
    """What comes before the read-back when the answer was neither yes nor no."""
    heard, frame = desk.frame.turn.heard, desk.frame
    text = heard.text if heard else ""
    if _HOW_LONG.search(text):
        arguments = dict(frame.proposal.arguments) if frame.proposal else {}
        number = arguments.get("AppointmentTypeNum") or (frame.visit.kind_number if frame.visit else None)
        kind = next((kind for kind in frame.kinds or () if kind.number == number), None)
        return f"It takes about {kind.minutes} minutes." if kind and kind.minutes else NOT_KNOWN
    if heard is not None and (heard.has(Intent.REPEAT) or asks_something(text)):
        return "Here it is once more."
    return "Take your time." if _HESITATES.search(text) else CLEAR_ANSWER
