"""What the SIP channel knows between requests: which webhooks it has seen, and the calls that it carries."""

import asyncio
import logging
from collections.abc import Mapping

import openai
from starlette.requests import HTTPConnection

from receptionist.calls.switchboard import Switchboard
from receptionist.channels.sip_call import UNAVAILABLE, SipCall
from receptionist.channels.sip_handoffs import Handoffs
from receptionist.channels.sip_webhook import IncomingCall, Seen, WebhookRefused, read_webhook
from receptionist.engines.realtime import RealtimeEngine, key_header_of
from receptionist.settings import Settings
from receptionist.store.database import Database

logger = logging.getLogger(__name__)

HTTP_SECONDS = 8.0


class SipDesk:
    """The SIP channel of one service. Owns every call's task; `close` hangs all of them up and waits for their end."""

    def __init__(self, settings: Settings, switchboard: Switchboard, database: Database) -> None:
        self._switchboard = switchboard
        secret = settings.openai_webhook_secret
        self._secret = secret.get_secret_value() if secret is not None else None
        self._refer_form = settings.sip_refer_form
        key = settings.openai_api_key.get_secret_value()
        self._client = openai.AsyncOpenAI(
            api_key=key, base_url=settings.openai_base_url, max_retries=1, timeout=HTTP_SECONDS
        )
        self._like = RealtimeEngine(
            url=settings.openai_realtime_url,
            api_key=key,
            model=settings.realtime_model,
            voice=settings.voice,
            transcription_model=settings.transcription_model,
            key_header=key_header_of(settings.openai_realtime_url),
        )
        self._handoffs = Handoffs(database, switchboard.clock)
        self._seen = Seen()
        self._calls: dict[asyncio.Task[None], SipCall] = {}
        self._closing = False

    @property
    def running(self) -> int:
        """How many calls are carried now."""
        return len(self._calls)

    def take(self, body: bytes, headers: Mapping[str, str]) -> None:
        """Take one webhook; a call that it announces is carried in a task of its own. Raises `WebhookRefused`."""
        if self._secret is None:
            raise WebhookRefused(
                503, "This service takes no SIP calls yet: set OPENAI_WEBHOOK_SECRET to the webhook's signing secret."
            )
        incoming = read_webhook(self._client, body, headers, self._secret)
        if incoming is None or self._seen.before(f"webhook {incoming.webhook_id}", f"call {incoming.call_id}"):
            return
        call = self._call(incoming)
        task = asyncio.create_task(self._carry(incoming, call), name="sip call")
        self._calls[task] = call
        task.add_done_callback(self._over)

    async def close(self) -> None:
        """Take no more calls, end those that run, and wait until each has been hung up."""
        self._closing = True
        for call in self._calls.values():
            call.shut_down()
        if self._calls:
            await asyncio.gather(*self._calls, return_exceptions=True)
        await self._client.close()

    def _call(self, incoming: IncomingCall) -> SipCall:
        return SipCall(incoming, self._switchboard, self._client, self._like, self._refer_form, self._handoffs)

    async def _carry(self, incoming: IncomingCall, call: SipCall) -> None:
        if not await self._handoffs.claim(incoming.webhook_id):
            return
        if self._closing:
            await call.turn_away(UNAVAILABLE)
            return
        await call.carry()

    def _over(self, task: "asyncio.Task[None]") -> None:
        self._calls.pop(task, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("A SIP call broke with %s", type(error).__name__)


def sip_desk(connection: HTTPConnection) -> SipDesk:
    """The desk of the application that serves `connection`, made when the first call comes."""
    state = connection.app.state
    desk: SipDesk | None = getattr(state, "sip_desk", None)
    if desk is None:
        desk = state.sip_desk = SipDesk(state.settings, state.switchboard, state.database)
    return desk
