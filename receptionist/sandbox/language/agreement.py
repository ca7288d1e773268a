"""Plain agreement and plain refusal: every word of the utterance must belong to it."""

from __future__ import annotations

import re

from receptionist.sandbox.language.words import LONGEST, bare


def _phrases(lines: str) -> re.Pattern[str]:
    """One pattern of phrases that "|" separates; groups may hold bars of their own."""
    phrases, depth = [""], 0
    for mark in re.sub(r"\s*\n\s*", "", lines):
        depth += (mark == "(") - (mark == ")")
        if mark == "|" and depth == 0:
            phrases.append("")
        else:
            phrases[-1] += mark
    # The longest alternative must be tried first: "no problem" before "no".
    phrases.sort(key=len, reverse=True)
    return re.compile(r"(?<![\w'])(?:" + "|".join(phrases) + r")(?![\w'])")


_LETTERS_YES = frozenset({"y", "k", "kk"})
_LETTERS_NO = frozenset({"n"})
_HUMMED = re.compile(r"^\W*(?:m+[ -]?h+m+|u+h[ -]?h+u+h|a+h[ -]?h+a+h?)\W*$", re.IGNORECASE)
_HARMLESS_NO = _phrases(
    "no problem|no problem at all|no worries|why not|no objections?|"
    "not a problem|no doubt|no issues?|can't argue with that|don't "
    "mind if i do"
)
_YES = _phrases(
    """yes|yes it is|(?:yes|yeah|yep|yup|sure) (?:i|we) (?:am|do|would|have|did|are|was|can)(?: been)?|yes please|yess+
    |yeah|yea|yeh|yep|yup|yupp|yah|ya|ye|uh huh|mhm|sure|sure thing|of course
    |absolutely|definitely|certainly|correct|right|exactly|indeed|(?:that's|that is|it's|it is|that was
    |that all is|this is|all) (?:all )?(?:correct|right|fine|good|great|perfect|okay|ok|true|wonderful|excellent
    |me|exactly right|fine by me|alright)|(?:that|it|this) is|it does|i do|i am|i would|i would like that
    |i'd like that|i'd love that|i'd love to|you got it|you bet|affirmative|confirmed?|i confirm|i agree|agreed
    |(?:that |this |it )?(?:sounds|looks) (?:very )?(?:good|great|perfect|fine|right|correct|lovely|wonderful
    |okay|ok|like a plan|alright)|(?:that |it |this )?(?:works?|'ll work|will work|would work|will do|would do
    |will be fine|would be (?:fine|good|great|perfect|lovely|wonderful))(?: great| fine| perfectly
    | well)?(?: for me)?|that'll (?:work|do|be fine|be great)|perfect|great|good|fine|okay|ok|okey dokey|alright
    |all right|cool|awesome|lovely|wonderful|excellent|fantastic|please do|please
    |(?:please )?go (?:right )?ahead|(?:please )?(?:and )?(?:do|book|schedule|confirm|cancel|move|take|send
    |change) (?:it|that|that one|this|them)(?: in| for me| down)?|let's do (?:it|that)|i'll take (?:it|that)
    |go for it|make it so|sign me up|we're good|happy with that|lock it in|put me down|si|no problem"""
)
_NO = _phrases(
    """no|nope|nop|noo+|nah|nahh+|naw
    |no way|no thanks|no thank you|not really|not quite|not exactly|not at all|not now|not yet
    |not today|not right now|not that one|absolutely not|definitely not|of course not|certainly not|don't|do not
    |please don't|please do not|i don't|i do not|i'm not|i am not|i haven't|i won't|i can't|i wouldn't
    |i don't think so|i don't want (?:to|that|it|this)|i'd rather not|i would rather not|rather not
    |i'd prefer not to|i prefer not to|(?:please )?don't (?:do (?:it|that)|book (?:it|that)|cancel (?:it|that)
    |move (?:it|that)|change (?:it|that))|(?:that's|that is|it's|it is) (?:not (?:right|correct|it|me|true|good
    |okay|what i said|what i want)|wrong|incorrect|no good)|(?:that|it) (?:isn't|is not|wasn't)(?: (?:right
    |correct|it|me|true|good))?|incorrect|wrong|negative|never|none of (?:those|them|these)|neither|neither one
    |neither of (?:those|them)|(?:that|it|this) (?:doesn't|does not|won't|will not|wouldn't
    |doesn't really) (?:really )?work(?: for me)?|not good|no good|afraid not|i'm afraid not|not for me
    |i'd rather you didn't"""
)
_SOFT = _phrases(
    """thanks|thank you|thanks so much|so much|very much|ma'am|sir|oh|well|then|lexi|for me|and|just|now|with me
    |i think|i guess|i suppose|hi|hello|hey|that|it|ah|so|um|uh|to me|by me|i said|very|really|actually|again
    |at all"""
)
_CLOSING = _phrases(
    "that's (?:all|it|everything|fine|okay|ok|alright)|that is all|"
    "i'm (?:good|fine|okay|all set|set|done)|all set|we're (?:good|"
    "done)|i'm all good|nothing else|that'll be all|okay|ok|great|"
    "perfect|bye|goodbye|bye bye|have a (?:good|nice|great) (?:day|"
    "one)|you've been (?:very )?helpful|sorry|please"
)


def _is_left_empty(text: str, *patterns: re.Pattern[str]) -> bool:
    for pattern in patterns:
        text = pattern.sub(" ", text)
    return not text.strip()


def is_yes(text: str) -> bool:
    """True only for a plain agreement: "yes but Thursday" is not one, "no problem, book it" is."""
    if _HUMMED.match(text[:LONGEST]):
        return True
    words = bare(text)
    if words in _LETTERS_YES:
        return True
    without = _HARMLESS_NO.sub(" ", words)
    if _NO.search(without):
        return False
    return bool(_YES.search(words) or _HARMLESS_NO.search(words)) and _is_left_empty(without, _YES, _SOFT)


def is_no(text: str) -> bool:
    """True only for a plain refusal ("not really", "I'd rather not"); one that carries a new wish is not plain."""
    words = bare(text)
    if words in _LETTERS_NO:
        return True
    without = _HARMLESS_NO.sub(" ", words)
    if without != words or not _NO.search(without):
        return False
    return _is_left_empty(without, _NO, _CLOSING, _SOFT)
