"""Reads TwiML as strictly as Twilio does, for the verbs that a receptionist answers with.

Sources: Twilio's TwiML pages for Say, Connect, Stream, Parameter, Dial, Number, Gather, Redirect, Record and Hangup,
and its error codes (12100 document parse failure, 12200 schema validation, 31920 stream addresses).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError, XMLParser

from receptionist.sandbox.twilio.errors import TwimlRefused

MAX_DOCUMENT, MAX_SAY, MAX_PARAMETER = 64_000, 4096, 500
LOOPBACK = ("127.0.0.1", "localhost", "::1", "0.0.0.0")  # noqa: S104  (compared with, never bound)
_METHODS = {"method"}
_DIALLED = re.compile(r"\+?[0-9][0-9()\-. ]{2,20}")


@dataclass(frozen=True)
class Say:
    """Twilio's own voice says `text`."""

    text: str

    def __str__(self) -> str:
        return f"Say {self.text}"


@dataclass(frozen=True)
class ConnectStream:
    """The call is connected to a media stream; `action` is asked what next when it has ended."""

    url: str
    parameters: tuple[tuple[str, str], ...]
    action: str | None

    def __str__(self) -> str:
        return "Connect"


@dataclass(frozen=True)
class Dial:
    """The caller is put through to `number`; `action` is told what came of it.

    `whisper` is asked what whoever picks up hears before the two are connected; `rings_on` tells whether the caller
    hears it ring meanwhile (`answerOnBridge`), or silence.
    """

    number: str
    action: str | None
    whisper: str | None = None
    rings_on: bool = False

    def __str__(self) -> str:
        return f"Dial {self.number}"


@dataclass(frozen=True)
class Record:
    """The caller's message is recorded; `action` is told of it. Goes on with the next verb when nothing is said."""

    action: str | None

    def __str__(self) -> str:
        return "Record"


@dataclass(frozen=True)
class Gather:
    """`words` are said, and `keys` keys awaited for `timeout` seconds, of which `action` is told.

    With `speech` the caller may speak instead. Goes on with the next verb when nothing is pressed or said.
    """

    words: str
    action: str | None
    keys: int | None
    timeout: int
    speech: bool

    def __str__(self) -> str:
        return "Gather"


@dataclass(frozen=True)
class Redirect:
    """`url` is asked what to do."""

    url: str

    def __str__(self) -> str:
        return "Redirect"


@dataclass(frozen=True)
class Pause:
    """Nothing is said for `seconds`."""

    seconds: int

    def __str__(self) -> str:
        return "Pause"


@dataclass(frozen=True)
class Hangup:
    """The call ends."""

    def __str__(self) -> str:
        return "Hangup"


Verb = Say | ConnectStream | Dial | Record | Gather | Redirect | Pause | Hangup


def read_twiml(document: str) -> tuple[Verb, ...]:
    """The verbs of a document, in order. Raises `TwimlRefused`."""
    if len(document) > MAX_DOCUMENT:
        raise TwimlRefused(f"The TwiML is longer than {MAX_DOCUMENT} characters.")
    parser = XMLParser()  # noqa: S314  (the document is the tested service's own)
    try:
        parser.feed(document.strip())
        response: Element = parser.close()
    except ParseError as error:
        raise TwimlRefused(f"The TwiML is not well-formed XML ({error}).") from None
    if response.tag != "Response":
        raise TwimlRefused(f"TwiML begins with <Response>, not <{response.tag}>.")
    _check(response, attributes=(), text=False)
    return tuple(_verb(element) for element in response)


def _verb(element: Element) -> Verb:
    match element.tag:
        case "Say":
            return _say(element)
        case "Connect":
            return _connect(element)
        case "Dial":
            return _dial(element)
        case "Record":
            return _record(element)
        case "Gather":
            return _gather(element)
        case "Redirect":
            _check(element, attributes=_METHODS, text=True, children=False)
            return Redirect((element.text or "").strip())
        case "Pause":
            _check(element, attributes=("length",), text=False, children=False)
            return Pause(_whole(element, "length", "1"))
        case "Hangup":
            _check(element, attributes=(), text=False, children=False)
            return Hangup()
        case other:
            raise TwimlRefused(f"<{other}> is not a verb of this Twilio; names are case-sensitive.")


def _whole(element: Element, name: str, default: str) -> int:
    text = element.get(name, default)
    if not (text.isdigit() and int(text) >= 1):
        raise TwimlRefused(f"The {name} of a <{element.tag}> is a whole number, at least 1.")
    return int(text)


def _say(element: Element) -> Say:
    _check(element, attributes=("voice", "language", "loop"), text=True, children=False)
    text = " ".join((element.text or "").split())
    if not 0 < len(text) <= MAX_SAY:
        raise TwimlRefused(f"<Say> needs from 1 to {MAX_SAY} characters of text.")
    return Say(text)


def _connect(element: Element) -> ConnectStream:
    _check(element, attributes={"action"} | _METHODS, text=False)
    if [child.tag for child in element] != ["Stream"]:
        raise TwimlRefused("<Connect> needs exactly one <Stream>.")
    stream = element[0]
    _check(stream, attributes=("url", "name", "track", "statusCallback", "statusCallbackMethod"), text=False)
    if stream.get("track", "inbound_track") != "inbound_track":
        raise TwimlRefused("A <Stream> in <Connect> carries the inbound track only.")
    parameters = tuple(_parameter(child) for child in stream)
    return ConnectStream(_stream_url(stream.get("url", "")), parameters, element.get("action"))


def _stream_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host:
        raise TwimlRefused("<Stream> needs the whole address of a stream as its url.")
    if parts.query or "?" in url or parts.fragment:
        raise TwimlRefused("The url of a <Stream> may have no query string; use <Parameter>.")
    # Twilio takes wss alone; on this machine there is no certificate to take it with.
    if parts.scheme != "wss" and not (parts.scheme == "ws" and host in LOOPBACK):
        raise TwimlRefused("The url of a <Stream> must begin with wss://.")
    return url


def _parameter(element: Element) -> tuple[str, str]:
    if element.tag != "Parameter":
        raise TwimlRefused(f"<{element.tag}> may not stand in a <Stream>.")
    _check(element, attributes=("name", "value"), text=False, children=False)
    name, value = element.get("name", ""), element.get("value")
    if not name or value is None:
        raise TwimlRefused("<Parameter> needs a name and a value.")
    if len(name) + len(value) > MAX_PARAMETER:
        raise TwimlRefused(f"A <Parameter> may have {MAX_PARAMETER} characters, name and value together.")
    return name, value


def _dial(element: Element) -> Dial:
    attributes = {"action", "timeout", "callerId", "timeLimit", "answerOnBridge"} | _METHODS
    whisper: str | None = None
    if len(element):
        _check(element, attributes=attributes, text=False)
        number, whisper = _number(element)
    else:
        _check(element, attributes=attributes, text=True)
        number = (element.text or "").strip()
    if not _DIALLED.fullmatch(number):
        raise TwimlRefused("<Dial> needs a telephone number.")
    timeout = element.get("timeout", "30")
    if not (timeout.isdigit() and 5 <= int(timeout) <= 600):
        raise TwimlRefused("The timeout of a <Dial> is from 5 to 600 seconds.")
    return Dial(number, element.get("action"), whisper, element.get("answerOnBridge") == "true")


def _number(dial: Element) -> tuple[str, str | None]:
    if [child.tag for child in dial] != ["Number"]:
        raise TwimlRefused("This Twilio dials one <Number> at a time.")
    number = dial[0]
    events = {"statusCallback", "statusCallbackEvent", "statusCallbackMethod"}
    _check(number, attributes={"url", "sendDigits"} | _METHODS | events, text=True, children=False)
    return (number.text or "").strip(), number.get("url")


def _gather(element: Element) -> Gather:
    attributes = {"action", "input", "numDigits", "timeout", "finishOnKey", "speechTimeout", "speechModel", "language"}
    attributes |= {"actionOnEmptyResult", "hints", "enhanced", "profanityFilter", "bargeIn", "partialResultCallback"}
    _check(element, attributes=attributes | _METHODS, text=False)
    if any(child.tag not in ("Say", "Play", "Pause") for child in element):
        raise TwimlRefused("A <Gather> may hold <Say>, <Play> and <Pause> only.")
    keys = _whole(element, "numDigits", "1") if element.get("numDigits") is not None else None
    words = " ".join(_say(child).text for child in element if child.tag == "Say")
    speech = "speech" in element.get("input", "dtmf").split()
    return Gather(words, element.get("action"), keys, _whole(element, "timeout", "5"), speech)


def _record(element: Element) -> Record:
    attributes = {"action", "timeout", "finishOnKey", "maxLength", "playBeep", "trim", "recordingStatusCallback"}
    _check(element, attributes=attributes | _METHODS, text=False, children=False)
    for name in ("timeout", "maxLength"):
        _whole(element, name, "5")
    if not set(element.get("finishOnKey", "#")) <= set("0123456789#*"):
        raise TwimlRefused("The finishOnKey of a <Record> is made of telephone keys.")
    return Record(element.get("action"))


def _check(element: Element, *, attributes: Collection[str], text: bool, children: bool = True) -> None:
    """Refuse attributes, text and children that may not stand here."""
    unknown = sorted(set(element.attrib) - set(attributes))
    if unknown:
        raise TwimlRefused(f"<{element.tag}> has no attribute {unknown[0]!r}.")
    if not children and len(element):
        raise TwimlRefused(f"Nothing may stand inside <{element.tag}>; <{element[0].tag}> does.")
    loose = [element.text or ""] if not text else []
    loose += [child.tail or "" for child in element]
    if any(part.strip() for part in loose):
        raise TwimlRefused(f"There is loose text inside <{element.tag}>.")
