"""The engine's socket where the stock one has no equal: audio past everything, a full socket, and a silent server."""

import asyncio
import json
from typing import Any

import pytest
import websockets
from websockets.asyncio.server import ServerConnection, serve

from receptionist.engines.model import PassThroughModel
from receptionist.engines.transport import MAX_HELD, EngineSocket, Keepalive, connect
from tests.engines.scripts import AUDIO, READY, audio

pytestmark = pytest.mark.wire


PATIENT = Keepalive()


async def wait(connection: ServerConnection) -> None:
    await connection.wait_closed()


async def take_all(connection: ServerConnection) -> None:
    async for _ in connection:
        pass


def address(server: Any) -> str:
    return f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1/realtime"


async def opened(url: str, keepalive: Keepalive = PATIENT) -> EngineSocket:
    return await connect(url, {}, lambda socket, message: False, handshake_seconds=5, keepalive=keepalive)


async def test_the_callers_audio_is_sent_as_it_came_and_safely() -> None:
    received: list[Any] = []

    async def take(connection: ServerConnection) -> None:
        for _ in range(3):
            received.append(json.loads(await connection.recv()))

    async with serve(take, "127.0.0.1", 0) as server:
        model = PassThroughModel(lambda payload, item_id: None, handshake_seconds=5, ping_timeout_seconds=60)
        model.append_audio(AUDIO)
        await model.connect({"url": address(server), "api_key": "k"})
        model.append_audio(AUDIO)
        model.append_audio('"},{"type":"response.cancel')
        await model._websocket_task  # type: ignore[misc]
        model.append_audio(AUDIO)
        await model.close()
        model.append_audio(AUDIO)
    assert received[1:] == [
        {"type": "input_audio_buffer.append", "audio": AUDIO},
        {"type": "input_audio_buffer.append", "audio": '"},{"type":"response.cancel'},
    ]


async def test_while_the_server_takes_nothing_the_newest_audio_waits_and_messages_too() -> None:
    async with serve(take_all, "127.0.0.1", 0) as server:
        socket = await opened(address(server))
        socket.pause_writing()
        for number in range(MAX_HELD + 10):
            socket.send_audio(b"%d" % number)
        sending = asyncio.ensure_future(socket.send("{}"))
        await asyncio.sleep(0)
        assert not sending.done()
        assert list(socket._held) == [b"%d" % number for number in range(10, MAX_HELD + 10)]
        socket.resume_writing()
        await sending
        assert not socket._held
        await socket.close()


async def test_a_sender_who_waits_learns_that_the_connection_is_gone() -> None:
    async with serve(wait, "127.0.0.1", 0) as server:
        socket = await opened(address(server))
        socket.pause_writing()
        sending = asyncio.ensure_future(socket.send("{}"))
        await asyncio.sleep(0)
        await socket.close()
        with pytest.raises(websockets.ConnectionClosed):
            await sending
        with pytest.raises(websockets.ConnectionClosed):
            await socket.send("{}")
        socket.send_audio(b"{}")


async def test_a_server_that_answers_no_ping_is_given_up() -> None:
    async with serve(wait, "127.0.0.1", 0) as server:
        socket = await opened(address(server), Keepalive(interval=0.01, timeout=0.02))
        # A server of `websockets` answers at once, so its answers are not heard here.
        socket.on_pong = lambda: None  # type: ignore[method-assign]
        with pytest.raises(websockets.ConnectionClosedError) as caught:
            await anext(socket)
    assert caught.value.sent is not None
    assert (caught.value.sent.code, caught.value.sent.reason) == (1011, "keepalive ping timeout")


async def test_a_server_that_answers_pings_is_kept() -> None:
    async with serve(wait, "127.0.0.1", 0) as server:
        socket = await opened(address(server), Keepalive(interval=0.01, timeout=0.05))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(socket), 0.3)
        await socket.close()


async def test_a_broken_sink_costs_no_connection(caplog: pytest.LogCaptureFixture) -> None:
    async def speak(connection: ServerConnection) -> None:
        for event in (*READY, audio(), audio()):
            await connection.send(json.dumps(event))
        await connection.wait_closed()

    heard: list[str] = []
    enough = asyncio.Event()

    def sink(payload: str, item_id: str) -> None:
        heard.append(item_id)
        if len(heard) == 2:
            enough.set()
        raise ValueError("broken")

    async with serve(speak, "127.0.0.1", 0) as server:
        model = PassThroughModel(sink, handshake_seconds=5, ping_timeout_seconds=60)
        await model.connect({"url": address(server), "api_key": "k"})
        async with asyncio.timeout(5):
            await enough.wait()
        await model.close()
    assert heard == ["item_1", "item_1"]
    assert "ValueError" in caplog.text
    assert "broken" not in caplog.text
