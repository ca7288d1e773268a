"""Turning what the server sent into models, without ever repeating it in an error."""

from typing import TypeVar

from pydantic import ValidationError

from opendental_client._errors import InvalidResponse, OpenDentalError, WriteOutcomeUnknown
from opendental_client._fields import ZONE_CONTEXT
from opendental_client._models._base import Row
from opendental_client._route import Route
from opendental_client._zone import OfficeZone

RowT = TypeVar("RowT", bound=Row)


def decode_row(model: type[RowT], data: object, route: Route, zone: OfficeZone) -> RowT:
    """One object as a model.

    Raises InvalidResponse that names the fields that did not fit, and no values; in answer to a write, which then has
    probably been carried out, WriteOutcomeUnknown.
    """
    if not isinstance(data, dict):
        raise _misfit("expected one JSON object", route)
    try:
        # By the vendor's names alone, since some of them (`confirmed`, `category`) are Python names of other fields.
        return model.model_validate(data, context={ZONE_CONTEXT: zone}, by_alias=True, by_name=False)
    except ValidationError as error:
        fields = sorted({str(part["loc"][0]) for part in error.errors(include_input=False) if part["loc"]})
    # Raised outside the handler: the pydantic error holds the row, and must not travel along as context.
    raise _misfit(f"these fields of a {model.__name__} did not fit: {', '.join(fields)}", route)


def decode_rows(model: type[RowT], data: object, route: Route, zone: OfficeZone) -> list[RowT]:
    """A JSON array of objects as models."""
    if not isinstance(data, list):
        raise _misfit("expected a JSON array", route)
    return [decode_row(model, row, route, zone) for row in data]


def _misfit(message: str, route: Route) -> OpenDentalError:
    if route.is_write:
        return WriteOutcomeUnknown(route.method, route.template, f"{message}; {WriteOutcomeUnknown.advice}")
    return InvalidResponse(message, method=route.method, path=route.template)
