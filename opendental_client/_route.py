"""Where a request goes: a method, and a path with at most one row number that errors leave out."""

import re
from dataclasses import dataclass

from opendental_client._errors import InvalidArgument

_NUMBER = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Route:
    """One endpoint. `template` is like `/appointments/{AptNum}/Break`; `number` fills the braces."""

    method: str
    template: str
    number: int | None = None
    only_reads: bool = False
    """For the few reads that the vendor gave another verb than GET."""

    def __post_init__(self) -> None:
        if self.number is not None and (isinstance(self.number, bool) or self.number <= 0):
            raise InvalidArgument(f"{self.template} needs a positive number")

    @property
    def path(self) -> str:
        """The path to ask for. It names a row, so it never goes into a log or an error."""
        return _NUMBER.sub(str(self.number), self.template)

    @property
    def is_write(self) -> bool:
        """Whether the request changes something at the office."""
        return self.method != "GET" and not self.only_reads

    @property
    def resource(self) -> str:
        """The first part of the path: `appointments`."""
        return self.template.split("/")[1]
