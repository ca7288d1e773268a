"""One caller utterance taken into the frame: every subject hears it in turn, and the turn starts afresh."""

import re
from copy import deepcopy
from dataclasses import replace

from receptionist.sandbox.brain.frame import Frame, Goal, Turn
from receptionist.sandbox.brain.hearing import PERSON_ASKS, Heard, hear
from receptionist.sandbox.brain.listening.agreement import hear_agreement
from receptionist.sandbox.brain.listening.days import talked_of
from receptionist.sandbox.brain.listening.goals import contradicts, hear_goal
from receptionist.sandbox.brain.listening.person import hear_person
from receptionist.sandbox.brain.listening.times import hear_times
from receptionist.sandbox.brain.listening.visits import hear_kind, hear_visit
from receptionist.sandbox.brain.wording import STILL_NOT_CAUGHT, Ask, last_question, recognise
from receptionist.sandbox.language.intents import is_yes


def listen_to_caller(frame: Frame, text: str) -> None:
    """Start a new turn with these words and take in all they say."""
    heard = hear(text, frame.asked, frame.today, talked_of(frame))
    if _agrees_to_all(frame, text):
        heard = replace(heard, yes=True)
    if frame.asked is Ask.AGREE and heard.yes and contradicts(frame, text):
        heard = replace(heard, yes=False)
    frame.previous_words = frame.turn.heard.text if frame.turn.heard else ""
    frame.turn = Turn(heard, frame.asked)
    frame.expect = None
    if heard.office_only:
        return
    person, before = deepcopy(frame.person), _fingerprint(frame)
    if frame.goal is Goal.MESSAGE and frame.asked is Ask.MESSAGE_TEXT:
        frame.request = text
    hear_goal(frame, heard)
    if not frame.turn.abandoned:
        hear_person(frame, heard)
        hear_kind(frame, heard)
        hear_visit(frame, heard)
        hear_times(frame, heard)
    hear_agreement(frame, heard, person)
    if frame.turn.abandoned and frame.proposal is None:
        frame.finish_task()
    frame.turn.progressed = _progressed(frame, heard) or _fingerprint(frame) != before


def _agrees_to_all(frame: Frame, text: str) -> bool:
    """ "Yes, both please", to a family's read-back."""
    slot = frame.proposal.slot if frame.proposal else None
    return bool(frame.asked is Ask.AGREE and slot and slot.together and is_yes(_ALL.sub("", text)))


def listen_to_lexi(frame: Frame, text: str) -> None:
    """Note what the caller heard, above all the question they are about to answer."""
    frame.last_lexi = text
    if text.startswith(STILL_NOT_CAUGHT):
        # A person is offered, and the question before it may still be answered.
        return
    proposal = frame.proposal
    question = last_question(text)
    if proposal and (proposal.read_back in text or (question and question in proposal.read_back)):
        frame.asked = Ask.AGREE
        return
    expected = frame.expect
    asked = recognise(text)
    if asked is None or (expected in _TOOL_WORDED and question and asked not in (Ask.MESSAGE, Ask.PERSON)):
        asked = expected
    frame.asked = asked
    _note_offer(frame, text)


def _note_offer(frame: Frame, text: str) -> None:
    """Only openings that the caller heard can be picked; after "what other day" there are none."""
    offer = frame.offer
    if offer is None or frame.proposal is not None:
        return
    if frame.asked is Ask.WHEN:
        frame.offer = None
        frame.needs_wish = True
    elif frame.asked is Ask.SLOT:
        heard = tuple(slot for slot in offer.slots if slot.spoken in text)
        frame.offer = replace(offer, slots=heard or offer.slots)


_ALL = re.compile(r",?\s*\b(?:(?:book )?(?:both|all)(?: of (?:them|us))?|them all|everyone)\b", re.IGNORECASE)
_TOOL_WORDED = frozenset({Ask.THIRD, Ask.SLOT})
"""Questions that tools word themselves; what the tool's status means is surer than its wording."""


_OPEN_ASKS = PERSON_ASKS | {Ask.VISIT, Ask.WHEN, Ask.WHICH_VISIT}
"""Questions that yes or no does not answer."""


def _progressed(frame: Frame, heard: Heard) -> bool:
    turn = frame.turn
    answered = (heard.yes or heard.no) and turn.asked not in _OPEN_ASKS
    return bool(
        turn.agreed
        or turn.rejected
        or turn.abandoned
        or turn.unclear_pick
        or turn.wants_more
        or turn.problem
        or answered
    )


def _fingerprint(frame: Frame) -> str:
    """Everything an utterance can change, as one comparable text."""
    return repr(
        (
            frame.goal,
            frame.person,
            frame.existing,
            frame.unsure_newness,
            frame.for_other,
            frame.guardian_first,
            frame.child,
            frame.kind_key,
            frame.kind_words,
            frame.wish,
            frame.visit_number,
            frame.visit_day,
            frame.chosen,
            frame.no_callback,
            frame.request,
        )
    )
