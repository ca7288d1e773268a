"""What the phone channel knows between requests, and its answers to Twilio's webhooks."""

import contextlib
import logging
import re
from urllib.parse import parse_qsl

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import HTTPConnection

from receptionist.channels import twiml
from receptionist.channels.twilio_calls import NOTHING_RECORDED, PhoneCalls, after_dial, follow_up
from receptionist.channels.twilio_signature import is_signed, stream_addresses
from receptionist.channels.twilio_tokens import StreamTokens
from receptionist.channels.twilio_voicemail import NoRecording, read_voicemail, store_voicemail
from receptionist.clock import Clock
from receptionist.practice.profile import PracticeProfile
from receptionist.settings import Settings
from receptionist.store.database import Database, DatabaseError

logger = logging.getLogger(__name__)

MAX_FORM_BYTES = 64_000
MAX_FIELDS = 200
INCOMING, STREAM, AFTER, STATUS = "/phone/incoming", "/phone/stream", "/phone/after", "/phone/status"
VOICEMAIL = "/phone/voicemail"
THANKS = "Thank you. Your message is with the front desk, and we will call you back. Goodbye."
NOT_KEPT = "I'm sorry, your message could not be saved. Please call {phone} again. Goodbye."
_CALL_SID = re.compile(r"[A-Za-z0-9]{1,64}")
_FINAL = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})

Form = dict[str, str]


class WebhookRefused(Exception):
    """A request that isn't Twilio's, or can't be answered; the text is for the person who reads the response."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status

    def response(self) -> Response:
        """The refusal as HTTP."""
        return PlainTextResponse(str(self), status_code=self.status)


class PhoneDesk:
    """The phone channel of one service: checks who asks, gives out stream tokens, remembers what calls came to."""

    def __init__(self, settings: Settings, profile: PracticeProfile, clock: Clock) -> None:
        self.profile = profile
        self.clock = clock
        self.tokens = StreamTokens(clock)
        self.calls = PhoneCalls(clock)
        self._public_url = settings.public_url.rstrip("/")
        self._database_url = settings.database_url
        token = settings.twilio_auth_token
        self._auth_token = token.get_secret_value() if token is not None else None

    @property
    def stream_url(self) -> str:
        """Where the media stream connects: the public address as ws or wss."""
        return f"ws{self._public_url.removeprefix('http')}{STREAM}"

    async def form(self, request: Request, path: str) -> Form:
        """The fields of a webhook's form, once its signature is proven. Raises `WebhookRefused`."""
        token = self._token()
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_FORM_BYTES:
                raise WebhookRefused(413, "This request is too large to come from Twilio.")
        try:
            fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MAX_FIELDS)
        except ValueError:
            raise WebhookRefused(400, "This is not a form as Twilio sends it.") from None
        query = f"?{request.url.query}" if request.url.query else ""
        signature = request.headers.get("X-Twilio-Signature", "")
        if not is_signed(token, signature, [f"{self._public_url}{path}{query}"], fields):
            logger.warning("A request to %s had a wrong signature", path)
            raise WebhookRefused(
                403,
                "The signature of this request is wrong. Check that TWILIO_AUTH_TOKEN is the account's auth token and "
                "that PUBLIC_URL is the address Twilio calls.",
            )
        form = dict(fields)
        if not _CALL_SID.fullmatch(form.get("CallSid", "")):
            raise WebhookRefused(400, "This request names no call; Twilio sends a CallSid with each.")
        return form

    def stream_is_signed(self, connection: HTTPConnection) -> bool:
        """Whether the request to open a stream is Twilio's."""
        if self._auth_token is None:
            return False
        signature = connection.headers.get("X-Twilio-Signature", "")
        return is_signed(self._auth_token, signature, stream_addresses(self.stream_url))

    def pick_up(self, form: Form) -> str:
        """The TwiML that answers a new call."""
        return twiml.connect_stream(
            notice=self.profile.notice,
            stream_url=self.stream_url,
            after_url=f"{self._public_url}{AFTER}",
            token=self.tokens.issue(form["CallSid"]),
        )

    def after(self, form: Form) -> str:
        """The TwiML for a call whose stream, or whose transfer, has ended."""
        if form.get("CallStatus") in _FINAL:
            return twiml.hang_up()
        phone = self.profile.phone
        if "DialCallStatus" in form:
            return after_dial(form["DialCallStatus"], phone=phone, voicemail_url=f"{self._public_url}{VOICEMAIL}")
        call = self.calls.find(form["CallSid"])
        return follow_up(call, phone=phone, after_url=f"{self._public_url}{AFTER}")

    async def voicemail(self, form: Form) -> str:
        """Store a recorded message; the TwiML says so once it is stored, and not before."""
        over = form.get("CallStatus") in _FINAL
        call = self.calls.find(form["CallSid"])
        try:
            voicemail = read_voicemail(form)
            # Spoken messages are rare, so the database is opened for each instead of being kept open for them.
            with contextlib.closing(Database(self._database_url)) as database:
                await store_voicemail(
                    database, voicemail, (call.call_id if call else "") or form["CallSid"], self.clock.now()
                )
        except NoRecording:
            words = NOTHING_RECORDED.format(phone=self.profile.phone)
        except (SQLAlchemyError, DatabaseError) as error:
            # The text of a database error quotes the row, so only its type may be logged.
            logger.error("A voice message could not be stored: %s", type(error).__name__)  # noqa: TRY400
            words = NOT_KEPT.format(phone=self.profile.phone)
        else:
            words = THANKS
        return twiml.hang_up() if over else twiml.say_and_hang_up(words)

    def status(self, form: Form) -> None:
        """Take Twilio's word on how a call stands; a call that is over needs no stream any more."""
        if form.get("CallStatus") in _FINAL:
            self.tokens.revoke(form["CallSid"])

    def _token(self) -> str:
        if self._auth_token is None:
            raise WebhookRefused(
                503,
                "This service takes no telephone calls yet: set TWILIO_AUTH_TOKEN to the Twilio account's auth token.",
            )
        return self._auth_token


def phone_desk(connection: HTTPConnection) -> PhoneDesk:
    """The desk of the application that serves `connection`, made when the first call comes."""
    state = connection.app.state
    desk: PhoneDesk | None = getattr(state, "phone_desk", None)
    if desk is None:
        desk = state.phone_desk = PhoneDesk(state.settings, state.profile, state.switchboard.clock)
    return desk
