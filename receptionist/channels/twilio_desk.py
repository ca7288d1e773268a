"""What the phone channel knows between requests, and its answers to Twilio's webhooks."""

import logging
import re
import secrets
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session
from starlette.requests import HTTPConnection

from receptionist.channels import twiml
from receptionist.channels.twilio_calls import EndedBy, PhoneCall, PhoneCalls
from receptionist.channels.twilio_follow import NOTHING_RECORDED, follow_up
from receptionist.channels.twilio_ledger import PhoneLedger
from receptionist.channels.twilio_signature import is_signed, stream_addresses
from receptionist.channels.twilio_tokens import Pass, StreamTokens
from receptionist.channels.twilio_transfers import MAX_RETURNS, Addresses, PhoneTransfers
from receptionist.channels.twilio_voicemail import NoRecording, read_voicemail, store_voicemail
from receptionist.channels.twilio_warmup import NoPreparation, Preparing, WarmUps
from receptionist.clock import Clock
from receptionist.practice.profile import PracticeProfile
from receptionist.settings import Settings
from receptionist.store.database import Database, DatabaseError
from receptionist.store.messages import fill_callback
from receptionist.store.phone import PhoneCallRow

logger = logging.getLogger(__name__)

MAX_FORM_BYTES = 64_000
MAX_FIELDS = 200
INCOMING, STREAM, AFTER, STATUS = "/phone/incoming", "/phone/stream", "/phone/after", "/phone/status"
VOICEMAIL, WHISPER, GATHER = "/phone/voicemail", "/phone/whisper", "/phone/gather"
CUT_OFF_FOR_A_MOMENT = "I'm sorry, we were cut off for a moment. Please stay on the line."
THANKS = "Thank you. Your message is with the front desk, and we will call you back. Goodbye."
NOT_KEPT = "I'm sorry, your message could not be saved. Please call {phone} again. Goodbye."
ENDINGS: dict[str, EndedBy] = {"house": "house", "caller": "caller", "line": "line"}
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
    """The phone channel of one process: checks who asks, gives out stream tokens, and knows what calls came to.

    With a `database` that knowledge is shared with every other process; without one it is this process's alone.
    """

    def __init__(
        self,
        settings: Settings,
        profile: PracticeProfile,
        clock: Clock,
        database: Database | None = None,
        house: Preparing | None = None,
    ) -> None:
        self.profile = profile
        self.clock = clock
        token = settings.twilio_auth_token
        self._auth_token = token.get_secret_value() if token is not None else None
        self._public_url = settings.public_url.rstrip("/")
        self._database = database
        self.ledger = PhoneLedger(database, clock)
        self.calls = PhoneCalls(clock, self._changed)
        # Without an auth token no webhook is answered, so that no token is ever given out.
        self.tokens = StreamTokens(self._auth_token or secrets.token_hex(), clock, self.calls.admit)
        self.warm_ups = WarmUps(house or NoPreparation(), clock)
        addresses = Addresses(self._at(AFTER), self._at(WHISPER), self._at(VOICEMAIL))
        self.transfers = PhoneTransfers(self.ledger, profile, clock, addresses, self._connect)

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
        """The TwiML that answers a new call; what the call will need is opened meanwhile."""
        if form.get("CallStatus") in _FINAL:
            return twiml.hang_up()
        call_sid = form["CallSid"]
        # A withheld number arrives as a word, or as a number of the carrier's that nobody answers.
        number = twiml.dialable(form.get("From", "")) or ""
        self.calls.expect(call_sid, number)
        # The stream may come to another process, which is not told the number.
        self.ledger.expect(call_sid, number)
        self.warm_ups.start(call_sid, number)
        return self._connect(call_sid, self.profile.notice, Pass())

    async def what_follows(self, form: Form) -> str:
        """The TwiML for a call whose stream, or whose transfer, has ended, whichever process either was in."""
        call_sid = form["CallSid"]
        if form.get("CallStatus") in _FINAL:
            await self.over(call_sid)
            return twiml.hang_up()
        if "DialCallStatus" in form:
            return await self.transfers.ended(call_sid, form["DialCallStatus"])
        call = self.calls.find(call_sid) or await self._from_the_store(call_sid)
        if call is not None and call.dial and not call.continue_by and call.ended_by != "caller":
            await self.ledger.settled(call_sid)
            return await self.transfers.begin(call)
        if call is not None and self._can_go_on(call):
            onward = Pass(call_id=call.call_id, returns=call.admitted.returns + 1)
            return self._connect(call_sid, CUT_OFF_FOR_A_MOMENT, onward)
        return self._follow(call)

    def _can_go_on(self, call: PhoneCall) -> bool:
        """Whether a call whose line or process was lost can go on with Lexi, who knows what was said so far."""
        lost = call.ended_by == "line" and not self.calls.streams(call.call_sid)
        return lost and bool(call.call_id) and not call.continue_by and call.admitted.returns < MAX_RETURNS

    async def dial_next(self, call_sid: str, number: str) -> None:
        """Have `what_follows` put the caller through to `number`, whichever process it is asked in."""
        call = self.calls.find(call_sid) or await self._from_the_store(call_sid) or PhoneCall(call_sid)
        call.continue_by, call.dial = "", number
        self.ledger.save(call)
        await self.ledger.settled(call_sid)

    async def whisper(self, form: Form, transfer_id: str) -> str:
        """The TwiML for staff who picked up a warm transfer, or who pressed a key in it."""
        if form.get("CallStatus") in _FINAL:
            return twiml.hang_up()
        return await self.transfers.whisper(transfer_id, form.get("Digits"))

    async def voicemail(self, form: Form) -> str:
        """Store a recorded message; the TwiML says so once it is stored, and not before."""
        over = form.get("CallStatus") in _FINAL
        known = self.calls.find(form["CallSid"])
        stored = None if known is not None and known.call_id else await self.ledger.find(form["CallSid"], ended=False)
        call_id = (known.call_id if known else "") or (stored.call_id if stored else "") or form["CallSid"]
        try:
            voicemail = read_voicemail(form)
            if self._database is None:
                raise DatabaseError("There is no database to keep the message in.")
            await store_voicemail(self._database, voicemail, call_id, self.clock.now())
        except NoRecording:
            words = NOTHING_RECORDED.format(phone=self.profile.phone)
        except (SQLAlchemyError, DatabaseError) as error:
            # The text of a database error quotes the row, so only its type may be logged.
            logger.error("A voice message could not be stored: %s", type(error).__name__)  # noqa: TRY400
            words = NOT_KEPT.format(phone=self.profile.phone)
        else:
            words = THANKS
        return twiml.hang_up() if over else twiml.say_and_hang_up(words)

    async def status(self, form: Form) -> None:
        """Take Twilio's word on how a call stands; a late word that it still goes on changes nothing."""
        if form.get("CallStatus") in _FINAL:
            await self.over(form["CallSid"])

    async def over(self, call_sid: str) -> None:
        """The call has ended, however and in whatever state: nothing waits for it any more, and staff know of it."""
        self.tokens.revoke(call_sid)
        self.warm_ups.cancel(call_sid)
        await self.transfers.abandoned(call_sid)

        def close(session: Session) -> None:
            known = session.get(PhoneCallRow, call_sid)
            row = known or PhoneCallRow(call_sid=call_sid, updated_at=self.clock.now())
            row.over = True
            session.add(row)
            if row.call_id and row.caller:
                fill_callback(session, row.call_id, row.caller)

        await self.ledger.run(close)

    async def close(self) -> None:
        """Drop what still rings and wait for what is being written."""
        await self.warm_ups.close()
        await self.ledger.close()

    def _follow(self, call: PhoneCall | None) -> str:
        return follow_up(
            call,
            phone=self.profile.phone,
            after_url=self._at(AFTER),
            gather_url=self._at(GATHER),
            voicemail_url=self._at(VOICEMAIL),
        )

    def _connect(self, call_sid: str, words: str, onward: Pass) -> str:
        """Say `words`, then connect the call to Lexi."""
        return twiml.connect_stream(
            notice=words,
            stream_url=self.stream_url,
            after_url=self._at(AFTER),
            token=self.tokens.issue(call_sid, onward),
        )

    def _changed(self, call: PhoneCall) -> None:
        self.warm_ups.taken(call.call_sid)
        if call.admitted.token_id and not call.claimed:
            call.claimed = True
            self.ledger.claim(call.admitted.token_id, call)
        self.ledger.save(call)

    async def _from_the_store(self, call_sid: str) -> PhoneCall | None:
        row = await self.ledger.find(call_sid, ended=True)
        if row is None:
            return None
        call = PhoneCall(call_sid)
        call.call_id, call.caller, call.dial, call.unheard = row.call_id, row.caller, row.dial, row.unheard
        call.ended_by = ENDINGS.get(row.ended_by, "line")
        call.continue_by = "gather" if row.continue_by == "gather" else ""
        call.admitted = Pass(call_id=row.call_id if row.returns else "", returns=row.returns)
        return call

    def _at(self, path: str) -> str:
        return f"{self._public_url}{path}"

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
        house = state.switchboard if isinstance(state.switchboard, Preparing) else None
        desk = state.phone_desk = PhoneDesk(
            state.settings, state.profile, state.switchboard.clock, getattr(state, "database", None), house
        )
    return desk


async def close_phone_desk(app: FastAPI) -> None:
    """Close the application's desk, if a call ever came; what it was writing is written when this returns."""
    desk: PhoneDesk | None = getattr(app.state, "phone_desk", None)
    if desk is not None:
        await desk.close()
