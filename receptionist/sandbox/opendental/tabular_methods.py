"""The ordinary methods over a `Table`: list with filters, one row, create, change, remove.

What a resource does beyond its declaration is a hook: `Narrow` adds conditions to a list, `Prepare` sees the checked
values before they are written, `After` the key of the row that was. Each may refuse with an `ApiError`.
"""

from collections.abc import Callable, Sequence

from receptionist.sandbox.opendental.columns import PATIENT
from receptionist.sandbox.opendental.fields import Field, Kind
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Method, Reply, posts, puts, reads, reads_one
from receptionist.sandbox.opendental.store import Row, Value, Where
from receptionist.sandbox.opendental.tabular import Table

Values = dict[str, Value]
Narrow = Callable[[Call, Where], None]
Prepare = Callable[[Call, Values], None]
After = Callable[[Call, int], None]


def lists(
    table: Table,
    *filters: str,
    since: str = "21.1",
    required: Sequence[str] = (),
    extra: tuple[Field, ...] = (),
    narrow: Narrow | None = None,
) -> Method:
    """GET many. A filter on the table's time stamp, or on DateEntry, means "on or after"; all others mean "equal".

    A blank text filters nothing. `extra` fields reach only `narrow`.
    """

    def listed(call: Call) -> Reply:
        where = Where()
        if narrow is not None:
            narrow(call, where)
        for name in (*required, *filters):
            _filter(call, where, table, name)
        return listing(call, table, where)

    fields = (*(_filter_field(table, name, True) for name in required), *(_filter_field(table, n) for n in filters))
    return reads(table.resource, listed, *fields, *extra, since=since)


def listing(call: Call, table: Table, where: Where, server_time: str | None = None) -> Reply:
    """One page of a table's rows. `server_time` is the moment of the answer unless given."""
    now = call.office.stamp() if server_time is None else server_time
    rows = call.store.select(table.select, where, table.order, call.page)
    return Reply([table.render(row, now) for row in rows])


def _filter(call: Call, where: Where, table: Table, name: str) -> None:
    column, given = table.column(name), call.args.given((name,))
    if not given or (column.kind is Kind.TEXT and not given[name]):
        return
    if column.parent is PATIENT:
        column.check(call.store, given[name])
    sign = ">=" if name in (table.stamp, "DateEntry") else "="
    where.add(f"t.{name} {sign} ?", given[name])


def _filter_field(table: Table, name: str, required: bool = False) -> Field:
    column = table.column(name)
    kind = Kind.STAMP if column.kind is Kind.DATETIME else column.kind
    return Field(name, kind, required, column.choices)


def single(table: Table, since: str = "21.1") -> Method:
    """GET one row by its key."""

    def one(call: Call) -> Reply:
        return Reply(table.render(table.row(call.store, call.number), call.office.stamp()))

    return reads_one(table.resource, one, since)


def creates(
    table: Table,
    required: Sequence[str],
    optional: Sequence[str] = (),
    *,
    permission: Permission = Permission.ALL_OTHERS,
    since: str = "21.1",
    extra: tuple[Field, ...] = (),
    prepare: Prepare | None = None,
    after: After | None = None,
    status: int = 201,
    body: bool = True,
    location: bool = True,
) -> Method:
    """POST. `extra` fields reach the hooks but are no columns."""
    names = (*required, *optional)

    def create(call: Call) -> Reply:
        values = call.args.given(names)
        table.check(call.store, values)
        if prepare is not None:
            prepare(call, values)
        number = table.insert(call.store, values, call.office.stamp())
        if after is not None:
            after(call, number)
        shown = table.rendered(call.store, number) if body else None
        return Reply(shown, status, number if location else 0)

    fields = (*(table.column(name).field(True) for name in required), *(table.column(n).field() for n in optional))
    return posts(table.resource, create, permission, *fields, *extra, since=since)


def updates(
    table: Table,
    names: Sequence[str],
    *,
    permission: Permission = Permission.ALL_OTHERS,
    since: str = "21.1",
    extra: tuple[Field, ...] = (),
    prepare: Prepare | None = None,
    after: After | None = None,
    body: bool = True,
) -> Method:
    """PUT of one row: only what was sent changes."""

    def update(call: Call) -> Reply:
        table.row(call.store, call.number)
        values = call.args.given(names)
        table.check(call.store, values)
        if prepare is not None:
            prepare(call, values)
        table.update(call.store, call.number, values, call.office.stamp())
        if after is not None:
            after(call, call.number)
        return Reply(table.rendered(call.store, call.number) if body else None)

    fields = (*(table.column(name).field() for name in names), *extra)
    return puts(table.resource, update, permission, *fields, keyed=True, since=since)


def removes(
    table: Table,
    *,
    permission: Permission = Permission.ALL_OTHERS,
    since: str = "21.1",
    guard: Callable[[Call, Row], None] | None = None,
) -> Method:
    """DELETE of one row; `guard` refuses with an `ApiError` what must stay."""

    def remove(call: Call) -> Reply:
        row = table.row(call.store, call.number)
        if guard is not None:
            guard(call, row)
        call.store.remove(table.name, table.key, call.number)
        return Reply()

    return Method("DELETE", table.resource, remove, permission, keyed=True, since=since)
