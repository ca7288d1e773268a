"""Answers about the office, from the facts block alone: a fact that is not there is not known."""

import re
from collections.abc import Mapping

from receptionist.sandbox.brain.facts import Facts
from receptionist.sandbox.brain.hearing import OFFICE_INTENTS, Heard
from receptionist.sandbox.brain.opening import open_on
from receptionist.sandbox.brain.wording import OFFER_MESSAGE, join
from receptionist.sandbox.language.intents import Intent

_TOPICS: tuple[tuple[Intent, tuple[str, ...], str, str], ...] = (
    (Intent.HOURS, ("Hours", "Opening hours"), "Our hours are {}", "our hours"),
    (Intent.ADDRESS, ("Address", "Directions", "Location"), "We're at {}", "our address"),
    (Intent.PARKING, ("Parking",), "{}", "parking"),
    (Intent.INSURANCE, ("Insurance", "Insurances", "Accepted insurance"), "{}", "insurance plans"),
    (Intent.BRING, ("What to bring", "Bring"), "Please bring {}", "what to bring"),
    (Intent.PHONE_NUMBER, ("Phone", "Telephone"), "Our phone number is {}", "our phone number"),
    (Intent.PRICE, ("Fees", "Prices", "Price list", "Costs"), "{}", "prices"),
    (Intent.SERVICES, ("Services",), "We offer {}", "that"),
)
_KNOWN_KEYS = frozenset(key for _, keys, _, _ in _TOPICS for key in keys) | {"Name", "Closed on", "Emergency"}
_QUESTION = re.compile(
    r"\?|^\W*(?:hi|hello|hey|and|also|ok|okay|so|well)?\W*"
    r"(?:do|does|is|are|can|could|what|where|how|when|which|who|tell me)\b",
    re.IGNORECASE,
)
_PLAIN_WORDS = frozenset(
    ("what", "when", "where", "which", "your", "have", "does", "about", "there", "with", "they", "them", "this")
    + ("that", "from", "please", "need", "know", "tell", "policy", "access", "information", "accepted", "options")
    + ("visit", "visits", "appointment", "appointments", "patient", "patients", "office", "practice", "dental", "time")
)


def answer_office(facts: Facts, heard: Heard) -> str:
    """All the office facts asked for in one utterance, or the empty string when none was."""
    other = _other_fact(facts.office, heard.text)
    answers = []
    for intent, keys, pattern, topic in _TOPICS:
        if intent not in heard.intents or (other and intent is Intent.PARKING and "park" not in heard.text.lower()):
            continue
        day = open_on(facts, heard.dates, heard.text) if intent is Intent.HOURS else ""
        answers.append(day or _fact(facts.office, keys, pattern, topic, heard))
    return join(*answers, other)


def asks_something(text: str) -> bool:
    """Whether the words are a question of some kind."""
    return bool(_QUESTION.search(text))


def asks_office(facts: Facts, heard: Heard) -> bool:
    """Whether any part of the utterance asks for a fact about the office."""
    asked = any(intent in OFFICE_INTENTS for intent in heard.intents.intents)
    return asked or bool(_other_fact(facts.office, heard.text))


def _fact(office: Mapping[str, str], keys: tuple[str, ...], pattern: str, topic: str, heard: Heard) -> str:
    lowered = {key.lower(): value for key, value in office.items()}
    value = next((lowered[key.lower()] for key in keys if key.lower() in lowered), "")
    if not value:
        related = next((text for key, text in office.items() if keys[0].lower() in key.lower()), "")
        if not related:
            return _unknown(topic)
        value, pattern = related, "{}"
    if pattern == "Please bring {}" and re.match(r"(?:please )?bring\b", value, re.IGNORECASE):
        pattern = "{}"
    if pattern not in ("{}", "Our hours are {}") and _is_sentence(value):
        pattern = "{}"
    elif pattern in ("Please bring {}", "We offer {}"):
        value = _lower_first(value)
    return _ended(pattern.format(value))


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:] if (text[1:2].islower() or text[:2] == "A ") else text


def _is_sentence(text: str) -> bool:
    return bool(re.search(r"\b(?:is|are|we|you|please|can|have|bring)\b", text, re.IGNORECASE))


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip()}."


def _unknown(topic: str) -> str:
    return f"I'm sorry, I don't have information about {topic} at hand. I can have someone call you. {OFFER_MESSAGE}"


def _other_fact(office: Mapping[str, str], text: str) -> str:
    """A fact whose own key is named in the question ("do you have WiFi?"); only for questions."""
    if not _QUESTION.search(text):
        return ""
    asked = set(re.findall(r"[a-z]{4,}", text.lower())) - _PLAIN_WORDS
    for key, value in office.items():
        words = set(re.findall(r"[a-z]{4,}", key.lower())) - _PLAIN_WORDS
        if key not in _KNOWN_KEYS and words and words & ({word.rstrip("s") for word in asked} | asked):
            return _ended(value) if _is_sentence(value) else f"{key}: {_ended(value)}"
    return ""
