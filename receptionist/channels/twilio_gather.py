"""Turns by Twilio's own ears and voice, for a call that no voice engine serves any more: `POST /phone/gather`.

The caller keeps the line: `<Gather>` hears a turn, the supervisor answers it, `<Say>` speaks. Twilio gives a webhook
fifteen seconds, so an answer that takes longer is fetched by a `<Redirect>` after a word to the caller. A turn that
comes to another process than the call is in is passed on; the call of a process that is gone goes on from its log.
"""

import logging
from typing import Annotated
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy.exc import SQLAlchemyError

from receptionist.calls.by_turns import TurnByTurn, Words
from receptionist.calls.switchboard import Switchboard
from receptionist.channels import twiml
from receptionist.channels.keypad import TYPED_WORDS
from receptionist.channels.neighbours import neighbours_of
from receptionist.channels.twilio_desk import AFTER, GATHER, VOICEMAIL, Form, PhoneDesk, WebhookRefused, phone_desk
from receptionist.channels.twilio_follow import take_recording
from receptionist.store.phone import carrier_of

logger = logging.getLogger(__name__)

router = APIRouter()
Desk = Annotated[PhoneDesk, Depends(phone_desk)]
ANSWER_SECONDS = 8.0
# A caller who thinks; Twilio then reports that nothing was said.
LISTEN_SECONDS = 6
PERSON_KEY = "0"
OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})


@router.post(GATHER)
async def gather(request: Request, desk: Desk, step: str = "begin") -> Response:
    """A turn of a call without a voice engine. `step` is begin, heard, or more. 403 for a wrong signature."""
    try:
        form = await desk.form(request, GATHER)
    except WebhookRefused as refusal:
        return refusal.response()
    base = str(request.app.state.settings.public_url).rstrip("/")
    switchboard: Switchboard = request.app.state.switchboard
    neighbours = neighbours_of(request.app)
    call = desk.calls.find(form["CallSid"])
    turns = switchboard.by_turns(call.call_id) if call is not None else None
    if turns is None:
        call_id, carrier = await desk.ledger.run(lambda session: carrier_of(session, form["CallSid"])) or ("", "")
        target = f"{GATHER}?{request.url.query}"
        if (answer := await neighbours.ask(carrier, target, urlencode(form), request.headers)) is not None:
            return _answer(answer)
        turns = await _inherit(switchboard, call_id, orphaned=neighbours.departed(carrier))
    if turns is None:
        # Nobody knows any more what was said: a message is what can still be taken.
        return _answer(take_recording(phone=desk.profile.phone, voicemail_url=f"{base}{VOICEMAIL}"))
    if form.get("CallStatus") in OVER:
        await turns.end("caller_hung_up")
        return _answer(twiml.hang_up())
    words = await _words(turns, form, step)
    if words.end:
        await turns.end("goodbye")
        return _answer(twiml.say_and_hang_up(words.text))
    number = twiml.dialable(desk.profile.transfer.get(words.dial, "")) if words.dial else None
    if number is not None:
        await desk.dial_next(form["CallSid"], number)
        await turns.end("transfer")
        return _answer(say_and_go(words.text, f"{base}{AFTER}"))
    if words.more:
        return _answer(say_and_go(words.text, f"{base}{GATHER}?step=more"))
    return _answer(listen(words.text, f"{base}{GATHER}?step=heard"))


async def _inherit(switchboard: Switchboard, call_id: str, *, orphaned: bool) -> TurnByTurn | None:
    try:
        return await switchboard.inherit_by_turns(call_id, orphaned=orphaned)
    except SQLAlchemyError as error:
        logger.error("A call could not be taken over: %s", type(error).__name__)  # noqa: TRY400
        return None


async def _words(turns: TurnByTurn, form: Form, step: str) -> Words:
    digits = form.get("Digits", "")
    if digits == PERSON_KEY:
        return await turns.person()
    if step == "heard":
        typed = TYPED_WORDS.format(digits=digits) if digits else ""
        return await turns.heard(typed or form.get("SpeechResult", ""), ANSWER_SECONDS)
    return await (turns.more if step == "more" else turns.begin)(ANSWER_SECONDS)


def listen(words: str, action_url: str) -> str:
    """Say `words`, which the caller may interrupt, and hear a turn of speech or keys; `action_url` is told of it."""
    response = Element("Response")
    hear = SubElement(
        response,
        "Gather",
        input="speech dtmf",
        action=action_url,
        method="POST",
        timeout=str(LISTEN_SECONDS),
        speechTimeout="auto",
        speechModel="phone_call",
        language="en-US",
        finishOnKey="#",
        actionOnEmptyResult="true",
    )
    SubElement(hear, "Say").text = words
    return _document(response)


def say_and_go(words: str, url: str) -> str:
    """Say `words` and ask `url` what next."""
    response = Element("Response")
    SubElement(response, "Say").text = words
    SubElement(response, "Redirect", method="POST").text = url
    return _document(response)


def _answer(document: str) -> Response:
    return Response(document, media_type=twiml.MEDIA_TYPE)


def _document(response: Element) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>' + tostring(response, encoding="unicode")
