"""Twilio's signature, against its recipe written out independently."""

import base64
import hashlib
import hmac

import pytest

from receptionist.channels.twilio_signature import is_signed, sign, stream_addresses

pytestmark = pytest.mark.unit

TOKEN = "12345"
URL = "https://lexi.example/phone/incoming"


def by_hand(text: str) -> str:
    return base64.b64encode(hmac.new(TOKEN.encode(), text.encode(), hashlib.sha1).digest()).decode()


def test_the_fields_follow_the_address_sorted_by_name() -> None:
    fields = [("To", "+15550102000"), ("CallSid", "CA1"), ("Digits", "")]
    assert sign(TOKEN, URL, fields) == by_hand(URL + "CallSidCA1Digits" + "To+15550102000")


def test_the_answer_that_twilios_documentation_gives() -> None:
    fields = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert sign("12345", url, fields.items()) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


@pytest.mark.parametrize(
    ("signed", "given", "good"),
    [
        (URL, URL, True),
        ("https://lexi.example:443/phone/incoming", URL, True),
        (URL, "https://lexi.example:443/phone/incoming", True),
        ("https://lexi.example:8443/phone/incoming", URL, False),
        ("http://lexi.example/phone/incoming", URL, False),
        (URL + "/", URL, False),
    ],
)
def test_only_a_default_port_may_differ(signed: str, given: str, good: bool) -> None:
    assert is_signed(TOKEN, by_hand(signed + "CallSidCA1"), [given], [("CallSid", "CA1")]) is good


@pytest.mark.parametrize("signature", ["", "x", "é" * 10, by_hand(URL)])
def test_a_wrong_signature_is_wrong(signature: str) -> None:
    assert not is_signed(TOKEN, signature, [URL], [("CallSid", "CA1")])


def test_another_token_is_wrong() -> None:
    assert not is_signed("54321", by_hand(URL), [URL])


def test_a_field_added_on_the_way_is_noticed() -> None:
    assert not is_signed(TOKEN, by_hand(URL + "CallSidCA1"), [URL], [("CallSid", "CA1"), ("Extra", "1")])


@pytest.mark.parametrize("url", ["wss://lexi.example/phone/stream", "https://lexi.example/phone/stream/"])
def test_a_stream_may_be_signed_as_twilio_spells_it(url: str) -> None:
    assert is_signed(TOKEN, by_hand(url), stream_addresses("wss://lexi.example/phone/stream"))
