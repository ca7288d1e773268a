"""Twilio's REST API in miniature: an account whose calls can be read, redirected, ended and placed.

Of `/2010-04-01/Accounts/{AccountSid}/Calls.json` and `/Calls/{CallSid}.json` it knows what a receptionist needs, with
basic authentication and Twilio's error codes (20003 authenticate, 20404 not found, 21220 call is not in progress, 20001
parameter). Source: Twilio's "Call resource" page.
"""

import asyncio
import base64
import binascii
import contextlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

VERSION = "2010-04-01"


@dataclass(frozen=True)
class Order:
    """What the REST API wants a call to do next: one of the three."""

    twiml: str = ""
    url: str = ""
    completed: bool = False


@dataclass
class Account:
    """A Twilio account: its calls by CallSid, and the numbers that it was told to call."""

    auth_token: str
    sid: str = field(default_factory=lambda: "AC" + secrets.token_hex(16))
    placed: list[dict[str, str]] = field(default_factory=list)
    failing: list[int] = field(default_factory=list)
    _orders: dict[str, "asyncio.Queue[Order]"] = field(default_factory=dict)
    _over: set[str] = field(default_factory=set)

    @contextlib.contextmanager
    def carries(self, call_sid: str) -> Iterator[None]:
        """The call is in progress while the block runs."""
        self._orders[call_sid] = asyncio.Queue()
        try:
            yield
        finally:
            del self._orders[call_sid]
            self._over.add(call_sid)

    async def order(self, call_sid: str) -> Order:
        """The next order for the call, whenever it comes."""
        return await self._orders[call_sid].get()

    def status(self, call_sid: str) -> str | None:
        """Twilio's word for how a call stands; None for one that the account never had."""
        if call_sid in self._orders:
            return "in-progress"
        return "completed" if call_sid in self._over else None

    def give(self, call_sid: str, order: Order) -> None:
        """Have a call in progress do something else."""
        self._orders[call_sid].put_nowait(order)


class _Refused(Exception):
    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


def create_app(account: Account) -> FastAPI:
    """The API of one account. `account.failing` are statuses that the next requests are answered with instead."""
    app = FastAPI(title="Twilio", docs_url=None, redoc_url=None, openapi_url=None)
    calls = f"/{VERSION}/Accounts/{{sid}}/Calls"

    @app.exception_handler(_Refused)
    async def refused(_: Request, error: _Refused) -> JSONResponse:
        body = {"code": error.code, "message": str(error), "status": error.status}
        return JSONResponse(body, status_code=error.status, headers={"Retry-After": "1"} if error.status == 429 else {})

    @app.post(f"{calls}.json", status_code=201)
    async def create(sid: str, request: Request) -> dict[str, Any]:
        fields = await _fields(account, sid, request)
        if not fields.get("To") or not fields.get("From") or not (fields.get("Url") or fields.get("Twiml")):
            raise _Refused(400, 21205, "A call needs To, From and either Url or Twiml.")
        account.placed.append(fields)
        return _resource(account, "CA" + secrets.token_hex(16), "queued")

    @app.post(f"{calls}/{{call_sid}}.json")
    async def update(sid: str, call_sid: str, request: Request) -> dict[str, Any]:
        fields = await _fields(account, sid, request)
        status = account.status(call_sid)
        if status is None:
            raise _Refused(404, 20404, f"The requested resource /Calls/{call_sid}.json was not found")
        if status != "in-progress":
            raise _Refused(400, 21220, "Call is not in-progress. Cannot redirect.")
        if fields.get("Status") == "completed":
            account.give(call_sid, Order(completed=True))
            return _resource(account, call_sid, "completed")
        if not (fields.get("Twiml") or fields.get("Url")):
            raise _Refused(400, 20001, "Give one of Twiml, Url or Status=completed.")
        account.give(call_sid, Order(twiml=fields.get("Twiml", ""), url=fields.get("Url", "")))
        return _resource(account, call_sid, status)

    @app.get(f"{calls}/{{call_sid}}.json")
    async def read(sid: str, call_sid: str, request: Request) -> dict[str, Any]:
        await _fields(account, sid, request)
        status = account.status(call_sid)
        if status is None:
            raise _Refused(404, 20404, f"The requested resource /Calls/{call_sid}.json was not found")
        return _resource(account, call_sid, status)

    return app


async def _fields(account: Account, sid: str, request: Request) -> dict[str, str]:
    """The form of a request that the account's own auth token came with. Raises `_Refused`."""
    if account.failing:
        raise _Refused(status := account.failing.pop(0), 20429 if status == 429 else 20500, "Try again later.")
    if sid != account.sid or not _authorised(account, request.headers.get("Authorization", "")):
        raise _Refused(401, 20003, "Authenticate")
    return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))


def _authorised(account: Account, header: str) -> bool:
    scheme, _, encoded = header.partition(" ")
    try:
        given = base64.b64decode(encoded)
    except binascii.Error:
        return False
    return scheme == "Basic" and hmac.compare_digest(given, f"{account.sid}:{account.auth_token}".encode())


def _resource(account: Account, call_sid: str, status: str) -> dict[str, Any]:
    return {"sid": call_sid, "account_sid": account.sid, "status": status, "api_version": VERSION}
