"""The page as the server sends it: what it says, what it never lets through, and its headers."""

import pytest
from fastapi import FastAPI

from receptionist.settings import load_settings
from receptionist.web.pages import EXAMPLES, telephone_link
from tests.web.site import REAL_KEYS, barton, site, visitor

pytestmark = pytest.mark.unit

SANDBOX_LINE = "The sandbox model is answering: a set of rules on this machine, not an AI service."


async def page(app: FastAPI, path: str = "/") -> str:
    async with visitor(app) as browser:
        return " ".join((await browser.get(path)).text.split())


async def test_it_names_the_practice_and_how_to_reach_a_person() -> None:
    html = await page(site())
    assert "<h1>Barton Dental</h1>" in html
    assert 'Reach a person: <a href="tel:+15550102000">(555) 010-2000</a>' in html
    assert "Monday to Friday 8:00 AM to 5:00 PM, lunch 12:00 PM to 1:00 PM. Closed Saturday and Sunday." in html
    assert "12 Larch Street" in html


async def test_the_notice_is_there_before_anything_is_typed_and_without_script() -> None:
    html = await page(site())
    assert barton().notice in html
    assert html.index(barton().notice) < html.index("<textarea")
    assert "AI assistant" in html[: html.index("<textarea")]


async def test_example_sentences_are_buttons() -> None:
    html = (await page(site())).replace("&#39;", "'")
    for example in EXAMPLES:
        assert f"data-example>{example}</button>" in html


async def test_a_hostile_practice_name_stays_text() -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    profile = barton().model_copy(update={"name": hostile, "notice": f"AI, recorded {hostile}", "address": hostile})
    for path in ("/", "/nowhere"):
        html = await page(site(profile), path)
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


async def test_a_hostile_phone_cannot_leave_its_attribute() -> None:
    profile = barton().model_copy(update={"phone": '555-010-2000" onclick="alert(1)'})
    assert 'onclick="alert' not in await page(site(profile))


async def test_the_sandbox_says_so_and_gives_hints() -> None:
    html = await page(site(settings=load_settings({"SANDBOX_OPENDENTAL_PORT": "9123"})))
    assert f"{SANDBOX_LINE} Patients are made up." in html
    assert "Dana Okafor" in html
    assert 'href="http://127.0.0.1:9123/"' in html


async def test_real_services_show_no_trace_of_the_sandbox() -> None:
    html = await page(site(settings=load_settings(REAL_KEYS)))
    assert "sandbox" not in html.lower()
    assert "Dana" not in html
    assert "127.0.0.1" not in html


async def test_a_real_model_on_the_sandbox_practice_is_not_called_a_set_of_rules() -> None:
    html = await page(site(settings=load_settings({"OPENAI_API_KEY": "a-made-up-key"})))
    assert SANDBOX_LINE not in html
    assert "Patients are made up." in html


async def test_the_sandbox_model_on_real_patients_does_not_call_them_made_up() -> None:
    keys = {name: value for name, value in REAL_KEYS.items() if name != "OPENAI_API_KEY"}
    html = await page(site(settings=load_settings(keys)))
    assert SANDBOX_LINE in html
    assert "made up" not in html
    assert "Dana" not in html


@pytest.mark.parametrize("path", ["/", "/nowhere"])
async def test_pages_carry_strict_headers(path: str) -> None:
    async with visitor(site()) as browser:
        headers = (await browser.get(path)).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/nowhere"])
async def test_no_script_or_style_is_inline(path: str) -> None:
    html = await page(site(), path)
    assert "<style" not in html
    assert " style=" not in html
    assert html.count("<script") == html.count('<script type="module" src="/static/')
    assert " onclick" not in html


async def test_head_is_answered() -> None:
    async with visitor(site()) as browser:
        assert (await browser.head("/")).status_code == 200


async def test_a_person_gets_a_page_for_a_wrong_address_and_a_program_gets_json() -> None:
    async with visitor(site()) as browser:
        for_person = await browser.get("/nowhere")
        for_program = await browser.get("/nowhere", headers={"accept": "application/json"})
    assert for_person.status_code == for_program.status_code == 404
    assert "There is no page here" in for_person.text
    assert "tel:+15550102000" in for_person.text
    assert for_program.json() == {"detail": "Not Found"}


async def test_a_wrong_address_is_answered_even_before_the_practice_is_known() -> None:
    app = site()
    del app.state.profile
    assert "There is no page here" in await page(app, "/nowhere")


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("(555) 010-2000", "tel:+15550102000"),
        ("1-555-010-2000", "tel:+15550102000"),
        ("+44 20 7946 0018", "tel:+442079460018"),
        ("020 7946 00180", "tel:020794600180"),
    ],
)
def test_phones_become_links_that_dial(phone: str, link: str) -> None:
    assert telephone_link(phone) == link
