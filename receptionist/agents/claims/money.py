"""Money in what Lexi says: amounts, and statements about what a caller owes. A question makes no amount harmless."""

import re

_NUMBER_WORD = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|"
    "eighty|ninety|hundred|thousand|veinticinco|ochenta|setenta|sesenta|noventa|trescientos|cien|ciento|cincuenta|veinte|treinta|cuarenta|mil|doscientos|quinientos|cero"
)
AMOUNT = re.compile(
    rf"\$\s?\d[\d,]*(?:\.\d\d)?|\b\d[\d,]*(?:\.\d\d)? (?:us )?(?:dollars?|bucks|cents|dolares|pesos)\b"
    rf"|\b(?:{_NUMBER_WORD})(?:[ -](?:and |y )?(?:{_NUMBER_WORD}))* (?:dollars?|bucks|cents|dolares|pesos)\b"
)
_OWES = re.compile(
    r"\byou (?:still |currently |do |now )?owe\b|\byou have an? (?:[a-z]+ ){0,2}balance\b|\byou have a credit\b"
    r"|\byour (?:[a-z]+ ){0,2}balance (?:is|comes|stands|was)\b|\bthere is (?:a|an|no) (?:[a-z]+ ){0,2}balance\b"
    r"|\byour (?:copay|co-pay|deductible|share|portion|total|bill) (?:is|comes|would be|will be|was)\b|\bnothing owed\b"
    r"|\byour account is (?:paid|clear|settled|overdue|past due)\b|\bsu saldo es\b|\busted (?:todavia |aun )?debe\b"
    r"|\byou do not owe (?:anything|us anything)\b|\bthere is no (?:charge|fee|cost) for (?:that|this|it|you)\b"
    r"|\b(?:i|we) have (?:just |already )?(?:waived|removed|taken off) (?:the|that|your) (?:[a-z]+ ){0,2}"
    r"(?:fee|charge)\b"
    r"|\bcost you (?:around |about |roughly )?(?:an? |[a-z]+ )?(?:hundred|thousand|\d+)|\bquite el cargo\b"
    r"|\btiene un saldo\b|\bno debe nada\b|\bsu cuenta esta (?:pagada|vencida)\b"
)
_DENIES = re.compile(
    r"\b(?:can not|could not|not able|unable|do not (?:have|see|know)|not allowed|no puedo|no podemos|"
    r"questions? about|whether|if you|what you|how much you|lo que|cuanto|any idea)\b"
)


def money_in(sentence: str) -> str | None:
    """The amount or the statement about a debt in a plain `sentence`, or None."""
    amount = AMOUNT.search(sentence)
    if amount:
        return amount[0]
    owes = _OWES.search(sentence)
    if owes and not _DENIES.search(sentence[: owes.start()]) and not sentence.endswith("?"):
        return owes[0]
    return None
