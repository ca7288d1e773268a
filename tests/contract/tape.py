"""How cassettes are recorded and replayed: one address, no keys, bodies matched."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import vcr

from opendental_client import OpenDentalClient
from tests.contract.scenarios import ZONE, Scenario

CASSETTES = Path(__file__).parent.parent.parent / "fixtures/cassettes"
HOST = "opendental.example"
ADDRESS = f"http://{HOST}/api/v1"


def _at_one_address(request: Any) -> Any:
    """Store every request under the same address, wherever it was recorded."""
    parts = urlsplit(request.uri)
    path = "/api/v1" + parts.path.split("/api/v1", 1)[-1]
    request.uri = urlunsplit(("http", HOST, path, parts.query, ""))
    return request


def _without_noise(response: dict[str, Any]) -> dict[str, Any]:
    response["headers"] = {
        name: value for name, value in response["headers"].items() if name.lower() in ("content-type", "location")
    }
    return response


def tape(scenario: Scenario, mode: str) -> Any:
    """The cassette of `scenario` as a context manager; mode is vcrpy's record mode."""
    return vcr.VCR(
        record_mode=vcr.mode(mode),
        match_on=("method", "path", "query", "body"),
        filter_headers=["authorization", "user-agent", "host", "connection", "accept-encoding"],
        before_record_request=_at_one_address,
        before_record_response=_without_noise,
        decode_compressed_response=True,
    ).use_cassette(str(CASSETTES / f"{scenario.__name__}.yaml"))


def client_of(address: str, developer_key: str = "sandbox", customer_key: str = "default") -> OpenDentalClient:
    """A client of the practice at `address`."""
    return OpenDentalClient(
        base_url=address, developer_key=developer_key, customer_key=customer_key, time_zone=ZONE, page_size=1000
    )
