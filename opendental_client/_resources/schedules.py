"""`client.schedules` and `client.schedule_ops`."""

import datetime as dt
from typing import Unpack

from opendental_client._encode import Value
from opendental_client._models._enums import SchedType
from opendental_client._models.schedule import Schedule, ScheduleOp
from opendental_client._resources._base import KeptReadOptions, Resource
from opendental_client._resources._days import at_most_one, check_days
from opendental_client._route import Route


class SchedulesResource(Resource):
    """Working hours, blockouts and holidays (22.1)."""

    _keeps = True

    async def list(
        self,
        *,
        date: dt.date | None = None,
        date_start: dt.date | None = None,
        date_end: dt.date | None = None,
        sched_type: SchedType | None = None,
        blockout_def_num: int | None = None,
        prov_num: int | None = None,
        employee_num: int | None = None,
        **options: Unpack[KeptReadOptions],
    ) -> list[Schedule]:
        """Schedules that match, ordered by start time. Without dates the server's today is meant.

        `date` is one day at the office, `date_start` and `date_end` a range with both ends.
        """
        check_days(date, date_start, date_end)
        filters: dict[str, Value] = {
            "date": date,
            "date_start": date_start,
            "date_end": date_end,
            "sched_type": sched_type,
            "blockout_def_num": blockout_def_num,
            "prov_num": prov_num,
            "employee_num": employee_num,
        }
        return await self._list(Schedule, Route("GET", "/schedules"), filters, options)

    async def get(self, schedule_num: int, **options: Unpack[KeptReadOptions]) -> Schedule:
        """One schedule. Raises NotFound."""
        return await self._get(Schedule, Route("GET", "/schedules/{ScheduleNum}", schedule_num), options)


class ScheduleOpsResource(Resource):
    """Links between schedules and operatories (23.2.27)."""

    _keeps = True

    async def list(
        self, *, schedule_num: int | None = None, operatory_num: int | None = None, **options: Unpack[KeptReadOptions]
    ) -> list[ScheduleOp]:
        """Links, by at most one of the two filters. Without a filter this pages through the whole table."""
        at_most_one(schedule_num=schedule_num, operatory_num=operatory_num)
        filters = {"schedule_num": schedule_num, "operatory_num": operatory_num}
        return await self._list(ScheduleOp, Route("GET", "/scheduleops"), filters, options)
