"""Puts a world's treatment, money and paperwork into the store, through the same code that the API's writes use."""

from receptionist.sandbox.opendental import ledger
from receptionist.sandbox.opendental.office import spelled
from receptionist.sandbox.opendental.resources import adjustments, documents, payments, tasks, treatplans
from receptionist.sandbox.opendental.resources.claims import add_claim, coverage_of
from receptionist.sandbox.opendental.resources.procedurelogs import add_procedure
from receptionist.sandbox.opendental.store import Row, Store, Value
from receptionist.sandbox.opendental.world import World

CHARGED = ("procedurelog", "paysplit", "adjustment")
PAYMENT_TYPES, IMAGE_CATEGORIES, TASK_PRIORITIES = 10, 18, 33


def seed_accounts(store: Store, world: World) -> None:
    """Procedures first, then what was paid, adjusted and claimed for them, then plans and papers."""
    now = spelled(world.loaded_at)
    people = {person.number: person for person in world.people}
    for entry in world.file.procedures:
        provider = entry.provider or people[entry.patient].provider or world.file.practice.default_provider
        values: dict[str, Value] = {"PatNum": entry.patient, "ProcDate": world.day(entry.date), "ProvNum": provider}
        values |= {"ProcStatus": entry.status, "ToothNum": entry.tooth, "Surf": entry.surface}
        if entry.fee is not None:
            values["ProcFee"] = entry.fee
        add_procedure(store, entry.code, values, now)
    for claim in world.file.claims:
        _claim(store, claim.number, claim.patient, world.day(claim.date), claim.status, now)
    for paid in world.file.payments:
        day = world.day(paid.date)
        values = {"PatNum": paid.patient, "PayAmt": paid.amount, "PayDate": day, "DateEntry": day}
        values |= {"PayType": paid.type or _first(world, PAYMENT_TYPES), "PayNote": paid.note, "PaymentSource": "None"}
        payments.add_payment(store, values, now)
    for change in world.file.adjustments:
        day = world.day(change.date)
        values = {"PatNum": change.patient, "AdjAmt": change.amount, "AdjType": change.type, "AdjDate": day}
        adjustments.ADJUSTMENTS.insert(store, {**values, "AdjNote": change.note, "DateEntry": day}, now)
    concerned = {row["PatNum"] for table in CHARGED for row in store.rows(f"SELECT DISTINCT PatNum FROM {table}")}  # noqa: S608
    for patient in concerned:
        ledger.settle(store, int(patient))
    _seed_papers(store, world, now)


def _claim(store: Store, number: int, patient: int, day: str, status: str, now: str) -> None:
    done = store.rows(
        "SELECT l.*, c.ProcCode AS procCode FROM procedurelog l JOIN procedurecode c ON c.CodeNum = l.CodeNum "
        "WHERE l.PatNum = ? AND l.ProcDate = ? AND l.ProcStatus = 'C' ORDER BY l.ProcNum",
        patient,
        day,
    )
    coverage = coverage_of(store, patient, ordinal=1)
    if done and coverage is not None:
        values: Row = {"ClaimNum": number, "ClaimStatus": status, "ClaimType": "P", "DateSent": day}
        add_claim(store, patient, done, coverage, values, now)


def _seed_papers(store: Store, world: World, now: str) -> None:
    for plan in world.file.treatment_plans:
        keys: Row = {"TreatPlanNum": plan.number, "PatNum": plan.patient, "DateTP": now[:10], "Heading": plan.heading}
        treatplans.PLANS.insert(store, {**keys, "TPStatus": plan.status, "SecDateEntry": now[:10]}, now)
        rows = store.rows("SELECT ProcNum FROM procedurelog WHERE PatNum = ? AND ProcStatus = 'TP'", plan.patient)
        for row in rows:
            treatplans.ATTACHES.insert(store, {"TreatPlanNum": plan.number, "ProcNum": row["ProcNum"]}, now)
    for task in world.file.tasks:
        at = f"{world.day(task.date)} 08:00:00"
        words: Row = {"TaskListNum": task.list, "Descript": task.text, "TaskStatus": task.status, "UserNum": task.user}
        about: Row = {"KeyNum": task.patient, "ObjectType": "Patient" if task.patient else "None"}
        times: Row = {"DateTimeEntry": at, "DateTimeOriginal": at, "PriorityDefNum": _first(world, TASK_PRIORITIES)}
        tasks.TASKS.insert(store, {**words, **about, **times}, now)
    for paper in world.file.documents:
        words = {"PatNum": paper.patient, "Description": paper.name, "DateCreated": f"{world.day(paper.date)} 00:00:00"}
        category = paper.category or _first(world, IMAGE_CATEGORIES)
        documents.DOCUMENTS.insert(store, {**words, "DocCategory": category, "ImgType": "Document"}, now)
    for sent in world.file.statements:
        balance = store.find("patient", PatNum=sent.patient) or {"BalTotal": 0.0}
        words = {"PatNum": sent.patient, "DateSent": world.day(sent.date), "Mode_": sent.mode, "IsSent": 1}
        adjustments.STATEMENTS.insert(store, {**words, "BalTotal": balance["BalTotal"], "IsBalValid": 1}, now)


def _first(world: World, category: int) -> int:
    return next((entry.number for entry in world.file.definitions if entry.category == category), 0)
