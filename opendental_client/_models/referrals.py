"""Who sent a patient, or to whom one was sent."""

from datetime import date
from typing import Literal, Self

from pydantic import SecretStr, model_validator

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODInt, ODSecret, ODStr
from opendental_client._models._base import Key, NonBlank, Request, Row, Update


class Referral(Row):
    """A referral source: a doctor, a patient, or something that is no person."""

    referral_num: ODInt = 0
    l_name: ODStr = ""
    f_name: ODStr = ""
    m_name: ODStr = ""
    ssn: ODSecret = SecretStr("")
    using_tin: ODBool = False
    specialty: ODInt = 0
    specialty_text: ODStr = ""
    st: ODStr = ""
    telephone: ODStr = ""
    address: ODStr = ""
    address2: ODStr = ""
    city: ODStr = ""
    zip: ODStr = ""
    note: ODStr = ""
    phone2: ODStr = ""
    is_hidden: ODBool = False
    not_person: ODBool = False
    title: ODStr = ""
    e_mail: ODStr = ""
    pat_num: ODInt = 0
    is_doctor: ODBool = False
    date_t_stamp: ODDateTime = None
    is_preferred: ODBool = False
    business_name: ODStr = ""
    display_note: ODStr = ""
    is_patient: ODBool = False


class _ReferralFields(Request):
    # By Python names only, since `specialty` is also the vendor's name of its text twin.
    model_config = {"validate_by_alias": False}

    f_name: str | None = None
    m_name: str | None = None
    specialty: int | None = None
    specialty_text: NonBlank | None = None
    st: str | None = None
    telephone: str | None = None
    address: str | None = None
    address2: str | None = None
    city: str | None = None
    zip: str | None = None
    note: str | None = None
    phone2: str | None = None
    is_hidden: bool | None = None
    title: str | None = None
    e_mail: str | None = None
    business_name: str | None = None
    display_note: str | None = None


class ReferralCreate(_ReferralFields):
    """A new source (22.3): a patient with `pat_num`, a doctor with a specialty, else something that is no person."""

    l_name: NonBlank
    pat_num: int | None = None


class ReferralUpdate(Update, _ReferralFields):
    """Changes to a source (22.4.24)."""

    l_name: NonBlank | None = None


ReferralType = Literal["RefTo", "RefFrom", "RefCustom"]
RefToStatus = Literal["None", "Declined", "Scheduled", "Consulted", "InTreatment", "Complete"]


class RefAttach(Row):
    """That a patient was referred. `referral_type` is `RefTo`, `RefFrom` or `RefCustom`."""

    ref_attach_num: ODInt = 0
    referral_num: ODInt = 0
    pat_num: ODInt = 0
    item_order: ODInt = 0
    ref_date: ODDate = None
    referral_type: ODStr = ""
    ref_to_status: ODStr = ""
    note: ODStr = ""
    is_transition_of_care: ODBool = False
    proc_num: ODInt = 0
    date_proc_complete: ODDate = None
    prov_num: ODInt = 0
    date_t_stamp: ODDateTime = None


class _RefAttachFields(Request):
    ref_date: date | None = None
    referral_type: ReferralType | None = None
    ref_to_status: RefToStatus | None = None
    note: str | None = None


class RefAttachCreate(_RefAttachFields):
    """That a patient was referred (21.2), by or to whom in one of two ways; an unknown name makes a new source."""

    pat_num: Key
    referral_num: int | None = None
    referral_name: NonBlank | None = None

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.referral_num is None) == (self.referral_name is None):
            raise ValueError("give exactly one of referral_num and referral_name")
        return self


class RefAttachUpdate(Update, _RefAttachFields):
    """Changes to a referral of a patient (23.3.26)."""
