"""Lexi's own messages for staff: call backs, billing, prescriptions, medical questions, running late."""

import re

from receptionist.sandbox.brain.hearing import Heard
from receptionist.sandbox.brain.in_short import topic_of
from receptionist.sandbox.brain.lexi_parts import Lexi, Parts, say
from receptionist.sandbox.brain.listening.goals import wants_call_back
from receptionist.sandbox.brain.wording import ANYTHING_ELSE, ASK_CALLBACK, ASK_MESSAGE, Ask, join
from receptionist.sandbox.language.intents import Intent, is_no, is_yes, read_intents
from receptionist.sandbox.language.people import read_name
from receptionist.sandbox.openai.model import Call

_LEADS = (
    (Intent.COMPLAINT, "I'm very sorry to hear that. I can have someone call you about it."),
    (Intent.MEDICAL_QUESTION, "I'm not able to give medical advice, but I can pass your question on to our team."),
    (Intent.PRESCRIPTION, "The dentist decides about prescriptions. I can pass your request on."),
    (Intent.BILLING, "Our team can help you with billing. I can have someone call you."),
    (Intent.RECORDS, "Our team handles records. I can pass your request on."),
    (Intent.LATE, "Thank you for letting us know. I'll pass that on."),
)
_BARE_WORDS = frozenset(
    ("hi", "hello", "hey", "yes", "yeah", "please", "ok", "okay", "can", "could", "may", "would", "i", "id", "you")
    + ("someone", "like", "to", "want", "leave", "take", "a", "message", "them")
)
_FOR_WHOM = re.compile(
    r"message (?:for|with) (?:the |my |your )?(?:front desk|office|doctor|dentist|manager|dr\.? \w+)"
)
_MOST_TOLD = 3
_NO_NUMBER = re.compile(r"\b(?:on file|no number|don'?t have|this number|same number|no need)\b", re.IGNORECASE)


def message_wish(lexi: Lexi, heard: Heard) -> Parts:
    """The first reply to a wish that only staff can serve; empty when there is none."""
    lead = next((words for intent, words in _LEADS if heard.has(intent)), "")
    offered = lexi.asked is Ask.MESSAGE and (heard.yes or bool(heard.phone))
    if not (lead or offered or wants_call_back(heard)):
        return ()
    if not lexi.request.offers("take_message"):
        phone = lexi.facts.office.get("Phone", "the office")
        return say(join(lead.split(". ")[0], f"I can't take a message here; please call {phone}."))
    if _is_bare(heard.text):
        return say(join("Of course.", ASK_MESSAGE))
    subject = _subject(lexi) if offered else heard.text
    if heard.phone:
        return _take(lexi, subject or heard.text, heard.phone)
    return say(join(lead or "Of course, I can have someone call you back.", ASK_CALLBACK))


def _is_bare(text: str) -> bool:
    """Whether only a message as such is asked for ("Can I leave a message?"), with nothing to pass on yet."""
    asked = _FOR_WHOM.sub("message", text.lower().replace("'", ""))
    words = re.findall(r"[a-z]+", asked)
    return "message" in words and all(word in _BARE_WORDS for word in words)


def after_message_question(lexi: Lexi, heard: Heard) -> Parts:
    """Answers to Lexi's own message questions; the supervisor's are its own."""
    if lexi.talk.supervisor_question or lexi.asked not in (Ask.CALLBACK, Ask.MESSAGE_TEXT):
        return ()
    if not lexi.request.offers("take_message"):
        return ()
    if lexi.asked is Ask.MESSAGE_TEXT:
        return _take(lexi, heard.text, heard.phone) if heard.phone else say(join("Thank you.", ASK_CALLBACK))
    if heard.phone:
        return _take(lexi, _subject(lexi) or heard.text, heard.phone)
    if heard.no and "I'll pass" not in lexi.talk.last_lexi and not _NO_NUMBER.search(heard.text):
        return say(join("All right, no message then.", ANYTHING_ELSE))
    if heard.no or _NO_NUMBER.search(heard.text):
        return _take(lexi, _subject(lexi) or heard.text, None)
    if heard.phone_problem:
        return say(join(heard.phone_problem, ASK_CALLBACK))
    if heard.has(Intent.BOOK, Intent.MOVE, Intent.CANCEL):
        return ()
    return say(join("I didn't get a full number.", ASK_CALLBACK))


def _subject(lexi: Lexi) -> str:
    """What the message is about: the caller's words before the newest, back to where the wish was said."""
    told: list[str] = []
    for words in reversed(lexi.talk.said[:-1]):
        if _is_bare(words) or is_yes(words) or is_no(words):
            continue
        told.insert(0, words)
        if len(told) == _MOST_TOLD or any(intent in read_intents(words) for intent, _ in _LEADS):
            break
        if lexi.asked is not Ask.CALLBACK:
            break
    return " / ".join(told)


def _take(lexi: Lexi, subject: str, number: str | None) -> Parts:
    text = f'{in_brief(lexi, subject)} The caller said: "{subject[:800]}"'
    return (Call("take_message", {"text": text, "callback_number": number}),)


def in_brief(lexi: Lexi, subject: str) -> str:
    """ "Billing question from Dana Okafor.": what it is about, and who it is when a full name was said."""
    topic = topic_of(read_intents(subject))
    names = (read_name(words) for words in lexi.talk.said)
    name = next((name for name in names if name is not None and name.first and name.last), None)
    return f"{topic} from {name.first} {name.last}." if name else f"{topic}."
