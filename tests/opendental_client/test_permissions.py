"""A 401 names the permission that the method needs."""

import pytest

from opendental_client import Unauthorized
from opendental_client._permissions import permission_for
from opendental_client._route import Route

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("method", "template", "permission"),
    [
        ("GET", "/patients", "ApiReadAll"),
        ("POST", "/patients", "ApiPatients"),
        ("POST", "/appointments", "ApiAppointments"),
        ("PUT", "/appointments/{AptNum}/Break", "ApiComm"),
        ("POST", "/commlogs", "ApiComm"),
        ("POST", "/documents/Upload", "ApiDocuments"),
        ("POST", "/tasks", "ApiAllOthers"),
    ],
)
def test_the_permission_of_a_method(method: str, template: str, permission: str) -> None:
    number = 1 if "{" in template else None
    assert permission_for(Route(method, template, number)) == permission


def test_a_query_needs_its_own_permission_although_it_only_reads() -> None:
    assert permission_for(Route("PUT", "/queries/ShortQuery", only_reads=True)) == "ApiQueries"


def test_the_error_says_it() -> None:
    error = Unauthorized(permission="ApiPatients", method="POST", path="/patients")
    assert "ApiPatients" in str(error)
    assert error.permission == "ApiPatients"
    assert "permission for this method" in str(Unauthorized())
    assert str(Unauthorized("Nobody may.")) == "Nobody may."
