"""A typed conversation in a real browser: what is typed goes out, what Lexi says comes in, whatever breaks is said."""

import pytest

from tests.browser.chrome import Page
from tests.browser.scripted import GREETING, NOTICE, Conversation, ScriptedSite

pytestmark = pytest.mark.browser

LAST = "document.querySelector('#log .turn:last-child .words')?.textContent"
BOX = "document.getElementById('message')"


@pytest.fixture
def call(page: Page, desk: ScriptedSite) -> Conversation:
    """A call that is open, with the cursor in the box."""
    page.open(desk.address)
    conversation = desk.call()
    conversation.open()
    page.wait_for("document.querySelector('[data-call=open]')")
    page.wait_for(f"{LAST} === {GREETING!r}")
    page.evaluate(f"{BOX}.focus()")
    return conversation


def say(page: Page, call: Conversation, text: str) -> None:
    page.type(text)
    page.press("Enter")
    assert call.hear() == {"type": "caller.text", "text": text}


def test_a_question_is_sent_by_keyboard_and_the_answer_streams_and_settles(page: Page, call: Conversation) -> None:
    say(page, call, "What are your hours?")
    assert page.text("#log .turn:last-child") == "You\n\nWhat are your hours?"
    assert page.evaluate(f"{BOX}.value") == ""
    page.wait_for("document.getElementById('progress').textContent === 'Lexi is writing…'")
    call.say(
        {"type": "lexi.delta", "text": "We are ope", "turn": 1}, {"type": "lexi.delta", "text": "n Mond", "turn": 1}
    )
    page.wait_for(f"{LAST} === 'We are open Mond'")
    assert page.text("#progress") == ""
    call.say({"type": "lexi.text", "text": "We are open Monday to Friday.", "turn": 1}, {"type": "turn.done"})
    page.wait_for(f"{LAST} === 'We are open Monday to Friday.'")
    assert page.evaluate("document.querySelectorAll('#log .turn').length") == 3
    assert page.errors() == []


def test_streamed_words_are_read_out_once_and_whole(page: Page, call: Conversation) -> None:
    call.say({"type": "lexi.delta", "text": "We are", "turn": 1})
    page.wait_for(f"{LAST} === 'We are'")
    assert page.evaluate("document.querySelector('#log .turn:last-child').getAttribute('aria-hidden')") == "true"
    call.say({"type": "lexi.text", "text": "We are open.", "turn": 1})
    page.wait_for(f"{LAST} === 'We are open.'")
    assert page.evaluate("document.querySelector('#log [aria-hidden]')") is None
    assert page.evaluate("document.getElementById('log').ariaLive") == "polite"


def test_the_notice_is_shown_once_and_above_the_conversation(page: Page, call: Conversation) -> None:
    assert page.text("#notice") == NOTICE
    assert NOTICE not in page.text("#log")
    call.say({"type": "lexi.text", "text": "You speak with an AI. It is recorded.", "turn": 0, "kind": "notice"})
    page.wait_for("document.getElementById('notice').textContent.startsWith('You speak with an AI')")


def test_lookups_are_told_in_plain_words_and_listed_by_name(page: Page, call: Conversation) -> None:
    say(page, call, "A cleaning, please")
    call.say({"type": "tool", "name": "getNextResponseFromSupervisor", "status": "started"})
    page.wait_for("document.getElementById('progress').textContent === 'Lexi is looking that up…'")
    call.say({"type": "tool", "name": "GetAvailableSlots", "status": "started"})
    page.wait_for("document.getElementById('progress').textContent === 'Lexi is checking the schedule…'")
    call.say(
        {"type": "tool", "name": "GetAvailableSlots", "status": "ok"},
        {"type": "tool", "name": "getNextResponseFromSupervisor", "status": "ok"},
        {"type": "lexi.text", "text": "Tuesday at two is free.", "turn": 1},
        {"type": "turn.done"},
    )
    page.wait_for("document.getElementById('progress').textContent === ''")
    assert "GetAvailableSlots" not in page.text("#chat")
    steps = page.evaluate("[...document.querySelectorAll('#step-list li')].map((item) => item.textContent)")
    assert steps == ["getNextResponseFromSupervisor: ok", "GetAvailableSlots: ok"]


def test_messages_typed_while_lexi_is_busy_all_go_out_in_order(page: Page, call: Conversation) -> None:
    say(page, call, "I am Dana Okafor")
    call.say({"type": "lexi.delta", "text": "One mo", "turn": 1})
    page.wait_for(f"{LAST} === 'One mo'")
    say(page, call, "born November 2, 1988")
    call.say({"type": "lexi.text", "text": "One moment.", "turn": 1})
    page.wait_for("document.querySelector('#log .turn:nth-last-child(2) .words').textContent === 'One moment.'")
    assert page.text("#log .turn:last-child .words") == "born November 2, 1988"


def test_what_lexi_says_cannot_become_markup(page: Page, call: Conversation) -> None:
    hostile = "<img src=x onerror=\"document.title='broken'\">"
    call.say({"type": "lexi.delta", "text": hostile, "turn": 1}, {"type": "lexi.text", "text": hostile, "turn": 1})
    page.wait_for("document.querySelectorAll('#log .turn').length === 2")
    assert page.text("#log .turn:last-child .words") == hostile
    assert page.evaluate("document.querySelector('#log img')") is None


def test_shift_enter_breaks_the_line_and_escape_clears(page: Page, call: Conversation) -> None:
    page.type("one")
    page.press("Enter", shift=True)
    page.type("two")
    assert page.evaluate(f"{BOX}.value") == "one\ntwo"
    page.press("Escape")
    assert page.evaluate(f"{BOX}.value") == ""
    page.press("Enter")
    say(page, call, "three")


def test_the_count_shows_near_the_limit_and_too_much_is_not_sent(page: Page, call: Conversation) -> None:
    page.type("a" * 5400)
    assert page.text("#count") == ""
    page.type("a" * 500)
    assert page.text("#count") == "100 characters left"
    # Each of these is two units of a JavaScript string and one character of the server's.
    page.type("🦷" * 100)
    assert page.text("#count") == "0 characters left"
    page.type("a")
    assert page.text("#count") == "1 characters too many"
    page.press("Enter")
    assert "too long" in page.text("#problem")
    assert page.evaluate(f"{BOX}.value.length") == 6101
    page.press("Escape")
    assert page.text("#problem") == ""
    say(page, call, "short")


def test_an_error_from_the_server_is_shown_until_the_next_key(page: Page, call: Conversation) -> None:
    say(page, call, "hm")
    call.say({"type": "error", "code": "empty_message", "message": "That message was empty."})
    page.wait_for("document.getElementById('problem').textContent === 'That message was empty.'")
    assert page.text("#progress") == ""
    page.type("x")
    assert page.text("#problem") == ""


def test_unknown_and_broken_messages_are_passed_over(page: Page, call: Conversation) -> None:
    call.say({"type": "something.new", "text": "x"}, {"no": "type"})
    call.say({"type": "lexi.text", "text": "Still here.", "turn": 1})
    page.wait_for(f"{LAST} === 'Still here.'")
    assert page.errors() == []


def test_an_example_fills_the_box_and_the_first_message_puts_them_away(page: Page, call: Conversation) -> None:
    page.evaluate("document.querySelectorAll('[data-example]')[2].click()")
    assert page.evaluate(f"{BOX}.value") == "What are your hours?"
    assert page.evaluate("document.activeElement.id") == "message"
    page.press("Enter")
    assert call.hear()["text"] == "What are your hours?"
    assert page.evaluate("document.getElementById('examples').hidden") is True


def test_a_message_sent_while_connecting_goes_out_once_the_call_is_there(page: Page, desk: ScriptedSite) -> None:
    page.open(desk.address)
    conversation = desk.call()
    page.evaluate(f"{BOX}.focus()")
    page.type("Hello?")
    page.press("Enter")
    assert page.evaluate(f"{BOX}.value") == "Hello?"
    assert "Connecting" in page.text("#reason")
    conversation.open()
    assert conversation.hear() == {"type": "caller.text", "text": "Hello?"}
