"""Callers who go to a person at once: emergencies first of all, then a wish for a person, abuse, another language."""

import re

from receptionist.sandbox.brain.hearing import Heard
from receptionist.sandbox.brain.lexi_parts import Lexi, Parts
from receptionist.sandbox.language.intents import Intent, is_no, is_yes
from receptionist.sandbox.openai.model import Call, Speech

TRANSFER = "transfer_to_person"
_ORDERED = re.compile(r"your first\s+sentence is \"([^\"]{10,400})\"")
"""The practice's own emergency sentence, where the instructions give one."""

_LIFE = "Please hang up and call 911, or go to the nearest emergency room now."
_CRISIS = "Please call 911 or 988 right now; you don't have to go through this alone."
_COME_NOW = (
    "That needs attention right away. If there is heavy bleeding or trouble breathing, call 911 or go to the nearest"
    " emergency room now."
)
_CONNECT = "I'm also connecting you with our team right now."


def urgent(lexi: Lexi, heard: Heard) -> Parts:
    """The reply to words that no flow may delay; empty when there is nothing of the kind."""
    reading = heard.intents
    if reading.tier == "emergency":
        ordered = _ORDERED.search(lexi.request.instructions)
        practice = ordered.group(1) if ordered else lexi.facts.office.get("Emergency", "")
        first = practice or (_COME_NOW if reading.sign == "tooth_out" else _LIFE)
        if reading.sign == "self_harm" and "988" not in first:
            first = _CRISIS
        return _transfer(lexi, f"{first} {_CONNECT}", "emergency")
    if heard.has(Intent.ABUSIVE):
        return _transfer(lexi, "I understand that you're upset. Let me connect you with a person.", "abusive")
    if heard.has(Intent.OTHER_LANGUAGE) and not heard.has(Intent.GOODBYE):
        return _transfer(lexi, "One moment, please. I'm connecting you with a person who can help.", "language")
    if heard.has(Intent.PERSON):
        return _transfer(lexi, "Of course. I'm connecting you with a person now.", "asked_for_person")
    return ()


def _transfer(lexi: Lexi, words: str, reason: str) -> Parts:
    if not lexi.request.offers(TRANSFER):
        phone = lexi.facts.office.get("Phone", "")
        call = f" You can reach the office at {phone}." if phone else ""
        return (Speech(words.replace(f" {_CONNECT}", "") + call),) if reason == "emergency" else _no_one(call)
    return (Speech(words), Call(TRANSFER, {"reason": reason, "summary": summary(lexi)}))


def summary(lexi: Lexi) -> str:
    """The caller's own words for whoever takes over: the last few utterances that say more than yes or no."""
    telling = [words for words in lexi.talk.said if not (is_yes(words) or is_no(words))]
    return " / ".join(telling[-4:])[-500:] or lexi.talk.words[:500]


def _no_one(call: str) -> Parts:
    return (Speech(f"I'm sorry, I can't connect you from here.{call} Shall I take a message for the office?"),)
