"""One declaration for each method of the API: verb, path, permission, version, allowed parameters, and who answers.

A handler sees a `Call` whose values are checked and returns a `Reply`; `dispatch` makes the checks in their order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from receptionist.sandbox.opendental.fields import Args, Field
from receptionist.sandbox.opendental.keys import Access, Permission
from receptionist.sandbox.opendental.office import Office
from receptionist.sandbox.opendental.store import Page, Store

Json = str | int | float | None | Sequence["Json"] | Mapping[str, "Json"]
JsonRow = dict[str, Json]


@dataclass(frozen=True)
class Call:
    """A request that passed every check a declaration can make. `number` is the key in the path, 0 without one."""

    store: Store
    office: Office
    access: Access
    number: int
    args: Args
    page: Page


@dataclass(frozen=True)
class Reply:
    """An answer: JSON (or no body at all), and for a created row its key for the location header."""

    body: Json = None
    status: int = 200
    created: int = 0


Handler = Callable[[Call], Reply]


@dataclass(frozen=True)
class Method:
    """A method the vendor documents."""

    verb: str
    resource: str
    handler: Handler
    permission: Permission = Permission.READ_ALL
    keyed: bool = False
    action: str = ""
    since: str = "21.1"
    fields: tuple[Field, ...] = ()
    paged: bool = False


def reads(resource: str, handler: Handler, *fields: Field, action: str = "", since: str = "21.1") -> Method:
    """A GET that lists rows."""
    return Method("GET", resource, handler, action=action, since=since, fields=fields, paged=True)


def reads_of(resource: str, action: str, handler: Handler, *fields: Field, since: str = "21.1") -> Method:
    """A GET of something that belongs to the row in the path: `/accountmodules/{PatNum}/Aging`."""
    return Method("GET", resource, handler, keyed=True, action=action, since=since, fields=fields, paged=True)


def reads_one(resource: str, handler: Handler, since: str = "21.1") -> Method:
    """A GET of a single row by its key."""
    return Method("GET", resource, handler, keyed=True, since=since)


def posts(
    resource: str, handler: Handler, permission: Permission, *fields: Field, action: str = "", since: str = "21.1"
) -> Method:
    """A POST of the resource, or of an action of it: `/appointments/Planned`."""
    return Method("POST", resource, handler, permission, action=action, since=since, fields=fields)


def puts(
    resource: str,
    handler: Handler,
    permission: Permission,
    *fields: Field,
    keyed: bool = False,
    action: str = "",
    since: str = "21.1",
) -> Method:
    """A PUT, of the row in the path when `keyed`."""
    return Method("PUT", resource, handler, permission, keyed, action, since, fields)
