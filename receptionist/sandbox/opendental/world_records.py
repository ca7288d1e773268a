"""The world file's optional sections beside the schedule: insurance, accounts, medical history, the office's lists.

Dates are kept as written, like everywhere in the file, and resolved when the store is seeded. docs/worlds.md describes
every field.
"""

from typing import Literal

from receptionist.sandbox.opendental.world_entry import Charge, Entry, Money, Number, Percent

Area = Literal["None", "Surf", "Tooth", "Mouth", "Quad", "Sextant", "Arch", "ToothRange"]
Relationship = Literal[
    "Self", "Spouse", "Child", "Employee", "HandicapDep", "SignifOther", "InjuredPlaintiff", "LifePartner", "Dependent"
]


class Named(Entry):
    """A numbered name: an employer, a fee schedule, a user group."""

    number: Number
    name: str


class Company(Named):
    phone: str = ""
    address: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""


class Carrier(Company):
    payer_id: str = ""


class ProcedureCode(Entry):
    """A code beside the usual ones, or one of them under other words or at another fee."""

    code: str
    abbr: str
    name: str
    fee: Charge = 0
    area: Area = "Mouth"
    hygiene: bool = False


class Plan(Entry):
    number: Number
    carrier: Number
    group: str = ""
    group_number: str = ""
    employer: int = 0
    type: Literal["percentage", "ppo", "flat", "capitation"] = "percentage"
    fee_schedule: int = 0
    annual_max: Charge | None = None
    deductible: Charge | None = None
    percent: Percent | None = None


class Policy(Entry):
    number: Number
    plan: Number
    subscriber: Number
    id: str
    effective: str = ""


class Coverage(Entry):
    patient: Number
    policy: Number
    relationship: Relationship = "Self"
    verified: str = ""


class Pharmacy(Company):
    fax: str = ""


class User(Entry):
    number: Number
    name: str
    groups: list[Number] = []
    provider: int = 0
    email: str = ""
    hidden: bool = False


class Referral(Entry):
    number: Number
    last: str
    first: str = ""
    doctor: bool = False
    phone: str = ""
    patients: list[Number] = []


class Allergy(Entry):
    patient: Number
    name: str
    reaction: str = ""
    active: bool = True


class Medication(Entry):
    patient: Number
    name: str
    note: str = ""


class Problem(Entry):
    patient: Number
    name: str
    note: str = ""
    status: Literal["Active", "Resolved", "Inactive"] = "Active"


class Procedure(Entry):
    """Done (C: it is charged) or proposed (TP) treatment."""

    patient: Number
    code: str
    date: str
    status: Literal["C", "TP", "EO"] = "C"
    provider: int = 0
    fee: Charge | None = None
    tooth: str = ""
    surface: str = ""


class Payment(Entry):
    patient: Number
    amount: Money
    date: str
    type: int = 0
    note: str = ""


class Adjustment(Entry):
    patient: Number
    amount: Money
    date: str
    type: Number
    note: str = ""


class Claim(Entry):
    """Everything done for the patient on that day, sent to the primary plan."""

    number: Number
    patient: Number
    date: str
    status: Literal["U", "H", "W", "S", "R", "I"] = "S"


class TreatmentPlan(Entry):
    """All the patient's proposed treatment."""

    number: Number
    patient: Number
    heading: str = "Treatment Plan"
    status: Literal["Active", "Inactive"] = "Active"


class Task(Entry):
    list: Number
    text: str
    patient: int = 0
    user: int = 0
    date: str = "today"
    status: Literal["New", "Viewed", "Done"] = "New"


class Document(Entry):
    patient: Number
    name: str
    date: str
    category: int = 0


class Statement(Entry):
    patient: Number
    date: str
    mode: Literal["Mail", "InPerson", "Email", "Electronic"] = "Mail"


class OwnField(Entry):
    """A field the office made up for its patients or visits."""

    name: str
    type: Literal["Text", "PickList", "Date", "Checkbox", "Currency"] = "Text"
    items: list[str] = []


class Records(Entry):
    """All of these sections; every one may be left out."""

    employers: list[Named] = []
    carriers: list[Carrier] = []
    fee_schedules: list[Named] = []
    procedure_codes: list[ProcedureCode] = []
    insurance_plans: list[Plan] = []
    policies: list[Policy] = []
    coverages: list[Coverage] = []
    pharmacies: list[Pharmacy] = []
    user_groups: list[Named] = []
    users: list[User] = []
    referrals: list[Referral] = []
    allergies: list[Allergy] = []
    medications: list[Medication] = []
    problems: list[Problem] = []
    procedures: list[Procedure] = []
    payments: list[Payment] = []
    adjustments: list[Adjustment] = []
    claims: list[Claim] = []
    treatment_plans: list[TreatmentPlan] = []
    tasks: list[Task] = []
    documents: list[Document] = []
    statements: list[Statement] = []
    patient_fields: list[OwnField] = []
    appointment_fields: list[OwnField] = []
