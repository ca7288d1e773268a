"""What only the office's own program can do, and no API method: write blockouts, and delete visits.

The admin API offers these to the staff script; the rows they leave are those the desktop program would leave.
"""

from datetime import date, time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from receptionist.sandbox.opendental.office import Office
from receptionist.sandbox.opendental.resources.signalods import signal
from receptionist.sandbox.opendental.store import Row, Store
from receptionist.sandbox.opendental.world_entry import Number

BLOCKOUT_TYPES = 25


class DesktopError(Exception):
    """The office's program would refuse this; the text says why."""


class BlockoutRequest(BaseModel):
    """Time of one day, office-local, that nobody may book in these operatories."""

    model_config = ConfigDict(extra="forbid")

    day: date
    start: time
    stop: time
    operatories: Annotated[list[Number], Field(min_length=1)]
    definition: Annotated[int, Field(ge=0, lt=2**31)] = 0
    note: str = ""

    @model_validator(mode="after")
    def _forward(self) -> "BlockoutRequest":
        if self.start >= self.stop:
            raise ValueError("stop must be after start")
        return self


def block(store: Store, office: Office, wish: BlockoutRequest) -> int:
    """Write a blockout; its ScheduleNum. Raises `DesktopError` for an unknown operatory or definition."""
    with store.transaction():
        for chair in wish.operatories:
            if not store.exists("operatory", "OperatoryNum", chair):
                raise DesktopError(f"There is no operatory {chair}.")
        wanted = "AND DefNum = ?" if wish.definition else "AND isHidden = 0 AND ? = 0"
        kind = store.row(
            f"SELECT DefNum FROM definition WHERE Category = ? {wanted} ORDER BY ItemOrder LIMIT 1",  # noqa: S608
            BLOCKOUT_TYPES,
            wish.definition,
        )
        if kind is None:
            raise DesktopError("There is no such blockout type.")
        times: Row = {"StartTime": f"{wish.start:%H:%M:%S}", "StopTime": f"{wish.stop:%H:%M:%S}", "ProvNum": 0}
        row: Row = {"SchedDate": wish.day.isoformat(), **times, "SchedType": "Blockout", "BlockoutType": kind["DefNum"]}
        number = store.insert("schedule", {**row, "Note": wish.note, "DateTStamp": office.stamp()})
        for chair in dict.fromkeys(wish.operatories):
            store.insert("scheduleop", {"ScheduleNum": number, "OperatoryNum": chair})
        signal(store, "Schedules", number, office.stamp(), wish.day.isoformat())
        return number


def unblock(store: Store, number: int) -> bool:
    """Remove a blockout; whether there was one."""
    with store.transaction():
        found = store.row("SELECT 1 AS found FROM schedule WHERE ScheduleNum = ? AND SchedType = 'Blockout'", number)
        if found is not None:
            store.remove("scheduleop", "ScheduleNum", number)
            store.remove("schedule", "ScheduleNum", number)
        return found is not None


def delete_appointment(store: Store, office: Office, number: int) -> bool:
    """Delete a visit; only its history row stays. Whether there was one."""
    with store.transaction():
        row = store.find("appointment", AptNum=number)
        if row is None:
            return False
        stamp: Row = {"HistDateTStamp": office.stamp(), "HistApptAction": "Deleted", "ApptSource": "None"}
        store.insert("histappointment", {**row, **stamp})
        store.update("procedurelog", "AptNum", number, {"AptNum": 0})
        store.remove("appointment", "AptNum", number)
        signal(store, "Appointment", number, office.stamp(), str(row["AptDateTime"])[:10])
        return True
