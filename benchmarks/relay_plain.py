"""Plain relays to compare with, on public libraries only: `python -m benchmarks.relay_plain KIND PORT MODEL_URL`.

floor    picows on both sides; base64 text is cut out of one message and put into the other, nothing else is done
fastapi  FastAPI and websockets with the json module: the usual tutorial
sdk      FastAPI in front of the Agents SDK's stock session, its audio events forwarded as they come
"""

import asyncio
import base64
import json
import sys
from typing import Any

import picows
import uvicorn
import uvloop
import websockets
from agents.realtime import RealtimeAgent, RealtimeRunner
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from picows import WSFrame, WSListener, WSMsgType, WSTransport, WSUpgradeRequest

SETTINGS: Any = {
    "model_name": "gpt-realtime-2.1-mini",
    "tracing": None,
    "output_modalities": ["audio"],
    "audio": {
        "input": {"format": "audio/pcmu", "turn_detection": {"type": "server_vad", "interrupt_response": True}},
        "output": {"format": "audio/pcmu"},
    },
}
CREATE = '{"type":"response.create"}'


class _Up(WSListener):
    """The model's side of the floor."""

    def __init__(self, down: "_Down") -> None:
        self.down = down

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.TEXT:
            data = frame.get_payload_as_bytes()
            if b"output_audio.delta" in data:
                start = data.index(b'"delta":"') + 9
                audio = data[start : data.index(b'"', start)]
                self.down.transport.send(WSMsgType.TEXT, self.down.head + audio + b'"}}')
            elif b"speech_started" in data:
                self.down.transport.send(WSMsgType.TEXT, self.down.clear)


class _Down(WSListener):
    """The caller's side of the floor."""

    transport: WSTransport
    head = clear = b""

    def __init__(self, url: str) -> None:
        self._url = url
        self._up: WSTransport | None = None
        self._task: asyncio.Task[None] | None = None

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type != WSMsgType.TEXT:
            return
        data = frame.get_payload_as_bytes()
        if b'"media"' in data[:20]:
            if self._up is not None:
                start = data.index(b'"payload":"') + 11
                audio = data[start : data.index(b'"', start)]
                self._up.send(WSMsgType.TEXT, b'{"type":"input_audio_buffer.append","audio":"' + audio + b'"}')
        elif b'"start"' in data[:20]:
            sid = json.loads(data)["streamSid"].encode()
            self.head = b'{"event":"media","streamSid":"' + sid + b'","media":{"payload":"'
            self.clear = b'{"event":"clear","streamSid":"' + sid + b'"}'
            self._task = asyncio.ensure_future(self._connect())

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        if self._up is not None:
            self._up.disconnect()

    async def _connect(self) -> None:
        up, _ = await picows.ws_connect(lambda: _Up(self), self._url)
        up.send(WSMsgType.TEXT, '{"type":"session.update","session":{}}')
        up.send(WSMsgType.TEXT, CREATE)
        self._up = up


async def floor(port: int, url: str) -> None:
    """The least that a relay can do."""

    def accept(_: WSUpgradeRequest) -> WSListener:
        return _Down(url)

    server = await picows.ws_create_server(accept, "127.0.0.1", port)
    await server.serve_forever()


def fastapi_relay(url: str) -> FastAPI:
    """Two tasks a call, json both ways."""
    app = FastAPI()

    @app.websocket("/phone/stream")
    async def stream(caller: WebSocket) -> None:
        await caller.accept()
        sid = ""
        async with websockets.connect(url, compression=None) as model:
            await model.send('{"type":"session.update","session":{}}')
            await model.send(CREATE)

            async def down() -> None:
                async for text in model:
                    event = json.loads(text)
                    if event["type"] == "response.output_audio.delta":
                        media = {"event": "media", "streamSid": sid, "media": {"payload": event["delta"]}}
                        await caller.send_text(json.dumps(media))
                    elif event["type"] == "input_audio_buffer.speech_started":
                        await caller.send_text(json.dumps({"event": "clear", "streamSid": sid}))

            task = asyncio.create_task(down())
            try:
                while True:
                    frame = json.loads(await caller.receive_text())
                    if frame["event"] == "media":
                        append = {"type": "input_audio_buffer.append", "audio": frame["media"]["payload"]}
                        await model.send(json.dumps(append))
                    elif frame["event"] == "start":
                        sid = frame["streamSid"]
            except WebSocketDisconnect:
                pass
            finally:
                task.cancel()

    return app


def sdk_relay(url: str) -> FastAPI:
    """The stock session without the documented buffers."""
    app = FastAPI()

    @app.websocket("/phone/stream")
    async def stream(caller: WebSocket) -> None:
        await caller.accept()
        sid = ""
        runner = RealtimeRunner(RealtimeAgent(name="Lexi"), config={"tracing_disabled": True})
        config: Any = {"api_key": "x", "url": url, "initial_model_settings": SETTINGS}
        async with await runner.run(model_config=config) as session:
            await session.model.send_event(_create())

            async def down() -> None:
                async for event in session:
                    if event.type == "audio":
                        payload = base64.b64encode(event.audio.data).decode()
                        media = {"event": "media", "streamSid": sid, "media": {"payload": payload}}
                        await caller.send_text(json.dumps(media))
                    elif event.type == "audio_interrupted":
                        await caller.send_text(json.dumps({"event": "clear", "streamSid": sid}))

            task = asyncio.create_task(down())
            try:
                while True:
                    frame = json.loads(await caller.receive_text())
                    if frame["event"] == "media":
                        await session.send_audio(base64.b64decode(frame["media"]["payload"]))
                    elif frame["event"] == "start":
                        sid = frame["streamSid"]
            except WebSocketDisconnect:
                pass
            finally:
                task.cancel()

    return app


def _create() -> Any:
    from agents.realtime import RealtimeModelSendRawMessage

    return RealtimeModelSendRawMessage(message={"type": "response.create"})


async def main() -> None:
    kind, port, url = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    if kind == "floor":
        await floor(port, url)
        return
    app = {"fastapi": fastapi_relay, "sdk": sdk_relay}[kind](url)
    config = uvicorn.Config(
        app, port=port, log_level="error", access_log=False, ws_per_message_deflate=False, lifespan="off"
    )
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    uvloop.run(main())
