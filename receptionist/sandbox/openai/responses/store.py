"""Responses kept for `previous_response_id` and for reading again: only with `store`, only so many, only in memory."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from receptionist.sandbox.openai.errors import ApiFault

_MOST_KEPT = 500


@dataclass(frozen=True)
class Stored:
    """A finished response with the whole context it was made from and added to."""

    body: dict[str, Any]
    context: list[dict[str, Any]]


class ResponseStore:
    """The newest stored responses by id."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Stored] = OrderedDict()

    def keep(self, stored: Stored) -> None:
        self._kept[stored.body["id"]] = stored
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)

    def find(self, response_id: str) -> Stored:
        """The stored response, or the vendor's 404."""
        if response_id not in self._kept:
            raise ApiFault(f"Response with id '{response_id}' not found.", status=404)
        return self._kept[response_id]

    def previous(self, response_id: str) -> list[dict[str, Any]]:
        """The context to continue from, or the vendor's 400."""
        if response_id not in self._kept:
            raise ApiFault(
                f"Previous response with id '{response_id}' not found.",
                code="previous_response_not_found",
                param="previous_response_id",
            )
        return self._kept[response_id].context
