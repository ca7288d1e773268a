"""The caller's answer to an open proposal: confirm it, drop it, or say it once more."""

from receptionist.sandbox.brain.flows.desk import Desk, Step
from receptionist.sandbox.brain.frame import Proposal
from receptionist.sandbox.brain.wording import join


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
    return join("I'm sorry, I need a clear yes or no.", proposal.read_back)


def _confirm(desk: Desk, proposal: Proposal) -> Step:
    if desk.can("ConfirmBooking") and proposal.proposal_id:
        return desk.call("ConfirmBooking", proposal_id=proposal.proposal_id)
    if proposal.tool and desk.can(proposal.tool):
        return desk.call(proposal.tool, **dict(proposal.arguments))
    return proposal.read_back
