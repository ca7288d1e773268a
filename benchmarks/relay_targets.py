"""What the load is put on: the whole service as a process of its own, or one of the plain relays."""

import asyncio
import os
import re
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.relay_calls import Call
from receptionist.channels.twilio_signature import sign

AUTH_TOKEN = "bench"
STOP_SECONDS = 3
_TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Target:
    """A relay that runs; `core` seconds and `rss` kilobytes are its process's so far."""

    kind: str
    port: int
    process: "subprocess.Popen[bytes]"
    http: httpx.AsyncClient

    async def connect(self, call: Call) -> None:
        """Have a call come in, by webhook first where there is one, and its stream connect."""
        stream = f"ws://127.0.0.1:{self.port}/phone/stream"
        if self.kind != "lexi":
            await call.connect(stream, {}, f"CA{call.number:032d}", "")
            return
        url = f"http://127.0.0.1:{self.port}/phone/incoming"
        form = {
            "CallSid": f"CA{call.number:032d}",
            "From": f"+1555010{call.number % 10_000:04d}",
            "To": "+15550102000",
            "CallStatus": "ringing",
        }
        headers = {"X-Twilio-Signature": sign(AUTH_TOKEN, url, form.items())}
        answer = (await self.http.post(url, data=form, headers=headers)).raise_for_status().text
        found = re.search(r'name="token" value="([^"]+)"', answer)
        if found is None:
            raise RuntimeError("the webhook's answer has no token")
        await call.connect(stream, {"X-Twilio-Signature": sign(AUTH_TOKEN, stream, ())}, form["CallSid"], found[1])

    @property
    def core(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def rss(self) -> int:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0])

    async def stop(self) -> None:
        """End the process. What it would still do for calls that are gone is not waited for."""
        self.process.terminate()
        try:
            await asyncio.to_thread(self.process.wait, STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            await asyncio.to_thread(self.process.wait)
        await self.http.aclose()


async def start(kind: str, core: int, model_url: str, directory: Path) -> Target:
    """Start a relay on one core and wait until it listens."""
    port = free_port()
    if kind == "lexi":
        command = [sys.executable, "-m", "receptionist.cli", "run", "--no-voice"]
        environment = _lexi(port, model_url, directory)
    else:
        command = [sys.executable, "-m", "benchmarks.relay_plain", kind, str(port), model_url]
        environment = _plain()
    log = (directory / f"{kind}.log").open("wb")
    process = subprocess.Popen(  # noqa: ASYNC220  (nothing else runs yet)
        ["taskset", "-c", str(core), *command], env=environment, cwd=directory, stderr=log, stdout=log
    )
    target = Target(kind, port, process, httpx.AsyncClient(trust_env=False, timeout=30))
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"{kind} did not start: {(directory / f'{kind}.log').read_text()[-2000:]}")
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            await asyncio.sleep(1.0)
            return target
    raise RuntimeError(f"{kind} does not listen")


def _plain() -> dict[str, str]:
    kept = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV")
    ours = {"NO_PROXY": "127.0.0.1,localhost", "PYTHONPATH": str(Path(__file__).parents[1])}
    return {name: os.environ[name] for name in kept if name in os.environ} | ours


def _lexi(port: int, model_url: str, directory: Path) -> dict[str, str]:
    """The service as anyone runs it, with its sandboxed practice, log and database; only the model is the bench's."""
    return {
        **_plain(),
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SANDBOX_OPENDENTAL_PORT": str(free_port()),
        "SANDBOX_OPENAI_PORT": str(free_port()),
        "OPENAI_REALTIME_URL": model_url.partition("?")[0],
        "OPENAI_API_KEY": "bench",
        "OPENAI_BASE_URL": f"http{model_url.removeprefix('ws').partition('/realtime')[0]}",
        "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
        "DATABASE_URL": f"sqlite:///{directory}/bench.db",
        "RECEPTIONIST_MAX_CALLS": "2000",
    }
