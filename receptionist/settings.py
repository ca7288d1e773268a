"""Settings, in one place: environment variables (and `.env`) in, one frozen `Settings` out.

A half of the outside world is the sandbox unless its own settings name something else: without an OpenAI key or
address the sandbox's OpenAI server answers, without Open Dental keys or address its Open Dental server does. This
module only chooses addresses; nothing else in the house asks whether it is talking to the sandbox.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, SecretStr

ROOT = Path(__file__).resolve().parent.parent
OPENAI_URL = "https://api.openai.com/v1"
OPENDENTAL_URL = "https://api.opendental.com/api/v1"
RUNGS = ("again", "second", "gather")
# The sandbox signs its webhooks with a secret that everyone knows.
SANDBOX_WEBHOOK_SECRET = "whsec_c2FuZGJveA=="  # noqa: S105
THROTTLE_TIERS = ("none", "enterprise", "paid", "read_only")


class SettingsError(ValueError):
    """A setting is missing, malformed or contradicts another; the text says which and what to do."""


class Settings(BaseModel):
    """Everything the environment decides. URLs have no trailing slash; secrets print as asterisks."""

    model_config = ConfigDict(frozen=True)

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int
    sandbox_openai_port: int = 8001
    sandbox_opendental_port: int = 8002
    sandbox_world: Path
    sandbox_voice: bool
    now: datetime | None = None

    openai_api_key: SecretStr
    openai_base_url: str
    openai_realtime_url: str
    openai_is_sandbox: bool
    realtime_model: str
    supervisor_model: str
    transcription_model: str
    voice: str
    second_realtime_url: str
    second_realtime_key: SecretStr
    second_realtime_model: str
    failover: tuple[str, ...]
    engine_failures: int
    engine_window_seconds: float
    engine_rest_seconds: float
    rotate_minutes: int
    max_call_minutes: int
    drain_seconds: int
    drain_redirect_url: str

    opendental_base_url: str
    opendental_developer_key: SecretStr
    opendental_customer_key: SecretStr
    opendental_tier: str
    opendental_budget: str
    opendental_is_sandbox: bool

    database_url: str
    practice_profile: Path
    public_url: str
    twilio_auth_token: SecretStr | None
    openai_webhook_secret: SecretStr | None
    sip_refer_form: str
    supervisor_soft_seconds: float
    supervisor_hard_seconds: float
    max_calls: int


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the process environment over `.env` in the working directory, or exactly `environment` when given.

    Raises `SettingsError` with one sentence for the person who set it.
    """
    if environment is None:
        from_file = {name: value or "" for name, value in dotenv_values(".env").items()}
        environment = {**from_file, **os.environ}
    return _Reader(environment).settings()


class _Reader:
    def __init__(self, environment: Mapping[str, str]) -> None:
        # Quotes and blanks around a key are the commonest slip when one is pasted into an env file.
        self._values = {name: value.strip().strip("\"'").strip() for name, value in environment.items()}

    def settings(self) -> Settings:
        ports = {
            "port": self._port("PORT", 8000),
            "sandbox_openai_port": self._port("SANDBOX_OPENAI_PORT", 8001),
            "sandbox_opendental_port": self._port("SANDBOX_OPENDENTAL_PORT", 8002),
        }
        if len(set(ports.values())) < len(ports):
            raise SettingsError("PORT, SANDBOX_OPENAI_PORT and SANDBOX_OPENDENTAL_PORT must be three different ports.")
        host = self._text("HOST", "127.0.0.1")
        soft = self._seconds("SUPERVISOR_SOFT_SECONDS", 6.0)
        hard = self._seconds("SUPERVISOR_HARD_SECONDS", 20.0)
        if hard <= soft:
            raise SettingsError("SUPERVISOR_HARD_SECONDS must be more than SUPERVISOR_SOFT_SECONDS.")
        openai = self._openai(ports["sandbox_openai_port"])
        opendental = self._opendental(ports["sandbox_opendental_port"])
        alive = self._staying_alive(openai)
        return Settings.model_validate(
            {
                **ports,
                **openai,
                **opendental,
                **alive,
                **self._sip(sandboxed=bool(openai["openai_is_sandbox"] and opendental["opendental_is_sandbox"])),
                "host": host,
                "workers": self._whole("WORKERS", 1, 1, 64),
                "sandbox_voice": self._values.get("VOICE", "") != "0",
                "sandbox_world": self._path("SANDBOX_WORLD", ROOT / "fixtures/worlds/barton.yaml"),
                "practice_profile": self._path("RECEPTIONIST_PRACTICE", ROOT / "fixtures/practices/barton.yaml"),
                "now": self._now(sandboxed=bool(opendental["opendental_is_sandbox"])),
                "realtime_model": self._text("RECEPTIONIST_REALTIME_MODEL", "gpt-realtime-2.1-mini"),
                "supervisor_model": self._text("RECEPTIONIST_SUPERVISOR_MODEL", "gpt-6.1-terra"),
                "transcription_model": self._text("RECEPTIONIST_TRANSCRIPTION_MODEL", "gpt-transcribe"),
                "voice": self._text("RECEPTIONIST_VOICE", "marin"),
                "database_url": self._text("DATABASE_URL", "sqlite:///data/receptionist.db"),
                "public_url": self._text("PUBLIC_URL", f"http://{host}:{ports['port']}").rstrip("/"),
                "twilio_auth_token": self._twilio(sandboxed=bool(opendental["opendental_is_sandbox"])),
                "supervisor_soft_seconds": soft,
                "supervisor_hard_seconds": hard,
                "max_calls": self._whole("RECEPTIONIST_MAX_CALLS", 200, 1, 100_000),
            }
        )

    def _openai(self, sandbox_port: int) -> dict[str, object]:
        key = self._values.get("OPENAI_API_KEY", "")
        base = self._url("OPENAI_BASE_URL", ("http", "https"))
        realtime = self._url("OPENAI_REALTIME_URL", ("ws", "wss"))
        is_sandbox = not (key or base or realtime)
        if is_sandbox:
            base = f"http://127.0.0.1:{sandbox_port}/v1"
        if not base and realtime:
            parts = urlsplit(realtime)
            scheme = "https" if parts.scheme == "wss" else "http"
            base = urlunsplit((scheme, parts.netloc, parts.path.removesuffix("/realtime"), "", ""))
        base = base or OPENAI_URL
        if base == OPENAI_URL and not key:
            raise SettingsError("OPENAI_BASE_URL names the real OpenAI service, which needs OPENAI_API_KEY; set it.")
        if not realtime:
            realtime = f"ws{base.removeprefix('http')}/realtime"
        return {
            # A server of one's own may want no key at all, but the SDKs refuse to start without one.
            "openai_api_key": SecretStr(key or "sandbox"),
            "openai_base_url": base,
            "openai_realtime_url": realtime,
            "openai_is_sandbox": is_sandbox,
        }

    def _opendental(self, sandbox_port: int) -> dict[str, object]:
        base = self._url("OPENDENTAL_BASE_URL", ("http", "https"))
        developer = self._values.get("OPENDENTAL_DEVELOPER_KEY", "")
        customer = self._values.get("OPENDENTAL_CUSTOMER_KEY", "")
        if bool(developer) != bool(customer):
            missing = "OPENDENTAL_CUSTOMER_KEY" if developer else "OPENDENTAL_DEVELOPER_KEY"
            raise SettingsError(
                f"Open Dental needs both of its keys and {missing} is not set; set it, or unset the other "
                "to use the sandbox."
            )
        sandbox_base = f"http://127.0.0.1:{sandbox_port}/api/v1"
        is_sandbox = base == sandbox_base or not (base or developer)
        if base and not developer and urlsplit(base).hostname not in ("127.0.0.1", "localhost", "::1"):
            raise SettingsError(
                "OPENDENTAL_BASE_URL names another machine, so set OPENDENTAL_DEVELOPER_KEY and "
                "OPENDENTAL_CUSTOMER_KEY as well."
            )
        # On this machine the vendor's Local API and Service answer without throttling; the vendor's cloud does not.
        tier = self._text("OPENDENTAL_TIER", "none" if base or is_sandbox else "paid")
        if tier not in THROTTLE_TIERS:
            raise SettingsError(f"OPENDENTAL_TIER must be one of {', '.join(THROTTLE_TIERS)}.")
        return {
            "opendental_base_url": base or (sandbox_base if is_sandbox else OPENDENTAL_URL),
            "opendental_developer_key": SecretStr(developer or "sandbox"),
            "opendental_customer_key": SecretStr(customer or "default"),
            "opendental_tier": tier,
            "opendental_budget": self._text("OPENDENTAL_BUDGET", "data/opendental-budget.db"),
            "opendental_is_sandbox": is_sandbox,
        }

    def _staying_alive(self, openai: dict[str, object]) -> dict[str, object]:
        """What happens when a voice engine fails, and when the service is told to stop (docs/staying-alive.md)."""
        second = self._url("RECEPTIONIST_SECOND_REALTIME_URL", ("ws", "wss"))
        model = self._values.get("RECEPTIONIST_SECOND_REALTIME_MODEL", "")
        key = self._values.get("RECEPTIONIST_SECOND_REALTIME_KEY", "")
        if second and not model:
            raise SettingsError("RECEPTIONIST_SECOND_REALTIME_URL needs RECEPTIONIST_SECOND_REALTIME_MODEL; set it.")
        rungs = tuple(rung.strip() for rung in self._text("RECEPTIONIST_FAILOVER", ",".join(RUNGS)).split(","))
        if rungs != ("none",) and (unknown := [rung for rung in rungs if rung not in RUNGS]):
            raise SettingsError(
                f"RECEPTIONIST_FAILOVER is none or a list of {', '.join(RUNGS)}; {unknown[0]!r} is neither."
            )
        return {
            "second_realtime_url": second or (openai["openai_realtime_url"] if model else ""),
            "second_realtime_key": SecretStr(key) if key else openai["openai_api_key"],
            "second_realtime_model": model,
            "failover": () if rungs == ("none",) else rungs,
            "engine_failures": self._whole("RECEPTIONIST_ENGINE_FAILURES", 3, 1, 100),
            "engine_window_seconds": self._seconds("RECEPTIONIST_ENGINE_WINDOW_SECONDS", 60.0),
            "engine_rest_seconds": self._seconds("RECEPTIONIST_ENGINE_REST_SECONDS", 60.0),
            # The vendor ends a session after 60 minutes.
            "rotate_minutes": self._whole("RECEPTIONIST_ROTATE_MINUTES", 55, 1, 59),
            "max_call_minutes": self._whole("RECEPTIONIST_MAX_CALL_MINUTES", 90, 1, 24 * 60),
            "drain_seconds": self._whole("DRAIN_SECONDS", 15 * 60, 0, 24 * 3600),
            "drain_redirect_url": self._url("DRAIN_REDIRECT_URL", ("http", "https")),
        }

    def _twilio(self, *, sandboxed: bool) -> str | None:
        """What telephone webhooks are signed with; the sandbox's telephone signs with a word everyone knows."""
        return self._values.get("TWILIO_AUTH_TOKEN") or ("sandbox" if sandboxed else None)

    def _sip(self, *, sandboxed: bool) -> dict[str, object]:
        """What OpenAI's webhooks are signed with, and how a number to refer a caller to is written."""
        secret = self._values.get("OPENAI_WEBHOOK_SECRET") or (SANDBOX_WEBHOOK_SECRET if sandboxed else "")
        form = self._text("SIP_REFER_FORM", "tel:{number}")
        if "{number}" not in form:
            raise SettingsError(f"SIP_REFER_FORM must have {{number}} where the number is to stand; it is {form!r}.")
        return {"openai_webhook_secret": SecretStr(secret) if secret else None, "sip_refer_form": form}

    def _now(self, *, sandboxed: bool) -> datetime | None:
        text = self._values.get("RECEPTIONIST_NOW", "")
        if not text:
            return None
        local = self._values.get("OPENDENTAL_BASE_URL", "")
        if not sandboxed and urlsplit(local).hostname not in ("127.0.0.1", "localhost", "::1"):
            raise SettingsError("RECEPTIONIST_NOW sets the sandbox's clock and Open Dental is real here; unset it.")
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            raise SettingsError(
                "RECEPTIONIST_NOW must look like 2026-11-23T09:00 (the practice's wall clock)."
            ) from None

    def _text(self, name: str, default: str) -> str:
        return self._values.get(name) or default

    def _path(self, name: str, default: Path) -> Path:
        return Path(self._values.get(name) or default).expanduser()

    def _port(self, name: str, default: int) -> int:
        return self._whole(name, default, 1, 65535)

    def _whole(self, name: str, default: int, least: int, most: int) -> int:
        text = self._values.get(name) or str(default)
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise SettingsError(f"{name} must be a whole number from {least} to {most}; it is {text!r}.")
        return int(text)

    def _seconds(self, name: str, default: float) -> float:
        text = self._values.get(name) or str(default)
        try:
            seconds = float(text)
        except ValueError:
            seconds = 0.0
        if not 0.1 <= seconds <= 300:
            raise SettingsError(f"{name} must be a number of seconds from 0.1 to 300; it is {text!r}.")
        return seconds

    def _url(self, name: str, schemes: tuple[str, ...]) -> str:
        text = self._values.get(name, "").rstrip("/")
        if not text:
            return ""
        parts = urlsplit(text)
        if parts.scheme not in schemes or not parts.hostname:
            raise SettingsError(f"{name} must be a {' or '.join(schemes)} address; it is {text!r}.")
        return text
