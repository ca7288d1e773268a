"""The ordinary methods over a `Table`: list with filters, one row, create, change, remove.

What a resource does beyond its declaration is a `Prepare` hook, which sees the checked values before they are written.
"""

from collections.abc import Callable, Sequence

from receptionist.sandbox.opendental.fields import Field, Kind
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Method, Reply
from receptionist.sandbox.opendental.store import Row, Value, Where
from receptionist.sandbox.opendental.tabular import PATIENT, Table

Values = dict[str, Value]
Prepare = Callable[[Call, Values], None]
After = Callable[[Call, int], None]


def lists(table: Table, *filters: str, since: str = "21.1", required: Sequence[str] = ()) -> Method:
    """GET many. A filter on the table's time stamp, or on DateEntry, means "on or after"; all others mean "equal"."""

    def listed(call: Call) -> Reply:
        where = Where()
        for name in (*required, *filters):
            if not call.args.has(name):
                continue
            column = table.column(name)
            if column.parent is PATIENT:
                column.check(call.store, call.args.number(name))
            sign = ">=" if name in (table.stamp, "DateEntry") else "="
            where.add(f"t.{name} {sign} ?", *call.args.given((name,)).values())
        rows = call.store.select(table.select, where, table.order or f"t.{table.key}", call.page)
        return Reply([table.render(row) for row in rows])

    fields = (*(_filter(table, name, True) for name in required), *(_filter(table, name) for name in filters))
    return Method("GET", table.resource, listed, since=since, fields=fields, paged=True)


def _filter(table: Table, name: str, required: bool = False) -> Field:
    column = table.column(name)
    kind = Kind.STAMP if column.kind is Kind.DATETIME else column.kind
    return Field(name, kind, required, column.choices)


def single(table: Table, since: str = "21.1") -> Method:
    """GET one row by its key."""

    def one(call: Call) -> Reply:
        return Reply(table.render(table.row(call.store, call.number)))

    return Method("GET", table.resource, one, keyed=True, since=since)


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
        shown = table.render(table.row(call.store, number)) if body else None
        return Reply(shown, status=status, created=number if location else 0)

    fields = (*(table.column(name).field(True) for name in required), *(table.column(n).field() for n in optional))
    return Method("POST", table.resource, create, permission, since=since, fields=(*fields, *extra))


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
        return Reply(table.render(table.row(call.store, call.number)) if body else None)

    fields = (*(table.column(name).field() for name in names), *extra)
    return Method("PUT", table.resource, update, permission, keyed=True, since=since, fields=fields)


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
