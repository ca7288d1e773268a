"""/allergies, /medicationpats and /diseases with their definitions. POSTs of these answer 201 without a body."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Field, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Method
from receptionist.sandbox.opendental.store import Store
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Prepare, Values, creates, lists, removes, single, updates

ALLERGY_DEFS = Table.of(
    ("allergydefs", "allergydef", "AllergyDefNum", "AllergyDef"),
    *col.texts("Description"),
    *col.switches("IsHidden"),
    *col.moments("DateTStamp"),
    *col.texts("SnomedType", default="None"),
    *col.whole("MedicationNum"),
    stamp="DateTStamp",
)
ALLERGIES = Table.of(
    ("allergies", "allergy", "AllergyNum", "Allergy"),
    *col.whole("AllergyDefNum", parent=col.Parent("allergydef", "AllergyDefNum", "AllergyDef")),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.derived("defDescription", "SELECT Description FROM allergydef d WHERE d.AllergyDefNum = t.AllergyDefNum"),
    *col.derived("defSnomedType", "SELECT SnomedType FROM allergydef d WHERE d.AllergyDefNum = t.AllergyDefNum"),
    *col.texts("Reaction"),
    *col.switches("StatusIsActive", default=True),
    *col.days("DateAdverseReaction"),
)
MEDICATIONS = Table.of(
    ("medications", "medication", "MedicationNum", "Medication"),
    *col.texts("MedName"),
    *col.whole("GenericNum"),
    *col.texts("Notes"),
    *col.moments("DateTStamp"),
    stamp="DateTStamp",
)
TAKEN = Table.of(
    ("medicationpats", "medicationpat", "MedicationPatNum", "MedicationPat"),
    *col.whole("PatNum", shape=col.Shape.TEXT, parent=col.PATIENT),
    *col.derived("medName", "SELECT MedName FROM medication m WHERE m.MedicationNum = t.MedicationNum"),
    *col.whole("MedicationNum", parent=col.Parent("medication", "MedicationNum", "Medication")),
    *col.texts("PatNote"),
    *col.days("DateStart", "DateStop"),
    *col.whole("ProvNum", parent=col.PROVIDER),
)
DISEASE_DEFS = Table.of(
    ("diseasedefs", "diseasedef", "DiseaseDefNum", "DiseaseDef"),
    *col.texts("DiseaseName"),
    *col.whole("ItemOrder"),
    *col.switches("IsHidden"),
    *col.moments("DateTStamp"),
    *col.texts("Icd10Code"),
    stamp="DateTStamp",
)
PROBLEMS = Table.of(
    ("diseases", "disease", "DiseaseNum", "Disease"),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.whole("DiseaseDefNum", parent=col.Parent("diseasedef", "DiseaseDefNum", "DiseaseDef")),
    *col.derived("diseaseDefName", "SELECT DiseaseName FROM diseasedef d WHERE d.DiseaseDefNum = t.DiseaseDefNum"),
    *col.texts("PatNote"),
    *col.one_of("ProbStatus", "Active", "Resolved", "Inactive"),
    *col.days("DateStart", "DateStop"),
)


def named(store: Store, table: Table, column: str, name: str) -> int:
    """The key of a definition by its name, 0 without one."""
    row = store.row(f"SELECT {table.key} AS found FROM {table.name} WHERE fold({column}) = fold(?)", name)  # noqa: S608
    return int(row["found"]) if row else 0


def _defined(table: Table, column: str, field: str) -> Prepare:
    """Either the definition's number or its name, which must exist."""

    def prepare(call: Call, values: Values) -> None:
        if values.get(table.key):
            return
        if not call.args.text(field):
            raise bad_request(f"{field} is required")
        values[table.key] = named(call.store, table, column, call.args.text(field))
        if not values[table.key]:
            raise not_found(table.label)

    return prepare


def _unique(table: Table, column: str) -> Prepare:
    article = "An" if table.label[0] in "AEIOU" else "A"

    def prepare(call: Call, values: Values) -> None:
        if not str(values[column]).strip():
            raise bad_request(f"{column} is required")
        if named(call.store, table, column, str(values[column])):
            raise bad_request(f"{article} {table.label} with that name already exists")

    return prepare


def _new_def(table: Table, column: str, *optional: str) -> Method:
    return creates(
        table,
        (column,),
        optional,
        permission=Permission.SETUP,
        since="21.3",
        prepare=_unique(table, column),
        body=False,
    )


def _entry(table: Table, definition: Table, column: str, field: str, *settable: str) -> tuple[Method, ...]:
    name: tuple[Field, ...] = text(field)
    return (
        creates(
            table,
            ("PatNum",),
            (definition.key, *settable),
            since="21.3",
            extra=name,
            prepare=_defined(definition, column, field),
            body=False,
        ),
        updates(table, settable, since="22.1", body=table is PROBLEMS),
        removes(table, since="22.1"),
    )


TABLES = (ALLERGY_DEFS, ALLERGIES, MEDICATIONS, TAKEN, DISEASE_DEFS, PROBLEMS)
METHODS = (
    lists(ALLERGY_DEFS, since="21.3"),
    _new_def(ALLERGY_DEFS, "Description", "IsHidden"),
    lists(ALLERGIES, required=("PatNum",)),
    *_entry(
        ALLERGIES, ALLERGY_DEFS, "Description", "defDescription", "Reaction", "StatusIsActive", "DateAdverseReaction"
    ),
    lists(MEDICATIONS, since="21.3"),
    _new_def(MEDICATIONS, "MedName", "Notes"),
    lists(TAKEN, since="21.3", required=("PatNum",)),
    *_entry(TAKEN, MEDICATIONS, "MedName", "medName", "PatNote", "DateStart", "DateStop", "ProvNum"),
    lists(DISEASE_DEFS, since="21.3"),
    single(DISEASE_DEFS, since="24.1.44"),
    _new_def(DISEASE_DEFS, "DiseaseName", "IsHidden"),
    lists(PROBLEMS, since="21.3", required=("PatNum",)),
    single(PROBLEMS, since="24.2.5"),
    *_entry(PROBLEMS, DISEASE_DEFS, "DiseaseName", "diseaseDefName", "PatNote", "ProbStatus", "DateStart", "DateStop"),
)
