"""Who the caller is, as far as this call has shown: two exact identifiers, a third on a collision, three tries.

The result never says how many people match, who they are, or what was wrong; every failure has the same words.
"""

import asyncio
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opendental_client import OpenDentalClient, OpenDentalError, Patient
from receptionist.booking.phone_numbers import ten_digits
from receptionist.booking.rules_patient import age_on
from receptionist.practice.plain_text import plain

ATTEMPTS = 3
LOOKUPS = 30  # Of one call, successful ones included; the rate of R28.
EARLIEST_BIRTH = 1880  # The vendor ignores a birth date before, and would return everybody.
STAFF_STATUSES = {"Inactive", "Archived", "Deceased", "Deleted"}
NOBODYS_BIRTH = date(1880, 1, 1)  # What is asked instead of a birth date that cannot be.
NOT_VERIFIED = (
    "I'm sorry, I couldn't match that. Could you spell the patient's full name for me, "
    "and give me the date of birth once more?"
)
NEED_THIRD = "To be sure I have the right person, could you also tell me the phone number or street address on file?"
LOCKED = (
    "I'm sorry, I can't look anyone up any more in this call. Our team can help you; I can take a message for them."
)
TO_STAFF = "I'd like someone from our team to help you with that. I can connect you, or have them call you back."
UNAVAILABLE = "I can't reach our records right now. I can take a message, and our team will call you back."


class Level(StrEnum):
    """How sure we are: `recognised` means the number matches, which proves nothing."""

    ANONYMOUS = "anonymous"
    RECOGNISED = "recognised"
    VERIFIED = "verified"


@dataclass(frozen=True)
class KnownPatient:
    """A verified patient, and no more of the chart than the house needs."""

    pat_num: int
    f_name: str
    l_name: str
    preferred: str
    status: str
    birthdate: date | None
    guarantor: int
    pri_prov: int


@dataclass(frozen=True)
class Verified:
    """The identifiers match exactly one current patient."""

    patient: KnownPatient


@dataclass(frozen=True)
class NotVerified:
    """They do not; `attempts_left` more tries in this call."""

    attempts_left: int
    say: str = NOT_VERIFIED


@dataclass(frozen=True)
class NeedThird:
    """A third identifier is needed."""

    say: str = NEED_THIRD


@dataclass(frozen=True)
class Locked:
    """No more tries in this call, whatever is given."""

    say: str = LOCKED


@dataclass(frozen=True)
class RouteToStaff:
    """A person must take over."""

    say: str = TO_STAFF


@dataclass(frozen=True)
class Unavailable:
    """Open Dental could not be read; this does not cost an attempt."""

    say: str = UNAVAILABLE


IdentityResult = Verified | NotVerified | NeedThird | Locked | RouteToStaff | Unavailable


class IdentityDesk:
    """The identities of one call. A new call makes a new desk; nothing is carried over."""

    def __init__(self, client: OpenDentalClient, attempts: int = ATTEMPTS) -> None:
        self._client = client
        self._attempts_left = attempts
        self._failed: set[tuple[str, ...]] = set()
        self._verified: dict[int, KnownPatient] = {}
        self._recognised = False
        self._lookups = 0
        self._asking = asyncio.Lock()

    @property
    def level(self) -> Level:
        """The highest level anyone has in this call."""
        if self._verified:
            return Level.VERIFIED
        return Level.RECOGNISED if self._recognised else Level.ANONYMOUS

    @property
    def locked(self) -> bool:
        """Whether the tries are used up."""
        return self._attempts_left <= 0

    @property
    def verified(self) -> dict[int, KnownPatient]:
        """The verified patients of this call by PatNum, in the order they were verified."""
        return dict(self._verified)

    def close(self) -> None:
        """The call is over: nobody is verified any more, and nobody can be."""
        self._verified.clear()
        self._attempts_left = 0

    def recognise(self) -> None:
        """Note that the caller's number is on file. It never counts as identity."""
        self._recognised = True

    def is_verified(self, pat_num: int) -> bool:
        """Whether that patient was verified in this call."""
        return pat_num in self._verified

    def guardian_verified(self, guarantor: int, pat_num: int) -> bool:
        """Whether a minor's guarantor, someone else, was verified too."""
        return guarantor != pat_num and guarantor in self._verified

    def may_act_for(self, pat_num: int, today: date, adult_age: int = 18) -> bool:
        """Whether the caller may hear and change that patient's matters: verified, a minor's guarantor too."""
        patient = self._verified.get(pat_num)
        if patient is None or patient.birthdate is None:
            return False
        adult = age_on(patient.birthdate, today) >= adult_age
        return adult or self.guardian_verified(patient.guarantor, pat_num)

    async def verify(
        self, first: str, last: str, birthdate: date, phone: str | None = None, address: str | None = None
    ) -> IdentityResult:
        """Match the identifiers against the charts: exact after folding case, accents, punctuation and blanks."""
        # Guesses made side by side must be counted one after the other, or thirty would pass where three may.
        async with self._asking:
            return await self._verify(first, last, birthdate, _third_identifiers(phone, address))

    async def _verify(self, first: str, last: str, birthdate: date, third: set[str]) -> IdentityResult:
        self._lookups += 1
        if self.locked or self._lookups > LOOKUPS:
            return Locked()
        try:
            matches = await self.matching(first, last, birthdate)
        except OpenDentalError:
            return Unavailable()
        if len(matches) > 1:
            if not third:
                return NeedThird()
            matches = [row for row in matches if third & _on_file(row)]
        if len(matches) != 1:
            return self.fail((name_of(first), name_of(last), birthdate.isoformat(), *sorted(third)))
        if str(matches[0].pat_status) in STAFF_STATUSES:
            return RouteToStaff()
        return Verified(self.admit(matches[0]))

    async def matching(self, first: str, last: str, birthdate: date) -> list[Patient]:
        """Charts with exactly that name (or preferred first name) and birth date; for this room, never for a model.

        The search is by birth date alone: the vendor's name filters know nothing of accents and punctuation. Whatever
        is given, it takes one request, so that how long an answer takes says nothing about who is on file.
        """
        possible = birthdate.year >= EARLIEST_BIRTH
        rows = await self._client.patients.simple(birthdate=birthdate if possible else NOBODYS_BIRTH)
        first_name, last_name, suffix = first_of(first), *last_of(last)
        found = [
            row
            for row in rows
            if row.birthdate == birthdate
            and first_name in (first_of(row.f_name), first_of(row.preferred))
            and _same_last(last_name, suffix, row.l_name)
        ]
        return found if possible and first_name and last_name else []

    def fail(self, attempt: tuple[str, ...]) -> NotVerified | Locked:
        """Count a failed try; the very same one repeated (a model calling twice) counts once."""
        if attempt not in self._failed:
            self._failed.add(attempt)
            self._attempts_left -= 1
        return Locked() if self.locked else NotVerified(self._attempts_left)

    def admit(self, row: Patient) -> KnownPatient:
        """Take a chart as verified in this call: its identifiers were given, or this call has just created it."""
        known = KnownPatient(
            pat_num=row.pat_num,
            f_name=row.f_name,
            l_name=row.l_name,
            preferred=plain(row.preferred),
            status=str(row.pat_status),
            birthdate=row.birthdate,
            guarantor=row.guarantor,
            pri_prov=row.pri_prov,
        )
        self._verified[known.pat_num] = known
        return known


def name_of(text: str) -> str:
    """A name as it is compared: letters only, without case and accents. `O'Brien` and `o brien` are the same.

    The signs may be spelled out, as callers do ('O apostrophe Brien'), and letters that fold to two or that Unicode
    does not take apart (o-slash, l-stroke, sharp s) are as on an English keyboard.
    """
    folded = unicodedata.normalize("NFKD", _SPELLED_SIGNS.sub(" ", text)).casefold().translate(_LETTERS)
    return "".join(letter for letter in folded if letter.isalnum())


def first_of(text: str) -> str:
    """A first name as it is compared: without a title before it."""
    words = text.split()
    while len(words) > 1 and name_of(words[0]) in _TITLES:
        words = words[1:]
    return name_of(" ".join(words))


def last_of(text: str) -> tuple[str, str]:
    """A last name as it is compared, and its suffix ('jr', 'iii') or ''. Double names are one, hyphen or not."""
    words = re.split(r"[\s,]+", text.strip())
    suffix = _SUFFIXES.get(name_of(words[-1]), "") if len(words) > 1 else ""
    return name_of(" ".join(words[:-1] if suffix else words)), suffix


def _same_last(name: str, suffix: str, on_file: str) -> bool:
    """The same last name; a suffix may be left out by either side, but two different ones are two people."""
    theirs, their_suffix = last_of(on_file)
    return name == theirs and (not suffix or not their_suffix or suffix == their_suffix)


_SPELLED_SIGNS = re.compile(r"\b(apostrophe|hyphen|dash)\b", re.IGNORECASE)
_LETTERS = str.maketrans(
    {"\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d", "\u00fe": "th", "\u00e6": "ae", "\u0153": "oe",
     "\u0131": "i"}
)  # fmt: skip
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "sr", "sra", "srta"}
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}


_STREET_WORDS = {
    "street": "st", "avenue": "ave", "road": "rd", "drive": "dr", "lane": "ln", "court": "ct", "boulevard": "blvd",
    "place": "pl", "terrace": "ter", "circle": "cir", "highway": "hwy", "north": "n", "south": "s", "east": "e",
    "west": "w", "apartment": "apt", "suite": "ste",
}  # fmt: skip


def address_of(text: str) -> str:
    """A street address as it is compared: house number and street, the usual words shortened; '' without both."""
    folded = unicodedata.normalize("NFKD", text.split(",")[0]).casefold()
    words = re.findall(r"[a-z0-9]+", "".join(letter for letter in folded if not unicodedata.combining(letter)))
    shortened = [_STREET_WORDS.get(word, word) for word in words]
    complete = len(shortened) >= 2 and any(word[0].isdigit() for word in shortened)
    return " ".join(shortened) if complete else ""


def _third_identifiers(phone: str | None, address: str | None) -> set[str]:
    return {value for value in (ten_digits(phone or ""), address_of(address or "")) if value}


def _on_file(row: Patient) -> set[str]:
    phones = {ten_digits(text) for text in (row.hm_phone, row.wk_phone, row.wireless_phone)}
    return (phones | {address_of(row.address)}) - {""}
