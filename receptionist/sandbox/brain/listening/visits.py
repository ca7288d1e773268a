"""What the visit is for, and which upcoming visit is meant."""

from datetime import date

from receptionist.sandbox.brain.frame import Frame, Goal, Visit
from receptionist.sandbox.brain.hearing import Heard
from receptionist.sandbox.brain.wording import Ask
from receptionist.sandbox.language.intents import OTHER

_SOON_KINDS = ("emergency_exam",)


def hear_kind(frame: Frame, heard: Heard) -> None:
    """Take the wished visit type; a pain without a named type is an emergency exam, as soon as can be."""
    key: str | None = heard.intents.visit
    if key == "exam_new" and frame.kind_key and frame.asked is not Ask.VISIT:
        key = None
    if key is None and heard.intents.tier == "urgent":
        key = "emergency_exam"
    if key is not None and not (frame.asked is Ask.AGREE and heard.yes):
        if key != frame.kind_key and frame.goal is Goal.BOOK:
            _restart_search(frame)
        frame.kind_key = key
        frame.kind_words = heard.intents.visit_words or heard.text
        if key in _SOON_KINDS and not frame.wish.says_anything and not heard.wishes_time:
            frame.wish.soonest = True
    elif frame.asked is Ask.VISIT and frame.kind_key is None and not (heard.yes or heard.no):
        frame.kind_words = heard.text


def _restart_search(frame: Frame) -> None:
    frame.kind_number = None
    frame.chosen = frame.offer = None
    if frame.proposal is not None and frame.proposal.kind != "register":
        frame.turn.rejected = True


def hear_visit(frame: Frame, heard: Heard) -> None:
    """Which of the caller's visits is meant, by position, day, type or provider."""
    if frame.goal not in (Goal.MOVE, Goal.CANCEL, Goal.CONFIRM, Goal.FIND):
        return
    day = heard.dates.visit_day
    if day is None and (frame.goal is not Goal.MOVE or frame.asked is Ask.WHICH_VISIT):
        day = heard.dates.start
    frame.visit_day = day or frame.visit_day
    if frame.asked is Ask.WHICH_VISIT and frame.visits:
        meant = _pick(frame.visits, heard, day)
        if meant is not None:
            frame.visit_number = meant.number


def _pick(visits: list[Visit], heard: Heard, day: date | None) -> Visit | None:
    choice = heard.choice
    if choice is not None and choice != OTHER:
        index = choice - 1 if choice > 0 else (-1 if choice == -2 else 0)
        return visits[index] if index < len(visits) else None
    text = heard.text.lower()
    if day is not None and heard.times.at is None:
        left = on_day(visits, day)
    else:
        left = [visit for visit in visits if _matches(visit, text, heard, day)]
    return left[0] if len(left) == 1 else None


def on_day(visits: list[Visit], day: date) -> list[Visit]:
    """The visits on that day, else on that weekday: "my Tuesday appointment" may be next week's."""
    dated = [(visit, visit.starts.date()) for visit in visits if visit.starts is not None]
    exact = [visit for visit, on in dated if on == day]
    return exact or [visit for visit, on in dated if on.weekday() == day.weekday()]


def _matches(visit: Visit, text: str, heard: Heard, day: date | None) -> bool:
    if heard.times.at is not None:
        same_day = visit.starts is not None and (day is None or visit.starts.date() == day)
        return same_day and visit.starts is not None and visit.starts.time() == heard.times.at
    named = [word for word in visit.kind.lower().split() if len(word) > 3]
    if any(word in text for word in named):
        return True
    return any(part.lower() in text for part in visit.provider.split() if len(part) > 3)
