"""Fields an office added to patients and visits."""

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODInt, ODStr
from opendental_client._models._base import Key, NonBlank, Request, Row


class PatField(Row):
    """An office's own field of one patient, as text: a day as `yyyy-MM-dd`, a ticked box as `1`."""

    pat_field_num: ODInt = 0
    pat_num: ODInt = 0
    field_name: ODStr = ""
    field_value: ODStr = ""
    sec_date_t_edit: ODDateTime = None
    sec_date_entry: ODDate = None


class PatFieldWrite(Request):
    """A value of an office's own field of a patient. The name is case-sensitive."""

    pat_num: Key
    field_name: NonBlank
    field_value: str


class PatFieldDef(Row):
    """An office's own field of patients. `pick_list` has one item a line, though the server sends blanks for ends."""

    pat_field_def_num: ODInt = 0
    field_name: ODStr = ""
    field_type: ODStr = ""
    pick_list: ODStr = ""
    is_hidden: ODBool = False


class ApptField(Row):
    """An office's own field of one visit; "" when it is not set."""

    apt_num: ODInt = 0
    field_name: ODStr = ""
    field_value: ODStr = ""


class ApptFieldWrite(Request):
    """A value of an office's own field of a visit."""

    apt_num: Key
    field_name: NonBlank
    field_value: str


class ApptFieldDef(Row):
    """An office's own field of visits. `field_type` is `Text` or `PickList`."""

    appt_field_def_num: ODInt = 0
    field_name: ODStr = ""
    field_type: ODStr = ""
    pick_list: ODStr = ""
