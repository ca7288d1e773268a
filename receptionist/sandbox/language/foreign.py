"""Whether an utterance is not English: other scripts, or several common words of another language."""

from __future__ import annotations

import re
import unicodedata

from receptionist.sandbox.language.words import plain

_SPANISH = """
hola buenos buenas dias días tardes noches necesito quiero quisiera cita por favor gracias habla hablo hablan
español espanol usted tengo dolor diente dientes muela para una mañana cuánto cuanto cuando cuándo donde dónde
está estoy puedo puede hacer con el la los las mi su que qué como cómo señor señora ayuda duele mucho
emergencia sí pero limpieza doctora llamar llamo me
"""
_FRENCH = """
bonjour je voudrais rendez vous s'il merci mal aux dents parlez français est pour une avec j'ai le la les un
demain oui besoin d'un
"""
_OTHERS = """
olá preciso uma consulta obrigado dente dor guten tag ich möchte brauche einen termin bitte zahn schmerzen
danke haben sie buongiorno vorrei appuntamento grazie dente parla xin chào tôi muốn hẹn bonjou mwen bezwen
randevou dzień dobry potrzebuję wizyty zdravstvuyte namaste kumusta gusto ko po magpa ako
"""
_SHARED = """
a con el est for gracias gusto hola ko la las le los mal me merci mi po que sie son su tag un
"""
_SHARED_WITH_ENGLISH = frozenset(_SHARED.split())
_LANGUAGES = tuple(frozenset(words.split()) for words in (_SPANISH, _FRENCH, _OTHERS))
_ASKS = re.compile(
    r"\b(?:(?:do|does) (?:anyone|anybody|someone|you) (?:there )?speak "
    r"(?!english|up)[a-z]+|speak (?:spanish|french|chinese|mandarin|"
    r"russian|portuguese|vietnamese|korean|arabic|creole|polish)"
    r"|(?:no|not much|don't speak|little) english|(?:no )?hablo|habla(?:n|"
    r"s)? (?:usted )?(?:español|espanol|ingl[eé]s)|en español|spanish "
    r"please|interpreter|translator)\b"
)


def is_other_language(text: str) -> bool:
    """True when the caller does not speak English or asks for another language. A single borrowed word is English."""
    words = plain(text)
    if _ASKS.search(words):
        return True
    letters = [mark for mark in words if mark.isalpha()]
    if not letters:
        return False
    latin = sum("LATIN" in unicodedata.name(mark, "") for mark in letters[:60])
    if latin * 2 < len(letters[:60]):
        return True
    tokens = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", words)
    for language in _LANGUAGES:
        hits = [token for token in tokens if token in language]
        strong = [token for token in hits if token not in _SHARED_WITH_ENGLISH]
        if len(strong) >= 2 and len(hits) * 5 >= len(tokens) * 2:
            return True
        if (
            hits
            and tokens
            and len(hits) == len(tokens)
            and tokens[0] in ("hola", "bonjour", "buenos", "buenas", "gracias", "sí")
        ):
            return True
    return False
