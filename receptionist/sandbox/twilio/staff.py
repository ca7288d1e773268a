"""The telephones of the practice's staff: what happens when a caller is put through to one, by script."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import urljoin

from receptionist.sandbox.twilio.twiml import Dial, Gather, Hangup, Redirect, Say, Verb
from receptionist.sandbox.twilio.webhooks import Webhooks

Staff = Literal["answers", "busy", "no-answer", "refuses", "voicemail"]
STAFF: tuple[Staff, ...] = get_args(Staff)
KEYS: dict[Staff, str] = {"answers": "1", "refuses": "2"}
MAX_DOCUMENTS = 5


@dataclass(frozen=True)
class Dialled:
    """What came of a `<Dial>`: Twilio's word, and whether the two were connected."""

    status: str
    bridged: bool

    def fields(self) -> dict[str, str]:
        """What the `<Dial>`'s action is told."""
        return {"DialCallStatus": self.status, "DialBridged": str(self.bridged).lower()}


class StaffPhone:
    """One telephone of the practice. `tell` hears what staff hear and press; `leaves` is awaited before each step of
    theirs and raises what ends the call there."""

    def __init__(
        self,
        staff: Staff,
        webhooks: Webhooks,
        tell: Callable[[str, str], None],
        leaves: Callable[[str], Awaitable[None]],
    ) -> None:
        self._staff = staff
        self._webhooks = webhooks
        self._tell = tell
        self._leaves = leaves

    async def ring(self, dial: Dial, at: str) -> Dialled:
        """Be dialled by the document at `at`; returns when the two were connected and spoke, or were not connected."""
        await self._leaves("dialling")
        if self._staff in ("busy", "no-answer"):
            return Dialled(self._staff, bridged=False)
        if dial.whisper is None:
            if self._staff == "refuses":
                return Dialled("busy", bridged=False)
            self._tell("staff", "(take the call)")
            return Dialled("completed", bridged=True)
        accepted = await self._hear_whisper(urljoin(at, dial.whisper))
        # The leg was answered, so this is Twilio's word for it whether or not staff took the call.
        return Dialled("completed", bridged=accepted)

    async def _hear_whisper(self, url: str) -> bool:
        """What runs on the dialled leg before it is connected; True when it ends without hanging up."""
        leg = self._webhooks.leg("CA" + secrets.token_hex(16))
        document = await leg.twiml(url, "in-progress")
        for _ in range(MAX_DOCUMENTS):
            following = await self._play(document, url)
            if isinstance(following, bool):
                return following
            url, fields = following
            document = await leg.twiml(url, "in-progress", fields)
        return False

    async def _play(self, document: tuple[Verb, ...], at: str) -> bool | tuple[str, dict[str, str]]:
        for verb in document:
            match verb:
                case Say():
                    self._tell("staff", f"(hear) {verb.text}")
                case Gather():
                    self._tell("staff", f"(hear) {verb.words}")
                    await self._leaves("whisper")
                    key = KEYS.get(self._staff)
                    if key is not None and verb.action is not None:
                        self._tell("staff", f"(press {key})")
                        return urljoin(at, verb.action), {"Digits": key}
                case Redirect():
                    return urljoin(at, verb.url), {}
                case Hangup():
                    return False
                case _:
                    return False
        return True
