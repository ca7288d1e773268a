"""The text channel's manners: broken frames, long and empty messages, several calls at once, hanging up."""

import asyncio
import json

import pytest
import websockets

from tests.end_to_end.house import House

pytestmark = pytest.mark.end_to_end


async def test_the_first_words_are_the_notice_and_then_the_greeting(house: House) -> None:
    async with house.call() as chat:
        started, notice, *rest = chat.messages
        assert started["type"] == "call.started"
        assert notice["type"] == "lexi.text"
        assert "AI" in notice["text"]
        assert "recorded" in notice["text"] or "transcribed" in notice["text"]
        greeting = next(message for message in rest if message["type"] == "lexi.text")
        assert greeting["text"].startswith("Hi! Welcome to Barton Dental. This is Lexi")
        deltas = "".join(message["text"] for message in rest if message["type"] == "lexi.delta")
        assert deltas == greeting["text"]
        assert chat.last == {"type": "turn.done"}


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("{", "bad_message"),
        ("[]", "bad_message"),
        ('{"type": "caller.text"}', "bad_message"),
        ('{"type": "caller.text", "text": 7}', "bad_message"),
        ('{"type": "response.create"}', "bad_message"),
        (b"\x00\x01", "bad_message"),
        (json.dumps({"type": "caller.text", "text": "   "}), "empty_message"),
        (json.dumps({"type": "caller.text", "text": "x" * 100_000}), "message_too_long"),
    ],
)
async def test_a_bad_frame_is_answered_with_a_sentence_and_the_call_goes_on(
    house: House, frame: str | bytes, code: str
) -> None:
    async with house.call() as chat:
        await chat.socket.send(frame)
        await chat.listen()
        assert (chat.last["type"], chat.last["code"]) == ("error", code)
        assert chat.last["message"].endswith((".", '"}.'))
        assert "8:00 AM" in await chat.say("what are your hours?")


async def test_calls_at_the_same_time_do_not_see_each_other(house: House) -> None:
    async def one(name: str, who: str) -> list[str]:
        answers = await house.talk("When is my next appointment? I've been there before.", who)
        return [name, *answers]

    calls = await asyncio.gather(
        one("tom", "Tom Reyes, July 19 1994"), one("priya", "Priya Shah, December 5 1982"), one("nobody", "hello?")
    )
    said = {name: " ".join(answers) for name, *answers in calls}
    assert "Cleaning" in said["tom"] or "Sarah Kim" in said["tom"]
    assert "Dr. Emily Barton" in said["priya"]
    assert "Priya" not in said["tom"] + said["nobody"]
    assert "Tom" not in said["priya"] + said["nobody"]


async def test_a_second_call_starts_with_nothing_known(house: House) -> None:
    await house.talk("When is my next appointment? I'm an existing patient", "Tom Reyes, July 19 1994")
    (answer,) = await house.talk("When is my next appointment?")
    assert "name" in answer.lower()


async def test_a_caller_who_just_goes_away_is_logged_as_gone(house: House) -> None:
    async with house.call() as chat:
        call_id = chat.call_id
    await asyncio.gather(*(ongoing.task for ongoing in house.app.state.switchboard.running))
    await house.app.state.writer.flush()
    events = await house.log(call_id)
    assert events[-1].event.kind == "call.ended"


async def test_every_line_busy_is_a_sentence(house: House) -> None:
    house.app.state.switchboard._max_calls = 1
    async with house.call(), websockets.connect(f"{house.url.replace('http', 'ws', 1)}/web/text") as socket:
        message = json.loads(await socket.recv())
    assert (message["type"], message["code"]) == ("error", "busy")


async def test_pages_of_other_sites_may_not_open_calls(house: House) -> None:
    address = f"{house.url.replace('http', 'ws', 1)}/web/text"
    with pytest.raises(websockets.InvalidStatus, match="403"):
        await websockets.connect(address, origin=websockets.Origin("https://elsewhere.example"))
    async with websockets.connect(address, origin=websockets.Origin(house.url)) as socket:
        assert json.loads(await socket.recv())["type"] == "call.started"
