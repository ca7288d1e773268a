"""What a caller wants in a few words, for the people who read messages."""

from receptionist.sandbox.brain.frame import Frame, Goal, Wish
from receptionist.sandbox.language.intents import Intent, IntentReading
from receptionist.sandbox.language.speech import say_date, say_time

_GOALS = {
    Goal.BOOK: "would like to book",
    Goal.MOVE: "would like to move",
    Goal.CANCEL: "would like to cancel",
    Goal.CONFIRM: "would like to confirm",
    Goal.FIND: "asks about",
}
_TOPICS = (
    (Intent.COMPLAINT, "Complaint"),
    (Intent.MEDICAL_QUESTION, "Medical question"),
    (Intent.PRESCRIPTION, "Prescription request"),
    (Intent.BILLING, "Billing question"),
    (Intent.RECORDS, "Records request"),
    (Intent.LATE, "Running late"),
    (Intent.CANCEL, "Wants to cancel a visit"),
    (Intent.MOVE, "Wants to move a visit"),
    (Intent.BOOK, "Wants to book a visit"),
)


def in_short(frame: Frame) -> str:
    """ "would like to book a root canal, Tuesday, December 8, in the afternoon"; empty when there is no task."""
    if frame.goal not in _GOALS:
        return ""
    what = "a visit"
    if frame.visit is not None:
        what = f"the visit on {frame.visit.spoken}"
    elif frame.kind_key or frame.kind_words:
        what = f"a visit ({(frame.kind_key or frame.kind_words or '').replace('_', ' ')})"
    return ", ".join(part for part in (f"{_GOALS[frame.goal]} {what}", *_when(frame)) if part)


def topic_of(intents: IntentReading) -> str:
    """ "Billing question" and the like; "Message" when the words fit none."""
    return next((topic for intent, topic in _TOPICS if intent in intents), "Message")


def _when(frame: Frame) -> list[str]:
    wish: Wish = frame.wish
    parts = []
    if wish.start and wish.start == wish.end:
        parts.append(say_date(wish.start, frame.today))
    elif wish.start and wish.end:
        parts.append(f"between {say_date(wish.start, frame.today)} and {say_date(wish.end, frame.today)}")
    elif wish.soonest:
        parts.append("as soon as possible")
    if wish.at:
        parts.append(f"at {say_time(wish.at)}")
    elif wish.part in ("morning", "afternoon"):
        parts.append(f"in the {wish.part}")
    if wish.provider:
        parts.append(f"with {wish.provider}")
    return parts
