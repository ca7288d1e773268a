"""GET /patients: one, the patient search with its matching rules, and Simple.

The rules are those of the vendor's Patient Select window (reference 2.3): prefixes for names, an unanchored pattern of
digits for phones, *contains* for address and e-mail. Archived and deceased people come only when asked for, deleted
ones never.
"""

import re

from receptionist.sandbox.opendental.errors import not_found
from receptionist.sandbox.opendental.fields import STAMP, choice, dates, flags, numbers, text
from receptionist.sandbox.opendental.method import Call, Reply, reads, reads_one
from receptionist.sandbox.opendental.narrowing import changed_since, equal
from receptionist.sandbox.opendental.parents import preference
from receptionist.sandbox.opendental.patient_rows import (
    GENDERS,
    PATIENT_STATUSES,
    POSITIONS,
    SELECT_PATIENT,
    render_full,
    render_short,
)
from receptionist.sandbox.opendental.store import Row, Where, fold, like

_PREFIX = ("LName", "FName", "City", "State", "SSN", "ChartNumber")
_NEVER = ("Country", "clinicAbbr", "invoiceNumber")  # This world has no such data: nothing matches.
_SUBSCRIBES = """
    p.PatNum IN (SELECT c.PatNum FROM patplan c JOIN inssub s ON s.InsSubNum = c.InsSubNum
    WHERE fold(s.SubscriberID) LIKE ? ESCAPE '!')
"""
_EQUAL = ("ClinicNum", "PriProv", "Guarantor", "SuperFamily", "EmployerNum")


def _single(call: Call) -> Reply:
    row = call.store.row(f"{SELECT_PATIENT} WHERE p.PatNum = ? AND p.PatStatus <> 'Deleted'", call.number)
    if row is None:
        raise not_found("Patient")
    return Reply(render_full(row))


def _simple(call: Call) -> Reply:
    """Contains instead of prefix, every status but deleted, ordered by number."""
    where = Where()
    where.add("p.PatStatus <> 'Deleted'")
    for name in ("LName", "FName"):
        if call.args.text(name):
            where.add(f"fold(p.{name}) LIKE ? ESCAPE '!'", like(call.args.text(name), prefix=False))
    equal(where, call.args, "p", "PatStatus", "Gender", "Position", "Birthdate", *_EQUAL)
    changed_since(where, call.args, "p")
    rows = call.store.select(SELECT_PATIENT, where, "p.PatNum", call.page)
    now = call.office.stamp()
    return Reply([render_full(row, now) for row in rows])


def _multiple(call: Call) -> Reply:
    args, where = call.args, Where()
    hidden = "'Deleted'" if args.flag("showArchived") else "'Deleted', 'Archived', 'Deceased'"
    where.add(f"p.PatStatus NOT IN ({hidden})")
    for name in _PREFIX:
        if args.text(name):
            term = like(args.text(name), prefix=True)
            if name == "FName" and preference(call.store, "PatientSelectUseFNameForPreferred") == "1":
                where.add("fold(p.FName) LIKE ? ESCAPE '!' OR fold(p.Preferred) LIKE ? ESCAPE '!'", term, term)
            else:
                where.add(f"fold(p.{name}) LIKE ? ESCAPE '!'", term)
    if args.text("SubscriberId"):
        where.add(_SUBSCRIBES, like(args.text("SubscriberId"), prefix=True))
    if args.text("Email"):
        where.add("fold(p.Email) LIKE ? ESCAPE '!'", like(args.text("Email"), prefix=False))
    if args.has("Birthdate") and 1880 <= int(args.text("Birthdate")[:4]) <= 2100:
        where.add("p.Birthdate = ?", args.text("Birthdate"))
    if args.flag("guarOnly"):
        where.add("p.PatNum = p.Guarantor")
    if args.flag("hideInactive"):
        where.add("p.PatStatus <> 'Inactive'")
    if any(args.text(name) for name in _NEVER) or args.number("SiteNum"):
        where.add("0 = 1")
    found = call.store.rows(f"{SELECT_PATIENT}{where}", *where.parameters)
    matching = sorted((row for row in found if _matches(call, row)), key=lambda row: _order(call, row))
    return Reply([render_short(row) for row in call.page.of(matching)])


def _matches(call: Call, row: Row) -> bool:
    """The two rules SQL has no words for: phone digits and a loose address."""
    phone, address = _phone_pattern(call.args.text("Phone")), call.args.text("Address")
    if phone and not any(phone.search(str(row[name])) for name in ("HmPhone", "WkPhone", "WirelessPhone")):
        return False
    words = [re.escape(word) for word in re.split(r"[^\w]+", fold(address)) if word]
    return not words or re.search(".*".join(words), fold(str(row["Address"]))) is not None


def _phone_pattern(given: str) -> re.Pattern[str] | None:
    """The digits in order with anything but digits between; a leading 1 is optional when there are more than three."""
    digits = re.findall(r"[0-9]", given)
    if not digits:
        return None
    optional = "1?" if len(digits) > 3 and digits[0] == "1" else digits[0]
    return re.compile("[^0-9]*".join((optional, *digits[1:])))


def _order(call: Call, row: Row) -> tuple[bool, str, str, int]:
    exact = all(
        fold(str(row[name])) == fold(call.args.text(name)) for name in ("LName", "FName") if call.args.text(name)
    )
    return not exact, fold(str(row["LName"])), fold(str(row["FName"])), int(row["PatNum"])


METHODS = (
    reads_one("patients", _single),
    reads(
        "patients",
        _simple,
        *text("LName", "FName"),
        *dates("Birthdate"),
        choice("PatStatus", *PATIENT_STATUSES),
        choice("Gender", *GENDERS, "Other"),
        choice("Position", *POSITIONS),
        *numbers(*_EQUAL),
        STAMP,
        action="Simple",
        since="21.2",
    ),
    reads(
        "patients",
        _multiple,
        *text(*_PREFIX, "Phone", "Address", "Email", "SubscriberId", "clinicNums", *_NEVER),
        *flags("hideInactive", "guarOnly", "showArchived"),
        *dates("Birthdate"),
        *numbers("SiteNum"),
    ),
)
