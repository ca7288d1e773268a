"""Patients."""

from typing import Self

from pydantic import Field, SecretStr, model_validator

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODDecimal, ODInt, ODSecret, ODStr
from opendental_client._models._base import NonBlank, RealDay, Request, Row, Update
from opendental_client._models._enums import (
    ContactMethod,
    Gender,
    OpenContactMethod,
    OpenGender,
    OpenPatStatus,
    OpenPosition,
    OpenTxtMsgOk,
    PatStatus,
    Position,
    TxtMsgOk,
)


class Patient(Row):
    """A patient.

    `patients.list` sends shorter rows: without gender, guarantor, balances and time stamps. Phones are free text
    exactly as stored. `guarantor` is the patient's own key when head of the family. `bal_total` is the family's
    balance, 0 unless this patient is the guarantor. `billing_type` is a definition's name. `ssn` hides itself.
    """

    pat_num: ODInt = 0
    l_name: ODStr = ""
    f_name: ODStr = ""
    middle_i: ODStr = ""
    preferred: ODStr = ""
    pat_status: OpenPatStatus = ""
    gender: OpenGender = ""
    position: OpenPosition = ""
    birthdate: ODDate = None
    ssn: ODSecret = SecretStr("")
    address: ODStr = ""
    address2: ODStr = ""
    city: ODStr = ""
    state: ODStr = ""
    zip: ODStr = ""
    hm_phone: ODStr = ""
    wk_phone: ODStr = ""
    wireless_phone: ODStr = ""
    guarantor: ODInt = 0
    email: ODStr = ""
    est_balance: ODDecimal = None
    pri_prov: ODInt = 0
    pri_prov_abbr: ODStr = ""
    sec_prov: ODInt = 0
    sec_prov_abbr: ODStr = ""
    fee_sched: ODInt = 0
    billing_type: ODStr = ""
    image_folder: ODStr = ""
    fam_fin_urg_note: ODStr = ""
    appt_mod_note: ODStr = ""
    med_urg_note: ODStr = ""
    premed: ODBool = False
    chart_number: ODStr = ""
    medicaid_id: ODStr = ""
    bal_total: ODDecimal = None
    employer_num: ODInt = 0
    date_first_visit: ODDate = None
    clinic_num: ODInt = 0
    clinic_abbr: ODStr = ""
    ward: ODStr = ""
    admit_date: ODDate = None
    prefer_confirm_method: OpenContactMethod = ""
    prefer_contact_method: OpenContactMethod = ""
    prefer_recall_method: OpenContactMethod = ""
    language: ODStr = ""
    site_desc: ODStr = ""
    date_t_stamp: ODDateTime = None
    super_family: ODInt = 0
    txt_msg_ok: OpenTxtMsgOk = ""
    sec_date_entry: ODDate = None
    server_date_time: ODDateTime = None


class _PatientFields(Request):
    """What may be written about a patient."""

    middle_i: str | None = None
    preferred: str | None = None
    pat_status: PatStatus | None = None
    gender: Gender | None = None
    position: Position | None = None
    birthdate: RealDay | None = None
    ssn: SecretStr | None = None
    address: str | None = None
    address2: str | None = None
    city: str | None = None
    state: str | None = None
    zip: str | None = None
    hm_phone: str | None = None
    wk_phone: str | None = None
    wireless_phone: str | None = None
    guarantor: int | None = None
    super_family: int | None = None
    email: str | None = None
    pri_prov: int | None = None
    sec_prov: int | None = None
    billing_type: str | None = None
    fam_fin_urg_note: str | None = None
    chart_number: str | None = Field(default=None, max_length=15)
    medicaid_id: str | None = None
    employer_num: int | None = None
    date_first_visit: RealDay | None = None
    clinic_num: int | None = None
    ward: str | None = None
    admit_date: RealDay | None = None
    prefer_confirm_method: ContactMethod | None = None
    prefer_contact_method: ContactMethod | None = None
    prefer_recall_method: ContactMethod | None = None
    language: str | None = None
    txt_msg_ok: TxtMsgOk | None = None

    @model_validator(mode="after")
    def _is_writable(self) -> Self:
        if self.pat_status is PatStatus.DELETED:
            raise ValueError("the API cannot delete a patient")
        if self.gender is Gender.OTHER:
            raise ValueError("the API writes only Male, Female and Unknown")
        if self.guarantor is not None and self.super_family is not None:
            raise ValueError("guarantor and super_family cannot both be given")
        return self


class PatientCreate(_PatientFields):
    """A new patient (21.1). The office refuses one whose names, birth date and a phone or e-mail exist already.

    `state` is two capitals and `ssn` nine digits in the USA; phones are stored as sent. Newer fields:
    `prefer_..._method` 22.2, `super_family` 22.4.38, `date_first_visit` 22.4.42, `fam_fin_urg_note` 23.2.5, `ward` and
    `admit_date` 24.1.12, `employer_num` 24.3.30, `medicaid_id` 24.4.13.
    """

    l_name: NonBlank
    f_name: NonBlank


class PatientUpdate(Update, _PatientFields):
    """Changes to a patient (21.2); same rules as `PatientCreate`, and names cannot be cleared."""

    l_name: NonBlank | None = None
    f_name: NonBlank | None = None
