"""How a Python name is spelled on the wire: `pat_num` is `PatNum`, and the exceptions are listed here, once.

Real database columns are Pascal-case; names the API derived or added start with a lower-case letter. Where a number
has a text twin (`Confirmed` 19, `confirmed` "Unconfirmed"), Python calls the twin `..._text`. A name that is spelled
differently in one table only is listed at that table's model, with `spelling`.
"""

from collections.abc import Callable

_LOWER_FIRST = """
appointmentTypeColor breakType clinicAbbr clinicNums colorOverride commlogMode commlogNote confirmVal date dateEnd
dateSched dateStart defDescription defNumApptType defSnomedType diseaseDefName dxName
eServiceLogType emailAddress employeeName extension guarOnly hideInactive includeHidden invoiceNumber isFamily
isPatient isPatientPreferred isPrepayment isSigned isSignedPractice lengthMinutes medName operatories
payPlanNum priProvAbbr procCode procNums procNumsAndAmounts provAbbr provColor providerName rawBase64
referralName secProvAbbr sendToUnscheduledList serverDateTime showArchived siteDesc userGroupNums
"""

_EXCEPTIONS = {
    "mi": "MI",
    "st": "ST",
    "ssn": "SSN",
    "mode_": "Mode_",
    "e_mail": "EMail",
    "fkey": "FKey",
    "fkey_type": "FKeyType",
    "using_tin": "UsingTIN",
    "elect_id": "ElectID",
    "medicaid_id": "MedicaidID",
    "national_prov_id": "NationalProvID",
    "tp_status": "TPStatus",
    "tp_type": "TPType",
    "date_tp": "DateTP",
    "date_tl": "DateTL",
    "proc_tp_num": "ProcTPNum",
    "include_cemt": "includeCEMT",
    "user_num_cemt": "UserNumCEMT",
    "pat_id": "PatID",
    # Text twins.
    "blockout_type_text": "blockoutType",
    "category_text": "category",
    "comm_type_text": "commType",
    "confirmed_text": "confirmed",
    "doc_category_text": "docCategory",
    "employer_text": "employer",
    "fee_sched_text": "feeSchedule",
    "operatory_type_text": "operatoryType",
    "ordinal_text": "ordinal",
    "pay_type_text": "payType",
    "plan_type_text": "planType",
    "priority_text": "priority",
    "proc_cat_text": "procCat",
    "recall_status_text": "recallStatus",
    "specialty_text": "specialty",
    "subscriber_text": "subscriber",
    "unsched_status_text": "unschedStatus",
    # Arguments of actions.
    "confirm_def_num": "defNum",
}


def _snake(camel: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in camel)


_SPELLINGS = {_snake(name): name for name in _LOWER_FIRST.split()} | _EXCEPTIONS


def wire_name(name: str) -> str:
    """The vendor's spelling of a snake_case name; a name in the vendor's spelling stays as it is."""
    if name != name.lower():
        return name
    return _SPELLINGS.get(name) or "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def spelling(**exceptions: str) -> Callable[[str], str]:
    """The spelling of one table, where some names differ from the rule."""
    return lambda name: exceptions.get(name) or wire_name(name)
