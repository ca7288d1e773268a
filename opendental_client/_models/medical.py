"""Medical history: allergies, medications, problems."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import AliasChoices, Field, model_validator

from opendental_client._fields import ODBool, ODDate, ODDateTime, ODInt, ODStr
from opendental_client._models._base import Key, NonBlank, Request, Row, Update
from opendental_client._names import spelling

# Columns here, but arguments with a small first letter elsewhere.
_SPELLING = spelling(date_start="DateStart")


def _exactly_one(first: object, second: object, names: str) -> None:
    if (first is None) == (second is None):
        raise ValueError(f"give exactly one of {names}")


class Allergy(Row):
    """An allergy of a patient."""

    allergy_num: ODInt = 0
    allergy_def_num: ODInt = 0
    pat_num: ODInt = 0
    def_description: ODStr = ""
    def_snomed_type: ODStr = ""
    reaction: ODStr = ""
    status_is_active: ODBool = False
    date_adverse_reaction: ODDate = None


class AllergyCreate(Request):
    """A new allergy of a patient (21.3): one of the office's, by `allergy_def_num` or by its name."""

    pat_num: Key
    allergy_def_num: int | None = None
    def_description: NonBlank | None = None
    reaction: str | None = None
    status_is_active: bool | None = None
    date_adverse_reaction: date | None = None

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        _exactly_one(self.allergy_def_num, self.def_description, "allergy_def_num and def_description")
        return self


class AllergyUpdate(Update):
    """Changes to an allergy (22.1)."""

    reaction: str | None = None
    status_is_active: bool | None = None
    date_adverse_reaction: date | None = None


class AllergyDef(Row):
    """An allergy the office knows."""

    allergy_def_num: ODInt = 0
    # The vendor's sample writes this key with a blank at its end.
    description: ODStr = Field(default="", validation_alias=AliasChoices("Description", "Description "))
    is_hidden: ODBool = False
    snomed_type: ODStr = ""
    medication_num: ODInt = 0
    date_t_stamp: ODDateTime = None


class AllergyDefCreate(Request):
    """An allergy the office shall know (21.3)."""

    description: NonBlank


class MedicationPat(Row):
    """A medication a patient takes. A `date_stop` in the past means: no longer."""

    model_config = {"alias_generator": _SPELLING}

    medication_pat_num: ODInt = 0
    pat_num: ODInt = 0
    med_name: ODStr = ""
    medication_num: ODInt = 0
    pat_note: ODStr = ""
    date_start: ODDate = None
    date_stop: ODDate = None
    prov_num: ODInt = 0


class MedicationPatCreate(Request):
    """A new medication of a patient (21.3): one of the office's, by `medication_num` or by its name."""

    model_config = {"alias_generator": _SPELLING}

    pat_num: Key
    medication_num: int | None = None
    med_name: NonBlank | None = None
    pat_note: str | None = None
    date_start: date | None = None
    date_stop: date | None = None

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        _exactly_one(self.medication_num, self.med_name, "medication_num and med_name")
        return self


class MedicationPatUpdate(Update):
    """Changes to a patient's medication (22.1)."""

    model_config = {"alias_generator": _SPELLING}

    pat_note: str | None = None
    date_start: date | None = None
    date_stop: date | None = None


class Medication(Row):
    """A medication the office knows."""

    model_config = {"alias_generator": spelling(med_name="MedName")}

    medication_num: ODInt = 0
    med_name: ODStr = ""
    generic_num: ODInt = 0
    notes: ODStr = ""
    date_t_stamp: ODDateTime = None


class MedicationCreate(Request):
    """A medication the office shall know (21.3)."""

    model_config = {"alias_generator": spelling(med_name="MedName")}

    med_name: NonBlank
    notes: str | None = None


class ProbStatus(StrEnum):
    """State of a problem."""

    ACTIVE = "Active"
    RESOLVED = "Resolved"
    INACTIVE = "Inactive"


class Disease(Row):
    """A medical problem of a patient."""

    model_config = {"alias_generator": _SPELLING}

    disease_num: ODInt = 0
    pat_num: ODInt = 0
    disease_def_num: ODInt = 0
    disease_def_name: ODStr = ""
    pat_note: ODStr = ""
    prob_status: ODStr = ""
    date_start: ODDate = None
    date_stop: ODDate = None


class DiseaseCreate(Request):
    """A new problem of a patient (21.3): one of the office's, by `disease_def_num` or by its name."""

    model_config = {"alias_generator": _SPELLING}

    pat_num: Key
    disease_def_num: int | None = None
    disease_def_name: NonBlank | None = None
    pat_note: str | None = None
    prob_status: ProbStatus | None = None
    date_start: date | None = None
    date_stop: date | None = None

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        _exactly_one(self.disease_def_num, self.disease_def_name, "disease_def_num and disease_def_name")
        return self


class DiseaseUpdate(Update):
    """Changes to a problem (22.1)."""

    model_config = {"alias_generator": _SPELLING}

    pat_note: str | None = None
    prob_status: ProbStatus | None = None
    date_start: date | None = None
    date_stop: date | None = None


class DiseaseDef(Row):
    """A problem the office knows."""

    disease_def_num: ODInt = 0
    disease_name: ODStr = ""
    item_order: ODInt = 0
    is_hidden: ODBool = False
    date_t_stamp: ODDateTime = None


class DiseaseDefCreate(Request):
    """A problem the office shall know (21.3)."""

    disease_name: NonBlank
