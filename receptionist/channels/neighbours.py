"""The other processes behind the same port, and how to hand one a request about a call that lives there.

Twilio's next question about a call may come to any process. Most are answered from the store; what can only be answered
where the call is carried is passed on, as it came, over this machine's loopback, where each process listens as well.
"""

import logging
from collections.abc import Mapping

import httpx
from fastapi import FastAPI

logger = logging.getLogger(__name__)

# Twilio gives a webhook fifteen seconds.
ANSWER_SECONDS = 13.0
# Marks a request that was passed on once, so that two processes that are wrong about each other don't play ball.
PASSED_ON = "x-passed-on"


class Neighbours:
    """Who lives: `alive` processes `of` so many that should, this one included, and the ports of the others' doors.

    It starts as one process alone; whoever started several keeps it told.
    """

    def __init__(self) -> None:
        self.alive = self.of = 1
        self._ports: Mapping[str, int] = {}
        self._departed: set[str] = set()
        self._client: httpx.AsyncClient | None = None

    def told(self, alive: int, of: int, ports: Mapping[str, int]) -> None:
        """Take news: `ports` by process id."""
        self._departed |= self._ports.keys() - ports.keys()
        self.alive, self.of, self._ports = alive, of, ports

    def departed(self, process_id: str) -> bool:
        """Whether that process was here and is gone."""
        return process_id in self._departed

    async def ask(self, process_id: str, target: str, body: str, headers: Mapping[str, str]) -> str | None:
        """The answer of that process to a form posted to `target`; None when it isn't here or does not answer.

        `headers` must hold the sender's signature, which the other process checks again.
        """
        port = self._ports.get(process_id)
        if port is None or PASSED_ON in headers:
            return None
        if self._client is None:
            # Loopback must not go through a proxy that the environment names.
            self._client = httpx.AsyncClient(timeout=ANSWER_SECONDS, trust_env=False)
        passed = {"Content-Type": "application/x-www-form-urlencoded", PASSED_ON: "1"}
        if signature := headers.get("x-twilio-signature"):
            passed["X-Twilio-Signature"] = signature
        try:
            answer = await self._client.post(f"http://127.0.0.1:{port}{target}", content=body, headers=passed)
            answer.raise_for_status()
        except httpx.HTTPError as error:
            logger.warning("Another process did not answer for its call: %s", type(error).__name__)
            return None
        return answer.text

    async def close(self) -> None:
        """Close connections to the others."""
        if self._client is not None:
            await self._client.aclose()


def neighbours_of(app: FastAPI) -> Neighbours:
    """The neighbours of this application, which is alone until it is told otherwise."""
    neighbours: Neighbours | None = getattr(app.state, "neighbours", None)
    if neighbours is None:
        neighbours = app.state.neighbours = Neighbours()
    return neighbours
