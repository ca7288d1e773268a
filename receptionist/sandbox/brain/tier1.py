"""Lexi: greets, answers what the office block answers, and hands everything about a chart to the supervisor."""

import re

from receptionist.sandbox.brain.exact import first_exact_words
from receptionist.sandbox.brain.facts import Facts
from receptionist.sandbox.brain.hearing import Heard, hear
from receptionist.sandbox.brain.lexi_messages import after_message_question, message_wish
from receptionist.sandbox.brain.lexi_parts import Lexi, Parts, delegate, say
from receptionist.sandbox.brain.lexi_talk import read_talk
from receptionist.sandbox.brain.lexi_urgent import TRANSFER, summary, urgent
from receptionist.sandbox.brain.listening.goals import cannot_come
from receptionist.sandbox.brain.office import answer_office, asks_office, asks_something
from receptionist.sandbox.brain.wire import spoken_output
from receptionist.sandbox.brain.wording import (
    ANYTHING_ELSE,
    ASK_BOOK_INSTEAD,
    NOT_KNOWN,
    OFFER_MESSAGE,
    OFFER_PERSON,
    Ask,
    join,
    last_question,
    recognise,
    sentences,
    with_question,
)
from receptionist.sandbox.language.intents import Intent
from receptionist.sandbox.openai.model import Call, ModelReply, ModelRequest, Speech

ASK_AGAIN = "I'm sorry, I couldn't hear that. Could you say it again, please?"
NOT_UNDERSTOOD = (
    "I'm sorry, I'm not sure I understood that. You can say, for example, I'd like to book a cleaning,"
    " or what are your hours. How can I help?"
)
STILL_NOT_UNDERSTOOD = f"I'm sorry, I still didn't get that. {OFFER_PERSON}"
NO_ANSWER = f"I'm sorry, I couldn't find that out just now. {OFFER_PERSON}"
MENU = "Would you like to book, move or cancel a visit, or ask something about the office?"
_HELP = re.compile(
    r"^\W*(?:(?:hi|hello|hey|can|could|you|please|i|need|some)\W+)*help(?: (?:me|please|out))*\W*$", re.IGNORECASE
)
_ABOUT_VISITS = re.compile(
    r"\b(?:appointments?|appts?|visits?|tooth|teeth|gums?|molars?|dentist|hygienist|book\w*|schedul\w*|slots?|openings?)\b",
    re.IGNORECASE,
)
_STAFF_INTENTS = (
    Intent.MEDICAL_QUESTION,
    Intent.BILLING,
    Intent.PRESCRIPTION,
    Intent.RECORDS,
    Intent.LATE,
    Intent.COMPLAINT,
)
_CHART_INTENTS = (
    Intent.BOOK,
    Intent.MOVE,
    Intent.CANCEL,
    Intent.CONFIRM_VISIT,
    Intent.FIND_VISIT,
    Intent.TEAM,
    Intent.NEW_PATIENT,
    Intent.EXISTING_PATIENT,
)


def reply_as_lexi(request: ModelRequest, facts: Facts) -> ModelReply:
    """Lexi's next words and calls. Calls that are not offered in this response are left out."""
    today = facts.today()
    talk = read_talk(request.items)
    if talk.returned is not None:
        parts: Parts = _speak_output(*talk.returned, talk.last_lexi)
    elif talk.fresh:
        parts = say(greeting(request, facts))
    elif talk.pending_call:
        parts = say("One moment, please.")
    elif not talk.words:
        parts = say(ASK_AGAIN)
    else:
        asked = recognise(talk.last_lexi)
        heard = hear(talk.words, asked, today) if today else None
        lexi = Lexi(request, facts, talk, asked)
        parts = _answer(lexi, heard) if heard else _without_calendar(lexi)
    return _allowed(request, parts)


def greeting(request: ModelRequest, facts: Facts) -> str:
    """The first words: as the instructions word them, or a plain greeting."""
    ordered = first_exact_words(request.instructions)
    return ordered or f"Hi! Welcome to {facts.practice}. This is Lexi, an AI assistant. How can I help you today?"


def _speak_output(name: str, output: str, last_lexi: str) -> Parts:
    spoken = spoken_output(output)
    if name == "get_datetime" and spoken:
        return say(with_question(spoken if spoken.endswith(".") else f"It is {spoken}.", ANYTHING_ELSE))
    if name == "end_call":
        parted = "goodbye" in last_lexi.lower() and "goodbye" in (spoken or "goodbye").lower()
        return say("Take care!" if parted else spoken or "Goodbye!")
    if name == "take_message":
        return say(with_question(spoken or "I've passed that on.", ANYTHING_ELSE))
    fresh = join(*(part for part in sentences(spoken) if part not in last_lexi))
    return say((fresh if name == TRANSFER else "") or spoken or NO_ANSWER)


def _without_calendar(lexi: Lexi) -> Parts:
    """Without a date in the instructions the supervisor must judge the words."""
    return delegate(lexi)


def _answer(lexi: Lexi, heard: Heard) -> Parts:
    for listener in (urgent, _leaving, after_message_question, _honest, _supervised, _new_topic):
        parts = listener(lexi, heard)
        if parts:
            return parts
    return _puzzled(lexi, heard)


def _leaving(lexi: Lexi, heard: Heard) -> Parts:
    """Goodbyes; a "no" to "anything else" is one."""
    chart = heard.has(*_CHART_INTENTS) or heard.wishes_time
    nothing_more = lexi.asked is Ask.ANYTHING_ELSE and heard.no
    if chart or not (heard.has(Intent.GOODBYE) or nothing_more):
        return ()
    thanks = "You're welcome. " if heard.has(Intent.THANKS) else ""
    words = f"{thanks}Thank you for calling {lexi.facts.practice}. Goodbye!"
    return (Speech(words), Call("end_call"))


def _honest(lexi: Lexi, heard: Heard) -> Parts:
    """Who am I, say it again."""
    if heard.has(Intent.ARE_YOU_AI):
        words = f"I'm Lexi, an AI assistant for {lexi.facts.practice}, and I can get you a person whenever you like."
        return say(with_question(words, lexi.talk.supervisor_question or "How can I help you?"))
    if heard.has(Intent.REPEAT) and lexi.talk.last_lexi:
        return say(lexi.talk.last_lexi)
    return ()


def _supervised(lexi: Lexi, heard: Heard) -> Parts:
    """While the supervisor's question is open nearly everything is an answer to it."""
    question = lexi.talk.supervisor_question
    if lexi.asked is Ask.PERSON and heard.yes:
        return _person_offer(lexi, heard)
    if not question or lexi.asked is Ask.ANYTHING_ELSE or "how can i help" in question.lower():
        return ()
    if asks_office(lexi.facts, heard) and not heard.has(*_CHART_INTENTS) and not heard.intents.visit:
        again = lexi.talk.supervisor_answer if lexi.asked in (Ask.AGREE, None) else question
        answer = answer_office(lexi.facts, heard)
        if last_question(answer):
            # What the office block does not tell is no reason to leave the visit for a message.
            answer = NOT_KNOWN
        return say(join(answer, "Now, back to your visit.", again))
    if heard.has(Intent.MEDICAL_QUESTION):
        advice = (
            "I'm not able to give medical advice, but your dentist can at the visit, or I can leave them a message."
        )
        return say(join(advice, question))
    return delegate(lexi)


def _new_topic(lexi: Lexi, heard: Heard) -> Parts:
    """Nothing is open: the caller starts something."""
    if lexi.asked is Ask.PERSON and (heard.yes or heard.no):
        return _person_offer(lexi, heard)
    wants_work = heard.has(*_CHART_INTENTS)
    if heard.has(*_STAFF_INTENTS) and not wants_work:
        lead = "I'm not able to give medical advice." if heard.has(Intent.MEDICAL_QUESTION) else ""
        hurts = heard.intents.tier == "urgent"
        return delegate(lexi, lead=lead) if hurts else message_wish(lexi, heard)
    if heard.has(Intent.PRICE) and not wants_work and not heard.wishes_time:
        return say(with_question(answer_office(lexi.facts, heard), ASK_BOOK_INSTEAD))
    if heard.has(Intent.SERVICES) and not wants_work and not heard.wishes_time:
        return say(with_question(answer_office(lexi.facts, heard), ASK_BOOK_INSTEAD))
    if wants_work or heard.intents.visit or heard.intents.tier == "urgent" or cannot_come(heard.text):
        answer = answer_office(lexi.facts, heard) if not heard.intents.visit and not heard.wishes_time else ""
        return delegate(lexi, lead=answer)
    if lexi.asked is Ask.BOOK_INSTEAD and heard.yes:
        return delegate(lexi)
    message = message_wish(lexi, heard)
    if message:
        return message
    if asks_office(lexi.facts, heard):
        return say(with_question(answer_office(lexi.facts, heard), ANYTHING_ELSE))
    if _asks_clock(heard) and lexi.request.offers("get_datetime"):
        return (Call("get_datetime"),)
    small = _small_talk(lexi, heard)
    if small:
        return small
    if heard.dates.found or heard.about_person:
        return delegate(lexi)
    return ()


def _person_offer(lexi: Lexi, heard: Heard) -> Parts:
    if heard.no:
        return say("All right. What can I do for you?")
    call = Call(TRANSFER, {"reason": "asked_for_person", "summary": summary(lexi)})
    return (Speech("Of course. I'm connecting you with a person now."), call)


def _asks_clock(heard: Heard) -> bool:
    text = heard.text.lower()
    questions = ("what time is it", "what's the time", "what day is it", "what is the date", "what's the date")
    return any(question in text for question in (*questions, "what's today", "what is today", "current time"))


def _small_talk(lexi: Lexi, heard: Heard) -> Parts:
    if heard.has(Intent.THANKS):
        return say(join("You're welcome!", ANYTHING_ELSE))
    if "your name" in heard.text.lower():
        return say(f"I'm Lexi, an AI assistant for {lexi.facts.practice}. How can I help you today?")
    if heard.has(Intent.SMALL_TALK):
        return say("I'm doing well, thank you for asking. How can I help you today?")
    if heard.has(Intent.GREETING):
        return say("Hello! How can I help you today?")
    if _HELP.search(heard.text):
        return say(f"Of course. {MENU}")
    if lexi.asked is Ask.ANYTHING_ELSE and heard.yes:
        return say("Of course. What else can I do for you?")
    if heard.yes or heard.no:
        return say(f"I'm happy to help. {MENU}")
    return ()


def _puzzled(lexi: Lexi, heard: Heard) -> Parts:
    """The supervisor judges what may belong to its work; else examples first, and the second time a person."""
    before = lexi.talk.last_lexi
    if before in (NOT_UNDERSTOOD, STILL_NOT_UNDERSTOOD):
        return say(STILL_NOT_UNDERSTOOD)
    if lexi.talk.after_supervisor or _ABOUT_VISITS.search(heard.text):
        return delegate(lexi)
    return say(join(NOT_KNOWN, OFFER_MESSAGE) if asks_something(heard.text) else NOT_UNDERSTOOD)


def _allowed(request: ModelRequest, parts: Parts) -> ModelReply:
    kept = tuple(part for part in parts if isinstance(part, Speech) or request.offers(part.name))
    if not kept:
        kept = (Speech(f"I'm sorry, I can't do that from here. {ANYTHING_ELSE}"),)
    return ModelReply(kept)
