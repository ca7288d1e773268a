"""Finds the claims in what Lexi said."""

import re
from collections.abc import Iterator

from receptionist.agents.claims.claim import Claim, Deed, Language
from receptionist.agents.claims.money import money_in
from receptionist.agents.claims.mood import is_question, is_real, of_record, plain, sentences
from receptionist.agents.claims.phrases_en import ENGLISH
from receptionist.agents.claims.phrases_en import MACROS as ENGLISH_MACROS
from receptionist.agents.claims.phrases_es import MACROS as SPANISH_MACROS
from receptionist.agents.claims.phrases_es import SPANISH
from receptionist.agents.claims.spoken_time import read_when

_FROM_TO = re.compile(r"\bfrom\b.*?\bto\b|\b(?:de|del)\b.*?\b(?:al|para)\b")


_OPEN_COVERAGE = re.compile(r"\b(?:what|which|how much|how|whether|depends?|que|cuanto|lo que|depende)\b")
_SEEN = re.compile(r"\b(?:i see|i can see|looks like|our records|schedule shows|system shows|i show|veo|parece que)\b")
_IF = re.compile(r"\b(?:if|si|once you|unless)\b")


def _compile(tables: dict[Deed, str], macros: dict[str, str]) -> list[tuple[Deed, re.Pattern[str]]]:
    compiled = []
    for deed, lines in tables.items():
        for pattern in re.sub(r"\|\n\s*", "|", lines).strip().splitlines():
            compiled.append((deed, re.compile(_with_macros(pattern.strip(), macros))))
    return compiled


def _with_macros(pattern: str, macros: dict[str, str]) -> str:
    """`pattern` with every {NAME} replaced, also those inside of macros, which stand at most three deep."""
    for _ in range(3):
        for name, text in macros.items():
            pattern = pattern.replace("{" + name + "}", text)
    return pattern


_PATTERNS: tuple[tuple[Language, list[tuple[Deed, re.Pattern[str]]]], ...] = (
    ("en", _compile(ENGLISH, ENGLISH_MACROS)),
    ("es", _compile(SPANISH, SPANISH_MACROS)),
)


def claims_in(text: str) -> list[Claim]:
    """What `text` claims to be done or owed, in order, one claim for each stretch of words. Never raises."""
    return [claim for sentence in sentences(plain(text)) for claim in _in_sentence(sentence)]


def _in_sentence(sentence: str) -> Iterator[Claim]:
    money = money_in(sentence)
    if money is not None:
        yield Claim(Deed.MONEY, money)
    if is_question(sentence):
        return
    found = _found(sentence)
    ends = [*(start for start, _, _, _ in found[1:]), len(sentence)]
    for (start, end, deed, language), until in zip(found, ends, strict=False):
        told = sentence[end:until]
        when = read_when(_FROM_TO.sub(" ", told, count=1) if deed is Deed.MOVED else told)
        if when == read_when(""):
            when = read_when(sentence[start:end]) if len(found) > 1 else read_when(sentence)
        record = of_record(sentence[:start], sentence[start:end]) and deed in (Deed.BOOKED, Deed.CONFIRMED, Deed.MOVED)
        yield Claim(deed, sentence[start:until].strip(), when, record, language)


def _found(sentence: str) -> list[tuple[int, int, Deed, Language]]:
    """Matches that are said as facts; of those that overlap, the first in the tables.

    "All set" beside a named deed is no claim of its own.
    """
    matches: list[tuple[int, int, Deed, Language]] = []
    for language, patterns in _PATTERNS:
        for deed, pattern in patterns:
            for match in pattern.finditer(sentence):
                before, after = sentence[: match.start()], sentence[match.end() :]
                if match.end() > match.start() and _said_as_fact(deed, before, after, match[0]):
                    matches.append((match.start(), match.end(), deed, language))
    kept: list[tuple[int, int, Deed, Language]] = []
    for candidate in matches:
        if not any(candidate[0] < end and start < candidate[1] for start, end, _, _ in kept):
            kept.append(candidate)
    named = [match for match in kept if match[2] is not Deed.DONE]
    return sorted(named or kept)


def _said_as_fact(deed: Deed, before: str, after: str, matched: str) -> bool:
    """Whether a match is meant as a deed of this call.

    "What a plan covers" says nothing, "I see a visit that was cancelled" tells of the schedule, and "we'll call you
    when it is ready" is a promise whose condition only says when.
    """
    if deed is Deed.COVERAGE and _OPEN_COVERAGE.search(before):
        return False
    if deed is Deed.CANCELLED and _SEEN.search(before):
        return False
    return is_real(before, "" if deed is Deed.CALL_BACK and not _IF.search(after) else after, matched)
