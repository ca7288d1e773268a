"""POST and PUT /patients, with the vendor's duplicate guard: same name and birth date plus a same phone or e-mail."""

import re
from collections.abc import Mapping

from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Field, Kind, choice, dates, needed, numbers, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Reply, posts, puts
from receptionist.sandbox.opendental.patient_rows import CONTACT_METHODS, GENDERS, PATIENT_STATUSES, POSITIONS, rendered
from receptionist.sandbox.opendental.store import Row, Value, fold
from receptionist.sandbox.opendental.tables import NO_DATE

BILLING_TYPES = 4
PHONES = ("HmPhone", "WkPhone", "WirelessPhone")
_TEXTS = ("MiddleI", "Preferred", "SSN", "Address", "Address2", "City", "State", "Zip", *PHONES, "Email")
_MORE_TEXTS = ("FamFinUrgNote", "ChartNumber", "MedicaidID", "Ward", "Language")
_CHOICES = ("PatStatus", "Gender", "Position", "TxtMsgOk", "PreferConfirmMethod", "PreferContactMethod")
_DATES = ("Birthdate", "DateFirstVisit", "AdmitDate")
_NUMBERS = ("Guarantor", "SuperFamily", "PriProv", "SecProv", "EmployerNum", "ClinicNum")
_COLUMNS = ("LName", "FName", *_TEXTS, *_MORE_TEXTS, *_CHOICES, "PreferRecallMethod", *_DATES, *_NUMBERS)
_FORMATS = {
    "SSN": r"[0-9]{9}",
    "State": r"[A-Z]{2}",
    "Zip": r"[0-9]{5}(-?[0-9]{4})?|[A-Z][0-9][A-Z] [0-9][A-Z][0-9]",
    "ChartNumber": r".{1,15}",
}


def _create(call: Call) -> Reply:
    _check_formats(call)
    args, store = call.args, call.store
    if args.number("Guarantor") and args.number("SuperFamily"):
        raise bad_request("Guarantor and SuperFamily cannot both be specified.")
    _check_parents(call)
    if _duplicate(call):
        raise bad_request("A Patient with that information already exists")
    if args.text("FamFinUrgNote") and args.number("Guarantor"):
        raise bad_request("FamFinUrgNote can only be set on a guarantor.")
    now = call.office.stamp()
    default_provider = int(parents.preference(store, "PracticeDefaultProv") or 0)
    values: dict[str, Value] = {
        "PriProv": default_provider,
        **args.given(_COLUMNS),
        "BillingType": _billing_type(call) or parents.first_definition(store, BILLING_TYPES),
        "Guarantor": args.number("Guarantor"),
        "DateTStamp": now,
        "SecDateEntry": now[:10],
    }
    number = store.insert("patient", values)
    guarantor = args.number("Guarantor") or number
    folder = re.sub(r"[^A-Za-z]", "", args.text("LName") + args.text("FName")) + str(number)
    store.update("patient", "PatNum", number, {"Guarantor": guarantor, "ImageFolder": folder})
    return Reply(rendered(call, number), 201, number)


def _update(call: Call) -> Reply:
    _check_formats(call)
    args, store = call.args, call.store
    before = parents.patient(store, call.number)
    _check_parents(call)
    for name in ("LName", "FName"):
        if args.has(name) and not args.text(name).strip():
            raise bad_request(f"{name} cannot be blank.")
    if args.has("FamFinUrgNote") and before["Guarantor"] != before["PatNum"]:
        raise bad_request("FamFinUrgNote can only be set on a guarantor.")
    values = args.given(_COLUMNS)
    guarantor = int(values.pop("Guarantor", before["Guarantor"]))
    if guarantor != before["Guarantor"]:
        _move_guarantor(call, before, guarantor)
    if billing := _billing_type(call):
        values["BillingType"] = billing
    store.update("patient", "PatNum", call.number, {**values, "DateTStamp": call.office.stamp()})
    return Reply(rendered(call, call.number))


def _move_guarantor(call: Call, before: Row, guarantor: int) -> None:
    """Only the family's head can hand the family over, and only to one of its members."""
    if before["Guarantor"] != before["PatNum"]:
        raise bad_request("Guarantor can only be changed on the family's current guarantor.")
    family = call.store.rows("SELECT PatNum FROM patient WHERE Guarantor = ?", before["PatNum"])
    if guarantor not in {row["PatNum"] for row in family}:
        raise bad_request("Guarantor must be a member of the family.")
    for row in family:
        change: Mapping[str, Value] = {"Guarantor": guarantor, "DateTStamp": call.office.stamp()}
        call.store.update("patient", "PatNum", int(row["PatNum"]), change)


def _check_formats(call: Call) -> None:
    for name, shape in _FORMATS.items():
        if call.args.text(name) and not re.fullmatch(shape, call.args.text(name)):
            raise bad_request(f"{name} is invalid")


def _check_parents(call: Call) -> None:
    args = call.args
    if args.number("Guarantor"):
        parents.patient(call.store, args.number("Guarantor"))
    if args.number("SuperFamily"):
        parents.patient(call.store, args.number("SuperFamily"))
    for name in ("PriProv", "SecProv"):
        if args.number(name):
            parents.provider(call.store, args.number(name))
    if args.number("EmployerNum") and not call.store.exists("employer", "EmployerNum", args.number("EmployerNum")):
        raise not_found("Employer")
    if args.number("ClinicNum"):
        raise not_found("Clinic")


def _billing_type(call: Call) -> int:
    """The definition with that name; the API speaks names here, never numbers."""
    if not call.args.text("BillingType"):
        return 0
    name, problem = call.args.text("BillingType"), bad_request("BillingType is invalid")
    return parents.named_definition(call.store, BILLING_TYPES, name, problem)


def _duplicate(call: Call) -> bool:
    args = call.args
    same_people = call.store.rows(
        "SELECT * FROM patient WHERE fold(LName) = fold(?) AND fold(FName) = fold(?) AND Birthdate = ? "
        "AND PatStatus <> 'Deleted'",
        args.text("LName"),
        args.text("FName"),
        args.text("Birthdate", NO_DATE),
    )
    email, phones = fold(args.text("Email").strip()), {_digits(args.text(name)) for name in PHONES} - {""}
    for row in same_people:
        known = {_digits(str(row[name])) for name in PHONES}
        if phones & known or (email and email == fold(str(row["Email"]))):
            return True
    return False


def _digits(phone: str) -> str:
    return "".join(re.findall(r"[0-9]", phone))[-10:]


_FIELDS: tuple[Field, ...] = (
    *text(*_TEXTS, *_MORE_TEXTS, "BillingType"),
    choice("PatStatus", *PATIENT_STATUSES),
    choice("Gender", *GENDERS),
    choice("Position", *POSITIONS),
    choice("TxtMsgOk", "Unknown", "Yes", "No"),
    *(choice(f"Prefer{use}Method", *CONTACT_METHODS) for use in ("Confirm", "Contact", "Recall")),
    *dates(*_DATES),
    *numbers(*_NUMBERS),
)
METHODS = (
    posts("patients", _create, Permission.PATIENTS, needed("LName", Kind.TEXT), needed("FName", Kind.TEXT), *_FIELDS),
    puts("patients", _update, Permission.PATIENTS, *text("LName", "FName"), *_FIELDS, keyed=True, since="21.2"),
)
