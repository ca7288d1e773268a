"""How the office is set up: providers, operatories, appointment types, clinics, definitions, preferences."""

from pydantic import AliasChoices, Field, SecretStr

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODInt, ODSecret, ODStr
from opendental_client._models._base import Row, pattern_minutes


class Provider(Row):
    """A provider. `is_secondary` marks hygienists: the closest thing to a role. Hidden and deleted rows come too."""

    prov_num: ODInt = 0
    abbr: ODStr = ""
    l_name: ODStr = ""
    f_name: ODStr = ""
    mi: ODStr = ""
    suffix: ODStr = ""
    preferred_name: ODStr = ""
    fee_sched: ODInt = 0
    specialty: ODInt = 0
    ssn: ODSecret = SecretStr("")
    state_license: ODStr = ""
    national_prov_id: ODStr = Field(default="", validation_alias=AliasChoices("NationalProvID", "NationalProvId"))
    is_secondary: ODBool = False
    prov_color: ODStr = ""
    is_hidden: ODBool = False
    using_tin: ODBool = False
    sig_on_file: ODBool = False
    is_not_person: ODBool = False
    is_hidden_report: ODBool = False
    prov_status: ODStr = ""
    birthdate: ODDate = None
    sched_note: ODStr = ""
    date_t_stamp: ODDateTime = None
    server_date_time: ODDateTime = None


class Operatory(Row):
    """A chair. Hidden rows come too. `prov_dentist` and `prov_hygienist` are defaults the API does not apply."""

    operatory_num: ODInt = 0
    op_name: ODStr = ""
    abbrev: ODStr = ""
    item_order: ODInt = 0
    is_hidden: ODBool = False
    prov_dentist: ODInt = 0
    prov_hygienist: ODInt = 0
    is_hygiene: ODBool = False
    clinic_num: ODInt = 0
    set_prospective: ODBool = False
    is_web_sched: ODBool = False
    operatory_type: ODInt = 0
    operatory_type_text: ODStr = ""


class AppointmentType(Row):
    """A kind of visit. An empty `pattern` means: the length follows from the procedures in `code_str`."""

    appointment_type_num: ODInt = 0
    appointment_type_name: ODStr = ""
    appointment_type_color: ODStr = ""
    is_hidden: ODBool = False
    pattern: ODStr = ""
    code_str: ODStr = ""
    code_str_required: ODStr = ""
    required_proc_codes_needed: ODStr = ""
    blockout_types: ODStr = ""

    @property
    def minutes(self) -> int:
        """Length in minutes; 0 when the type does not say."""
        return pattern_minutes(self.pattern)


class Clinic(Row):
    """A location. An office that lists none does not use clinics: then never send a clinic's number."""

    clinic_num: ODInt = 0
    description: ODStr = ""
    abbr: ODStr = ""
    address: ODStr = ""
    address2: ODStr = ""
    city: ODStr = ""
    state: ODStr = ""
    zip: ODStr = ""
    phone: ODStr = ""
    is_hidden: ODBool = False


class Definition(Row):
    """An entry of one of the office's own lists. Numbers differ from office to office: look entries up by name."""

    def_num: ODInt = 0
    item_name: ODStr = ""
    item_value: ODStr = ""
    category: ODInt = 0
    category_text: ODStr = ""
    is_hidden: ODBool = Field(default=False, validation_alias=AliasChoices("isHidden", "IsHidden"))


class Preference(Row):
    """A setting of the office, such as `ProgramVersion`, always as text."""

    pref_num: ODInt = 0
    pref_name: ODStr = ""
    value_string: ODStr = ""
