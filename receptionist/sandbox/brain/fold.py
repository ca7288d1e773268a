"""The fold: from a request's items and facts to the frame at this moment. No state is kept between requests."""

from receptionist.sandbox.brain.events import CallerSaid, Event, LexiSaid, read_events
from receptionist.sandbox.brain.facts import Facts
from receptionist.sandbox.brain.frame import Frame, Proposal
from receptionist.sandbox.brain.listen import listen_to_caller, listen_to_lexi
from receptionist.sandbox.brain.results import learn
from receptionist.sandbox.brain.wire import Exchange
from receptionist.sandbox.brain.wording import Ask, last_question
from receptionist.sandbox.openai.model import ModelRequest

MOST_EVENTS = 600
"""Events of a conversation that are read, newest last; keeps an endless call cheap."""


def fold(request: ModelRequest, facts: Facts) -> Frame | None:
    """The frame after all items, or None when the instructions do not say what day it is."""
    today = facts.today()
    if today is None:
        return None
    frame = Frame(today=today)
    story = read_events(request.items)[-MOST_EVENTS:]
    newest = max((index for index, event in enumerate(story) if isinstance(event, CallerSaid)), default=-1)
    for index, event in enumerate(story):
        if index == newest:
            _honour_moment(frame, facts, verified_now=_verifies(story[newest + 1 :]))
        _take(frame, event)
    if newest < 0:
        _honour_moment(frame, facts, verified_now=False)
    return frame


def _take(frame: Frame, event: Event) -> None:
    if isinstance(event, Exchange):
        learn(frame, event)
    elif isinstance(event, LexiSaid):
        listen_to_lexi(frame, event.text)
    else:
        listen_to_caller(frame, event.text)


def _verifies(since: list[Event]) -> bool:
    """Whether somebody was verified since the newest utterance."""
    return any(isinstance(event, Exchange) and event.status == "verified" for event in since)


def _honour_moment(frame: Frame, facts: Facts, verified_now: bool) -> None:
    """The moment block knows the caller and the open proposal even when the conversation no longer shows them.

    It tells the state after the newest tool call, so it must not colour how older utterances are read. Who was
    `verified_now` was not known yet when the newest one was said: a parent's words about a child stay a parent's.
    """
    if (
        facts.verified_pat_num is not None
        and not verified_now
        and frame.pat_num is None
        and not (frame.for_other or frame.guardian_first)
    ):
        frame.pat_num = facts.verified_pat_num
        frame.verified_name = facts.verified_name
        frame.existing = True
    frame.identity_closed = frame.identity_closed or facts.locked
    opened = facts.proposal
    if opened is None or opened.proposal_id in frame.closed_proposals:
        return
    if frame.proposal is None or frame.proposal.proposal_id != opened.proposal_id:
        frame.proposal = Proposal(opened.proposal_id, opened.kind, opened.read_back)
    question = last_question(frame.last_lexi)
    if frame.asked is None or opened.read_back in frame.last_lexi or (question and question in opened.read_back):
        frame.asked = Ask.AGREE
