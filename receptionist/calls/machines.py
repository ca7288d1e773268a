"""Voices that are no patients: recorded announcements, voicemail greetings, menus, and people who sell something.

A first turn that sounds recorded is answered with a sentence that a person would react to; a second one ends the call.
A sales pitch gets the model's own answer first, and the end the second time. Words of a relay operator sound recorded
too and are none of these (`relay.py`), so relay is asked first.
"""

import re
from enum import StrEnum


class Voice(StrEnum):
    """Who is speaking, as far as words can tell."""

    RECORDED = "recorded"
    SALES = "sales"


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_NUMBER = r"(?:\d|one|two|three|four|five|six|seven|eight|nine|zero)"
_RECORDED = _any_of(
    rf"\b(?:press|dial|push) {_NUMBER}\b.{{0,20}}\b(?:to|for|now|if)\b",
    rf"\b(?:to|for)\b.{{1,60}}\bpress {_NUMBER}\b",
    r"\b(?:leave|record) (?:a|your|me a|us a) (?:brief |short |detailed )?(?:message|name and number)\b.{0,40}"
    r"\b(?:after|at) the (?:tone|beep)\b",
    r"\bafter the (?:tone|beep)\b",
    r"\byou(?:'ve| have) reached the (?:voice ?mail|mailbox|voice messaging)",
    r"\b(?:mailbox|voice ?mail) (?:is full|has not been set up|belonging to)\b",
    r"\b(?:your call (?:has been forwarded|is important to us)|is not available (?:right now )?to take your call)\b",
    r"\b(?:this is|you have) (?:a|an) (?:pre-?recorded|automated|important) (?:message|call|announcement)\b",
    r"\bto be (?:removed|taken off|added)\b.{0,40}\b(?:list|calls?)\b",
    r"\b(?:do not|don't) hang up\b.{0,60}\b(?:this|your|we)\b",
    r"\b(?:car|auto|vehicle)(?:'s)? (?:extended )?warranty\b",
    r"\byou(?:'ve| have) been (?:selected|chosen|pre-?approved)\b",
    r"\bfinal (?:notice|attempt|courtesy call)\b",
    r"\bthe (?:number|person|party|customer) you (?:have dialed|have called|are (?:trying|calling))\b",
    r"\bthis call (?:may be|is being) (?:recorded|monitored) for (?:quality|training)\b",
    r"\bif you'?d like to make a call\b",
    r"\bpara espa[nñ]ol,? (?:oprima|marque|presione)\b",
    r"\bdeje su mensaje (?:despu[eé]s|al o[ií]r)\b",
)
_SALES = _any_of(
    r"\b(?:google|yelp|bing) (?:business )?(?:listing|profile|ranking|ads?|reviews? (?:package|service))\b",
    r"\b(?:search engine|seo)\b.{0,40}\b(?:ranking|services?|optimi[sz]ation|package)\b",
    r"\b(?:merchant|credit card|payment) (?:services?|processing)\b.{0,60}\b(?:rates?|fees?|save|lower|statement)\b",
    r"\b(?:business|working capital) (?:loan|funding|line of credit)\b",
    r"\b(?:speak|talk) (?:to|with) (?:the|whoever|someone)\b.{0,30}\b(?:in charge of|responsible for|who handles|who "
    r"makes (?:the )?decisions|business owner|decision maker)\b",
    r"\b(?:help|work with|partner with) (?:dental (?:practices|offices|clinics)|dentists|practices like yours)\b",
    r"\b(?:free|quick|short|15.minute|fifteen.minute) (?:demo|consultation call|audit of your)\b",
    r"\b(?:special|exclusive|limited.time) offer\b.{0,40}\b(?:business|practice|office|company)\b",
    r"\b(?:get|bring|send) you (?:more|new|\d+) (?:patients|leads)\b",
    r"\b(?:lower|reduce|cut) your (?:energy|electric|phone|internet|processing|supply) (?:bill|costs?|fees?|rates?)\b",
    r"\bi(?:'m| am) calling (?:on behalf of|from)\b.{0,60}\b(?:marketing|solutions|advertising|media|supplies|energy|"
    r"staffing|web ?design)\b",
)
MEETS_NO_ONE = (
    "This is the dental office's automated assistant, and I can't answer a recording. If you are a person who would "
    "like to reach our office, please just tell me so."
)
MACHINE_GOODBYE = "Nobody here can respond to this call. Thank you, goodbye."
SALES_GOODBYE = (
    "Thank you, but we don't take sales calls on this line. You are welcome to write to the office instead. Goodbye."
)


def voice_of(text: str) -> Voice | None:
    """Whether these words are a recording's or a seller's; None for anybody else."""
    if _RECORDED.search(text):
        return Voice.RECORDED
    return Voice.SALES if _SALES.search(text) else None
