"""Delivers webhook subscriptions: polls each watched table every `PollingSeconds` and posts the rows that changed.

As the vendor's engine does: rows changed since `DateTimeStart` go out as a JSON array of ordinary resource objects, at
most 1000 a call, and the cursor moves to the time of the poll. Nothing is sent when nothing changed. When the endpoint
fails the cursor stays, and up to three days of backlog are sent later. A row changed in the very second of a poll is
sent twice rather than lost. UI events are never fired: that takes the desktop program, as with the vendor's service.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import httpx

from receptionist.sandbox.opendental import appointment_rows, patient_rows
from receptionist.sandbox.opendental.method import JsonRow
from receptionist.sandbox.opendental.office import Office, spelled
from receptionist.sandbox.opendental.rendering import one_line
from receptionist.sandbox.opendental.resources import histappointments, operatories, patfields, providers, schedules
from receptionist.sandbox.opendental.store import Row, Store
from receptionist.sandbox.opendental.tables import NO_DATETIME
from receptionist.sandbox.opendental.tabular import Table

TICK_SECONDS = 1.0
ROWS_PER_CALL = 1000
BACKLOG = timedelta(days=3)
TIMEOUT_SECONDS = 10.0
log = logging.getLogger(__name__)
Query = tuple[str, Callable[[Row], JsonRow]]


def _changed(table: Table) -> Query:
    """A table's rows that changed since a moment, and how to show one."""
    return f"{table.select} WHERE t.{table.stamp} >= ? ORDER BY t.{table.key}", table.render


_QUERIES: Mapping[str, Query] = {
    "Appointment": (
        f"{appointment_rows.SELECT_APPOINTMENT} WHERE a.DateTStamp >= ? ORDER BY a.DateTStamp, a.AptNum",
        appointment_rows.render,
    ),
    "AppointmentDeleted": (
        f"{appointment_rows.SELECT_HISTORY} WHERE a.HistApptAction = 'Deleted' AND a.HistDateTStamp >= ? "
        "ORDER BY a.HistApptNum",
        histappointments.render_history,
    ),
    "Operatory": _changed(operatories.OPERATORIES),
    "Provider": _changed(providers.PROVIDERS),
    "Schedule": (f"{schedules.SELECT} WHERE s.DateTStamp >= ? ORDER BY s.ScheduleNum", schedules.render),
    "PatField": _changed(patfields.PAT_FIELDS),
    "Patient": (
        f"{patient_rows.SELECT_PATIENT} WHERE p.DateTStamp >= ? AND p.PatStatus <> 'Deleted' ORDER BY p.PatNum",
        patient_rows.render_full,
    ),
}


class Webhooks:
    """The poller of one server. `run` goes on until it is cancelled; `poll` makes one round."""

    def __init__(self, store: Store, office: Office, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._store = store
        self._office = office
        self._transport = transport
        self._polled_at: dict[int, datetime] = {}

    async def run(self) -> None:
        """Poll what is due, every second of the office's clock."""
        client = httpx.AsyncClient(timeout=TIMEOUT_SECONDS, transport=self._transport, trust_env=False)
        async with client:
            while True:
                await self.poll(client)
                await self._office.clock.sleep(TICK_SECONDS)

    async def poll(self, client: httpx.AsyncClient) -> None:
        """Deliver every subscription that is due; each on its own, so that a slow endpoint holds up no other."""
        due = [row for row in self._store.rows("SELECT * FROM subscription ORDER BY SubscriptionNum") if self._due(row)]
        await asyncio.gather(*(self._deliver(client, row) for row in due))

    def _due(self, row: Row) -> bool:
        now, stop = self._office.now(), str(row["DateTimeStop"])
        number, table = int(row["SubscriptionNum"]), row["WatchTable"]
        if not table or (stop != NO_DATETIME and stop <= spelled(now)) or str(row["DateTimeStart"]) > spelled(now):
            return False
        before = self._polled_at.get(number)
        if before is not None and (now - before).total_seconds() < int(row["PollingSeconds"]):
            return False
        self._polled_at[number] = now
        return True

    async def _deliver(self, client: httpx.AsyncClient, row: Row) -> None:
        now = self._office.now()
        since = max(str(row["DateTimeStart"]), spelled(now - BACKLOG))
        sql, render = _QUERIES[str(row["WatchTable"])]
        changed = [render(found) for found in self._store.rows(sql, since)]
        for first in range(0, len(changed), ROWS_PER_CALL):
            if not await self._posted(client, row, changed[first : first + ROWS_PER_CALL]):
                return
        # Only the cursor that was read is moved: the owner may have set another one in the meantime.
        current = self._store.find("subscription", SubscriptionNum=row["SubscriptionNum"])
        if current is not None and current["DateTimeStart"] == row["DateTimeStart"]:
            cursor = {"DateTimeStart": spelled(now)}
            self._store.update("subscription", "SubscriptionNum", int(row["SubscriptionNum"]), cursor)

    async def _posted(self, client: httpx.AsyncClient, row: Row, rows: list[JsonRow]) -> bool:
        headers = {
            "Authorization": str(row["CustomerKey"]),
            "Content-Type": "application/json",
            "Event-Type": f"WatchTable: {row['WatchTable']}",
            "Workstation": str(row["Workstation"]),
        }
        body = json.dumps([one_line(found) for found in rows], ensure_ascii=False).encode()
        try:
            reply = await client.post(str(row["EndPointUrl"]), content=body, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError):
            log.warning("subscription %s: the endpoint does not answer; its changes wait", row["SubscriptionNum"])
            return False
        if not reply.is_success:
            log.warning("subscription %s: the endpoint answered %s", row["SubscriptionNum"], reply.status_code)
        return reply.is_success
