"""What a caller has brought up, by the words they used: it widens what is offered to the model, and permits nothing.

A topic once heard stays for the call, so that the list of tools only grows and the vendor's prompt cache keeps.
"""

import re
from enum import StrEnum


class Topic(StrEnum):
    """A group of matters. The words are English and Spanish stems, as loose as they may be: a miss costs a message."""

    ACCOUNT = "the account"
    INSURANCE = "insurance"
    TREATMENT = "treatment"
    RECORDS = "records"
    HISTORY = "past visits or recall"
    FAMILY = "family"
    CALENDAR = "working hours"
    PRACTICE = "the practice"


_WORDS: dict[Topic, tuple[str, ...]] = {
    Topic.ACCOUNT: (
        r"balance|bill|\bowe|\bpay|paid|charge|statement|invoice|account|claim|money|cost|credit card|refund",
        r"saldo|cuenta|factura|pagar|\bpago|cobr",
    ),
    Topic.INSURANCE: (
        r"insur|cover|carrier|\bplan\b|network|co-?pay|deductible|benefit|dental ppo",
        r"seguro|cobertura",
    ),
    Topic.TREATMENT: (
        r"treat|procedure|crown|root canal|filling|implant|extract|tooth|teeth|x-?ray|surgery|planned",
        r"tratamiento|muela|diente|corona|empaste",
    ),
    Topic.RECORDS: (
        r"\brecords?\b|x-?ray|\bforms?\b|\bnotes?\b|address|e-?mail|updat|referr|remember|new (phone|number|name)",
        r"(phone|number|name)\b.{0,20}\bchang|chang\w*\b.{0,20}\b(phone|number|name)|\b(we|i)('ve| have)? moved",
        r"(let|tell) (him|her|them|the)\b",
        r"expediente|direcci[oó]n|correo|nota\b|cambi\w*\b.{0,20}\b(tel[eé]fono|n[uú]mero|nombre)",
    ),
    Topic.HISTORY: (
        r"cancell?ed|re-?book|no.?show",
        r"\bdue\b|overdue|recall|check-?up|last (time|visit|clean|appointment)|in the past|previous|histor|missed",
        r"how long (has|since|ago)|been since|six months|\bago\b",
        r"[uú]ltim",
    ),
    Topic.FAMILY: (
        r"famil|child|\bkids?\b|\bson\b|daughter|husband|wife|spouse|brother|sister|mother|father|\bmom|\bdad|parent|baby",
        r"\bhij[oa]|espos|niñ",
    ),
    Topic.CALENDAR: (
        r"\bdo(es)?\b.{0,40}\bwork\b|working|works on|\bopen\b|close|\bhours\b|holiday|when is (dr|doctor)|\bin on\b",
        r"conflict|abiert|cerrad|horario|trabaja",
    ),
    Topic.PRACTICE: (
        r"location|clinic|branch|(other|another|which) office|language|spanish|interpret|who works",
        r"dentists|hygienists|doctors|sucursal|idioma|español|intérprete",
    ),
}
_PATTERNS = {topic: re.compile("|".join(words), re.IGNORECASE) for topic, words in _WORDS.items()}


class Heard:
    """The topics of one call so far. `until` is the log's sequence up to which the caller's words were taken in."""

    def __init__(self) -> None:
        self.topics: set[Topic] = set()
        self.until = 0

    def take(self, text: str) -> None:
        """Add what `text` brings up."""
        self.topics |= topics_in(text)


def topics_in(text: str) -> frozenset[Topic]:
    """The topics that a text brings up."""
    return frozenset(topic for topic, pattern in _PATTERNS.items() if pattern.search(text))
