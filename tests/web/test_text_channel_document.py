"""docs/text-channel.md and the page against the channel they describe: limits, codes, and an example that runs."""

import asyncio
import json
import re
import typing
from pathlib import Path

import pytest
import websockets
from websockets.asyncio.server import ServerConnection, serve

from receptionist.channels import web, web_caller, web_line, web_messages
from receptionist.events import Outcome
from receptionist.web.assets import DIRECTORY
from tests.web.site import ROOT

DOCUMENT = (ROOT / "docs/text-channel.md").read_text(encoding="utf-8")
VOICE_DOCUMENT = (ROOT / "docs/web-voice.md").read_text(encoding="utf-8")
SOURCE = "".join(
    Path(str(module.__file__)).read_text(encoding="utf-8") for module in (web, web_caller, web_line, web_messages)
)


@pytest.mark.unit
def test_page_and_document_know_the_servers_limit() -> None:
    composer = (DIRECTORY / "chat/composer.js").read_text(encoding="utf-8")
    assert f"MAX_CHARACTERS = {web_messages.MAX_CHARACTERS};" in composer
    assert f"1 to {web_messages.MAX_CHARACTERS} characters" in DOCUMENT


@pytest.mark.unit
def test_every_code_type_and_outcome_of_the_channel_is_documented() -> None:
    received = set(re.findall(r'type: Literal\["([a-z.]+)"\]', SOURCE))
    types = set(re.findall(r'"type": "([a-z.]+)"', SOURCE)) | received
    codes = set(re.findall(r'BadMessage\(\s*"([a-z_]+)"', SOURCE)) | set(re.findall(r'"code": "([a-z_]+)"', SOURCE))
    spoken = {"voice.audio", "voice.mark", "voice.clear", "voice.pause", "voice.resume", "caller.heard"}
    assert len(types - spoken) == 9
    assert codes == {"bad_message", "empty_message", "message_too_long", "busy"}
    documented = set(re.findall(r"`([a-z._]+)`", DOCUMENT))
    assert (types - spoken) | codes | set(typing.get_args(Outcome)) <= documented
    assert spoken <= types & set(re.findall(r"`([a-z._]+)`", VOICE_DOCUMENT))


@pytest.mark.unit
def test_the_page_takes_every_message_the_server_sends() -> None:
    script = "".join((DIRECTORY / name).read_text(encoding="utf-8") for name in ("chat/main.js", "chat/talking.js"))
    sent = set(re.findall(r'_put\(\{"type": "([a-z.]+)"', SOURCE))
    assert len(sent) == 13
    assert sent == set(re.findall(r'case "([a-z.]+)":', script))


@pytest.mark.wire
async def test_the_documents_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    heard: list[dict[str, str]] = []

    async def lexi(socket: ServerConnection) -> None:
        greeting = [{"type": "lexi.text", "text": "Hi!", "turn": 0}, {"type": "turn.done"}]
        for message in [{"type": "call.started", "call_id": "c_1"}, *greeting]:
            await socket.send(json.dumps(message))
        heard.append(json.loads(await socket.recv()))
        for message in [{"type": "lexi.text", "text": "From eight to five.", "turn": 1}, {"type": "turn.done"}]:
            await socket.send(json.dumps(message))
        heard.append(json.loads(await socket.recv()))
        await socket.send(json.dumps({"type": "call.ended", "outcome": "answered"}))

    (example,) = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    definitions = example.replace('asyncio.run(ask("What are your hours?"))', "")
    assert definitions != example
    names: dict[str, typing.Any] = {"websockets": websockets, "asyncio": asyncio}
    exec(compile(definitions, "docs/text-channel.md", "exec"), names)
    async with serve(lexi, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        await asyncio.wait_for(names["ask"]("What are your hours?", f"ws://127.0.0.1:{port}"), 10)
    assert heard == [{"type": "caller.text", "text": "What are your hours?"}, {"type": "caller.hangup"}]
    assert capsys.readouterr().out.splitlines() == ["Hi!", "From eight to five."]
