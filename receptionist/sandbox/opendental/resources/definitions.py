"""/definitions: the office's own lists, by category number. Numbers differ from office to office."""

from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Kind, flags, needed, numbers, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, posts, puts, reads, reads_one
from receptionist.sandbox.opendental.office import version_parts
from receptionist.sandbox.opendental.rendering import columns, yes_no
from receptionist.sandbox.opendental.store import Row, Where

CATEGORIES = {
    0: "AccountColors",
    1: "AdjTypes",
    2: "ApptConfirmed",
    3: "ApptProcsQuickAdd",
    4: "BillingTypes",
    10: "PaymentTypes",
    11: "ProcCodeCats",
    12: "ProgNoteColors",
    13: "RecallUnschedStatus",
    16: "Diagnosis",
    17: "AppointmentColors",
    18: "ImageCats",
    20: "TxPriorities",
    21: "MiscColors",
    22: "ChartGraphicColors",
    23: "ContactCategories",
    24: "LetterMergeCats",
    25: "BlockoutTypes",
    26: "ProcButtonCats",
    27: "CommLogTypes",
    28: "SupplyCats",
    29: "PaySplitUnearnedType",
    30: "Prognosis",
    31: "ClaimCustomTracking",
    32: "InsurancePaymentType",
    33: "TaskPriorities",
    34: "FeeColors",
    35: "ProviderSpecialties",
    36: "ClaimPaymentTracking",
    37: "AccountQuickCharge",
    38: "InsuranceVerificationStatus",
    39: "Regions",
    40: "ClaimPaymentGroups",
    41: "AutoNoteCats",
    42: "WebSchedNewPatApptTypes",
    43: "ClaimErrorCode",
    44: "ClinicSpecialty",
    45: "JobPriorities",
    46: "CarrierGroupNames",
    47: "PayPlanCategories",
    48: "AutoDeposit",
    49: "InsuranceFilingCodeGroup",
    50: "TimeCardAdjTypes",
    51: "WebSchedExistingApptTypes",
    52: "CertificationCategories",
    53: "EClipboardImageCapture",
    54: "TaskCategories",
    55: "OperatoryTypes",
}
_NUMBERS = {name: number for number, name in CATEGORIES.items()}


def _multiple(call: Call) -> Reply:
    where = Where()
    if call.args.has("Category"):
        where.add("Category = ?", call.args.number("Category"))
    if call.args.text("category") and call.office.program_version >= version_parts(_LATER):
        where.add("Category = ?", _NUMBERS.get(call.args.text("category"), -1))
    if not call.args.flag("includeHidden"):
        where.add("isHidden = 0")
    rows = call.store.select("SELECT * FROM definition", where, "Category, ItemOrder", call.page)
    return Reply([_render(row) for row in rows])


def _render(row: Row) -> JsonRow:
    return {
        **columns(row, "DefNum", "ItemName", "ItemValue", "Category"),
        "category": CATEGORIES.get(int(row["Category"]), ""),
        "isHidden": yes_no(row["isHidden"]),
    }


def _create(call: Call) -> Reply:
    """The category is a name; a `Category` number is ignored, as documented."""
    if call.args.text("category") not in _NUMBERS:
        raise bad_request("category is invalid")
    category, name = _NUMBERS[call.args.text("category")], call.args.text("ItemName")
    last = call.store.row("SELECT max(ItemOrder) AS last FROM definition")
    values: Row = {"ItemName": name, "ItemValue": call.args.text("ItemValue"), "Category": category}
    order = int(last["last"] or 0) + 1 if last else 1
    hidden = int(call.args.flag("isHidden"))
    number = call.store.insert("definition", {**values, "ItemOrder": order, "isHidden": hidden})
    return Reply(_render(_row(call, number)), status=201, created=number)


def _single(call: Call) -> Reply:
    return Reply(_render(_row(call, call.number)))


def _update(call: Call) -> Reply:
    _row(call, call.number)
    call.store.update("definition", "DefNum", call.number, call.args.given(("ItemName", "ItemValue", "isHidden")))
    return _single(call)


def _row(call: Call, number: int) -> Row:
    row = call.store.row("SELECT * FROM definition WHERE DefNum = ?", number)
    if row is None:
        raise not_found("Definition")
    return row


_LATER = "26.2.1"
METHODS = (
    # A `category` text is taken and ignored before 26.2.1, as observed on live servers.
    reads("definitions", _multiple, *numbers("Category"), *flags("includeHidden"), *text("category")),
    reads_one("definitions", _single, since=_LATER),
    posts(
        "definitions",
        _create,
        Permission.SETUP,
        needed("ItemName", Kind.TEXT),
        needed("category", Kind.TEXT),
        *text("ItemValue"),
        *flags("isHidden"),
        since="22.1",
    ),
    puts(
        "definitions",
        _update,
        Permission.SETUP,
        *text("ItemName", "ItemValue"),
        *flags("isHidden"),
        keyed=True,
        since=_LATER,
    ),
)
