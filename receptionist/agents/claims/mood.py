"""Tells a claim from an offer, a question, a condition, a promise, a denial and what somebody else said."""

import re

_SUBJECTS = "it|that|he|she|there|what|who|this|everything|here|everyone"
_CONTRACTIONS = (
    (r"\bcan't\b|\bcannot\b", "can not"), (r"\bwon't\b", "will not"), (r"\bshan't\b", "shall not"), (r"n't\b", " not"),
    (r"\blet's\b", "let us"), (r"'ve\b", " have"), (r"'re\b", " are"), (r"'ll\b", " will"), (r"'m\b", " am"),
    (r"'d\b", " would"),
    (r"\b([a-z]+)'s\b(?= (?:been|got|gone))", r"\1 has"), (rf"\b({_SUBJECTS})'s\b", r"\1 is"),
)  # fmt: skip
_QUESTION_START = re.compile(
    r"^(?:(?:so|and|okay|ok|great|sure|well|perfect|now|thanks|alright|just to check|just to be sure),? )*"
    r"(?:shall|should|can|could|would|do|does|did|may|will|is|are|am|was|were|have|has|what|when|which|who|where|how|"
    r"why|want me|quiere|quieres|desea|puedo|podria|le gustaria|prefiere|cual|cuando|que)\b"
)
# Words before a claim, in its own clause, that make it something other than a claim.
_UNREAL_WORDS = (
    "not; never; no; nothing; none; neither; nor; nobody; no one; hardly; almost; nearly; rather than; instead of; "
    "sorry; unable; can; could; would; should; may; might; shall; must; going to; need to; needs to; want; wants; "
    "wanted; like to; able to; try; trying; tried; let me; let us; hope; hoping; wish; ready to; about to; to be; "
    "happy to; glad to; make sure; if; when; whether; once; before; until; unless; as soon as; after; while; in "
    "case; in order; until then; assuming; did you; have you; had you; do you; you said; you told; you mentioned; "
    "you asked; you thought; say that; example; check if; check whether; see if; see whether; find out; pretend; as "
    "though; as if; imagine; suppose; someone else; somebody else; another patient; nunca; nadie; nada; ningun; "
    "ninguna; tampoco; sin; todavia no; aun no; si; cuando; una vez que; en cuanto; antes de; despues de; hasta; "
    "para que; puedo; podemos; podria; puede; quiere; quisiera; voy a; vamos a"
)
_UNREAL_BEFORE = re.compile(rf"\b(?:{'|'.join(words.strip() for words in _UNREAL_WORDS.split(';'))})\b")
_UNREAL_AFTER = re.compile(
    r"^[^,;]*?\b(?:if|once|when|as soon as|unless|until|after|provided|assuming|only when|before|"
    r"si usted|cuando usted|una vez que|en cuanto|hasta que)\b (?!you (?:arrive|come|get here)|we see you|then\b)"
)
_CONDITION = re.compile(
    r"\b(?:if|once|as soon as|when|unless|until|after|should you|before|in case|si|una vez que|"
    r"en cuanto|cuando|hasta que|antes de)\b"
)
# "I can take a message, and our team will call you back": what follows hangs on the offer.
_OFFER = re.compile(
    r"\b(?:can|could|may|shall|should|would|puedo|podria) (?:\w+ )?(?:take|leave|pass|write|send|tomar|dejar)\b"
)
_RECORD = re.compile(
    r"\b(?:i see|i can see|it looks like|looks like|i show|i am showing|our records|the schedule shows|"
    r"the system shows|according to|currently|right now|at the moment|still|already|you already have|veo que|segun|"
    r"parece que|actualmente|sigue)\b"
)
# A condition or a question inside of the words themselves: "a day's notice when visits are cancelled".
_WITHIN = re.compile(r"\b(?:if|when|whether|what|which|how|once|cuando|si)\b")
_OTHERS = re.compile(
    r"\b(?:by (?:someone|somebody|another|the office|the practice|staff|our office|the dentist)|in another call|"
    r"last (?:week|month|year|cleaning|visit|appointment|exam|spring|summer|fall|winter)|el mes pasado|el ano pasado|"
    r"la semana pasada|ultim[oa] |fully booked|all booked up|booked all (?:day|week|morning|afternoon|month)|"
    r"completely booked|booked up|booked solid|double booked|overbooked|with another patient|booked out|not yet|"
    r"yet to be|being booked|for someone else)\b"
)


def plain(text: str) -> str:
    """`text` in lower case with straight apostrophes and contractions opened; accents go, too."""
    # "Sí" would lose its accent and then read as "if".
    text = re.sub(r"\bs\u00ed\b", "claro", text.casefold()).replace("\u2019", "'").replace("\u2018", "'")
    text = text.translate(str.maketrans("\u00e1\u00e9\u00ed\u00f3\u00fa\u00fc\u00f1", "aeiouun"))
    for pattern, opened in _CONTRACTIONS:
        text = re.sub(pattern, opened, text)
    return re.sub(r"\bdr\.", "dr", re.sub(r"\b([ap])\.m\.?", r"\1m", text))


def sentences(text: str) -> list[str]:
    """The sentences of plain `text`, each with the mark that ends it."""
    return [piece.strip() for piece in re.findall(r"[^.!?\n]+[.!?\n]*", text) if piece.strip()]


def is_question(sentence: str) -> bool:
    """Whether the whole sentence asks; what stands before a tag ("..., right?") asks, too."""
    bare = sentence.strip("\u00a1\u00bf \"'")
    return "\u00bf" in sentence or (sentence.endswith("?") and not _tells_first(sentence)) or _begins_asking(bare)


def _begins_asking(sentence: str) -> bool:
    # "When" and "what" also begin statements, so those ask only with a question mark.
    return bool(re.match(r"^(?:shall|should i|should we|can i|could i|may i|would you|do you|want me)\b", sentence))


def _tells_first(sentence: str) -> bool:
    """ "You're booked for Tuesday, is there anything else?": the clause that asks comes after one that tells."""
    last = re.split(r"[,;:\u2014] ?(?:and |so )?", sentence)[-1]
    return last != sentence and bool(_QUESTION_START.match(last)) and not _QUESTION_START.match(sentence)


def is_real(before: str, after: str, matched: str) -> bool:
    """Whether a match between `before` and `after` (of one sentence) is said as a fact."""
    clause = re.split(r"[,;:\u2014]| but | so | because | and (?=i |we |you |it )", before)[-1]
    if _WITHIN.search(matched):
        return False
    if matched.startswith(("nothing ", "nobody ", "none ", "neither ", "nada ")):
        return False
    if _UNREAL_BEFORE.search(clause) or _OTHERS.search(matched + after) or _UNREAL_AFTER.match(after):
        return False
    if _OFFER.search(before) and " will " in f" {matched} ":
        return False
    # "Once you say yes, you're booked": the condition stands in an earlier clause and holds for this one as well.
    head = before[: len(before) - len(clause)]
    return not (_CONDITION.match(head.strip()) and head.count(",") <= 1 and not re.match(r"(?:i|we) have\b", matched))


def of_record(before: str, matched: str) -> bool:
    """Whether the claim is told as what the schedule says."""
    return bool(_RECORD.search(before[-60:]) or _RECORD.search(matched))
