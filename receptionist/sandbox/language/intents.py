"""What a caller wants: intents and small slots in one utterance."""

from __future__ import annotations

import re
from dataclasses import dataclass

from receptionist.sandbox.language.agreement import is_no, is_yes
from receptionist.sandbox.language.emergencies import Sign, Tier, read_emergency
from receptionist.sandbox.language.foreign import is_other_language
from receptionist.sandbox.language.intent_words import Intent
from receptionist.sandbox.language.office_phrases import OFFICE_PHRASES
from receptionist.sandbox.language.talk_phrases import TALK_PHRASES
from receptionist.sandbox.language.visit_phrases import VISIT_PHRASES
from receptionist.sandbox.language.visit_wishes import (
    EARLIER,
    LATER,
    OTHER,
    Visit,
    read_choice,
    read_provider,
    read_visit,
)
from receptionist.sandbox.language.words import bare

__all__ = [
    "EARLIER", "LATER", "OTHER", "Intent", "IntentReading", "Sign", "Tier", "Visit", "is_no", "is_yes", "read_intents",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class IntentReading:
    """What one utterance asks for.

    ``tier`` and ``sign`` say how urgent a complaint sounds ("emergency": 911 or come now; "urgent": same day); the
    EMERGENCY intent is present for both tiers. ``visit`` is the visit type wished for and ``visit_words`` the caller's
    own words for it; a complaint without a named visit wishes for an "emergency_exam". ``choice`` picks among times
    just offered: 1, 2, 3 by position, OTHER (-1), LATER or last (-2), EARLIER (-3); 1 also for "either is fine".
    ``provider_words`` is whom they want to see ("Dr. Patel", "Sarah", "same hygienist", "anyone").
    YES and NO are plain ones only, as in `is_yes` and `is_no`.
    """

    intents: frozenset[Intent] = frozenset()
    tier: Tier | None = None
    sign: Sign | None = None
    visit: Visit | None = None
    visit_words: str | None = None
    choice: int | None = None
    provider_words: str | None = None

    def __contains__(self, intent: object) -> bool:
        """``Intent.BOOK in reading``."""
        return intent in self.intents


_PHRASES = {**VISIT_PHRASES, **OFFICE_PHRASES, **TALK_PHRASES}
_DENIED = {
    Intent.BOOK: re.compile(
        r"\b(?:don't|do not|didn't|not) (?:\w+ ){0,2}?(?:need|want|book|schedule|make|get)(?: [\w']+){0,4}?"
        r" (?:appointment|visit|cleaning|filling|check ?up|exam|crown|extraction|it|that|anything)\b"
    ),
    Intent.CANCEL: re.compile(
        r"\b(?:don't|do not|didn't|not|never(?! mind)|won't|isn't|without) (?:\w+ "
        r"){0,4}?(?:cancel\w*|call off)"
    ),
    Intent.MOVE: re.compile(
        r"\b(?:don't|do not|not|never|without) (?:\w+ ){0,3}?(?:re ?schedul\w*|"
        r"mov(?:e|ing)|chang(?:e|ing))"
    ),
    Intent.PERSON: re.compile(
        r"\b(?:don't|do not|no) (?:need|want) (?:\w+ ){0,3}?(?:person|"
        r"human|representative)"
    ),
    Intent.NEW_PATIENT: re.compile(r"\b(?:not|isn't|aren't) (?:a )?(?:new|(?:my |our )?first time)"),
}
_VERB_OF_EXISTING = re.compile(
    r"\b(?:i (?:already )?have|i've got|we have|my|the|our|his|her)"
    r" (?:[\w']+ ){0,4}?(?:appointments?|visit|cleaning|filling|exam)"
    r"\b"
)
_TAKEN_BACK = re.compile(
    r"\b(?:no wait|wait no|actually no|never ?mind|on second thought|scratch that|no (?:i|just|let's|can|could)|wait)\b"
)
_STRONG_BOOK = re.compile(
    r"\b(?:book|schedule|make|set up|new appointment|another appointment|"
    r"come in|get in|an appointment for)\b"
)


def read_intents(text: str) -> IntentReading:
    """Read every intent and slot of one utterance."""
    words = bare(text)
    found = {intent for intent, pattern in _PHRASES.items() if pattern.search(words)}
    for intent, denied in _DENIED.items():
        if intent in found and denied.search(words) and not _PHRASES[intent].search(denied.sub(" ", words)):
            found.discard(intent)
    tier, sign = read_emergency(text)
    if tier:
        found.add(Intent.EMERGENCY)
    if is_other_language(text):
        found.add(Intent.OTHER_LANGUAGE)
    if is_yes(text):
        found.add(Intent.YES)
    if is_no(text):
        found.add(Intent.NO)
    _settle(found, words)
    visit, visit_words = read_visit(text)
    if sign in ("self_harm", "collapse") or Intent.RECORDS in found:
        visit = None
    elif tier == "emergency" or (visit is None and tier):
        visit = "emergency_exam"
    return IntentReading(
        intents=frozenset(found),
        tier=tier,
        sign=sign,
        visit=visit,
        visit_words=visit_words,
        choice=read_choice(text),
        provider_words=read_provider(text),
    )


def _settle(found: set[Intent], words: str) -> None:
    """Drop an intent that only shares words with a stronger one."""
    about_a_visit = {Intent.MOVE, Intent.CANCEL, Intent.CONFIRM_VISIT, Intent.FIND_VISIT, Intent.LATE, Intent.RECORDS}
    without_reschedule = re.sub(r"re ?schedul\w*", " ", words)
    asks_for_another = _STRONG_BOOK.search(without_reschedule) is not None
    has_one = _VERB_OF_EXISTING.search(words) is not None or without_reschedule != words
    if found & about_a_visit and has_one and not asks_for_another:
        found.discard(Intent.BOOK)
    if Intent.EXISTING_PATIENT in found and Intent.NEW_PATIENT in found:
        found.discard(
            Intent.EXISTING_PATIENT
            if re.search(r"\bnever|\bnot (?:a |an )?(?:existing|current)", words)
            else Intent.NEW_PATIENT
        )
    work = {Intent.BOOK, Intent.MOVE, Intent.CANCEL, Intent.CONFIRM_VISIT, Intent.FIND_VISIT}
    if Intent.PERSON in found and found & work:
        asked = _PHRASES[Intent.PERSON].search(words)
        if asked and _TAKEN_BACK.search(words[asked.end() :]):
            found.discard(Intent.PERSON)
    if Intent.ARE_YOU_AI in found:
        found.add(Intent.SMALL_TALK)
        if not re.search(r"\b(?:want|talk to a|speak|transfer|get me|please)\b", words):
            found.discard(Intent.PERSON)
