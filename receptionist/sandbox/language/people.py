"""Who is calling: names, birth dates, telephone numbers, e-mail and street addresses in a caller's words.

This is the one door to these readers; each lives in a module of its own.
"""

from __future__ import annotations

from receptionist.sandbox.language.birthdates import BirthdateReading, read_birthdate
from receptionist.sandbox.language.contacts import read_address, read_email
from receptionist.sandbox.language.names import NameReading, read_name
from receptionist.sandbox.language.phones import read_phone, read_phone_problem

__all__ = [
    "BirthdateReading",
    "NameReading",
    "read_address",
    "read_birthdate",
    "read_email",
    "read_name",
    "read_phone",
    "read_phone_problem",
]
