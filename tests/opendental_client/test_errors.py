"""The exception tree, and what its texts say."""

import pytest

from opendental_client import (
    BadRequest,
    Gone,
    InvalidArgument,
    InvalidResponse,
    NotFound,
    OpenDentalError,
    ServerError,
    Throttled,
    Timeout,
    Unauthorized,
    Unreachable,
    WriteOutcomeUnknown,
    _errors,
)

pytestmark = pytest.mark.unit

VENDOR_ERRORS = [
    BadRequest,
    Gone,
    InvalidResponse,
    NotFound,
    ServerError,
    Throttled,
    Timeout,
    Unauthorized,
    Unreachable,
]


@pytest.mark.parametrize("kind", VENDOR_ERRORS)
def test_each_error_stands_alone_with_a_sentence_to_act_on(kind: type[OpenDentalError]) -> None:
    error = kind()
    assert isinstance(error, OpenDentalError)
    assert str(error) == kind.advice
    assert kind.advice != OpenDentalError.advice


def test_an_error_names_method_and_path() -> None:
    error = NotFound(method="GET", path="/patients/{PatNum}", status_code=404)
    assert str(error) == "GET /patients/{PatNum}: Open Dental has no such row."
    assert (error.method, error.path, error.status_code) == ("GET", "/patients/{PatNum}", 404)


def test_write_outcome_unknown_needs_method_and_path() -> None:
    error = WriteOutcomeUnknown("POST", "/appointments")
    assert (error.method, error.path) == ("POST", "/appointments")
    assert str(error).startswith("POST /appointments: The write may or may not")


def test_throttled_tells_how_long() -> None:
    assert Throttled(3.0).retry_after == 3.0
    assert Throttled().retry_after is None


def test_bad_request_repeats_the_explanation() -> None:
    assert "It said: PatNum is required" in str(BadRequest(explanation="PatNum is required"))
    assert str(BadRequest("other words", explanation="PatNum is required")) == "other words"


def test_an_argument_error_is_a_value_error_and_no_vendor_error() -> None:
    assert issubclass(InvalidArgument, ValueError)
    assert not issubclass(InvalidArgument, OpenDentalError)


def test_the_whole_tree_is_drawn_in_the_docstring() -> None:
    for name, kind in vars(_errors).items():
        if isinstance(kind, type) and issubclass(kind, Exception):
            assert name in (_errors.__doc__ or "")
