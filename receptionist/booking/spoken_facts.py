"""Whether words contain a time or a date, however they put it: '10 AM', 'ten o'clock', 'half past ten', 'las diez'."""

import re
import unicodedata
from datetime import datetime

from receptionist.practice.wording import DAYS, MONTHS

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty"}
_HORAS = ("", "una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce")
_DIAS = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
_MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_ORDINALS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty first", "twenty second", "twenty third", "twenty fourth", "twenty fifth", "twenty sixth",
    "twenty seventh", "twenty eighth", "twenty ninth", "thirtieth", "thirty first",
)  # fmt: skip


def plain_words(text: str) -> str:
    """Lower case without accents, every run of other characters than letters, digits, colons and ? one blank."""
    folded = unicodedata.normalize("NFKD", text.replace("\u2019", "'")).casefold()
    folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    folded = re.sub(r"\b([ap])\s?\.?\s?m\b\.?", r" \1m ", folded)
    folded = re.sub(r"(?<=\w)'(?=\w)", "", folded)
    return " ".join(re.sub(r"[^a-z0-9:?]+", " ", folded).split())


def number_word(value: int) -> str:
    """'ten', 'twenty five'; 0 to 59."""
    if value < 20:
        return _ONES[value]
    tens, ones = value // 10 * 10, value % 10
    return f"{_TENS[tens]} {_ONES[ones]}" if ones else _TENS[tens]


def time_phrases(start: datetime) -> list[str]:
    """Every way to say the start's time of day that is understood, as plain words."""
    hour, minute = start.hour % 12 or 12, start.minute
    past, following = (hour, number_word(hour)), (start.hour + 1) % 12 or 12
    if minute == 0:
        phrases = [f"{hour}:00", f"{start.hour}:00", f"{start.hour:02d}:00", *(str(word) for word in past)]
        phrases += ["noon", "midday", "mediodia"] if start.hour == 12 else []
        return [*phrases, f"las {_HORAS[hour]}", f"la {_HORAS[hour]}"]
    phrases = [f"{hour}:{minute:02d}", f"{start.hour}:{minute:02d}", f"{start.hour:02d}:{minute:02d}"]
    for word in past:
        phrases += [f"{word} {minute:02d}", f"{word} {number_word(minute)}", f"{number_word(minute)} past {word}"]
        phrases += [f"{minute} past {word}"]
    if minute == 30:
        phrases += [f"half past {word}" for word in past] + [f"las {_HORAS[hour]} y media", f"{hour} y media"]
    if minute > 30:
        left = 60 - minute
        phrases += [f"{left} to {following}", f"{number_word(left)} to {number_word(following)}"]
    if minute in (15, 45):
        quarter = f"quarter past {number_word(hour)}" if minute == 15 else f"quarter to {number_word(following)}"
        phrases.append(quarter)
    return phrases


def says_time(words: str, start: datetime) -> bool:
    """Whether `words` (plain) name the start's time of day, and not only its hour when it has minutes."""
    return any(_has_time(words, phrase, start) for phrase in time_phrases(start))


def _has_time(words: str, phrase: str, start: datetime) -> bool:
    # A bare '10' or 'ten' is a time only after 'at' or before AM, PM or o'clock: not in 'December 10', 'ten minutes'.
    for match in re.finditer(rf"(?<![\w:]){re.escape(phrase)}(?![\w:])", words):
        before, after = words[: match.start()].split(), words[match.end() :].split()
        part = after[0] if after else ""
        if part in ("am", "pm") and (part == "am") != (start.hour < 12):
            continue
        bare = phrase.isdigit() or phrase in _ONES
        if bare and part not in ("am", "pm", "oclock") and not _stands_for_a_time(before, part):
            continue
        return True
    return False


def _stands_for_a_time(before: list[str], after: str) -> bool:
    return bool(before) and before[-1] in ("at", "las", "la") and not after.isdigit() and after not in _MINUTES


def says_weekday(words: str, start: datetime) -> bool:
    """Whether `words` (plain) name the start's weekday, in English or Spanish."""
    return bool({DAYS[start.weekday()].casefold(), _DIAS[start.weekday()]} & set(words.replace("?", " ").split()))


def contradicts_date(words: str, start: datetime) -> bool:
    """Whether `words` (plain) name dates ('december 8', '8 de diciembre'), and none of them is the start's."""
    dates = [(_month(m[1]), int(m[2])) for m in re.finditer(rf"\b({_MONTH_RE}) (\d{{1,2}})(?:st|nd|rd|th)?\b", words)]
    dates += [(_month(m[2]), int(m[1])) for m in re.finditer(rf"\b(\d{{1,2}}) de ({_MONTH_RE})\b", words)]
    years = {int(year) for year in re.findall(r"\b(20\d\d)\b", words)}
    return (bool(dates) and (start.month, start.day) not in dates) or (bool(years) and start.year not in years)


def fact_words(start: datetime) -> list[str]:
    """The phrases that only repeat the start's date and time, longest first: harmless inside a yes."""
    day = start.day
    phrases = time_phrases(start) + [DAYS[start.weekday()].casefold(), _DIAS[start.weekday()]]
    for month in (MONTHS[start.month - 1].casefold(), _MESES[start.month - 1]):
        phrases += [f"{month} {day}", f"{month} {_ORDINALS[day]}", f"{day} de {month}", f"{month} {day}{_suffix(day)}"]
        phrases += [f"{month} the {_ORDINALS[day]}", f"{month} the {day}{_suffix(day)}"]
    phrases += [str(start.year), f"the {_ORDINALS[day]}", f"the {day}{_suffix(day)}", "am" if start.hour < 12 else "pm"]
    part = "morning" if start.hour < 12 else "afternoon"
    phrases += [f"in the {part}", part, "oclock", "en punto", "de la manana" if start.hour < 12 else "de la tarde"]
    return sorted(phrases, key=len, reverse=True)


def echoed_names(sentence: str) -> set[str]:
    """The words of a read-back that say neither when nor what is to be done: its names and small words."""
    return {word for word in plain_words(sentence).split() if word.isalpha()} - _NOT_NAMES


def _suffix(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _month(word: str) -> int:
    names = [month.casefold() for month in MONTHS]
    return names.index(word) + 1 if word in names else _MESES.index(word) + 1


_MONTH_WORDS = {month.casefold() for month in MONTHS} | set(_MESES)
_MONTH_RE = "|".join(sorted(_MONTH_WORDS))
_MINUTES = {"ten", "fifteen", "twenty", "thirty", "forty", "fifty", "past", "to", "y"}
_NOT_NAMES = (
    {day.casefold() for day in DAYS}
    | _MONTH_WORDS
    | set(_ONES)
    | set(_TENS.values())
    | {"am", "pm", "noon", "book", "move", "cancel", "from", "shall", "i", "ill", "do", "right"}
)
