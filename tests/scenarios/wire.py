"""Between the house and Open Dental: keeps every write the house sends, and lets staff be quicker by a moment."""

from collections.abc import Awaitable, Callable
from typing import Any

INSPECTOR = b"sandbox/inspector"


class Wire:
    """Wraps Open Dental's app. `writes` are "POST appointments" and so on, as the house sent them, in order.

    `in_between`, when set, is awaited once, after the house has sent its next write and before Open Dental sees it.
    """

    def __init__(self) -> None:
        self.writes: list[str] = []
        self.in_between: Callable[[], Awaitable[None]] | None = None
        self._app: Any = None

    def around(self, app: Any) -> "Wire":
        self._app = app
        return self

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["method"] != "GET" and scope["path"].startswith("/api/v1/"):
            authorization = dict(scope["headers"]).get(b"authorization", b"")
            if INSPECTOR not in authorization:
                self.writes.append(f"{scope['method']} {scope['path'].removeprefix('/api/v1/')}")
                meanwhile, self.in_between = self.in_between, None
                if meanwhile is not None:
                    await meanwhile()
        await self._app(scope, receive, send)
