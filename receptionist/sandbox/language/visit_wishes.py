"""Which kind of visit a caller wants, which of the offered times they choose, and with whom."""

from __future__ import annotations

import re
from typing import Literal

from receptionist.sandbox.language.name_words import NOT_NAMES
from receptionist.sandbox.language.words import bare, plain, tidy

Visit = Literal[
    "cleaning",
    "child_cleaning",
    "perio",
    "exam_new",
    "filling",
    "emergency_exam",
    "consultation",
    "crown",
    "root_canal",
    "extraction",
    "checkup",
]
OTHER = -1
LATER = -2
EARLIER = -3

_BROKEN = r"(?:fell|came|popped|fallen|coming|falling|broke|broken|cracked|lost|chipped)"
_VISITS: tuple[tuple[Visit, re.Pattern[str]], ...] = (
    ("root_canal", re.compile(r"\broot canals?\b")),
    (
        "perio",
        re.compile(
            r"\b(?:perio\w*(?: maintenance| cleaning)?|deep clean\w*|scaling(?: "
            r"and (?:root )?planing)?|root planing|gum (?:maintenance|disease|"
            r"treatment|cleaning))\b"
        ),
    ),
    (
        "extraction",
        re.compile(
            r"\b(?:extract\w*|(?:pull|remove|take out|have out)(?: \w+){0,3} "
            r"(?:tooth|teeth|molar)|(?:tooth|teeth|molar)(?: \w+){0,2} (?:pulled|"
            r"removed|extracted|taken out|out\b(?! of))|wisdom (?:tooth|teeth)"
            r")\b"
        ),
    ),
    ("crown", re.compile(rf"\b(?:crown|cap)s?\b(?! (?:\w+ )?{_BROKEN})")),
    ("filling", re.compile(rf"\b(?:fillings?|cavity|cavities)\b(?! (?:\w+ )?{_BROKEN})")),
    (
        "emergency_exam",
        re.compile(
            r"\b(?:emergency (?:exam|visit|appointment|appt|slot)|urgent (?:visit|"
            r"appointment|exam))\b"
        ),
    ),
    (
        "exam_new",
        re.compile(
            r"\b(?:new[- ]patient(?: exam| visit| appointment)?|first (?:visit|"
            r"exam|appointment)|comprehensive exam|initial (?:exam|visit))"
            r"\b"
        ),
    ),
    (
        "consultation",
        re.compile(
            r"\b(?:consult\w*|second opinion|implants?|veneers?|whiten\w*|"
            r"invisalign|braces|talk (?:to (?:the|a) (?:dentist|doctor) )?about)"
            r"\b"
        ),
    ),
    ("cleaning", re.compile(r"\b(?:clean\w*|prophy\w*|hygiene|polish\w*)\b")),
    (
        "checkup",
        re.compile(
            r"\b(?:check[- ]?ups?|check up|exam|examination|x-?rays?|(?:six|"
            r"6)[- ]month|regular visit|routine visit)\b"
        ),
    ),
)
_CHILD_NUMBER = re.compile(r"\b(?:[2-9]|1[0-2]|two|three|four|five|six|seven|eight|nine|ten)[- ]year[- ]olds?\b")
_CHILD_WORD = re.compile(
    r"\b(?:child(?:'?s|ren'?s?)?|kid'?s?|my son'?s?|my daughter'?s?|"
    r"toddler'?s?|little (?:one|girl|boy)|pediatric)\b"
)
_LOST = re.compile(rf"\b{_BROKEN} (?:my|a|his|her|the) $")
_BARE_NEW = re.compile(r"new[- ]patient|first (?:visit|appointment)")
_NOT = re.compile(
    r"\b(?:not|don't (?:need|want)|instead of|rather than|isn't)(?: "
    r"(?:a|an|the|for|any|my))* (?:\w+ )?$"
)
_CORRECTED = re.compile(r"\b(?:no|i mean|i meant|sorry|actually|instead|scratch that|make that)\b")


def read_visit(text: str) -> tuple[Visit | None, str | None]:
    """The kind of visit wished for and the caller's own words for it; a correction takes the last one."""
    words = plain(text)
    found: list[tuple[int, Visit, str]] = []
    for visit, pattern in _VISITS:
        for match in pattern.finditer(words):
            before = words[: match.start()]
            if _NOT.search(before[-30:]) or _LOST.search(before[-20:]):
                continue
            found.append((match.start(), visit, match.group()))
    if not found:
        return None, None
    chosen = found[0]
    ordered = sorted(found)
    if chosen[1] == "exam_new" and len(found) > 1 and _BARE_NEW.fullmatch(chosen[2]):
        # "I'm a new patient and need a cleaning": who they are is no wish when one is named.
        chosen = next(entry for entry in found if entry[1] != "exam_new") if len({e[1] for e in found}) > 1 else chosen
    elif len(ordered) > 1 and _CORRECTED.search(words[ordered[0][0] : ordered[-1][0]]):
        chosen = ordered[-1]
    if chosen[1] in ("cleaning", "checkup") and (_CHILD_WORD.search(words) or _CHILD_NUMBER.search(words)):
        return "child_cleaning", chosen[2]
    return chosen[1], chosen[2]


_PICK = r"(?:one|option|slot|time|choice|opening|appointment|of (?:those|them|the two|these))"
_LONE = (
    r"(?:^|\b(?:take|do|want|like|prefer|have|pick|choose|with|about|"
    r"yes|yeah|okay|ok|no|book|get|try) )(?:the |that )?"
)
_LONE_END = r"(?= (?:please|works?|is|would|sounds|then|thanks|thank|for me|if)\b|$)"
_CHOICES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (OTHER, re.compile(rf"\bthe other {_PICK}|\bthat other {_PICK}|\bthe other\b$")),
    (
        LATER,
        re.compile(
            rf"\b(?:the|that) (?:later|last|latest) {_PICK}|{_LONE}(?<=the "
            rf")(?:later|last|latest){_LONE_END}"
        ),
    ),
    (
        EARLIER,
        re.compile(
            rf"\b(?:the|that) (?:earlier|earliest|sooner|soonest) {_PICK}|{_LONE}(?<=the "
            rf")(?:earlier|earliest|sooner){_LONE_END}"
        ),
    ),
    (
        1,
        re.compile(
            rf"\b(?:the|that|your) (?:very )?(?:first|1st) {_PICK}(?! (?:here|"
            rf"at))|{_LONE}(?<=the )(?:first|1st){_LONE_END}|\b(?:option|number|"
            r"choice) (?:one|1|a)\b|^(?:first|1st)(?: one)?(?: please| works| then)?$"
        ),
    ),
    (
        2,
        re.compile(
            rf"\b(?:the|that|your) (?:second|2nd|middle) {_PICK}|{_LONE}(?<=the "
            rf")(?:second|2nd|middle){_LONE_END}|\b(?:option|number|choice)"
            r" (?:two|2|b)\b|^(?:second|2nd|middle)(?: one)?(?: please| works| then)?$"
        ),
    ),
    (
        3,
        re.compile(
            rf"\b(?:the|that|your) (?:third|3rd) {_PICK}|{_LONE}(?<=the )(?:third|"
            rf"3rd){_LONE_END}|\b(?:option|number|choice) (?:three|3|c)\b|^(?:third|"
            r"3rd)(?: one)?(?: please| works| then)?$"
        ),
    ),
    (
        1,
        re.compile(
            r"\b(?:either (?:one|time|is|works|of)|any of (?:those|them|these)"
            r"|whichever|whatever (?:you have|works|is (?:fine|good|best))|"
            r"surprise me|(?:i )?don't (?:care|mind)|you (?:pick|choose|decide)|both (?:work|are fine)"
            r"|(?:doesn't|don't) matter which)\b|^either$"
        ),
    ),
)
_NOT_CHOSEN = re.compile(r"\b(?:not|don't (?:want|like)|can't do|instead of) $")


def read_choice(text: str) -> int | None:
    """Which of the times just offered: 1 to 3 by position, OTHER, LATER (or last), EARLIER; 1 for "either"."""
    words = bare(text)
    found = [
        (match.start(), choice)
        for choice, pattern in _CHOICES
        for match in pattern.finditer(words)
        if not _NOT_CHOSEN.search(words[: match.start()])
    ]
    # "Not the first one, the second": the last one said holds.
    return max(found)[1] if found else None


_DOCTOR = re.compile(r"\b(?:dr\.?|doctor|doc) ((?:[^\W\d_]|')[\w'-]+)", re.IGNORECASE)
_SAME = re.compile(
    r"\b(?:the )?same (?:hygienist|dentist|doctor|person|provider|"
    r"lady|guy|one (?:as|i had))\b|\bmy (?:usual|regular|normal|own)"
    r" (?:hygienist|dentist|doctor)\b|\bwhoever i (?:saw|had) last(?: "
    r"time)?\b"
)
_WITH = re.compile(r"\b(?:with|see|have|request|by) ((?:[^\W\d_]|')[\w'-]+)(?: ([^\W\d_][\w'-]+))?", re.IGNORECASE)
_ANYONE = re.compile(
    r"\b(?:(?:with )?(?:anyone|anybody|whoever)(?: is| available|'s)"
    r"|any (?:hygienist|dentist|doctor|provider)|(?:doesn't|don't)"
    r" (?:matter|care) who|no preference on (?:who|the))\b"
)
_PLANS = frozenset(
    [
        "delta",
        "aetna",
        "cigna",
        "metlife",
        "guardian",
        "humana",
        "medicaid",
        "medicare",
        "blue",
        "ppo",
        "hmo",
        "united",
        "bcbs",
        "tricare",
        "cash",
        "sedation",
        "nitrous",
        "gas",
        "x-ray",
        "xrays",
        "braces",
        "tmj",
        "both",
        "either",
        "more",
    ]
)
_NOT_WITH = re.compile(
    r"\b(?:not|don't want|anyone but|except|instead of|other than|"
    r"rather than)(?: (?:to see|see|with))? $",
    re.IGNORECASE,
)


def read_provider(text: str) -> str | None:
    """Whom a caller wants to see, in their own words ("Dr. Patel", "Sarah", "same hygienist"), or None."""
    said = tidy(text)
    for match in _DOCTOR.finditer(said):
        name = match[1]
        if name.lower() not in NOT_NAMES and not _NOT_WITH.search(said[: match.start()]):
            return f"Dr. {_capital(name)}"
    words = said.lower()
    same = _SAME.search(words)
    if same:
        return same.group().removeprefix("the ")
    if _ANYONE.search(words):
        return "anyone"
    for match in _WITH.finditer(said):
        name, surname = match[1], match[2]
        low = name.lower()
        only_named = match.group().lower().startswith("with ") or name[:1].isupper()
        if (
            low in NOT_NAMES
            or low in _PLANS
            or low.endswith("ing")
            or not only_named
            or _NOT_WITH.search(said[: match.start()])
        ):
            continue
        last = surname if surname and surname.lower() not in NOT_NAMES else None
        return f"{_capital(name)} {_capital(last)}" if last else _capital(name)
    return None


def _capital(name: str) -> str:
    name = name.removesuffix("'s")
    return name if name != name.lower() else name.capitalize()
