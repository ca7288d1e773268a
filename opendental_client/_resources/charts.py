"""`client.chart_modules`."""

from typing import Unpack

from opendental_client._models.chart import ChartInfo, PlannedAppt, ProgNote
from opendental_client._resources._base import ReadOptions, Resource
from opendental_client._route import Route


class ChartModulesResource(Resource):
    """The chart as the office program shows it (21.4)."""

    async def prog_notes(self, pat_num: int, **options: Unpack[ReadOptions]) -> list[ProgNote]:
        """Everything that happened to a patient: visits, procedures, communications, tasks (21.4)."""
        return await self._list(ProgNote, Route("GET", "/chartmodules/{PatNum}/ProgNotes", pat_num), {}, options)

    async def patient_info(self, pat_num: int, **options: Unpack[ReadOptions]) -> list[ChartInfo]:
        """The patient information as lines of a name and a text (22.1)."""
        return await self._read_all(ChartInfo, Route("GET", "/chartmodules/{PatNum}/PatientInfo", pat_num), {}, options)

    async def planned_appts(self, pat_num: int, **options: Unpack[ReadOptions]) -> list[PlannedAppt]:
        """The planned visits of a patient in their order (22.2)."""
        return await self._read_all(
            PlannedAppt, Route("GET", "/chartmodules/{PatNum}/PlannedAppts", pat_num), {}, options
        )
