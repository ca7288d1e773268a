"""A small driver for headless Chromium over its DevTools protocol: open a page, type, look, take pictures.

Synchronous on purpose: the server under test runs in a thread of its own, and a test reads top to bottom.
"""

import base64
import itertools
import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from websockets.sync.client import ClientConnection, connect

PATIENCE = 15.0
POLL = 0.02
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-proxy-server",
    # A microphone that beeps once a second; a test that wants another names its file.
    "--use-fake-device-for-media-stream",
    "--remote-debugging-port=0",
)
KEYS: dict[str, dict[str, Any]] = {
    "Enter": {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"},
    "Tab": {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9},
    "Escape": {"key": "Escape", "code": "Escape", "windowsVirtualKeyCode": 27},
    "Space": {"key": " ", "code": "Space", "windowsVirtualKeyCode": 32, "text": " "},
}
SHIFT = 8


class ScriptError(AssertionError):
    """JavaScript that a test evaluated threw."""


def find_chromium() -> str | None:
    """The browser that CHROMIUM names, or the first usual one on the path."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Chrome:
    """A running browser. Use it as a context manager; `page` opens a tab. `flags` come on top of the usual ones."""

    def __init__(self, program: str, profile: Path, *flags: str) -> None:
        self._process = subprocess.Popen(
            [program, *FLAGS, *flags, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        port_file = profile / "DevToolsActivePort"
        give_up = time.monotonic() + PATIENCE
        while not (port_file.exists() and port_file.read_text().count("\n")):
            if self._process.poll() is not None or time.monotonic() > give_up:
                self._process.kill()
                self._process.wait()
                raise RuntimeError(f"{program} did not start; run it by hand with {' '.join(FLAGS)}.")
            time.sleep(POLL)
        port, path = port_file.read_text().splitlines()[:2]
        self.socket: ClientConnection = connect(
            f"ws://127.0.0.1:{port}{path}", max_size=None, proxy=None, compression=None
        )
        self._ids = itertools.count(1)
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.close()
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def command(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """Run one DevTools command and return its result; events that come in between are kept in `events`."""
        number = next(self._ids)
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self.socket.send(json.dumps(message))
        while True:
            answer: dict[str, Any] = json.loads(self.socket.recv(timeout=PATIENCE))
            if answer.get("id") != number:
                self.events.append(answer)
            elif "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']['message']}")
            else:
                result: dict[str, Any] = answer["result"]
                return result

    def page(self) -> "Page":
        """A new empty tab."""
        return Page(self)


class Page:
    """One tab."""

    def __init__(self, chrome: Chrome) -> None:
        self._chrome = chrome
        self._target: str = chrome.command("Target.createTarget", url="about:blank")["targetId"]
        attached = chrome.command("Target.attachToTarget", targetId=self._target, flatten=True)
        self._session: str = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self._do(f"{domain}.enable")

    def _do(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._chrome.command(method, self._session, **parameters)

    def open(self, address: str) -> None:
        self._do("Page.navigate", url=address)
        self.wait_for(f"document.readyState === 'complete' && location.href.startsWith({json.dumps(address)})")

    def before_load(self, script: str) -> None:
        """Run `script` in every page that this tab opens from now on, before any script of the page's own."""
        self._do("Page.addScriptToEvaluateOnNewDocument", source=script)

    def microphone(self, address: str, setting: str) -> None:
        """Have the person answer "granted" or "denied" when a page of this address asks for the microphone."""
        self._chrome.command(
            "Browser.setPermission", permission={"name": "microphone"}, setting=setting, origin=address
        )

    def close(self) -> None:
        self._chrome.command("Target.closeTarget", targetId=self._target)

    def evaluate(self, script: str) -> Any:
        """The value of a JavaScript expression; a promise is awaited. Raises `ScriptError`."""
        answer = self._do("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise ScriptError(answer["exceptionDetails"].get("exception", {}).get("description", script))
        return answer["result"].get("value")

    def wait_for(self, condition: str) -> None:
        """Until a JavaScript expression is true; fails with the page's text when it never is."""
        give_up = time.monotonic() + PATIENCE
        while not self.evaluate(f"Boolean({condition})"):
            if time.monotonic() > give_up:
                raise AssertionError(f"Never true: {condition}\n{self.evaluate('document.body.innerText')}")
            time.sleep(POLL)

    def text(self, selector: str) -> str:
        return str(self.evaluate(f"document.querySelector({json.dumps(selector)}).innerText.trim()"))

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press and release one of KEYS."""
        details = {**KEYS[key], "modifiers": SHIFT if shift else 0}
        self._do("Input.dispatchKeyEvent", type="keyDown" if "text" in details else "rawKeyDown", **details)
        details.pop("text", None)
        self._do("Input.dispatchKeyEvent", type="keyUp", **details)

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        self._do("Input.insertText", text=text)

    def viewport(self, width: int, height: int) -> None:
        self._do("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def prefer(self, **features: str) -> None:
        """Set media features, with underscores for hyphens: `prefer(prefers_color_scheme="dark")`."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self._do("Emulation.setEmulatedMedia", features=wanted)

    def screenshot(self, path: Path) -> None:
        """Write what is in view as a PNG."""
        path.write_bytes(base64.b64decode(self._do("Page.captureScreenshot", format="png")["data"]))

    def errors(self) -> list[str]:
        """Everything the console complained about, and uncaught exceptions, since the tab was opened."""
        self.evaluate("1")
        found = []
        for event in self._chrome.events:
            if event.get("sessionId") != self._session:
                continue
            kind, details = event["method"], event["params"]
            if kind == "Runtime.exceptionThrown":
                found.append(str(details["exceptionDetails"]))
            elif kind == "Runtime.consoleAPICalled" and details["type"] in ("error", "warning", "assert"):
                found.append(str(details["args"]))
            elif kind == "Log.entryAdded" and details["entry"]["level"] in ("error", "warning"):
                found.append(details["entry"]["text"])
        return found
