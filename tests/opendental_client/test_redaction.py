"""What may be repeated of the server's error texts."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from opendental_client._redaction import LONGEST, MASK, explanation_in, redact, tells_office_offline
from opendental_client._vocabulary import PROSE, VENDOR_NAMES

pytestmark = pytest.mark.unit

KNOWN_TEXTS = [
    "PatNum is required",
    "AptStatus is invalid",
    "DateTStamp format must be yyyy-MM-dd HH:mm:ss",
    "Patient not found",
    "appointments GET slots is not a valid method",
    "breakType is invalid",
    "A Patient with that information already exists",
    "Patient has been deleted",
    "Can't delete InsSub because PatPlans are still attached.",
    "'LName' is not a valid parameter",
]


@pytest.mark.parametrize("text", KNOWN_TEXTS)
def test_known_texts_pass_whole(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    "secret",
    ["Okafor", "Dana", "5550100101", "1988-11-02", "dana@example.test", "14 Larch Ct", "Özdemir", "Max", "Will Ward"],
)
def test_patient_data_is_masked(secret: str) -> None:
    told = redact(f"Patient {secret} already exists")
    assert told.startswith("Patient ")
    assert told.endswith("already exists")
    assert MASK in told
    assert not set(secret.split()) & set(told.split())


def test_neighbouring_masks_become_one() -> None:
    assert redact("Patient Dana Okafor, 1988-11-02 not found") == f"Patient {MASK} not found"


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd"]), min_size=12, max_size=30))
def test_no_long_unknown_word_gets_through(word: str) -> None:
    assume(word not in VENDOR_NAMES and word.lower() not in PROSE)
    assert redact(f"{word} is invalid") == f"{MASK} is invalid"


def test_long_texts_are_cut() -> None:
    assert len(redact("Patient not found. " * 100)) == LONGEST


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"PatNum is required", "PatNum is required"),
        (b'"PatNum is required"', "PatNum is required"),
        (b'"PatNum\\u0020is required"', "PatNum is required"),
        (b"'PatNum is required'\r\n", "PatNum is required"),
        (b'{"error": 1}', '{"error": 1}'),
        (b"\xff", "\ufffd"),
        (b"", ""),
    ],
)
def test_explanations_are_json_or_text(body: bytes, text: str) -> None:
    assert explanation_in(body) == text


@pytest.mark.parametrize(
    ("text", "offline"),
    [
        ("eConnector is not running", True),
        ("Unable to connect to the office", True),
        ("The request timed out", True),
        ("Network time-out", True),
        ("PreferContactMethod is invalid", False),
        ("Local API. Unable to convert request.", False),
        ("AptDateTime format must be yyyy-MM-dd HH:mm:ss", False),
    ],
)
def test_connectivity_texts_are_recognised(text: str, offline: bool) -> None:
    assert tells_office_offline(text) is offline
