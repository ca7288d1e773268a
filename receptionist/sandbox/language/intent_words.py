"""The intents a caller may have, and how their phrases become patterns."""

from __future__ import annotations

import re
from enum import StrEnum


class Intent(StrEnum):
    """Things a caller may want or do in one utterance; several may hold at once."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    BOOK = "book"
    MOVE = "move"
    CANCEL = "cancel"
    CONFIRM_VISIT = "confirm_visit"
    FIND_VISIT = "find_visit"
    HOURS = "hours"
    ADDRESS = "address"
    PARKING = "parking"
    INSURANCE = "insurance"
    BRING = "bring"
    PHONE_NUMBER = "phone_number"
    SERVICES = "services"
    PRICE = "price"
    TEAM = "team"
    PERSON = "person"
    EMERGENCY = "emergency"
    ABUSIVE = "abusive"
    OTHER_LANGUAGE = "other_language"
    NEW_PATIENT = "new_patient"
    EXISTING_PATIENT = "existing_patient"
    YES = "yes"
    NO = "no"
    CHANGE_MIND = "change_mind"
    SMALL_TALK = "small_talk"
    ARE_YOU_AI = "are_you_ai"
    REPEAT = "repeat"
    MEDICAL_QUESTION = "medical_question"
    BILLING = "billing"
    PRESCRIPTION = "prescription"
    RECORDS = "records"
    LATE = "late"
    COMPLAINT = "complaint"


def any_of(*phrases: str) -> re.Pattern[str]:
    """One pattern that matches any of these phrases as whole words."""
    return re.compile("|".join(rf"(?<![\w'])(?:{phrase})(?![\w'])" for phrase in phrases))
