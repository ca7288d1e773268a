"""The page around the conversation: fits small screens, works by keyboard, follows the person's preferences."""

import re

import pytest

from tests.browser.chrome import Page
from tests.browser.scripted import Conversation, ScriptedSite

pytestmark = pytest.mark.browser

SIZES = [(320, 256), (320, 640), (360, 740), (768, 1024), (1280, 800), (1920, 1080)]


def start(page: Page, desk: ScriptedSite) -> Conversation:
    page.open(desk.address)
    conversation = desk.call()
    conversation.open()
    page.wait_for("document.querySelector('[data-call=open]')")
    return conversation


def ask(page: Page) -> None:
    page.evaluate("document.getElementById('message').focus()")
    page.type("Tell me everything")
    page.press("Enter")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_is_wider_than_the_screen(page: Page, desk: ScriptedSite, width: int, height: int) -> None:
    page.viewport(width, height)
    call = start(page, desk)
    call.say({"type": "lexi.text", "text": "w" * 400, "turn": 1})
    page.wait_for("document.querySelectorAll('#log .turn').length === 2")
    page.evaluate("document.getElementById('steps').open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.getElementById('log').scrollWidth <= document.getElementById('log').clientWidth")


@pytest.mark.parametrize(("width", "height"), SIZES[1:])
def test_the_newest_words_and_the_box_are_in_view(page: Page, desk: ScriptedSite, width: int, height: int) -> None:
    page.viewport(width, height)
    call = start(page, desk)
    ask(page)
    for turn in range(1, 15):
        call.say({"type": "lexi.text", "text": f"Sentence {turn}. " * 8, "turn": turn})
    page.wait_for("document.querySelectorAll('#log .turn').length === 16")
    last, box = (
        page.evaluate(f"document.querySelector('{selector}').getBoundingClientRect().bottom")
        for selector in ("#log .turn:last-child", "#message")
    )
    assert 0 < last < box <= height


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_page_opens_at_its_top(page: Page, desk: ScriptedSite, width: int, height: int) -> None:
    page.viewport(width, height)
    start(page, desk)
    page.wait_for("document.querySelectorAll('#log .turn').length === 1")
    assert page.evaluate("[scrollY, document.getElementById('log').scrollTop]") == [0, 0]


@pytest.mark.parametrize(("width", "height"), SIZES[1:])
def test_at_the_end_the_last_words_and_the_way_on_are_in_view(
    page: Page, desk: ScriptedSite, width: int, height: int
) -> None:
    page.viewport(width, height)
    call = start(page, desk)
    ask(page)
    for turn in range(1, 15):
        call.say({"type": "lexi.text", "text": f"Sentence {turn}. " * 8, "turn": turn})
    call.say({"type": "call.ended", "outcome": "answered"})
    page.wait_for("document.querySelector('[data-call=over]')")
    last, way_on = (
        page.evaluate(f"document.querySelector('{selector}').getBoundingClientRect().bottom")
        for selector in ("#log .turn:last-child", "#start-again")
    )
    log_end = page.evaluate("document.getElementById('log').getBoundingClientRect().bottom")
    assert 0 < last <= log_end + 1
    assert last < way_on <= height


def test_a_reader_who_scrolled_back_is_left_alone(page: Page, desk: ScriptedSite) -> None:
    call = start(page, desk)
    ask(page)
    for turn in range(1, 15):
        call.say({"type": "lexi.text", "text": f"Sentence {turn}. " * 20, "turn": turn})
    page.wait_for("document.querySelectorAll('#log .turn').length === 16")
    page.evaluate("document.getElementById('log').scrollTop = 0")
    call.say({"type": "lexi.text", "text": "One more.", "turn": 15})
    page.wait_for("document.querySelectorAll('#log .turn').length === 17")
    assert page.evaluate("document.getElementById('log').scrollTop") == 0


@pytest.mark.parametrize(("width", "is_open"), [(1280, True), (360, False)])
def test_hints_are_open_where_there_is_room(page: Page, desk: ScriptedSite, width: int, is_open: bool) -> None:
    page.viewport(width, 800)
    start(page, desk)
    assert page.evaluate("document.getElementById('hints').open") is is_open


def test_the_keyboard_reaches_everything_in_the_order_one_reads(page: Page, desk: ScriptedSite) -> None:
    start(page, desk)
    expected = ["#message", "tel:+15550102000", "SUMMARY", "http://127.0.0.1:8002/", "talk", "hang-up", "log"]
    expected += ["example"] * 4 + ["message", "send", "SUMMARY"]
    reached = []
    for _ in expected:
        page.press("Tab")
        reached.append(
            page.evaluate(
                "((e) => e.id || e.dataset?.example !== undefined && 'example' || e.getAttribute('href') || e.tagName)"
                "(document.activeElement)"
            )
        )
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", reached[-1]
    assert reached == expected


def test_the_skip_link_goes_to_the_box(page: Page, desk: ScriptedSite) -> None:
    start(page, desk)
    page.press("Tab")
    page.press("Enter")
    page.wait_for("document.activeElement.id === 'message'")


@pytest.mark.parametrize("width", [320, 1280])
def test_everything_one_clicks_is_large_enough(page: Page, desk: ScriptedSite, width: int) -> None:
    page.viewport(width, 800)
    start(page, desk)
    small = page.evaluate(
        "[...document.querySelectorAll('button, textarea, summary, .person a')].filter((e) => e.offsetParent)"
        ".filter((e) => e.getBoundingClientRect().height < 44).map((e) => e.outerHTML)"
    )
    assert small == []


def test_every_control_has_a_name_and_its_help(page: Page, desk: ScriptedSite) -> None:
    start(page, desk)
    assert page.evaluate("document.getElementById('message').labels[0].textContent") == "Your message"
    described = page.evaluate("document.getElementById('message').getAttribute('aria-describedby').split(' ')")
    assert all(page.evaluate(f"Boolean(document.getElementById({name!r}))") for name in described)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))


def test_dark_is_dark_and_motion_rests_when_asked(page: Page, desk: ScriptedSite) -> None:
    page.prefer(prefers_color_scheme="dark", prefers_reduced_motion="reduce")
    call = start(page, desk)
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(channel) for channel in re.findall(r"\d+", background)) < 64
    call.say({"type": "tool", "name": "get_datetime", "status": "started"})
    page.wait_for("document.getElementById('progress').textContent !== ''")
    assert page.evaluate("getComputedStyle(document.getElementById('progress'), '::before').animationName") == "none"


def test_the_policy_lets_the_page_work_and_refuses_the_rest(page: Page, desk: ScriptedSite) -> None:
    start(page, desk)
    assert page.errors() == []
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p id=styled style=\"color: red\">x</p>')")
    assert page.evaluate("document.getElementById('styled').style.color") == ""
    assert "Content Security Policy" in " ".join(page.errors())


def test_a_page_that_is_not_there(page: Page, desk: ScriptedSite) -> None:
    page.viewport(320, 640)
    page.open(f"{desk.address}/nowhere")
    assert page.text("h2") == "There is no page here"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
