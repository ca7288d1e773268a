"""The TwiML that Lexi answers Twilio with: what to say and do before and after the stream."""

import re
from xml.etree.ElementTree import Element, SubElement, tostring

MEDIA_TYPE = "application/xml"
RING_SECONDS = 25
# What staff may take to press a key once they have heard who it is.
KEY_SECONDS = 8
MESSAGE_SECONDS = 180
# So long a silence ends a message; people look for a number or a date while they speak.
MESSAGE_PAUSE_SECONDS = 8


def connect_stream(*, notice: str, stream_url: str, after_url: str, token: str) -> str:
    """Speak the notice, then connect the call to the stream; `after_url` is asked what next when the stream has ended.

    The token is a parameter because Twilio drops the query string of a stream's address.
    """
    response = Element("Response")
    SubElement(response, "Say").text = notice
    connect = SubElement(response, "Connect", action=after_url)
    stream = SubElement(connect, "Stream", url=stream_url)
    SubElement(stream, "Parameter", name="token", value=token)
    return _document(response)


def dial(number: str, *, after_url: str, whisper_url: str = "") -> str:
    """Put the caller through to `number` (E.164); `after_url` is told what came of it.

    With `whisper_url`, whoever picks up hears what that address answers before the two are connected, while the
    caller hears it ring on (`answerOnBridge`).
    """
    response = Element("Response")
    verb = SubElement(response, "Dial", action=after_url, timeout=str(RING_SECONDS))
    if not whisper_url:
        verb.text = number
        return _document(response)
    verb.set("answerOnBridge", "true")
    SubElement(verb, "Number", url=whisper_url).text = number
    return _document(response)


def whisper(words: str, *, action_url: str) -> str:
    """Say `words` to staff, twice, and wait for one key, which `action_url` is told of; without one, hang up."""
    response = Element("Response")
    gather = SubElement(response, "Gather", action=action_url, numDigits="1", timeout=str(KEY_SECONDS))
    SubElement(gather, "Say", loop="2").text = words
    SubElement(response, "Hangup")
    return _document(response)


def connect() -> str:
    """Nothing more to say to staff: the two are connected."""
    return _document(Element("Response"))


def redirect(url: str) -> str:
    """Ask `url` what to do."""
    response = Element("Response")
    SubElement(response, "Redirect").text = url
    return _document(response)


def record(*, words: str, action_url: str, words_without_a_message: str) -> str:
    """Say `words`, then take a spoken message, which `action_url` is told of.

    Twilio goes on with the next verb when nothing was said, hence the words for that case.
    """
    response = Element("Response")
    SubElement(response, "Say").text = words
    SubElement(
        response,
        "Record",
        action=action_url,
        maxLength=str(MESSAGE_SECONDS),
        timeout=str(MESSAGE_PAUSE_SECONDS),
        finishOnKey="#",
        playBeep="true",
    )
    SubElement(response, "Say").text = words_without_a_message
    SubElement(response, "Hangup")
    return _document(response)


def say_and_hang_up(words: str) -> str:
    """Say `words` in Twilio's own voice and end the call."""
    response = Element("Response")
    SubElement(response, "Say").text = words
    SubElement(response, "Hangup")
    return _document(response)


def hang_up() -> str:
    """End the call."""
    response = Element("Response")
    SubElement(response, "Hangup")
    return _document(response)


def dialable(phone: str) -> str | None:
    """A phone number as written in a profile, as E.164; ten digits are North American. None when it isn't plain.

    A number with letters in it (an extension, say) is refused rather than dialled wrong.
    """
    digits = re.sub(r"[\s().\-/]", "", phone)
    if not re.fullmatch(r"\+?[0-9]{10,15}", digits):
        return None
    if digits.startswith("+"):
        return digits
    return f"+1{digits}" if len(digits) == 10 else f"+{digits}"


def _document(response: Element) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>' + tostring(response, encoding="unicode")
