"""What goes wrong in the sandbox's Open Dental.

WorldError     a world file that cannot be used; every problem names file, line and field
ApiError       a refusal of the API: HTTP status and the vendor's plain text
"""

from collections.abc import Sequence

_WITH_STOP = frozenset({"InsPlan", "ClaimProc", "Procedure", "MedicationPat"})


class WorldError(Exception):
    """The world file is missing, malformed or contradicts itself. `problems` holds one sentence each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class ApiError(Exception):
    """A request the API answers with a status of 400 or above and a short plain text."""

    def __init__(self, status: int, text: str, retry_after: int | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.retry_after = retry_after


def bad_request(text: str) -> ApiError:
    """A validation failure; the vendor answers 400 with an explanation."""
    return ApiError(400, text)


def not_found(what: str) -> ApiError:
    """A missing row, in the vendor's words: `Patient not found`, and a few with a full stop: `InsPlan not found.`"""
    return ApiError(404, f"{what} not found{'.' if what in _WITH_STOP else ''}")
