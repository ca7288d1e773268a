"""The caller's answer to a read-back: agreed, not wanted as it is, or neither."""

from receptionist.sandbox.brain.frame import Frame, Person
from receptionist.sandbox.brain.hearing import Heard
from receptionist.sandbox.brain.wording import Ask


def hear_agreement(frame: Frame, heard: Heard, before: Person) -> None:
    """Judge the answer to the open proposal. `before` is what was known of the person before these words."""
    proposal, turn = frame.proposal, frame.turn
    if proposal is None:
        return
    if turn.abandoned:
        turn.rejected = True
    elif frame.asked is Ask.AGREE and heard.yes and not turn.rejected:
        turn.agreed = True
    elif frame.person != before and proposal.kind == "register":
        turn.rejected = turn.corrected = True
    elif heard.leans_no and not turn.rejected:
        turn.rejected = True
        if proposal.kind in ("create", "move"):
            decline(frame)
            frame.needs_wish = True
            frame.offer = frame.chosen = None


def decline(frame: Frame) -> None:
    """Remember that the proposed opening, or else the offered ones, are not wanted."""
    current = frame.proposal.slot if frame.proposal else None
    slots = [current] if current else list(frame.offer.slots if frame.offer else ())
    frame.wish.declined |= {slot.starts for slot in slots}
