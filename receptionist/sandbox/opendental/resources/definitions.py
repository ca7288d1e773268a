"""GET /definitions: the office's own lists, by category number. Numbers differ from office to office."""

from receptionist.sandbox.opendental.fields import flags, numbers
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, reads
from receptionist.sandbox.opendental.resources.rendering import columns, yes_no
from receptionist.sandbox.opendental.store import Row, Where

CATEGORIES = {
    1: "AdjTypes",
    2: "ApptConfirmed",
    4: "BillingTypes",
    10: "PaymentTypes",
    13: "RecallUnschedStatus",
    18: "ImageCats",
    20: "TxPriorities",
    25: "BlockoutTypes",
    27: "CommLogTypes",
    33: "TaskPriorities",
    35: "ProviderSpecialties",
    38: "InsuranceVerificationStatus",
    42: "WebSchedNewPatApptTypes",
    51: "WebSchedExistingApptTypes",
    55: "OperatoryTypes",
}


def _multiple(call: Call) -> Reply:
    where = Where()
    if call.args.has("Category"):
        where.add("Category = ?", call.args.number("Category"))
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


METHODS = (reads("definitions", _multiple, *numbers("Category"), *flags("includeHidden")),)
