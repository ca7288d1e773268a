"""What the caller wants done: starting, switching and giving up a task."""

import re

from receptionist.sandbox.brain.frame import Frame, Goal, Wish
from receptionist.sandbox.brain.hearing import Heard
from receptionist.sandbox.brain.in_short import in_short
from receptionist.sandbox.brain.wording import Ask
from receptionist.sandbox.language.intents import Intent

_BY_INTENT = (
    (Intent.MOVE, Goal.MOVE),
    (Intent.CANCEL, Goal.CANCEL),
    (Intent.CONFIRM_VISIT, Goal.CONFIRM),
    (Intent.FIND_VISIT, Goal.FIND),
    (Intent.BOOK, Goal.BOOK),
    (Intent.NEW_PATIENT, Goal.BOOK),
)
_ON_A_VISIT = frozenset({Goal.MOVE, Goal.CANCEL, Goal.CONFIRM, Goal.FIND})
_GIVE_UP = re.compile(
    r"\b(?:never ?mind|nvm|forget (?:it|about it|that)|leave it|don'?t bother|not today|cancel that|stop"
    r"|(?:keep|leave) (?:it|that|them|(?:my|the) (?:\w+ )?(?:appointment|appt|visit|time))|changed? my mind)\b"
    r"(?! by\b)",
    re.IGNORECASE,
)
_CANCELLING = re.compile(r"\bcancel\b", re.IGNORECASE)
_CALLED_OFF = re.compile(r"\bcancel|\bcall(?:ing)? (?:it )?off\b|\bget rid of\b", re.IGNORECASE)
_ANOTHER_FOR = re.compile(
    r"\b(?:one|another|same|also|too|and|again|appointment) (?:\w+ )?for (?:my|me|him|her|us|the)\b"
    r"|\b(?:another one|one more|also for)\b",
    re.IGNORECASE,
)
_SHIFT = re.compile(
    r"\b(?:come|be seen|get|start)\b(?: \w+){0,4}? (earlier|sooner|later)\b(?! (?:than|today|tomorrow))", re.IGNORECASE
)
_CHANGING = re.compile(r"\b(?:move|change|reschedule|book|schedule)\b", re.IGNORECASE)
_PUT_BACK = re.compile(
    r"\b(?:re-?book|re-?schedule|re-?make|put\b.{0,30}\bback|new time for|another time for)\b[^.?!]{0,60}"
    r"\b(?:cancel+ed|missed|couldn'?t (?:make|keep)|didn'?t make)\b|\bput (?:it|that|my \w+) back\b",
    re.IGNORECASE,
)
_CANNOT_COME = re.compile(
    r"\b(?:can'?t|cannot|won'?t be able to|not able to|unable to) (?:make|keep|come)\b", re.IGNORECASE
)
_CALL_BACK = re.compile(
    r"\b(?:(?:leave|take) (?:you |them |him |her )?a message|call(?:s|ed)? me(?: back)?|give me a call)\b",
    re.IGNORECASE,
)


def hear_goal(frame: Frame, heard: Heard) -> None:
    """Start, switch or end the task as the words ask."""
    asked = frame.asked
    if asked is Ask.ANYTHING_ELSE:
        frame.goal = None
    if asked is Ask.AGREE and heard.yes:
        return
    if asked is Ask.WHEN and heard.no and frame.needs_wish:
        frame.turn.abandoned = True
        return
    if _gives_up(frame, heard):
        frame.turn.abandoned = True
        return
    if _answers_offer(frame, heard):
        return
    goal = _goal_of(frame, heard)
    if goal is not None:
        switch(frame, goal, heard.text)
        _may_be_a_move(frame, heard)


def _may_be_a_move(frame: Frame, heard: Heard) -> None:
    """ "Can I come in earlier on Monday?" is about Monday's visit, if there is one."""
    shift = _SHIFT.search(heard.text)
    opening = frame.goal is Goal.BOOK and frame.offer is None and frame.proposal is None
    frame.maybe_move = shift.group(1).lower() if shift and opening and not heard.intents.visit else ""


def switch(frame: Frame, goal: Goal, request: str) -> None:
    """Make this the task; a visit already singled out stays when the new task is about the same visit."""
    if frame.goal is goal:
        return
    if frame.proposal is not None:
        frame.turn.rejected = True
    if not (goal in _ON_A_VISIT and (frame.goal in _ON_A_VISIT or frame.goal is None)):
        frame.visit_number = frame.visit_day = None
    if frame.asked is not Ask.REBOOK and not (goal is Goal.BOOK and _ANOTHER_FOR.search(request)):
        frame.kind_key = frame.kind_words = frame.kind_number = None
    frame.wish = Wish()
    frame.offer = frame.chosen = None
    frame.goal = goal
    frame.request = request


def contradicts(frame: Frame, text: str) -> bool:
    """ "Cancel that" is no yes to a booking, and "change it" none to a cancellation, plain as the words may be."""
    kind = frame.proposal.kind if frame.proposal else ""
    return bool(_CHANGING.search(text)) if kind == "cancel" else bool(kind and _CANCELLING.search(text))


def puts_back(text: str) -> bool:
    """Whether a visit that was cancelled or missed is to be put on the schedule again."""
    return bool(_PUT_BACK.search(text))


def cannot_come(text: str) -> bool:
    """Whether the caller can't keep a visit and has not said what should become of it."""
    return bool(_CANNOT_COME.search(text))


def wants_call_back(heard: Heard) -> bool:
    """Whether a message or a call back is asked for."""
    return bool(_CALL_BACK.search(heard.text))


def _gives_up(frame: Frame, heard: Heard) -> bool:
    if heard.wishes_time or heard.intents.visit or frame.goal is None:
        return False
    if heard.has(Intent.MOVE, Intent.BOOK, Intent.FIND_VISIT):
        return False
    cancels_booking = heard.has(Intent.CANCEL) and frame.goal is Goal.BOOK and "appointment" not in heard.text
    return cancels_booking or bool(_GIVE_UP.search(heard.text))


def _answers_offer(frame: Frame, heard: Heard) -> bool:
    """Answers to the questions that offer another task."""
    asked = frame.asked
    if asked is Ask.REBOOK and heard.no:
        frame.kind_number = None
        frame.turn.abandoned = True
    elif asked in (Ask.REBOOK, Ask.BOOK_INSTEAD) and (heard.yes or heard.wishes_time):
        switch(frame, Goal.BOOK, heard.text)
    elif asked is Ask.BOOK_INSTEAD and heard.no:
        frame.turn.abandoned = True
    elif asked is Ask.MESSAGE and (heard.yes or heard.phone or heard.phone_problem):
        frame.wanted = frame.wanted or in_short(frame)
        frame.request = frame.request or frame.previous_words or heard.text
        frame.goal = Goal.MESSAGE
    elif asked is Ask.MESSAGE and heard.no:
        frame.turn.abandoned = True
    elif asked is Ask.CALLBACK and frame.goal is Goal.MESSAGE:
        frame.no_callback = not heard.phone and not heard.phone_problem
    elif asked is Ask.MOVE_INSTEAD and heard.no:
        frame.turn.abandoned = True
    elif asked is Ask.MOVE_INSTEAD and (heard.yes or heard.wishes_time or "move" in heard.text.lower()):
        wish, key, words = frame.wish, frame.kind_key, frame.kind_words
        switch(frame, Goal.MOVE, heard.text)
        frame.wish, frame.kind_key, frame.kind_words, frame.needs_wish = wish, key, words, False
    elif asked is Ask.MOVE_OR_CANCEL and "cancel" in heard.text.lower():
        switch(frame, Goal.CANCEL, heard.text)
    elif asked is Ask.MOVE_OR_CANCEL and (heard.yes or heard.wishes_time or "move" in heard.text.lower()):
        switch(frame, Goal.MOVE, heard.text)
    else:
        return False
    return True


def _goal_of(frame: Frame, heard: Heard) -> Goal | None:
    if frame.goal in (None, Goal.CANCEL) and puts_back(heard.text):
        return Goal.MOVE
    goal = next((goal for intent, goal in _BY_INTENT if intent in heard.intents), None)
    if goal in (None, Goal.CANCEL) and cannot_come(heard.text) and not _CALLED_OFF.search(heard.text):
        # What should become of the visit is for the caller to say.
        return None
    if goal is None and frame.goal is None and frame.done_kind and _ANOTHER_FOR.search(heard.text):
        key, words = frame.done_kind
        # Whether it is a child's cleaning depends on whose it is.
        frame.kind_key, frame.kind_words = ("cleaning", "cleaning") if key == "child_cleaning" else (key, words)
        return Goal.BOOK
    if goal is None and wants_call_back(heard) and frame.goal is None:
        return Goal.MESSAGE
    if goal is None and frame.goal is None:
        visit = heard.intents.visit or heard.intents.tier == "urgent"
        day = heard.dates.start or heard.dates.soonest
        return Goal.BOOK if visit or day else None
    if frame.goal is None or goal is None or goal is frame.goal:
        return goal
    if frame.goal is Goal.BOOK and goal is Goal.MOVE and (frame.proposal or frame.offer):
        return None
    if frame.goal is Goal.MOVE and goal is Goal.BOOK:
        return None
    if goal in (Goal.CONFIRM, Goal.FIND) and frame.proposal is not None:
        return None
    if goal is Goal.BOOK and frame.goal is not Goal.MESSAGE and not heard.has(Intent.BOOK):
        return None
    return goal
