"""`client.userods`, `.security_perms`, `.signalods`, `.subscriptions`, `.asap_comms` and `.queries`."""

import datetime as dt
from typing import Unpack

from opendental_client._encode import Value
from opendental_client._models.system import (
    AsapComm,
    AsapCommCreate,
    QueryRow,
    SecurityPerm,
    ShortQuery,
    Signalod,
    Subscription,
    SubscriptionCreate,
    SubscriptionUpdate,
    Userod,
)
from opendental_client._resources._base import KeptReadOptions, ReadOptions, Resource
from opendental_client._resources._days import check_days
from opendental_client._route import Route


class UserodsResource(Resource):
    """Users of Open Dental (21.3)."""

    _keeps = True

    async def list(
        self,
        *,
        include_hidden: bool | None = None,
        include_cemt: bool | None = None,
        **options: Unpack[KeptReadOptions],
    ) -> list[Userod]:
        """Users. `include_hidden` is 22.4.24, `include_cemt` 25.1.10."""
        filters: dict[str, Value] = {"include_hidden": include_hidden, "include_cemt": include_cemt}
        return await self._list(Userod, Route("GET", "/userods"), filters, options)


class SecurityPermsResource(Resource):
    """What the keys of this client may do (22.2)."""

    _keeps = True

    async def list(self, **options: Unpack[KeptReadOptions]) -> list[SecurityPerm]:
        """Every permission of the API, and whether the keys have it."""
        return await self._list(SecurityPerm, Route("GET", "/securityperms"), {}, options)


class SignalodsResource(Resource):
    """Signals that something changed (21.2)."""

    async def list(self, *, sig_date_time: dt.datetime, **options: Unpack[ReadOptions]) -> list[Signalod]:
        """Signals after `sig_date_time` (aware), and before now."""
        filters = {"sig_date_time": sig_date_time}
        return await self._list(Signalod, Route("GET", "/signalods"), filters, options)


class SubscriptionsResource(Resource):
    """Webhooks of this customer key (22.1). Writing them needs ReadAll."""

    async def list(self, **options: Unpack[ReadOptions]) -> list[Subscription]:
        """All webhooks."""
        return await self._list(Subscription, Route("GET", "/subscriptions"), {}, options)

    async def create(self, subscription: SubscriptionCreate) -> Subscription:
        """Make a webhook and return the row."""
        return await self._write_row(Subscription, Route("POST", "/subscriptions"), subscription)

    async def update(self, subscription_num: int, changes: SubscriptionUpdate) -> None:
        """Change the given fields of a webhook."""
        await self._write(Route("PUT", "/subscriptions/{SubscriptionNum}", subscription_num), changes)

    async def delete(self, subscription_num: int) -> None:
        """Remove a webhook."""
        await self._write(Route("DELETE", "/subscriptions/{SubscriptionNum}", subscription_num))


class AsapCommsResource(Resource):
    """Openings offered by text (23.3.3)."""

    async def list(
        self,
        *,
        clinic_num: int | None = None,
        date: dt.date | None = None,
        date_start: dt.date | None = None,
        date_end: dt.date | None = None,
        **options: Unpack[ReadOptions],
    ) -> list[AsapComm]:
        """Offers; of the last 7 days without dates. `date_end` itself is not part of the range here."""
        check_days(date, date_start, date_end)
        filters: dict[str, Value] = {
            "clinic_num": clinic_num,
            "date": date,
            "date_start": date_start,
            "date_end": date_end,
        }
        return await self._list(AsapComm, Route("GET", "/asapcomms"), filters, options)

    async def get(self, asap_comm_num: int, **options: Unpack[ReadOptions]) -> AsapComm:
        """One offer. Raises NotFound."""
        return await self._get(AsapComm, Route("GET", "/asapcomms/{AsapCommNum}", asap_comm_num), options)

    async def create(self, offer: AsapCommCreate) -> AsapComm:
        """Offer an opening by text, which also blocks it, and return the row. Raises BadRequest when the time is
        taken. Permission TextingASAP.
        """
        return await self._write_row(AsapComm, Route("POST", "/asapcomms"), offer)


class QueriesResource(Resource):
    """Reading by SQL (21.2). Permission Queries."""

    async def short_query(self, sql_command: str, **options: Unpack[ReadOptions]) -> list[QueryRow]:
        """The rows of a reading SQL command, page by page; order them, or pages may overlap.

        Raises Unauthorized for a command that would write. Never put a caller's words into the command.
        """
        route = Route("PUT", "/queries/ShortQuery", only_reads=True)
        return await self._list(QueryRow, route, {}, options, body=ShortQuery(sql_command=sql_command))
