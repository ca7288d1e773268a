"""What every resource can do: read one row, page through many, write one body."""

from collections.abc import AsyncIterator, Mapping
from typing import TypeVar

from opendental_client._decode import decode_row, decode_rows
from opendental_client._encode import Value, encode_body, encode_query
from opendental_client._errors import InvalidResponse
from opendental_client._models._base import Request, Row
from opendental_client._route import Route
from opendental_client._transport import Wire
from opendental_client._zone import OfficeZone

RowT = TypeVar("RowT", bound=Row)

# The caps of Remote mode and of Local/Service mode: a page of exactly this size may have been cut by the server.
_SERVER_CAPS = frozenset({100, 1000, 10_000})


class Resource:
    """Base of all resources. Every method raises OpenDentalError; arguments that cannot work raise ValueError first."""

    def __init__(self, wire: Wire, zone: OfficeZone, page_size: int) -> None:
        self._wire = wire
        self._zone = zone
        self._page_size = page_size

    async def _get(self, model: type[RowT], route: Route) -> RowT:
        return decode_row(model, await self._wire.send(route), route, self._zone)

    async def _read_all(self, model: type[RowT], route: Route, filters: Mapping[str, Value]) -> list[RowT]:
        """A list that the vendor does not page."""
        reply = await self._wire.send(route, query=encode_query(filters, self._zone))
        return decode_rows(model, reply, route, self._zone)

    async def _list(self, model: type[RowT], route: Route, filters: Mapping[str, Value]) -> list[RowT]:
        return [row async for row in self._iterate(model, route, filters)]

    def _iterate(self, model: type[RowT], route: Route, filters: Mapping[str, Value]) -> AsyncIterator[RowT]:
        """All rows, page by page. Filters are judged here and now, before the first row is asked for."""
        return self._pages(model, route, encode_query(filters, self._zone))

    async def _pages(self, model: type[RowT], route: Route, query: dict[str, str]) -> AsyncIterator[RowT]:
        """Ask until a page comes back short.

        The server tells no total. When `page_size` is above the server's own cap, every page looks short, so a page of
        exactly a known cap counts as full. A server that repeats a page would never end: that is an error.
        """
        offset = 0
        previous: object = None
        while True:
            window = {"Limit": str(self._page_size)} | ({"Offset": str(offset)} if offset else {})
            page = await self._wire.send(route, query=query | window)
            rows = decode_rows(model, page, route, self._zone)
            if rows and page == previous:
                raise InvalidResponse("the server ignored Offset", method=route.method, path=route.template)
            for row in rows:
                yield row
            if len(rows) < self._page_size and len(rows) not in _SERVER_CAPS:
                return
            offset += len(rows)
            previous = page

    async def _write_row(self, model: type[RowT], route: Route, body: Request) -> RowT:
        reply = await self._wire.send(route, body=encode_body(body, self._zone))
        return decode_row(model, reply, route, self._zone)

    async def _write(self, route: Route, body: Request) -> object:
        """A write whose reply, if any, the vendor does not describe."""
        return await self._wire.send(route, body=encode_body(body, self._zone))
