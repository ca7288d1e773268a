"""How a Python name is spelled on the wire: `pat_num` is `PatNum`, and the exceptions are listed here, once.

Real database columns are Pascal-case; names the API derived or added start with a lower-case letter. Where a number
has a text twin (`Confirmed` 19, `confirmed` "Unconfirmed"), Python calls the twin `..._text`.
"""

_EXCEPTIONS = {
    "mi": "MI",
    "ssn": "SSN",
    "mode_": "Mode_",
    "using_tin": "UsingTIN",
    "medicaid_id": "MedicaidID",
    "national_prov_id": "NationalProvID",
    "server_date_time": "serverDateTime",
    # Text twins and other derived fields.
    "appointment_type_color": "appointmentTypeColor",
    "blockout_type_text": "blockoutType",
    "category_text": "category",
    "clinic_abbr": "clinicAbbr",
    "color_override": "colorOverride",
    "comm_type_text": "commType",
    "confirmed_text": "confirmed",
    "operatories": "operatories",
    "operatory_type_text": "operatoryType",
    "pri_prov_abbr": "priProvAbbr",
    "prov_abbr": "provAbbr",
    "prov_color": "provColor",
    "recall_status_text": "recallStatus",
    "sec_prov_abbr": "secProvAbbr",
    "site_desc": "siteDesc",
    "unsched_status_text": "unschedStatus",
    # Query parameters and action arguments.
    "break_type": "breakType",
    "clinic_nums": "clinicNums",
    "confirm_def_num": "defNum",
    "confirm_val": "confirmVal",
    "date": "date",
    "date_end": "dateEnd",
    "date_start": "dateStart",
    "guar_only": "guarOnly",
    "hide_inactive": "hideInactive",
    "include_hidden": "includeHidden",
    "invoice_number": "invoiceNumber",
    "length_minutes": "lengthMinutes",
    "send_to_unscheduled_list": "sendToUnscheduledList",
    "show_archived": "showArchived",
}


def wire_name(name: str) -> str:
    """The vendor's spelling of a snake_case name."""
    return _EXCEPTIONS.get(name) or "".join(part[:1].upper() + part[1:] for part in name.split("_"))
