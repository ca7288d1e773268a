"""What a name, a date of birth and a number must be before anybody is looked up with them, and how to ask again.

A failure of hearing is not a failure of matching: it costs no try, and says nothing about who is on file. It is asked
about kindly, the second time by another way: spelled for a name, on the keypad for digits.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from receptionist.agents.context import CallContext
from receptionist.agents.tools.declaration import ToolResult
from receptionist.booking.phone_numbers import BadNumber, number_from
from receptionist.booking.spelled_names import is_a_name, is_latin, names_from
from receptionist.booking.typed_dates import Unreadable, birthdate_from

Part = Literal["name", "date of birth", "phone number"]
OTHER_WAY_AFTER = 2
_LEADS: dict[Unreadable | BadNumber, str] = {
    Unreadable.NO_DATE: "I'm sorry, I didn't get the date of birth.",
    Unreadable.NOT_ON_THE_CALENDAR: "I'm sorry, I must have misheard: that date isn't on the calendar.",
    Unreadable.AHEAD: "I'm sorry, I must have misheard: that date is still ahead.",
    Unreadable.TOO_LONG_AGO: "I'm sorry, I must have misheard: that is more than a hundred and twenty years ago.",
    BadNumber.NONE: "I'm sorry, I didn't get the number.",
    BadNumber.TOO_SHORT: "I'm sorry, some digits are missing.",
    BadNumber.TOO_LONG: "I'm sorry, I heard too many digits.",
    BadNumber.ABROAD: "I can only note a number of the United States or Canada.",
    BadNumber.EXTENSION: "I can't note an extension.",
}
_ASKS: dict[Part, str] = {
    "name": "Could you give me the first and last name once more?",
    "date of birth": "What is the full date of birth, with month, day and year?",
    "phone number": "What phone number may I use, ten digits with the area code?",
}
_SPELL = "Could you spell the first and last name for me, letter by letter?"
_BY_KEYPAD: dict[Part, str] = {
    "name": _SPELL,
    "date of birth": (
        "Could you type the date of birth on your phone's keypad: "
        "two digits for the month, two for the day and four for the year?"
    ),
    "phone number": "Could you type the phone number, ten digits, on your phone's keypad?",
}
_IN_WRITING: dict[Part, str] = {
    "name": _SPELL,
    "date of birth": "Could you write the date of birth with digits, month first, like 11/02/1988?",
    "phone number": "Could you write the phone number, ten digits, without blanks?",
}


class Unclear(ToolResult):
    """Something was not understood; nothing was looked up or written, and all else that was said still stands."""

    status: Literal["unclear"] = "unclear"
    what: Part
    say: str


@dataclass(frozen=True)
class Person:
    """Identifiers that can be worked with."""

    first: str
    last: str
    born: date


def hear_person(call: CallContext, first: str, last: str, born: str, *, for_chart: bool = False) -> Person | Unclear:
    """Names put together from their spelling, and a date of birth that can be one.

    `for_chart`: the name is going to be written, so it must be in letters that the front desk can read.
    """
    names = names_from(first, last)
    if not all(is_a_name(name) for name in names):
        return unclear(call, "name", "I'm sorry, I didn't get the name.")
    if for_chart and not all(is_latin(name) for name in names):
        call.misheard["name"] = OTHER_WAY_AFTER
        return unclear(call, "name", "I'd like to write your name in English letters.")
    birthdate = birthdate_from(born, call.today)
    if isinstance(birthdate, Unreadable):
        return unclear(call, "date of birth", _LEADS[birthdate])
    return Person(*names, birthdate)


def hear_number(call: CallContext, text: str) -> str | Unclear:
    """Ten digits, or the question for them."""
    number = number_from(text)
    return unclear(call, "phone number", _LEADS[number]) if isinstance(number, BadNumber) else number


def unclear(call: CallContext, part: Part, lead: str) -> Unclear:
    """Ask again; from the second time on, by another way."""
    call.misheard[part] += 1
    if call.misheard[part] < OTHER_WAY_AFTER:
        return Unclear(what=part, say=f"{lead} {_ASKS[part]}")
    other_way = _BY_KEYPAD if call.channel == "phone" else _IN_WRITING
    return Unclear(what=part, say=f"{lead} {other_way[part]}")
