"""`client.allergies`, `.medication_pats`, `.diseases`, and what the office knows of each."""

from typing import Unpack

from opendental_client._models.medical import (
    Allergy,
    AllergyCreate,
    AllergyDef,
    AllergyDefCreate,
    AllergyUpdate,
    Disease,
    DiseaseCreate,
    DiseaseDef,
    DiseaseDefCreate,
    DiseaseUpdate,
    Medication,
    MedicationCreate,
    MedicationPat,
    MedicationPatCreate,
    MedicationPatUpdate,
)
from opendental_client._resources._base import KeptReadOptions, ReadOptions, Resource
from opendental_client._resources._days import a_key
from opendental_client._route import Route


class AllergiesResource(Resource):
    """Patients' allergies (21.1)."""

    async def list(self, *, pat_num: int, **options: Unpack[ReadOptions]) -> list[Allergy]:
        """The allergies of one patient."""
        filters = {"pat_num": a_key("pat_num", pat_num)}
        return await self._list(Allergy, Route("GET", "/allergies"), filters, options)

    async def create(self, allergy: AllergyCreate) -> None:
        """Add an allergy (21.3); the server returns no row. Permission AllOthers."""
        await self._write(Route("POST", "/allergies"), allergy)

    async def update(self, allergy_num: int, changes: AllergyUpdate) -> None:
        """Change the given fields of an allergy (22.1). Permission AllOthers."""
        await self._write(Route("PUT", "/allergies/{AllergyNum}", allergy_num), changes)

    async def delete(self, allergy_num: int) -> None:
        """Remove an allergy (22.1). Permission AllOthers."""
        await self._write(Route("DELETE", "/allergies/{AllergyNum}", allergy_num))


class AllergyDefsResource(Resource):
    """Allergies the office knows (21.3)."""

    _keeps = True

    async def list(self, **options: Unpack[KeptReadOptions]) -> list[AllergyDef]:
        """All of them."""
        return await self._list(AllergyDef, Route("GET", "/allergydefs"), {}, options)

    async def create(self, definition: AllergyDefCreate) -> None:
        """Add one (21.3); the server returns no row. Raises BadRequest for one it knows. Permission Setup."""
        await self._write(Route("POST", "/allergydefs"), definition)


class MedicationPatsResource(Resource):
    """Patients' medications (21.3)."""

    async def list(self, *, pat_num: int, **options: Unpack[ReadOptions]) -> list[MedicationPat]:
        """The medications of one patient, stopped ones included."""
        filters = {"pat_num": a_key("pat_num", pat_num)}
        return await self._list(MedicationPat, Route("GET", "/medicationpats"), filters, options)

    async def create(self, medication: MedicationPatCreate) -> None:
        """Add a medication (21.3); the server returns no row. Permission AllOthers."""
        await self._write(Route("POST", "/medicationpats"), medication)

    async def update(self, medication_pat_num: int, changes: MedicationPatUpdate) -> None:
        """Change the given fields of a medication (22.1). Permission AllOthers."""
        await self._write(Route("PUT", "/medicationpats/{MedicationPatNum}", medication_pat_num), changes)

    async def delete(self, medication_pat_num: int) -> None:
        """Remove a medication (22.1). Permission AllOthers."""
        await self._write(Route("DELETE", "/medicationpats/{MedicationPatNum}", medication_pat_num))


class MedicationsResource(Resource):
    """Medications the office knows (21.3)."""

    _keeps = True

    async def list(self, **options: Unpack[KeptReadOptions]) -> list[Medication]:
        """All of them."""
        return await self._list(Medication, Route("GET", "/medications"), {}, options)

    async def create(self, medication: MedicationCreate) -> None:
        """Add one (21.3); the server returns no row. Permission Setup."""
        await self._write(Route("POST", "/medications"), medication)


class DiseasesResource(Resource):
    """Patients' medical problems (21.3)."""

    async def list(self, *, pat_num: int, **options: Unpack[ReadOptions]) -> list[Disease]:
        """The problems of one patient, resolved ones included."""
        filters = {"pat_num": a_key("pat_num", pat_num)}
        return await self._list(Disease, Route("GET", "/diseases"), filters, options)

    async def get(self, disease_num: int, **options: Unpack[ReadOptions]) -> Disease:
        """One problem (24.2.5). Raises NotFound."""
        return await self._get(Disease, Route("GET", "/diseases/{DiseaseNum}", disease_num), options)

    async def create(self, problem: DiseaseCreate) -> Disease | None:
        """Add a problem; returns the row if the office tells it (21.3). Permission AllOthers."""
        return await self._write_row_if_told(Disease, Route("POST", "/diseases"), problem)

    async def update(self, disease_num: int, changes: DiseaseUpdate) -> None:
        """Change the given fields of a problem (22.1). Permission AllOthers."""
        await self._write(Route("PUT", "/diseases/{DiseaseNum}", disease_num), changes)

    async def delete(self, disease_num: int) -> None:
        """Remove a problem (22.1). Permission AllOthers."""
        await self._write(Route("DELETE", "/diseases/{DiseaseNum}", disease_num))


class DiseaseDefsResource(Resource):
    """Problems the office knows (21.3)."""

    _keeps = True

    async def list(self, **options: Unpack[KeptReadOptions]) -> list[DiseaseDef]:
        """All of them."""
        return await self._list(DiseaseDef, Route("GET", "/diseasedefs"), {}, options)

    async def create(self, definition: DiseaseDefCreate) -> None:
        """Add one (21.3); the server returns no row. Raises BadRequest for one it knows. Permission Setup."""
        await self._write(Route("POST", "/diseasedefs"), definition)
