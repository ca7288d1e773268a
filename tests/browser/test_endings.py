"""How a conversation ends in the page: by the caller, by Lexi, by a broken line, by a busy or absent server."""

import pytest

from tests.browser.chrome import Page
from tests.browser.scripted import Conversation, ScriptedSite, serve_scripted

pytestmark = pytest.mark.browser

OVER = "document.querySelector('[data-call=over]')"
BOX = "document.getElementById('message')"


@pytest.fixture
def call(page: Page, desk: ScriptedSite) -> Conversation:
    page.open(desk.address)
    conversation = desk.call()
    conversation.open()
    page.wait_for("document.querySelector('[data-call=open]')")
    page.evaluate(f"{BOX}.focus()")
    return conversation


def test_lexi_ends_the_call(page: Page, call: Conversation) -> None:
    call.say({"type": "lexi.text", "text": "Goodbye!", "turn": 1}, {"type": "call.ended", "outcome": "answered"})
    page.wait_for(OVER)
    assert page.text("#over-reason") == "This conversation has ended."
    assert "c_0123456789abcdef" in page.text("#call-id")
    assert page.evaluate(f"{BOX}.disabled") is True
    assert "Start again" in page.text("#reason")
    assert page.evaluate("document.activeElement.id") == "start-again"
    assert page.text("#log .turn:last-child .words") == "Goodbye!"
    assert call.gone.wait(15)
    assert page.errors() == []


def test_the_caller_ends_the_call_and_the_server_has_the_last_word(page: Page, call: Conversation) -> None:
    page.evaluate("document.getElementById('hang-up').focus()")
    page.press("Enter")
    assert call.hear() == {"type": "caller.hangup"}
    assert page.evaluate("document.getElementById('chat').dataset.call") == "ending"
    assert page.evaluate(f"{BOX}.disabled") is True
    call.say({"type": "call.ended", "outcome": "abandoned"})
    page.wait_for(OVER)
    assert page.evaluate("document.activeElement.id") == "start-again"


def test_a_broken_line_is_said_calmly_and_keeps_what_was_written(page: Page, call: Conversation) -> None:
    call.say({"type": "lexi.delta", "text": "Your visit is", "turn": 1})
    page.wait_for("document.querySelectorAll('#log .turn').length === 2")
    page.type("half a sente")
    call.drop()
    page.wait_for(OVER)
    reason = page.text("#over-reason")
    assert "connection broke off" in reason
    assert "(555) 010-2000" in reason
    assert page.text("#log .turn:last-child .words") == "Your visit is …"
    assert page.evaluate(f"{BOX}.value") == "half a sente"
    assert page.text("#progress") == ""


def test_start_again_is_a_new_call_with_an_empty_page(page: Page, call: Conversation, desk: ScriptedSite) -> None:
    page.type("My name is Dana")
    page.press("Enter")
    call.drop()
    page.wait_for(OVER)
    page.press("Enter")
    again = desk.call()
    assert page.text("#log") == ""
    again.open("c_fedcba9876543210")
    page.wait_for("document.querySelector('[data-call=open]')")
    assert page.evaluate("document.activeElement.id") == "message"
    assert page.text("#call-id") == ""
    assert page.evaluate("document.getElementById('examples').hidden") is False
    page.type("Hello again")
    page.press("Enter")
    assert again.hear() == {"type": "caller.text", "text": "Hello again"}


def test_all_lines_busy(page: Page, desk: ScriptedSite) -> None:
    page.open(desk.address)
    conversation = desk.call()
    conversation.say({"type": "error", "code": "busy", "message": "All lines are busy. Please try again in a moment."})
    conversation.drop(1013)
    page.wait_for(OVER)
    assert page.text("#over-reason") == (
        "All lines are busy. Please try again in a moment. You can also call (555) 010-2000."
    )


def test_a_server_that_is_gone(page: Page) -> None:
    with serve_scripted() as short_lived:
        page.open(short_lived.address)
        short_lived.call().open()
        page.wait_for("document.querySelector('[data-call=open]')")
    page.wait_for(OVER)
    page.evaluate("document.getElementById('start-again').focus()")
    page.press("Enter")
    page.wait_for(f"{OVER} && document.getElementById('over-reason').textContent.includes('be reached')")
    assert "(555) 010-2000" in page.text("#over-reason")
    assert page.evaluate("document.activeElement.id") == "start-again"
