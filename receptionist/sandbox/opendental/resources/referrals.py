"""/referrals and /refattaches: who sent a patient, or to whom the office sends one."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import flags, text
from receptionist.sandbox.opendental.method import Call
from receptionist.sandbox.opendental.store import Where, like
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import Values, creates, lists, removes, single, updates

SPECIALTIES = 35
REFERRALS = Table.of(
    ("referrals", "referral", "ReferralNum", "Referral"),
    *col.texts("LName", "FName", "MName", "SSN"),
    *col.switches("UsingTIN"),
    *col.definition("Specialty", SPECIALTIES, "specialty"),
    *col.texts("ST", "Telephone", "Address", "Address2", "City", "Zip", "Note", "Phone2"),
    *col.switches("IsHidden", "NotPerson"),
    *col.texts("Title", "EMail"),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.switches("IsDoctor"),
    *col.moments("DateTStamp"),
    *col.switches("IsPreferred"),
    *col.texts("BusinessName", "DisplayNote"),
    *col.derived("isPatient", "SELECT t.PatNum <> 0", col.Shape.FLAG),
    stamp="DateTStamp",
)
ATTACHES = Table.of(
    ("refattaches", "refattach", "RefAttachNum", "RefAttach"),
    *col.whole("ReferralNum", parent=col.Parent("referral", "ReferralNum", "Referral")),
    *col.derived(
        "referralName", "SELECT trim(FName || ' ' || LName) FROM referral r WHERE r.ReferralNum = t.ReferralNum"
    ),
    *col.whole("PatNum", parent=col.PATIENT),
    *col.whole("ItemOrder"),
    *col.days("RefDate"),
    *col.one_of("ReferralType", "RefFrom", "RefTo", "RefCustom"),
    *col.one_of("RefToStatus", "None", "Declined", "Scheduled", "Consulted", "InTreatment", "Complete"),
    *col.texts("Note"),
    *col.switches("IsTransitionOfCare"),
    *col.whole("ProcNum"),
    *col.days("DateProcComplete"),
    *col.whole("ProvNum", parent=col.PROVIDER),
    *col.moments("DateTStamp"),
    stamp="DateTStamp",
)
_FLAGS = ("IsHidden", "NotPerson", "IsDoctor", "IsPreferred")
_SETTABLE = (
    *(
        "FName",
        "MName",
        "SSN",
        "UsingTIN",
        "Specialty",
        "ST",
        "Telephone",
        "Address",
        "Address2",
        "City",
        "Zip",
        "Note",
    ),
    *("Phone2", "IsHidden", "Title", "EMail", "IsPreferred", "BusinessName", "DisplayNote"),
)


def _narrow(call: Call, where: Where) -> None:
    if call.args.has("isPatient"):
        where.add("(t.PatNum <> 0) = ?", int(call.args.flag("isPatient")))
    if call.args.text("BusinessName"):
        where.add("fold(t.BusinessName) LIKE ? ESCAPE '!'", like(call.args.text("BusinessName"), prefix=False))


def _source(call: Call, values: Values) -> None:
    """A patient when PatNum is given, a doctor when a specialty is, otherwise no person."""
    if call.args.text("specialty"):
        name, problem = call.args.text("specialty"), bad_request("specialty is invalid")
        values["Specialty"] = parents.named_definition(call.store, SPECIALTIES, name, problem)
    doctor, patient = bool(values.get("Specialty")), bool(values.get("PatNum"))
    values["IsDoctor"] = int(doctor and not patient)
    values["NotPerson"] = int(not doctor and not patient)


def _attach(call: Call, values: Values) -> None:
    """By number or by name; an unknown name becomes a new referral."""
    if not values.get("ReferralNum"):
        name = call.args.text("referralName").strip()
        if not name:
            raise bad_request("ReferralNum or referralName is required")
        row = call.store.row(
            "SELECT ReferralNum FROM referral WHERE fold(trim(FName || ' ' || LName)) = fold(?) "
            "OR fold(LName) = fold(?)",
            name,
            name,
        )
        created: Values = {"LName": name, "NotPerson": 1}
        now = call.office.stamp()
        values["ReferralNum"] = int(row["ReferralNum"]) if row else REFERRALS.insert(call.store, created, now)
    if not call.store.exists("referral", "ReferralNum", int(values["ReferralNum"])):
        raise not_found("Referral")
    values.setdefault("RefDate", call.office.today().isoformat())


TABLES = (REFERRALS, ATTACHES)
_LINK = ("RefDate", "ReferralType", "RefToStatus", "Note", "IsTransitionOfCare", "ProcNum", "ProvNum", "ItemOrder")
METHODS = (
    lists(REFERRALS, *_FLAGS, since="21.4", extra=(*flags("isPatient"), *text("BusinessName")), narrow=_narrow),
    single(REFERRALS, since="24.1.34"),
    creates(REFERRALS, ("LName",), ("PatNum", *_SETTABLE), since="22.3", extra=text("specialty"), prepare=_source),
    updates(REFERRALS, ("LName", *_SETTABLE), since="22.4.24"),
    lists(ATTACHES, "PatNum", "ReferralNum", "DateTStamp", since="22.4.27"),
    creates(ATTACHES, ("PatNum",), ("ReferralNum", *_LINK), since="21.2", extra=text("referralName"), prepare=_attach),
    updates(ATTACHES, _LINK, since="23.3.26"),
    removes(ATTACHES, since="23.3.26"),
)
