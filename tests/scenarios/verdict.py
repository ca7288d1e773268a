"""What is wrong with a call that was played: every row, message, outcome and word that the scenario did not expect.

Whole rows are compared. What no scenario may ever say is asked of every one: other people's names, dates of birth and
numbers, amounts, that somebody is or is not on file.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import yaml

from receptionist.events import ClaimCorrected, EmergencyRaised, IdentityChanged, TransferRequested
from tests.end_to_end.house import Row
from tests.scenarios.scenario import FOLDER, LeftMessage, Scenario, Visit
from tests.scenarios.stage import Ran

ROWS: dict[str, Any] = yaml.safe_load((FOLDER / "rows.yaml").read_text(encoding="utf-8"))
AMOUNT = r"[$€£]\s?\d"
NEVER = (
    AMOUNT,
    r"\bdollars\b",
    r"(?:someone|somebody|a patient|another patient|two|more than one|several)\b[^.?!]*\b(?:with|by|under) that name",
    r"\balready (?:a patient|in our records|on file)\b",
    r"\b(?:do not|don't) schedule\b",
    r"\bI can see (?:you|he|she|they)(?:'re|'s| are| is) (?:a|not a) patient\b",
    r"\bBooked by Lexi\b",
    r"(?i:\bref p_)|\bPatNum\b|\bAptNum\b",
)


def faults(scenario: Scenario, ran: Ran) -> list[str]:
    """Everything that differs from what was expected, each as a sentence; empty when the call went as it must."""
    return [*_rows(scenario, ran), *_left(scenario, ran), *_words(scenario, ran)]


def _rows(scenario: Scenario, ran: Ran) -> Iterator[str]:
    expected = scenario.expect
    new = [row for row in ran.changes["patients"] if "was" not in row]
    for row in ran.changes["patients"]:
        if "was" in row:
            yield f"patient {row['was']} was changed: {row}"
    if len(new) != len(expected.patients):
        yield f"{len(new)} new patients instead of {len(expected.patients)}"
    numbers: dict[str, int] = {}
    for (name, fields), row in zip(expected.patients.items(), new, strict=False):
        numbers[name] = row["PatNum"]
        yield from _differs(f"new patient {name}", {**ROWS["patient"], **fields}, row)
    visits = [row for row in ran.changes["appointments"] if "was" not in row]
    left = list(expected.visits)
    for row in visits:
        match = next((visit for visit in left if _meant(visit, row, numbers)), None)
        if match is None:
            yield f"unexpected visit: {_short(row)}"
        else:
            left.remove(match)
            yield from _differs(f"visit on {match.at}", _row_of(match, row), row)
    yield from (f"missing visit: {visit.patient}, type {visit.type}, {visit.at}" for visit in left)
    changed = {row["was"]: row for row in ran.changes["appointments"] if "was" in row}
    for number in changed.keys() | expected.changed.keys():
        wanted, got = expected.changed.get(number, {}), dict(changed.get(number, {}))
        got.pop("was", None)
        if got != wanted:
            yield f"visit {number} changed in {got} instead of {wanted}"
    yield from _writes(scenario, ran)


def _writes(scenario: Scenario, ran: Ran) -> Iterator[str]:
    """No write but of visits and new patients, and of notes where the scenario expects them."""
    kinds = Counter(f"{verb} {path.partition('/')[0]}" for verb, path in (write.split(" ") for write in ran.writes))
    if kinds.pop("POST commlogs", 0) != scenario.expect.commlogs:
        yield f"{ran.writes} instead of {scenario.expect.commlogs} notes"
    expected = scenario.expect
    if not expected.changed and not expected.visits:
        usual: tuple[str, ...] = ("POST patients",) if expected.patients else ()
    else:
        usual = ("POST appointments", "PUT appointments", "POST patients")
    strange = [kind for kind in kinds if kind not in usual]
    if strange:
        yield f"writes of another kind were sent: {strange}"


def _meant(visit: Visit, row: Row, numbers: dict[str, int]) -> bool:
    patient = numbers.get(visit.patient) if isinstance(visit.patient, str) else visit.patient
    return bool((patient, visit.type, visit.at) == (row["PatNum"], row["AppointmentTypeNum"], row["AptDateTime"][:16]))


def _row_of(visit: Visit, row: Row) -> dict[str, Any]:
    cells = visit.minutes // 5
    chair = row["Op"] if row["Op"] in visit.operatory else visit.operatory[0]
    allowed = [tuple(pair) for pair in ROWS["people"][chair]]
    dentist, hygienist = (row["ProvNum"], row["ProvHyg"])
    dentist, hygienist = (dentist, hygienist) if (dentist, hygienist) in allowed else allowed[0]
    return {
        **ROWS["visit"],
        **ROWS["types"][visit.type],
        "AppointmentTypeNum": visit.type,
        "AptDateTime": f"{visit.at}:00",
        "Pattern": "/" + "X" * (cells - 2) + "/",
        "PatternSecondary": "/" * cells,
        "Op": chair,
        "ProvNum": dentist,
        "ProvHyg": hygienist,
        "provAbbr": ROWS["abbreviations"][dentist],
        "Note": re.compile(ROWS["note"]),
        **visit.row,
    }


def _differs(what: str, wanted: dict[str, Any], row: Row) -> Iterator[str]:
    for name in sorted((wanted.keys() | row.keys()) - set(ROWS["anything"])):
        want, got = wanted.get(name), row.get(name)
        same = bool(want.fullmatch(str(got))) if isinstance(want, re.Pattern) else want == got
        if not same:
            yield f"{what}: {name} is {got!r} instead of {want!r}"


def _short(row: Row) -> str:
    return f"{row['PatNum']}, type {row['AppointmentTypeNum']}, {row['AptDateTime']}, {row['AptStatus']}"


def _left(scenario: Scenario, ran: Ran) -> Iterator[str]:
    expected = scenario.expect
    if ran.outcome not in expected.outcome:
        yield f"the outcome is {ran.outcome} instead of {' or '.join(expected.outcome)}"
    events = [entry.event for entry in ran.log]
    raised = [event.tier for event in events if isinstance(event, EmergencyRaised)]
    if tuple(dict.fromkeys(raised)) != expected.emergency:
        yield f"emergencies raised: {raised} instead of {expected.emergency}"
    transfers = tuple(event.result for event in events if isinstance(event, TransferRequested))
    if transfers != expected.transfers:
        yield f"transfers: {transfers} instead of {expected.transfers}"
    levels = [event for event in events if isinstance(event, IdentityChanged)]
    level = "locked" if levels and levels[-1].locked else levels[-1].level if levels else "anonymous"
    if expected.level is not None and level != expected.level:
        yield f"the caller is {level} instead of {expected.level}"
    corrected = [event.deed for event in events if isinstance(event, ClaimCorrected)]
    if corrected:
        yield f"Lexi claimed what was not done: {corrected}"
    if len(ran.messages) != len(expected.messages):
        yield f"{len(ran.messages)} messages instead of {len(expected.messages)}: {[row.text for row in ran.messages]}"
    for message, row in zip(expected.messages, ran.messages, strict=False):
        yield from _message(message, row.text, row.urgency, row.callback_number)


def _message(expected: LeftMessage, text: str, urgency: str, number: str | None) -> Iterator[str]:
    yield from (
        f"the message lacks {part!r}: {text}" for part in expected.holds if not re.search(part, text, re.IGNORECASE)
    )
    if urgency != expected.urgency:
        yield f"the message is {urgency} instead of {expected.urgency}"
    digits = "".join(filter(str.isdigit, number or "")) or None
    if expected.number is not None and digits != expected.number:
        yield f"the number to call back is {digits} instead of {expected.number}"


def _words(scenario: Scenario, ran: Ran) -> Iterator[str]:
    lexi = ran.said("lexi")
    yield from (
        f"Lexi never said {part!r}"
        for part in scenario.expect.said
        if not re.search(part, lexi, re.IGNORECASE | re.DOTALL)
    )
    for part in (*NEVER, *scenario.expect.never):
        if found := re.search(part, lexi):
            yield f"Lexi said {found.group()!r}"
    yield from (f"Lexi spoke of somebody else: {secret!r}" for secret in secrets(scenario, ran) if secret in lexi)


def secrets(scenario: Scenario, ran: Ran) -> list[str]:
    """Names, dates of birth as spoken, and numbers of everybody the call is not about."""
    heard = ran.said("caller").lower()
    found: set[str] = set()
    for person in ran.world.people:
        if person.number in scenario.about:
            continue
        found.add(f"{person.first} {person.last}")
        for number in (person.mobile, person.home, person.work):
            found |= _spoken_number("".join(filter(str.isdigit, number))[-10:])
        if person.birthdate:
            found.add(_spoken(date.fromisoformat(person.birthdate)))
    return sorted(secret for secret in found if secret and not _said_by_caller(secret, heard))


def _said_by_caller(secret: str, heard: str) -> bool:
    """What the caller has said may be said back."""
    digits = "".join(filter(str.isdigit, secret))
    return secret.lower() in heard or (len(digits) >= 10 and digits in "".join(filter(str.isdigit, heard)))


def _spoken(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _spoken_number(digits: str) -> set[str]:
    if len(digits) != 10:
        return set()
    area, office, line = digits[:3], digits[3:6], digits[6:]
    return {digits, f"{area} {office} {line}", f"({area}) {office}-{line}", f"{area}-{office}-{line}"}
