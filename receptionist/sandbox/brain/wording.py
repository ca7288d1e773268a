"""The supervisor's and Lexi's stock questions, and how to recognise which question was last asked.

The brain keeps no state between requests: what it asked is read back from the conversation, so every question here
has a pattern that knows it again, and the patterns are loose enough for questions that the house's tools word.
"""

import re
from collections.abc import Sequence
from enum import StrEnum


class Ask(StrEnum):
    """Questions that change how the next caller utterance is read."""

    ANYTHING_ELSE = "anything_else"
    PERSON = "person"
    MESSAGE = "message"
    MESSAGE_TEXT = "message_text"
    CALLBACK = "callback"
    NEWNESS = "newness"
    IDENTITY = "identity"
    NAME = "name"
    BIRTHDATE = "birthdate"
    THIRD = "third"
    PHONE = "phone"
    ADDRESS = "address"
    REBOOK = "rebook"
    BOOK_INSTEAD = "book_instead"
    MOVE_INSTEAD = "move_instead"
    MOVE_OR_CANCEL = "move_or_cancel"
    WHICH_VISIT = "which_visit"
    PROVIDER = "provider"
    VISIT = "visit"
    WHEN = "when"
    SLOT = "slot"
    CORRECT = "correct"
    AGREE = "agree"


ANYTHING_ELSE = "Is there anything else I can help with?"
OFFER_PERSON = "Shall I connect you with a person?"
OFFER_MESSAGE = "Shall I take a message for the office?"
ASK_MESSAGE = "What would you like me to tell them?"
ASK_CALLBACK = "What number should they call you back on?"
ASK_NEWNESS = "Have you been seen here before?"
ASK_IDENTITY = "May I have your full name and date of birth, please?"
ASK_NAME = "May I have your first and last name, please?"
ASK_FIRST = "And your first name, please?"
ASK_LAST = "And your last name, please?"
ASK_BIRTHDATE = "What is your date of birth?"
ASK_BIRTH_YEAR = "What is your full date of birth, with the year?"
ASK_MOBILE = "What is the best mobile number for you?"
ASK_REBOOK = "Would you like to book another time while I have you?"
ASK_BOOK_INSTEAD = "Would you like me to book a visit for you?"
ASK_MOVE_INSTEAD = "Would you like me to move that visit instead?"
ASK_MOVE_OR_CANCEL = "Would you like to move it to another time, or cancel it?"
ASK_WHICH_VISIT = "Which visit do you mean?"
ASK_PROVIDER = "Who would you like to see?"
ASK_VISIT = "What would you like to come in for?"
ASK_WHEN = "What day and time work best for you?"
ASK_OTHER_TIME = "What other day or time would work for you?"
ASK_SLOTS = "Which would you like?"
ASK_SLOT = "Would that work for you?"
ASK_CORRECT = "What should I correct?"
ASK_CHANGE = "What would you like to change?"
ASK_SPELLED = "Could you spell your first and last name for me, letter by letter?"
ASK_TYPED_BIRTHDATE = (
    "Could you type the date of birth instead: two digits for the month, two for the day and four for the year?"
)
ASK_TYPED_PHONE = "Could you type the phone number instead, all ten digits?"
NOT_CAUGHT = "I'm sorry, I didn't quite catch that."
NOT_CAUGHT_AGAIN = "I'm sorry, I still didn't get that."
STILL_NOT_CAUGHT = "I'm sorry, I'm still not following."
NOT_KNOWN = "I'm sorry, I don't know that, but the front desk can tell you."
CLEAR_ANSWER = "I'm sorry, I need a clear yes or no."
FIRST_VISIT_HINT = "If this would be your first visit with us, just tell me."

_PATTERNS: tuple[tuple[Ask, str], ...] = (
    (Ask.ANYTHING_ELSE, r"anything else|something else i can"),
    (Ask.PERSON, r"connect you|transfer you|speak (?:with|to) (?:a person|someone)"),
    (Ask.MESSAGE_TEXT, r"like me to tell them|what is the message|message say"),
    (Ask.CALLBACK, r"call you back|call ?back number"),
    (Ask.MESSAGE, r"\bmessage\b"),
    (Ask.NEWNESS, r"(?:seen|been|visited|come)\b.*\bbefore|first (?:visit|time)|new (?:patient|here)"),
    (Ask.IDENTITY, r"\bname\b.*\b(?:birth|born)|\b(?:birth|born)\b.*\bname"),
    (Ask.THIRD, r"(?:phone|number)\b.*\b(?:address|street)|(?:address|street)\b.*\b(?:phone|number)"),
    (Ask.BIRTHDATE, r"birth|born"),
    (Ask.NAME, r"\b(?:first|last|full|your|sur) ?name\b|spell"),
    (Ask.PHONE, r"(?:phone|mobile|cell|telephone) ?number|(?:best|contact) number|number on file"),
    (Ask.ADDRESS, r"address|street"),
    (Ask.REBOOK, r"book another time"),
    (Ask.BOOK_INSTEAD, r"book a visit for you"),
    (Ask.MOVE_INSTEAD, r"move (?:that visit|it) instead"),
    (Ask.MOVE_OR_CANCEL, r"move it to another time, or cancel"),
    (Ask.WHICH_VISIT, r"which (?:visit|appointment|one of)"),
    (Ask.PROVIDER, r"who would you like to see"),
    (Ask.VISIT, r"come in for|(?:type|kind) of (?:visit|appointment)|brings? you in|reason for"),
    (Ask.CORRECT, r"should i correct"),
    (Ask.SLOT, r"which (?:one |of \w+ )?would you (?:like|prefer)|would (?:that|this|it|either|any of \w+) work"),
    (Ask.WHEN, r"wh(?:at|ich)\b.*\b(?:days?|dates?|times?|change)\b|\bwhen\b|(?:other|another|different) (?:day|time)"),
    (Ask.WHEN, r"would you like to change"),
    (
        Ask.AGREE,
        r"(?:shall|should|may|can) i (?:go ahead|book|move|cancel|set|make|register|add)"
        r"|would you like me to|is (?:that|this|everything|all of that) (?:right|correct|ok|okay)"
        r"|do you (?:agree|confirm)|sound (?:right|good)",
    ),
)
_COMPILED = tuple((ask, re.compile(pattern, re.IGNORECASE)) for ask, pattern in _PATTERNS)
_FILLER = re.compile(
    r"\b(?:(?:one|just a|a) (?:moment|second)|moment (?:please|while)"
    r"|let me (?:check|look|see|pull|take a look)|hold on"
    r"|bear with|i'?m (?:still )?(?:checking|looking|working)|still (?:here|looking|working|checking)"
    r"|i'?ll (?:check|look)|right with you)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?]*(?:[.!](?=\S)[^.!?]*)*[.!?]*")


def sentences(text: str) -> list[str]:
    """The sentences of a text, trimmed, each with its end mark."""
    return [part.strip() for part in _SENTENCE.findall(text) if part.strip()]


def last_question(text: str) -> str:
    """The last sentence that ends in a question mark, or the empty string."""
    return next((part for part in reversed(sentences(text)) if part.endswith("?")), "")


def recognise(text: str) -> Ask | None:
    """Which stock question the text ends with, if any."""
    question = last_question(text)
    return next((ask for ask, pattern in _COMPILED if question and pattern.search(question)), None)


def is_filler(text: str) -> bool:
    """Whether the text ends by asking the caller to wait ("One moment please, ..."): the answer is still to come."""
    parts = sentences(text) if "?" not in text else []
    return bool(parts) and bool(_FILLER.search(parts[-1]))


def listing(entries: Sequence[str], last: str = "or") -> str:
    """ "A", "A or B", "A; B; or C": entries hold commas of their own, so semicolons part them."""
    if len(entries) < 3:
        return f" {last} ".join(entries)
    return "; ".join(entries[:-1]) + f"; {last} {entries[-1]}"


def join(*parts: str) -> str:
    """The non-empty parts as one text."""
    return " ".join(part.strip() for part in parts if part.strip())


def with_question(text: str, question: str) -> str:
    """The text, and the question unless the text already asks one."""
    return text if text.rstrip().endswith("?") else join(text, question)
