"""The TwiML reader: what Twilio carries out, and what it refuses."""

import pytest

from receptionist.sandbox.twilio.errors import TwimlRefused
from receptionist.sandbox.twilio.twiml import (
    ConnectStream,
    Dial,
    Gather,
    Hangup,
    Pause,
    Record,
    Redirect,
    Say,
    read_twiml,
)

pytestmark = pytest.mark.unit

STREAM = '<Stream url="wss://lexi.example/phone/stream"><Parameter name="token" value="t"/></Stream>'


def document(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><Response>{body}</Response>'


def test_the_verbs_of_a_reception_are_read_in_order() -> None:
    body = f'<Say>Hello  there</Say><Connect action="/after">{STREAM}</Connect><Dial timeout="25">+15550102001</Dial>'
    assert read_twiml(document(body + "<Hangup/>")) == (
        Say("Hello there"),
        ConnectStream("wss://lexi.example/phone/stream", (("token", "t"),), "/after"),
        Dial("+15550102001", None),
        Hangup(),
    )


def test_a_message_is_recorded() -> None:
    body = '<Record action="/voicemail" maxLength="120" timeout="5" finishOnKey="#" playBeep="true"/><Say>Bye</Say>'
    assert read_twiml(document(body)) == (Record("/voicemail"), Say("Bye"))


def test_a_number_may_be_dialled_with_a_whisper() -> None:
    body = (
        '<Dial action="/after" answerOnBridge="true"><Number url="/whisper?transfer=t_1">+15550102001</Number></Dial>'
    )
    assert read_twiml(document(body)) == (Dial("+15550102001", "/after", "/whisper?transfer=t_1", rings_on=True),)


def test_keys_and_words_are_gathered() -> None:
    body = (
        '<Gather action="/key" numDigits="1" timeout="8"><Say loop="2">Press 1</Say></Gather>'
        '<Gather action="/turn" input="speech dtmf"><Say>Yes?</Say><Say>Please.</Say></Gather>'
        '<Pause length="2"/><Redirect method="POST">/more</Redirect>'
    )
    assert read_twiml(document(body)) == (
        Gather("Press 1", "/key", 1, 8, speech=False),
        Gather("Yes? Please.", "/turn", None, 5, speech=True),
        Pause(2),
        Redirect("/more"),
    )


def test_an_empty_response_is_one() -> None:
    assert read_twiml("<Response/>") == ()


def test_on_this_machine_a_stream_needs_no_certificate() -> None:
    body = '<Connect><Stream url="ws://127.0.0.1:8000/phone/stream"/></Connect>'
    assert read_twiml(document(body)) == (ConnectStream("ws://127.0.0.1:8000/phone/stream", (), None),)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<Say>Hello", "well-formed"),
        ("hello", "loose text"),
        ("<say>Hello</say>", "case-sensitive"),
        ("<Say></Say>", "characters of text"),
        ("<Say>" + "x" * 4097 + "</Say>", "characters of text"),
        ("<Dial><Number>+15550102001</Number><Number>+15550102002</Number></Dial>", "one <Number>"),
        ("<Dial><Number>front desk</Number></Dial>", "telephone number"),
        ('<Dial><Number colour="red">+15550102001</Number></Dial>', "no attribute 'colour'"),
        ('<Gather numDigits="0"/>', "numDigits of a <Gather>"),
        ('<Gather timeout="soon"/>', "timeout of a <Gather>"),
        ("<Gather><Dial>+15550102001</Dial></Gather>", "may hold"),
        ('<Pause length="0"/>', "length of a <Pause>"),
        ('<Say volume="3">Hello</Say>', "no attribute 'volume'"),
        ("<Say><Hangup/></Say>", "Nothing may stand inside"),
        ("<Connect/>", "exactly one <Stream>"),
        (f"<Connect>{STREAM}{STREAM}</Connect>", "exactly one <Stream>"),
        ("<Connect><Stream/></Connect>", "whole address"),
        ('<Connect><Stream url="/phone/stream"/></Connect>', "whole address"),
        ('<Connect><Stream url="wss://lexi.example/s?token=t"/></Connect>', "query string"),
        ('<Connect><Stream url="wss://lexi.example/s?"/></Connect>', "query string"),
        ('<Connect><Stream url="ws://lexi.example/s"/></Connect>', "wss://"),
        ('<Connect><Stream url="https://lexi.example/s"/></Connect>', "wss://"),
        ('<Connect><Stream url="wss://x/s" track="both_tracks"/></Connect>', "inbound track"),
        ('<Connect><Stream url="wss://x/s"><Parameter name="a" value="b"></Stream></Connect>', "well-formed"),
        ('<Connect><Stream url="wss://x/s"><Parameter name="a"/></Stream></Connect>', "name and a value"),
        ('<Connect><Stream url="wss://x/s"><Parameter value="a"/></Stream></Connect>', "name and a value"),
        (f'<Connect><Stream url="wss://x/s"><Parameter name="a" value="{"b" * 500}"/></Stream></Connect>', "500"),
        ('<Connect><Stream url="wss://x/s"><Custom name="a" value="b"/></Stream></Connect>', "may not stand"),
        ('<Connect><Stream url="wss://x/s">token</Stream></Connect>', "loose text"),
        ("<Dial>front desk</Dial>", "telephone number"),
        ("<Dial></Dial>", "telephone number"),
        ('<Dial timeout="soon">+15550102001</Dial>', "timeout"),
        ('<Hangup reason="done"/>', "no attribute"),
        ('<Record maxLength="long"/>', "maxLength"),
        ('<Record timeout="0"/>', "timeout"),
        ('<Record finishOnKey="x"/>', "finishOnKey"),
        ("<Record><Say>Hello</Say></Record>", "Nothing may stand inside"),
        ('<Record length="5"/>', "no attribute"),
    ],
)
def test_what_twilio_refuses_is_refused(body: str, reason: str) -> None:
    with pytest.raises(TwimlRefused, match=reason):
        read_twiml(document(body))


def test_another_root_is_refused() -> None:
    with pytest.raises(TwimlRefused, match="<html>"):
        read_twiml("<html/>")


def test_a_document_without_end_is_refused() -> None:
    with pytest.raises(TwimlRefused, match="longer"):
        read_twiml(document("<Hangup/>" * 10_000))
