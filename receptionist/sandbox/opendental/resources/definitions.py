"""/definitions: the office's own lists, by category number. Numbers differ from office to office."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.errors import bad_request
from receptionist.sandbox.opendental.fields import Kind, flags, needed, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Reply, posts
from receptionist.sandbox.opendental.office import version_parts
from receptionist.sandbox.opendental.store import Where
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import lists, single, updates

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
_NAMED = " ".join(f"WHEN {number} THEN '{name}'" for number, name in CATEGORIES.items())
_LATER = "26.2.1"
DEFINITIONS = Table.of(
    ("definitions", "definition", "DefNum", "Definition"),
    *col.texts("ItemName", "ItemValue"),
    *col.whole("Category"),
    *col.derived("category", f"SELECT CASE t.Category {_NAMED} END"),
    *col.switches("isHidden"),
    *col.whole("ItemOrder", "AppointmentTypeNum", shape=col.Shape.NEVER),
    order="t.Category, t.ItemOrder",
)


def _narrow(call: Call, where: Where) -> None:
    """A `category` text is taken and ignored before 26.2.1, as observed on live servers."""
    if call.args.text("category") and call.office.program_version >= version_parts(_LATER):
        where.add("t.Category = ?", _NUMBERS.get(call.args.text("category"), -1))
    if not call.args.flag("includeHidden"):
        where.add("t.isHidden = 0")


def _create(call: Call) -> Reply:
    """The category is a name; a `Category` number is ignored, as documented."""
    if call.args.text("category") not in _NUMBERS:
        raise bad_request("category is invalid")
    last = call.store.row("SELECT max(ItemOrder) AS last FROM definition") or {"last": 0}
    values = call.args.given(("ItemName", "ItemValue", "isHidden"))
    values |= {"Category": _NUMBERS[call.args.text("category")], "ItemOrder": int(last["last"] or 0) + 1}
    number = DEFINITIONS.insert(call.store, values, call.office.stamp())
    return Reply(DEFINITIONS.rendered(call.store, number), 201, number)


TABLES = (DEFINITIONS,)
METHODS = (
    lists(DEFINITIONS, "Category", extra=(*flags("includeHidden"), *text("category")), narrow=_narrow),
    single(DEFINITIONS, since=_LATER),
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
    updates(DEFINITIONS, ("ItemName", "ItemValue", "isHidden"), permission=Permission.SETUP, since=_LATER),
)
