"""Who works when and where, and what blocks the time."""

from collections.abc import Mapping

from pydantic import model_validator

from opendental_client._fields import ODDate, ODDateTime, ODInt, ODNumbers, ODStr, ODTime
from opendental_client._models._base import Row
from opendental_client._models._enums import OpenSchedType


class Schedule(Row):
    """A stretch of a day: a provider's hours, a blockout, a practice note or holiday (both times 00:00).

    The vendor sends a day and two wall-clock times; `starts_at` and `stops_at` are the same, aware, in the office's
    zone. `operatories` lists the linked chairs; empty means none linked. `blockout_type` is a definition of category
    25 and `blockout_type_text` its name. `date_t_stamp` comes from newer offices only.
    """

    schedule_num: ODInt = 0
    sched_date: ODDate = None
    start_time: ODTime = None
    stop_time: ODTime = None
    sched_type: OpenSchedType = ""
    prov_num: ODInt = 0
    blockout_type: ODInt = 0
    blockout_type_text: ODStr = ""
    note: ODStr = ""
    operatories: ODNumbers = ()
    employee_num: ODInt = 0
    date_t_stamp: ODDateTime = None
    starts_at: ODDateTime = None
    stops_at: ODDateTime = None

    @model_validator(mode="before")
    @classmethod
    def _add_moments(cls, data: object) -> object:
        """Join the wire's day and times, so that the one office-time type makes moments of them."""
        if not isinstance(data, Mapping) or not isinstance(day := data.get("SchedDate"), str):
            return data
        names = {"StartsAt": "StartTime", "StopsAt": "StopTime"}
        moments = {ours: f"{day} {text}" for ours, name in names.items() if isinstance(text := data.get(name), str)}
        return {**data, **moments}


class ScheduleOp(Row):
    """A link between a schedule and an operatory."""

    schedule_op_num: ODInt = 0
    schedule_num: ODInt = 0
    operatory_num: ODInt = 0
