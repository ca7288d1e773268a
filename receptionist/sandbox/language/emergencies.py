"""How urgent a complaint sounds: routing by word patterns, never a diagnosis, and never decided down.

Negations are honoured clause by clause ("no swelling" is none) but a caller's "it's probably nothing" is not.
"""

from __future__ import annotations

import re
from typing import Literal

from receptionist.sandbox.language.words import plain

Tier = Literal["emergency", "urgent"]
Sign = Literal[
    "breathing",
    "bleeding",
    "swelling",
    "injury",
    "tooth_out",
    "collapse",
    "self_harm",
    "pain",
    "abscess",
    "broken_tooth",
]

_CANT = (
    r"(?:can'?t|cannot|can not|couldn'?t|could not|won'?t|will not|"
    r"doesn'?t|does not|isn'?t|not|never|hasn'?t|unable to|not able "
    r"to)"
)
_HARD = rf"(?:trouble|hard(?:er)?|difficult\w*|{_CANT}|struggl\w*|hard time|problems?|barely|hardly|issues?|tough)"
_SWELLING = r"(?:swell\w*|swollen|swole|puffy|puffed up|ballooned|balooned)"
_TOOTH = r"(?:tooth|teeth|molar|incisor|canine)"
_LOOSE_ENDS = r"(?:filling|crown|cap|temporary|veneer|bridge|bracket|denture|retainer)"

_EMERGENCY: tuple[tuple[Sign, re.Pattern[str]], ...] = (
    (
        "self_harm",
        re.compile(
            r"\b(?:kill(?:ing)? myself|suicid\w*|end my life|hurt(?:ing)? "
            r"myself|harm myself|want to die|don't want to live)\b"
        ),
    ),
    (
        "breathing",
        re.compile(
            rf"\b{_HARD}(?: \w+){{0,4}}? (?:breath\w*|swallow\w*|get (?:any "
            r"|enough )?air)\b|\b(?:short of breath|shortness of breath|throat(?: "
            r"is| feels)?(?: like it's)?(?: \w+)? (?:clos\w*|tight\w*)|chok(?:ing|"
            r"ed)|drooling|gasping|muffled voice|hurts? to (?:breathe|swallow)"
            r")\b"
        ),
    ),
    (
        "collapse",
        re.compile(
            r"\b(?:unconscious|passed out|passing out|fainted|blacked out|"
            r"chest pains?|heart attack|stroke|seizure|allergic reaction|anaphyla\w*|"
            r"light ?-?headed|call (?:an ambulance|911|9-1-1)|lost consciousness|"
            r"collapsed)\b"
        ),
    ),
    (
        "bleeding",
        re.compile(
            rf"\b{_CANT} (?:\w+ )?(?:stop|quit)(?:ped|ping)?(?: the)? bleed\w*|"
            rf"\bbleed\w*(?: \w+){{0,6}}? (?:{_CANT} (?:\w+ )?(?:stop|quit|"
            r"let up|slow)\w*|non-?stop|a lot|heavily|badly|profusely|everywhere|"
            r"like crazy|for (?:an |the |two |three |several |\d+ )?(?:hours?|"
            r"past hour|last hour|\d+ minutes))|\b(?:keeps?|kept) (?:on )?bleeding|"
            r"\b(?:lots? of|so much|too much|gushing|pouring|losing) (?:\w+ "
            rf")?blood\b|\bblood (?:is )?(?:gushing|pouring|everywhere|{_CANT} "
            r"stop)|\b(?:uncontrolled|heavy|severe) bleeding\b|\bhemorrhag\w*"
        ),
    ),
    (
        "tooth_out",
        re.compile(
            rf"\b(?:knock\w*|punch\w*|pushed|popped|kicked)(?: \w+){{0,4}}? "
            rf"{_TOOTH}(?: \w+)? ?(?:out|loose|in)?\b|\b(?<!baby ){_TOOTH}(?: "
            rf"\w+){{0,3}}? (?:knocked|pushed|popped|fell|came|fallen|kicked)"
            r"(?: \w+)? (?:out|loose|in|back|of place|sideways)\b"
        ),
    ),
    (
        "injury",
        re.compile(
            r"\b(?:brok\w*|fractur\w*|dislocat\w*|smash\w*|shatter\w*)(?: "
            r"\w+){0,3}? (?:jaw|cheekbone|cheek bone|face|nose)\b|\bjaw(?: "
            r"\w+){0,3}? (?:broken|fractured|dislocated|broke)\b|\b(?:hit|"
            r"punched|kicked|struck|elbowed)(?: \w+){0,3}? (?:face|mouth|jaw|"
            r"head)\b|\b(?:head|face|facial) (?:injur\w*|trauma)\b|\bconcussion\b|"
            r"\b(?:car|bike|bicycle|motorcycle|skateboard\w*) (?:accident|"
            r"crash|wreck)\b|\bfell (?:off|down|on)(?: \w+){0,3}? (?:face|"
            r"bike|bicycle|stairs|steps|ladder|mouth|chin)\b|\bjaw is locked\b"
        ),
    ),
)
_URGENT: tuple[tuple[Sign, re.Pattern[str]], ...] = (
    ("swelling", re.compile(rf"\b{_SWELLING}\b")),
    (
        "abscess",
        re.compile(
            r"\b(?:abscess\w*|abcess\w*|pus|infected|infection|gum boil|dry "
            r"socket|(?:bump|pimple|boil|lump) on (?:my|his|her|the) gums?)"
            r"\b"
        ),
    ),
    ("bleeding", re.compile(r"\b(?:i'm|am|is|are|been|still|started) bleeding\b(?! when i (?:brush|floss))")),
    (
        "broken_tooth",
        re.compile(
            r"\b(?:brok\w*|crack\w*|chip\w*|shatter\w*|fractur\w*|split|lost)"
            rf"(?: \w+){{0,3}}? (?:{_TOOTH}|{_LOOSE_ENDS})\b|\b(?:{_TOOTH}|"
            rf"{_LOOSE_ENDS})(?: \w+){{0,3}}? (?:brok\w*|crack\w*|chip\w*|shatter\w*|"
            r"split|fell|came|popped|falling|coming|fallen)\b"
        ),
    ),
    (
        "pain",
        re.compile(
            rf"\b(?:{_TOOTH}|gums?|jaw|mouth|face)(?: \w+){{0,4}}? (?:hurt\w*|"
            r"ach(?:es?|ing)|killing|throb\w*|sore|pain\w*)\b|\b(?:hurt\w*|"
            rf"pain|ach(?:es?|ing)|throbbing)(?: \w+){{0,4}}? (?:{_TOOTH}|gums?|"
            r"jaw)\b|\btooth ?aches?\b|\b(?:in|severe|terrible|unbearable|"
            r"excruciating|extreme|bad|horrible|awful|intense|so much|lots? "
            r"of|constant|worst|real|having|killer) (?:\w+ )?(?:pain|agony)"
            r"\b|\bit (?:really |still )?hurts\b|\bkilling me\b|\bpain (?:is "
            r")?(?:so bad|unbearable|killing|a 10|a ten)\b"
        ),
    ),
)
_WITH_SWELLING = re.compile(
    r"\b(?:fever\w*|chills|shiver\w*|temperature|eye|eyes|neck|throat|"
    r"tongue|spread\w*|floor of (?:my|the|his|her) mouth|under my "
    r"(?:jaw|chin)|getting (?:bigger|worse) fast|can'?t open)\b"
)
_SAID_SO = re.compile(r"\b(?:emergency|urgent(?:ly)?)\b(?! (?:exam|contact|room|line|number))")
_NEGATOR = re.compile(
    r"\b(?:no|not|without|never|isn'?t|aren'?t|don'?t|doesn'?t|didn'?t|"
    r"haven'?t|hasn'?t|wasn'?t|nothing|nor|neither|denies|any more)"
    r"\b(?! (?:only|just|sure|idea|problem|know))"
)
_CLAUSE = re.compile(
    r"[.;!?]| but |\bno,|,(?= (?:i|i'm|my|it|it's|he|she|his|her|the|"
    r"there|we|they|and (?:i|my|it|the|now))\b)|\band (?=(?:i|my|it|"
    r"it's|he|she|now|the)\b)|\bbecause\b"
)
_GONE = re.compile(r"^(?: \w+){0,3}? (?:stopped|went down|is gone|gone|went away|got better)\b")


def read_emergency(text: str) -> tuple[Tier | None, Sign | None]:
    """The most urgent tier that an utterance sounds like, and the sign of it; (None, None) when there is none."""
    words = plain(text)
    for sign, pattern in _EMERGENCY:
        if _said(words, pattern):
            return "emergency", sign
    if _said(words, _URGENT[0][1]) and _said(words, _WITH_SWELLING):
        return "emergency", "swelling"
    for sign, pattern in _URGENT:
        if _said(words, pattern):
            return "urgent", sign
    return ("urgent", None) if _said(words, _SAID_SO) else (None, None)


def _said(words: str, pattern: re.Pattern[str]) -> bool:
    """True when the pattern stands somewhere outside a negated clause."""
    for match in pattern.finditer(words):
        clause = _CLAUSE.split(words[: match.start()])[-1]
        if not _NEGATOR.search(clause) and not _GONE.match(words[match.end() :]):
            return True
    return False
