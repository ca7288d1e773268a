"""Talking to the whole house through a real browser: a question by Chromium's fake microphone, and a booking."""

import base64
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from receptionist.sandbox.voice.caller import CallerManner, load_caller
from tests.browser.chrome import Chrome, Page, find_chromium
from tests.browser.sounds import HAND_MICROPHONE, TAP
from tests.browser.spoken_house import SpokenHouse, serve_spoken_house
from tests.browser.test_voice import press

pytestmark = pytest.mark.browser

RATE = 48000
LEXI = "[...document.querySelectorAll('#log .turn.lexi .words')].map((words) => words.textContent).join(' ')"
CALLER = "[...document.querySelectorAll('#log .turn.caller .words')].map((words) => words.textContent).join(' ')"
LISTENS = "document.getElementById('voice').dataset.state === 'listening'"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SpokenHouse]:
    with serve_spoken_house(tmp_path_factory.mktemp("house")) as running:
        yield running


def pcm(text: str) -> bytes:
    """The second voice at the fake microphone's rate."""
    return load_caller(CallerManner()).samples(text, RATE).astype("<i2").tobytes()


def talk(page: Page, house: SpokenHouse) -> None:
    page.before_load(TAP)
    page.microphone(house.url, "granted")
    page.open(house.url)
    page.wait_for("document.querySelector('[data-call=open]')")
    press(page, "talk")
    page.wait_for("!document.getElementById('mute').hidden")


def test_a_question_into_the_microphone_is_answered_aloud(house: SpokenHouse, tmp_path: Path) -> None:
    recording = tmp_path / "caller.wav"
    with wave.open(str(recording), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        # Into the middle of the greeting, which stops then.
        file.writeframes(bytes(2 * RATE * 4) + pcm("What are your office hours?") + bytes(2 * RATE))
    program = find_chromium()
    if program is None:
        pytest.skip("No Chromium was found: install the package chromium, or name the program in CHROMIUM.")
    with Chrome(program, tmp_path / "chromium", f"--use-file-for-fake-audio-capture={recording}%noloop") as chrome:
        page = chrome.page()
        talk(page, house)
        page.wait_for("window.loudestSince?.() > 0.05")
        page.wait_for(f"{CALLER}.includes('hours')")
        page.wait_for(f"{LEXI}.includes('Monday to Friday')")
        page.evaluate("window.loudestSince()")
        page.wait_for("window.loudestSince() > 0.05")
        assert page.errors() == []


def test_a_booking_by_voice_on_the_page(page: Page, house: SpokenHouse) -> None:
    page.before_load(HAND_MICROPHONE)
    wish = "Grace Chen, April 18th, 1969. A cleaning on December 8th at 2 p.m., please. I've been there before."
    said = [base64.b64encode(pcm(text)).decode() for text in (wish, "Yes.")]
    talk(page, house)
    page.wait_for(f"{LEXI}.includes('Welcome')")
    page.evaluate(f"window.sayInto('{said[0]}')")
    page.wait_for(f"{LEXI}.includes('Shall I book it')")
    page.wait_for(LISTENS)
    page.evaluate(f"window.sayInto('{said[1]}')")
    page.wait_for(f"{LEXI}.includes('is booked for')")
    (row,) = house.changes()["appointments"]
    assert (row["PatNum"], row["AptDateTime"]) == (110, "2026-12-08 14:00:00")
    assert page.errors() == []
