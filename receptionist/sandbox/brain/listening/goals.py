"""What the caller wants done: starting, switching and giving up a task."""

import re

from receptionist.sandbox.brain.frame import Frame, Goal, Wish
from receptionist.sandbox.brain.hearing import Heard
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
    r"\b(?:never ?mind|forget (?:it|about it|that)|leave it|don'?t bother|not today|cancel that|stop)\b",
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
    if _gives_up(frame, heard):
        frame.turn.abandoned = True
        return
    if _answers_offer(frame, heard):
        return
    goal = _goal_of(frame, heard)
    if goal is not None:
        switch(frame, goal, heard.text)


def switch(frame: Frame, goal: Goal, request: str) -> None:
    """Make this the task; a visit already singled out stays when the new task is about the same visit."""
    if frame.goal is goal:
        return
    if frame.proposal is not None:
        frame.turn.rejected = True
    if not (goal in _ON_A_VISIT and (frame.goal in _ON_A_VISIT or frame.goal is None)):
        frame.visit_number = frame.visit_day = None
    if frame.asked is not Ask.REBOOK:
        frame.kind_key = frame.kind_words = frame.kind_number = None
    frame.wish = Wish()
    frame.offer = frame.chosen = None
    frame.goal = goal
    frame.request = request


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
    elif asked is Ask.MESSAGE and heard.yes:
        request = frame.request
        frame.goal = Goal.MESSAGE
        frame.request = request or heard.text
    elif asked is Ask.MESSAGE and heard.no:
        frame.turn.abandoned = True
    elif asked is Ask.CALLBACK and frame.goal is Goal.MESSAGE:
        frame.no_callback = not heard.phone and not heard.phone_problem
    elif asked is Ask.MOVE_OR_CANCEL and "cancel" in heard.text.lower():
        switch(frame, Goal.CANCEL, heard.text)
    elif asked is Ask.MOVE_OR_CANCEL and (heard.yes or heard.wishes_time or "move" in heard.text.lower()):
        switch(frame, Goal.MOVE, heard.text)
    else:
        return False
    return True


def _goal_of(frame: Frame, heard: Heard) -> Goal | None:
    goal = next((goal for intent, goal in _BY_INTENT if intent in heard.intents), None)
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
