"""Abuse aimed at whoever answers: insults, obscenities and threats said *to* somebody.

Swearing about a tooth, in pain or in panic is no abuse: an insult counts only when it is aimed at "you", and nothing
counts in a turn that speaks of pain, blood or fear. So some abuse passes; a patient in need is never sent away.
"""

import re

_NAMES = (
    r"(?:idiots?|morons?|stupid|dumb|dumbass|assholes?|bitch(?:es)?|cunts?|whores?|sluts?|bastards?|fuckers?|"
    r"motherfuckers?|retards?|retarded|worthless|piece of (?:shit|crap|garbage)|pendej[oa]s?|put[oa]s?|cabr[oó]n|"
    r"imb[eé]cil(?:es)?|est[uú]pid[oa]s?)"
)
_STRONG = r"(?:(?:such |a |an |so |fucking |goddamn |damn |bloody |stupid |little |complete |total |freaking )*)"
_ABUSE = re.compile(
    rf"\b(?:you(?:'re| are)?|u r|eres|ustedes son|usted es) (?:all )?{_STRONG}(?:un |una )?{_NAMES}\b|"
    rf"\byou {_STRONG}{_NAMES}\b|"
    r"\b(?:fuck|screw|to hell with) (?:you|u|off|this bot|your mother)\b|\bgo (?:fuck|screw|kill) yourself\b|"
    r"\bshut (?:the (?:fuck|hell) )?up,? (?:bitch|idiot|you)|\bsuck my\b|\bshow me your (?:tits|boobs|ass)\b|"
    r"\bwhat are you wearing\b|\b(?:i|we)(?:'ll| will|'m going to| am going to|'m gonna) (?:come (?:down |over )?there "
    r"and )?(?:kill|hurt|shoot|stab|beat|rape|burn|bomb|blow up|find and)\b.{0,20}\b(?:you|all of you|your|the office|"
    r"that place|this place|everyone)\b|\bchinga (?:tu|a tu)\b|\bvete a la (?:mierda|chingada|verga)\b|\bpendejos?$",
    re.IGNORECASE,
)
_IN_NEED = re.compile(
    r"\b(?:pain|painful|hurts?|hurting|ache|aches|aching|bleed\w*|blood|swell\w*|swollen|infect\w*|abscess|scared|afraid|"
    r"panic\w*|emergency|dying|breath\w*|choking|help me|killing me|agony|dolor|duele|sangr\w*|hinchad[oa]|"
    r"respirar|ayuda|miedo)\b",
    re.IGNORECASE,
)
WARNING = "I want to help you, and I can only do that if we stay respectful with each other. What can I do for you?"
GOODBYE = (
    "I'm ending this call now. You are welcome to call again when we can speak calmly. In an emergency, call 911. "
    "Goodbye."
)


def is_abusive(text: str) -> bool:
    """Whether these words are abuse; never those of somebody in pain or fear."""
    return _ABUSE.search(text) is not None and _IN_NEED.search(text) is None
