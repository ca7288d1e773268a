"""What every resource can do: read one row, page through many, write one body.

Reads take the options below besides their filters, so that forty resources need not repeat them.
"""

from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, TypeVar, cast

from opendental_client._deadline import check_seconds, within
from opendental_client._decode import decode_row, decode_rows
from opendental_client._encode import Body, Value, encode_body, encode_query
from opendental_client._errors import InvalidArgument, InvalidResponse
from opendental_client._models._base import Request, Row
from opendental_client._route import Route
from opendental_client._transport import Wire
from opendental_client._zone import OfficeZone

RowT = TypeVar("RowT", bound=Row)
AnswerT = TypeVar("AnswerT")
Filters = Mapping[str, Value]

# The caps of Remote mode and of Local/Service mode: a page of exactly this size may have been cut by the server.
_SERVER_CAPS = frozenset({100, 1000, 10_000})


class ReadOptions(TypedDict, total=False):
    """How a read is made.

    `deadline` is in seconds and covers everything: queueing, tries and pages; Timeout when it passes. An identical
    read that is under way in this client is joined; with `fresh` the office is asked anew in any case.
    """

    deadline: float | None
    fresh: bool


class KeptReadOptions(ReadOptions, total=False):
    """How reference data is read: `max_age` takes what this client read at most that many seconds ago with `max_age`.

    Without it the office is always asked. Writes to a resource forget what was kept of it.
    """

    max_age: float | None


def refuse_options(options: ReadOptions, *, except_for: type | None = None) -> None:
    """Raise InvalidArgument for arguments that are no options: a misspelled filter would else list everything."""
    known = set() if except_for is None else except_for.__annotations__.keys()
    if unknown := sorted(options.keys() - known):
        raise InvalidArgument(f"unknown arguments: {', '.join(unknown)}")


def sorted_out(given: Mapping[str, object], filters: type) -> tuple[dict[str, Value], ReadOptions]:
    """What was given, as filters and as options (which are judged where they are used)."""
    known = {name: value for name, value in given.items() if name in filters.__annotations__}
    options = {name: value for name, value in given.items() if name not in known}
    return cast("dict[str, Value]", known), cast("ReadOptions", options)


@dataclass(frozen=True)
class Office:
    """What a resource needs to talk to its office."""

    wire: Wire
    zone: OfficeZone
    page_size: int


class Resource:
    """Base of all resources. Every method raises OpenDentalError; arguments that cannot work raise ValueError first."""

    _keeps = False
    """Whether what is read may be kept: never where patients are in it."""

    def __init__(self, office: Office) -> None:
        self._wire = office.wire
        self._zone = office.zone
        self._page_size = office.page_size

    async def _get(self, model: type[RowT], route: Route, options: ReadOptions, filters: Filters | None = None) -> RowT:
        """One object."""
        query = encode_query(filters or {}, self._zone)

        async def read() -> RowT:
            reply = await self._wire.send(route, query=query, fresh=options.get("fresh", False))
            return decode_row(model, reply, route, self._zone)

        return await self._read(route, query, options, read)

    async def _read_all(self, model: type[RowT], route: Route, filters: Filters, options: ReadOptions) -> list[RowT]:
        """A list that the vendor does not page."""
        query = encode_query(filters, self._zone)

        async def read() -> list[RowT]:
            reply = await self._wire.send(route, query=query, fresh=options.get("fresh", False))
            return decode_rows(model, reply, route, self._zone)

        return list(await self._read(route, query, options, read))

    async def _list(
        self, model: type[RowT], route: Route, filters: Filters, options: ReadOptions, body: Request | None = None
    ) -> list[RowT]:
        """A list that the vendor pages. Only queries read with a body."""
        query = encode_query(filters, self._zone)
        asked = None if body is None else encode_body(body, self._zone)

        async def read() -> list[RowT]:
            fresh = options.get("fresh", False)
            return [row async for row in self._pages(model, route, query, asked, fresh=fresh)]

        return list(await self._read(route, query, options, read))

    def _iterate(self, model: type[RowT], route: Route, filters: Filters) -> AsyncIterator[RowT]:
        """All rows, page by page. Filters are judged here and now, before the first row is asked for."""
        return self._pages(model, route, encode_query(filters, self._zone), None, fresh=False)

    async def _read(
        self,
        route: Route,
        query: dict[str, str],
        options: ReadOptions,
        read: Callable[[], Coroutine[Any, Any, AnswerT]],
    ) -> AnswerT:
        """What `read` returns, under the options; from the cache if they allow."""
        refuse_options(options, except_for=KeptReadOptions if self._keeps else ReadOptions)
        deadline, max_age = options.get("deadline"), cast("KeptReadOptions", options).get("max_age")
        check_seconds("deadline", deadline)
        check_seconds("max_age", max_age)
        if max_age is None:
            return await within(self._wire.clock, deadline, read(), route)
        cache, key = self._wire.cache, (route.path, tuple(sorted(query.items())))
        if (known := cache.find(route.resource, key, max_age)) is not None:
            return cast("AnswerT", known)
        stamp = cache.stamp(route.resource)
        found = await within(self._wire.clock, deadline, read(), route)
        cache.keep(route.resource, key, stamp, found)
        return found

    async def _pages(
        self, model: type[RowT], route: Route, query: dict[str, str], body: Body | None, *, fresh: bool
    ) -> AsyncIterator[RowT]:
        """Ask until a page comes back short.

        The server tells no total. When `page_size` is above the server's own cap, every page looks short, so a page of
        exactly a known cap counts as full. A server that repeats a page would never end: that is an error.
        """
        offset = 0
        previous: object = None
        while True:
            window = {"Limit": str(self._page_size)} | ({"Offset": str(offset)} if offset else {})
            page = await self._wire.send(route, query=query | window, body=body, fresh=fresh)
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
        """A write that answers with the row."""
        reply = await self._wire.send(route, body=encode_body(body, self._zone))
        return decode_row(model, reply, route, self._zone)

    async def _write_row_if_told(self, model: type[RowT], route: Route, body: Request) -> RowT | None:
        """A write that answers with the row only in newer offices."""
        reply = await self._wire.send(route, body=encode_body(body, self._zone))
        return None if reply is None else decode_row(model, reply, route, self._zone)

    async def _write(self, route: Route, body: Request | None = None) -> None:
        """A write whose reply, if any, the vendor does not describe."""
        await self._wire.send(route, body=None if body is None else encode_body(body, self._zone))
