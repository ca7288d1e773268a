"""Every declared method: it lists, it refuses, and whatever is thrown at it, it answers as the vendor may."""

import json
import random
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from receptionist.clock import ManualClock
from receptionist.sandbox.opendental import World, create_app
from receptionist.sandbox.opendental.fields import Field, Kind
from receptionist.sandbox.opendental.method import Method
from receptionist.sandbox.opendental.resources import METHODS, TABLES
from tests.sandbox.opendental.conftest import MONDAY_9_04
from tests.sandbox.opendental.helpers import HEADERS

pytestmark = pytest.mark.unit

SOUND = {
    Kind.TEXT: "Word",
    Kind.NUMBER: 101,
    Kind.DECIMAL: 12.5,
    Kind.FLAG: "true",
    Kind.DATE: "2026-12-01",
    Kind.DATETIME: "2026-12-01 10:00:00",
    Kind.STAMP: "2026-12-01 10:00:00",
    Kind.NUMBERS: [1],
    Kind.AMOUNTS: [{"ProcNum": 1, "Amount": 2.5}],
}
ODD = [
    "",
    "0",
    "-1",
    "x",
    0,
    -1,
    2**62,
    1.5,
    True,
    None,
    [],
    {},
    "0001-01-01",
    "2026-13-40",
    "\u0000",
    "a" * 3000,
    "%_!'\"",
]


@pytest.fixture(scope="module")
def office(barton: World) -> FastAPI:
    """One office for the whole file: these tests ask for no particular rows, so they may leave some behind."""
    return create_app(barton, ManualClock(MONDAY_9_04))


@pytest.fixture
async def api(office: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=office)
    async with httpx.AsyncClient(transport=transport, base_url="http://office/api/v1/", headers=HEADERS) as client:
        yield client


def sound(field: Field) -> object:
    return field.choices[-1] if field.kind is Kind.CHOICE else SOUND[field.kind]


async def ask(api: httpx.AsyncClient, method: Method, number: int, values: dict[str, object]) -> httpx.Response:
    path = "/".join(part for part in (method.resource, str(number) if method.keyed else "", method.action) if part)
    if method.verb == "GET":
        query = {name: value if isinstance(value, str) else json.dumps(value) for name, value in values.items()}
        return await api.get(path, params=query)
    return await api.request(method.verb, path, content=json.dumps(values))


def named(method: Method) -> str:
    return f"{method.verb} {method.resource} {method.action} {'one' if method.keyed else ''}"


def test_no_method_is_declared_twice() -> None:
    keys = [(m.resource, m.verb, m.keyed, m.action) for m in METHODS]
    assert len(keys) == len(set(keys))
    assert len({table.name for table in TABLES}) == len(TABLES)


@pytest.mark.parametrize("method", METHODS, ids=named)
async def test_a_method_answers_and_never_breaks(api: httpx.AsyncClient, method: Method) -> None:
    chance = random.Random(named(method))
    full = {field.name: sound(field) for field in method.fields}
    needed = {field.name: sound(field) for field in method.fields if field.required}
    allowed = {200, 201, 400, 401, 404, 410}
    for values in ({}, needed, full):
        for number in (1, 101, 9_999_999):
            reply = await ask(api, method, number, values)
            assert reply.status_code in allowed, (values, reply.text)
    for _ in range(12):
        values = {field.name: chance.choice(ODD) for field in method.fields if field.required or chance.random() < 0.7}
        reply = await ask(api, method, chance.choice([0, 1, 102]), values)
        assert reply.status_code in allowed, (values, reply.text)
        assert reply.status_code < 400 or 0 < len(reply.text) < 200


@pytest.mark.parametrize("method", [m for m in METHODS if any(f.required for f in m.fields)], ids=named)
async def test_a_missing_field_is_named(api: httpx.AsyncClient, method: Method) -> None:
    first = next(field.name for field in method.fields if field.required)
    rights = await ask(api, method, 101, {})
    if rights.status_code != 401:  # The default key lacks the special permissions.
        assert (rights.status_code, rights.text) == (400, f"{first} is required")


async def test_removed_methods_are_gone(api: httpx.AsyncClient) -> None:
    assert (await api.post("payplans", json={})).status_code == 410
