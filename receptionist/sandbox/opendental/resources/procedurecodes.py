"""/procedurecodes, /fees and /feescheds. ProcTime counts the office's increments, not always five minutes."""

from dataclasses import replace

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import text
from receptionist.sandbox.opendental.method import Call
from receptionist.sandbox.opendental.store import Store
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Values, creates, lists, removes, single, updates

CATEGORY = 11
AREAS = ("None", "Surf", "Tooth", "Mouth", "Quad", "Sextant", "Arch", "ToothRange")
CODES = Table.of(
    ("procedurecodes", "procedurecode", "CodeNum", "ProcedureCode"),
    *col.texts("ProcCode", "Descript", "AbbrDesc"),
    *col.texts("ProcTime", default="/X/"),
    *col.definition("ProcCat", CATEGORY, "procCat"),
    *col.one_of("TreatArea", *AREAS),
    *col.switches("NoBillIns", "IsProsth"),
    *col.texts("DefaultNote"),
    *col.switches("IsHygiene"),
    *col.texts("AlternateCode1", "MedicalCode"),
    *col.switches("IsTaxed"),
    *col.texts("PaintType", default="None"),
    *col.texts("LaymanTerm"),
    *col.switches("IsCanadianLab"),
    *col.whole("BaseUnits"),
    *col.texts("SubstitutionCode"),
    *col.one_of("SubstOnlyIf", "Always", "Molar", "SecondMolar", "Never", "Posterior"),
    *col.moments("DateTStamp"),
    *col.texts("DrugNDC", "RevenueCodeDefault"),
    *col.whole("ProvNumDefault", parent=col.PROVIDER),
    *col.amounts("CanadaTimeUnits"),
    *col.switches("IsRadiology"),
    *col.texts("DefaultClaimNote", "DefaultTPNote", "PaintText"),
    *col.switches("AreaAlsoToothRange"),
    *col.texts("DiagnosticCodes"),
    stamp="DateTStamp",
)
_SETTABLE = (
    *("ProcTime", "ProcCat", "TreatArea", "NoBillIns", "IsProsth", "DefaultNote", "IsHygiene", "AlternateCode1"),
    *("MedicalCode", "IsTaxed", "LaymanTerm", "BaseUnits", "SubstitutionCode", "SubstOnlyIf", "ProvNumDefault"),
    *("IsRadiology", "DefaultClaimNote", "DefaultTPNote", "PaintText", "DiagnosticCodes"),
)
FEE_SCHEDULES = Table.of(
    ("feescheds", "feesched", "FeeSchedNum", "FeeSched"),
    *col.texts("Description"),
    *col.one_of("FeeSchedType", "Normal", "CoPay", "OutNetwork", "FixedBenefit", "ManualBlueBook"),
    *col.whole("ItemOrder"),
    *col.switches("IsHidden", "IsGlobal"),
    *col.moments("SecDateTEdit"),
    stamp="SecDateTEdit",
)
FEES = Table.of(
    ("fees", "fee", "FeeNum", "Fee"),
    *col.amounts("Amount"),
    *col.whole("FeeSched", parent=col.FEE_SCHEDULE),
    *col.whole("CodeNum", parent=col.Parent("procedurecode", "CodeNum", "ProcedureCode")),
    *col.whole("ClinicNum"),
    *col.whole("ProvNum", parent=col.PROVIDER),
    *col.moments("SecDateTEdit"),
    stamp="SecDateTEdit",
)
# The written fee comes back as text, the read one as a number.
FEES_WRITTEN = replace(FEES, columns=(*col.amounts("Amount", shape=col.Shape.TEXT), *FEES.columns[1:]))


def code_number(store: Store, code: str) -> int:
    """The CodeNum of a code such as D1110, or 404."""
    row = store.find("procedurecode", ProcCode=code)
    if row is None:
        raise not_found("procCode")
    return int(row["CodeNum"])


def usual_fee(store: Store, code: int, schedule: int = 0) -> float:
    """The fee of a code in a fee schedule, or in the office's first one."""
    for wanted in dict.fromkeys((schedule, first_schedule(store))):
        row = store.find("fee", FeeSched=wanted, CodeNum=code)
        if row is not None:
            return float(row["Amount"])
    return 0.0


def first_schedule(store: Store) -> int:
    """The office's first fee schedule, 0 without one."""
    row = store.row("SELECT FeeSchedNum FROM feesched WHERE IsHidden = 0 ORDER BY ItemOrder, FeeSchedNum LIMIT 1")
    return int(row["FeeSchedNum"]) if row else 0


def _category(call: Call, values: Values) -> None:
    """`procCat` names the category; it wins over the number."""
    if call.args.text("procCat"):
        name, problem = call.args.text("procCat"), bad_request("procCat is invalid")
        values["ProcCat"] = parents.named_definition(call.store, CATEGORY, name, problem)
    if set(str(values.get("ProcTime", "X"))) - {"X", "/"}:
        raise bad_request("ProcTime is invalid")


def _new_code(call: Call, values: Values) -> None:
    _category(call, values)
    if not values.get("ProcCat"):
        raise bad_request("ProcCat is required")
    if call.store.exists("procedurecode", "ProcCode", values["ProcCode"]):
        raise bad_request("A ProcedureCode with that ProcCode already exists.")


TABLES = (CODES, FEE_SCHEDULES, FEES)
_PLACE = ("ClinicNum", "ProvNum")
METHODS = (
    lists(CODES, "DateTStamp", since="22.3.22"),
    single(CODES, since="23.3.25"),
    creates(
        CODES, ("ProcCode", "Descript", "AbbrDesc"), _SETTABLE, since="22.3", extra=text("procCat"), prepare=_new_code
    ),
    updates(CODES, ("Descript", "AbbrDesc", *_SETTABLE), since="23.3.25", extra=text("procCat"), prepare=_category),
    lists(FEE_SCHEDULES, since="22.4.31"),
    creates(FEE_SCHEDULES, ("Description",), ("FeeSchedType", "IsHidden", "IsGlobal"), since="23.3.7", status=200),
    updates(FEE_SCHEDULES, ("Description", "IsHidden", "IsGlobal"), since="23.3.7"),
    lists(FEES, "FeeSched", "CodeNum", *_PLACE, since="23.3.11"),
    creates(FEES_WRITTEN, ("Amount", "FeeSched", "CodeNum"), _PLACE, since="23.3.11", status=200),
    updates(FEES_WRITTEN, ("Amount",), since="23.3.11"),
    removes(FEES, since="23.3.11"),
)
