"""The wire to a sandboxed Open Dental without its sockets: the real client on this side, the real server on that one.

`troubles` are what happens to the next requests, one each: reads take those of reads, writes those of writes.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

import httpx

from receptionist.clock import Clock
from receptionist.sandbox.opendental.dispatch import Dispatcher, RawRequest
from receptionist.sandbox.opendental.errors import ApiError
from tests.authority.sandbox_rows import SandboxRows
from tests.authority.watched import Killed

TROUBLES = ("400", "500", "500 after", "429", "cut before", "cut after", "timeout before", "timeout after", "slow")
DEATHS = ("die before", "die after")
SLOW_SECONDS = 25.0


@dataclass
class Wire(httpx.AsyncBaseTransport):
    """Hands requests to the dispatcher, failing as asked. The hooks run once, around the next write."""

    dispatcher: Dispatcher
    rows: SandboxRows
    clock: Clock
    reads: list[str] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    before_write: Callable[[], object] | None = None
    after_write: Callable[[], object] | None = None
    requests: "count[int]" = field(default_factory=count)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        next(self.requests)
        writes = request.method != "GET"
        troubles = self.writes if writes else self.reads
        trouble = troubles.pop(0) if troubles else ""
        if writes and (hook := self.before_write) is not None:
            self.before_write = None
            hook()
        if trouble == "slow":
            await self.clock.sleep(SLOW_SECONDS)
        if (early := _failure(trouble, "before")) is not None:
            raise early
        if trouble in ("400", "500", "429"):
            return httpx.Response(int(trouble), text="no", headers={"retry-after": "1"} if trouble == "429" else {})
        response = await self._answer(request, writes=writes)
        if (late := _failure(trouble, "after")) is not None:
            raise late
        return httpx.Response(500, text="no") if trouble == "500 after" else response

    async def _answer(self, request: httpx.Request, *, writes: bool) -> httpx.Response:
        body = await request.aread()
        before = self.rows.appointments if writes else {}
        response = self._dispatched(request, body)
        if writes:
            self.rows.changed()
            self.rows.note(before, self.rows.appointments)
            if (hook := self.after_write) is not None:
                self.after_write = None
                hook()
        return response

    def _dispatched(self, request: httpx.Request, body: bytes) -> httpx.Response:
        raw = RawRequest(
            verb=request.method,
            path=request.url.path.removeprefix("/api/v1/"),
            query=request.url.query.decode(),
            authorization=request.headers.get("authorization"),
            content_type=request.headers.get("content-type"),
            body=body,
        )
        try:
            reply = self.dispatcher.answer(raw)
        except ApiError as refusal:
            return httpx.Response(refusal.status, text=refusal.text)
        resource = raw.path.partition("/")[0]
        headers = {"location": f"http://office/api/v1/{resource}/{reply.created}"} if reply.created else {}
        if reply.body is None:
            return httpx.Response(reply.status, headers=headers)
        text = json.dumps(reply.body)
        return httpx.Response(reply.status, headers={**headers, "content-type": "application/json"}, text=text)


def _failure(trouble: str, when: str) -> BaseException | None:
    kind, _, moment = trouble.partition(" ")
    if moment != when:
        return None
    failures: dict[str, BaseException] = {
        "cut": httpx.ReadError("cut"), "timeout": httpx.ReadTimeout("late"), "die": Killed(),
    }  # fmt: skip
    return failures.get(kind)
