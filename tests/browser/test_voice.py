"""Talking in a real browser: microphone and loudspeaker, who speaks, muting, and a refusal."""

import base64
import math
from array import array
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chrome import Page
from tests.browser.scripted import Conversation, ScriptedSite
from tests.browser.sounds import TAP

pytestmark = pytest.mark.browser

STATE = "document.querySelector('#voice p').textContent"
LOUDEST = "window.loudestSince()"


def hum(seconds: float) -> str:
    """A tone as the server sends sound."""
    samples = array("h", [int(9000 * math.sin(index / 12)) for index in range(int(24000 * seconds))])
    return base64.b64encode(samples.tobytes()).decode()


def press(page: Page, button: str) -> None:
    """Press a button with the keyboard, as a browser wants it before it opens a loudspeaker."""
    page.evaluate(f"document.getElementById('{button}').focus()")
    page.press("Enter")


def hear(call: Conversation, kind: str) -> dict[str, Any]:
    """The page's next message of this type."""
    while True:
        message = call.hear()
        if message["type"] == kind:
            return message


def level(message: dict[str, Any]) -> int:
    return max(map(abs, array("h", base64.b64decode(message["payload"]))))


@pytest.fixture
def call(page: Page, desk: ScriptedSite) -> Conversation:
    """A spoken call that is open."""
    page.before_load(TAP)
    page.microphone(desk.address, "granted")
    page.open(desk.address)
    desk.call()
    press(page, "talk")
    conversation = desk.call()
    conversation.open()
    page.wait_for("document.querySelector('[data-call=open]')")
    return conversation


def test_the_microphone_goes_out_and_lexis_voice_comes_in(page: Page, call: Conversation) -> None:
    assert page.evaluate(STATE) == "Lexi is listening."
    assert len(base64.b64decode(hear(call, "voice.audio")["payload"])) == 960
    assert any(level(hear(call, "voice.audio")) > 1000 for _ in range(150)), "the fake microphone beeps every second"
    call.say({"type": "voice.audio", "payload": hum(0.6)}, {"type": "voice.mark", "name": "g0.1"})
    page.wait_for(f"{STATE}.startsWith('Lexi is speaking')")
    assert hear(call, "voice.mark")["name"] == "g0.1"
    assert page.evaluate(LOUDEST) > 0.1
    page.wait_for(f"{STATE}.startsWith('Lexi is listening')")
    assert page.errors() == []


def test_a_clear_stops_her_at_once_and_returns_the_marks(page: Page, call: Conversation) -> None:
    call.say({"type": "voice.audio", "payload": hum(9)}, {"type": "voice.mark", "name": "g0.1"})
    page.wait_for(f"{STATE}.startsWith('Lexi is speaking')")
    call.say({"type": "voice.clear"})
    assert hear(call, "voice.mark")["name"] == "g0.1"
    page.wait_for(f"{STATE}.startsWith('Lexi is listening')")
    page.evaluate(LOUDEST)
    for _ in range(10):
        hear(call, "voice.audio")
    assert page.evaluate(LOUDEST) < 0.001


def test_a_pause_keeps_what_was_not_heard(page: Page, call: Conversation) -> None:
    call.say({"type": "voice.pause"}, {"type": "voice.audio", "payload": hum(0.4)})
    call.say({"type": "voice.mark", "name": "g0.1"})
    for _ in range(25):
        assert hear(call, "voice.audio")["type"] == "voice.audio"
    assert page.evaluate(LOUDEST) < 0.001
    call.say({"type": "voice.resume"})
    assert hear(call, "voice.mark")["name"] == "g0.1"
    assert page.evaluate(LOUDEST) > 0.1


def test_muting_silences_the_microphone_and_says_so(page: Page, call: Conversation) -> None:
    press(page, "mute")
    assert page.evaluate("document.getElementById('mute').getAttribute('aria-pressed')") == "true"
    assert page.evaluate(STATE) == "Muted: Lexi can't hear you."
    for _ in range(20):
        hear(call, "voice.audio")
    assert max(level(hear(call, "voice.audio")) for _ in range(75)) == 0
    press(page, "mute")
    assert page.evaluate(STATE) == "Lexi is listening."
    assert page.evaluate("document.activeElement.id") == "mute"


def test_a_refused_microphone_is_a_sentence_and_typing_goes_on(page: Page, desk: ScriptedSite) -> None:
    page.microphone(desk.address, "denied")
    page.open(desk.address)
    typed = desk.call()
    typed.open()
    page.wait_for("document.querySelector('[data-call=open]')")
    press(page, "talk")
    page.wait_for("document.getElementById('problem').textContent")
    assert "doesn't let this page use the microphone" in page.text("#problem")
    assert page.evaluate("document.activeElement.id") == "talk"
    assert page.evaluate("document.getElementById('talk').ariaDisabled") == "false"
    page.evaluate("document.getElementById('message').focus()")
    page.type("Hello")
    page.press("Enter")
    assert typed.hear() == {"type": "caller.text", "text": "Hello"}


@pytest.mark.parametrize(("width", "height"), [(320, 640), (1280, 800)])
def test_talking_fits_the_screen_and_gives_the_microphone_back(
    page: Page, call: Conversation, width: int, height: int, tmp_path: Path
) -> None:
    page.viewport(width, height)
    call.say({"type": "caller.heard", "text": "I'd like a cleaning next Tuesday."})
    call.say({"type": "voice.audio", "payload": hum(5)})
    page.wait_for(f"{STATE}.startsWith('Lexi is speaking')")
    page.screenshot(tmp_path / f"talking-{width}.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.activeElement.id") == "hang-up"
    page.press("Enter")
    hear(call, "caller.hangup")
    call.say({"type": "call.ended", "outcome": "answered"})
    page.wait_for("document.querySelector('[data-call=over]')")
    assert page.evaluate("document.getElementById('voice').hidden")
    assert page.evaluate("document.activeElement.id") == "start-again"
    assert page.errors() == []
