"""The phone channel: Twilio's webhooks; the audio itself is in `phone_stream` (docs/phone.md)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from receptionist.channels import twiml
from receptionist.channels.twilio_desk import (
    AFTER,
    INCOMING,
    STATUS,
    VOICEMAIL,
    WHISPER,
    PhoneDesk,
    WebhookRefused,
    phone_desk,
)

router = APIRouter()
Desk = Annotated[PhoneDesk, Depends(phone_desk)]


@router.post(INCOMING)
async def incoming(request: Request, desk: Desk) -> Response:
    """A call comes in: the notice, then the stream. 403 for a wrong signature, 503 when no calls are taken yet."""
    try:
        form = await desk.form(request, INCOMING)
    except WebhookRefused as refusal:
        return refusal.response()
    return Response(desk.pick_up(form), media_type=twiml.MEDIA_TYPE)


@router.post(AFTER)
async def after(request: Request, desk: Desk) -> Response:
    """The stream or a transfer has ended: dial, take a message, apologise or hang up."""
    try:
        form = await desk.form(request, AFTER)
    except WebhookRefused as refusal:
        return refusal.response()
    return Response(await desk.what_follows(form), media_type=twiml.MEDIA_TYPE)


@router.post(WHISPER)
async def whisper(request: Request, desk: Desk, transfer: str = "") -> Response:
    """Staff picked up a warm transfer, or pressed a key in it. `transfer` names it; the signature covers it too."""
    try:
        form = await desk.form(request, WHISPER)
    except WebhookRefused as refusal:
        return refusal.response()
    return Response(await desk.whisper(form, transfer), media_type=twiml.MEDIA_TYPE)


@router.post(VOICEMAIL)
async def voicemail(request: Request, desk: Desk) -> Response:
    """A message was recorded; it is stored before the caller hears so."""
    try:
        form = await desk.form(request, VOICEMAIL)
    except WebhookRefused as refusal:
        return refusal.response()
    return Response(await desk.voicemail(form), media_type=twiml.MEDIA_TYPE)


@router.post(STATUS)
async def status(request: Request, desk: Desk) -> Response:
    """Twilio reports how a call stands."""
    try:
        await desk.status(await desk.form(request, STATUS))
    except WebhookRefused as refusal:
        return refusal.response()
    return Response(status_code=204)
