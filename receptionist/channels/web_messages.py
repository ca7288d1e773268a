"""What a web page may send on `/web/text` and `/web/voice`, read strictly; docs/text-channel.md, docs/web-voice.md."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

MAX_CHARACTERS = 6000
# A second of 16-bit audio at 24 kHz as base64; pages send fiftieths of it.
MAX_PAYLOAD = 64_000


class CallerText(BaseModel):
    type: Literal["caller.text"]
    text: str


class CallerHangUp(BaseModel):
    type: Literal["caller.hangup"]


class VoiceAudio(BaseModel):
    """Sound of the caller's: base64 of 16-bit little-endian samples, 24 kHz, mono."""

    type: Literal["voice.audio"]
    payload: str = Field(max_length=MAX_PAYLOAD, pattern=r"^[A-Za-z0-9+/]*={0,2}$")


class VoiceMark(BaseModel):
    """All of Lexi's voice that came before this mark was played."""

    type: Literal["voice.mark"]
    name: str = Field(max_length=64)


Typed = CallerText | CallerHangUp
Spoken = CallerText | CallerHangUp | VoiceAudio | VoiceMark
TYPED: TypeAdapter[Typed] = TypeAdapter(Annotated[Typed, Field(discriminator="type")])
SPOKEN: TypeAdapter[Spoken] = TypeAdapter(Annotated[Spoken, Field(discriminator="type")])


class BadMessage(ValueError):
    """What the client sent is not a message of this protocol; the text is for whoever wrote the client."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def read_client_message(message: dict[str, Any], *, spoken: bool) -> Spoken:
    """The client's message from an ASGI `websocket.receive`. Raises `BadMessage` with a sentence for the client."""
    text = message.get("text")
    if text is None:
        raise BadMessage("bad_message", "Send JSON text messages; this one was binary.")
    try:
        read = SPOKEN.validate_json(text) if spoken else TYPED.validate_json(text)
    except ValidationError:
        raise BadMessage(
            "bad_message",
            'This is not a message of this channel. Send {"type": "caller.text", "text": "..."} or '
            '{"type": "caller.hangup"}.',
        ) from None
    if isinstance(read, CallerText):
        if not read.text.strip():
            raise BadMessage("empty_message", "That message was empty. Type what you would like to say.")
        if len(read.text) > MAX_CHARACTERS:
            raise BadMessage(
                "message_too_long", f"That message is too long. Please keep it under {MAX_CHARACTERS} characters."
            )
    return read
