"""Settings choose the sandbox half by half, and every slip is answered with a sentence that names the setting."""

import pytest

from receptionist.settings import OPENAI_URL, OPENDENTAL_URL, Settings, SettingsError, load_settings

pytestmark = pytest.mark.unit

KEYS = {"OPENDENTAL_DEVELOPER_KEY": "dev", "OPENDENTAL_CUSTOMER_KEY": "zq9-customer"}


def test_nothing_set_means_both_halves_are_the_sandbox() -> None:
    settings = load_settings({})
    assert (settings.openai_is_sandbox, settings.opendental_is_sandbox) == (True, True)
    assert settings.openai_base_url == "http://127.0.0.1:8001/v1"
    assert settings.openai_realtime_url == "ws://127.0.0.1:8001/v1/realtime"
    assert settings.opendental_base_url == "http://127.0.0.1:8002/api/v1"
    assert settings.opendental_tier == "none"


def test_a_key_alone_means_the_real_service() -> None:
    settings = load_settings({"OPENAI_API_KEY": "sk-1", **KEYS})
    assert not settings.openai_is_sandbox
    assert settings.openai_base_url == OPENAI_URL
    assert settings.openai_realtime_url == "wss://api.openai.com/v1/realtime"
    assert settings.opendental_base_url == OPENDENTAL_URL
    assert settings.opendental_tier == "paid"


def test_each_half_is_replaced_alone() -> None:
    other = load_settings({"OPENAI_BASE_URL": "http://127.0.0.1:9001/v1"})
    assert not other.openai_is_sandbox
    assert other.opendental_is_sandbox
    assert other.openai_realtime_url == "ws://127.0.0.1:9001/v1/realtime"
    realtime = load_settings({"OPENAI_REALTIME_URL": "wss://example.test/v1/realtime", "OPENAI_API_KEY": "k"})
    assert realtime.openai_base_url == "https://example.test/v1"
    local = load_settings({"OPENDENTAL_BASE_URL": "http://127.0.0.1:9002/api/v1/"})
    assert local.openai_is_sandbox
    assert not local.opendental_is_sandbox
    assert local.opendental_base_url == "http://127.0.0.1:9002/api/v1"


def test_the_sandboxes_ports_move_together_with_the_addresses() -> None:
    settings = load_settings({"PORT": "8100", "SANDBOX_OPENAI_PORT": "8101", "SANDBOX_OPENDENTAL_PORT": "8102"})
    assert settings.public_url == "http://127.0.0.1:8100"
    assert settings.openai_base_url == "http://127.0.0.1:8101/v1"
    assert settings.opendental_base_url == "http://127.0.0.1:8102/api/v1"


def test_quotes_and_blanks_around_a_key_are_dropped_and_keys_do_not_print() -> None:
    settings = load_settings({"OPENAI_API_KEY": ' "sk-secret" '})
    assert settings.openai_api_key.get_secret_value() == "sk-secret"
    assert "sk-secret" not in repr(settings)
    assert "zq9" not in repr(load_settings(KEYS))


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"OPENDENTAL_DEVELOPER_KEY": "dev"}, "OPENDENTAL_CUSTOMER_KEY"),
        ({"OPENDENTAL_CUSTOMER_KEY": "cust"}, "OPENDENTAL_DEVELOPER_KEY"),
        ({"OPENDENTAL_BASE_URL": "http://10.0.0.7:30223/api/v1"}, "OPENDENTAL_DEVELOPER_KEY"),
        ({"OPENDENTAL_BASE_URL": "10.0.0.7:30223"}, "OPENDENTAL_BASE_URL"),
        ({"OPENAI_BASE_URL": OPENAI_URL}, "OPENAI_API_KEY"),
        ({"OPENAI_BASE_URL": "ws://x"}, "OPENAI_BASE_URL"),
        ({"OPENAI_REALTIME_URL": "http://x"}, "OPENAI_REALTIME_URL"),
        ({"PORT": "eighty"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"PORT": "8001"}, "SANDBOX_OPENAI_PORT"),
        ({"OPENDENTAL_TIER": "free"}, "OPENDENTAL_TIER"),
        ({"RECEPTIONIST_NOW": "tomorrow"}, "RECEPTIONIST_NOW"),
        ({"RECEPTIONIST_NOW": "2026-11-23T09:00", **KEYS}, "RECEPTIONIST_NOW"),
        ({"SUPERVISOR_SOFT_SECONDS": "30"}, "SUPERVISOR_HARD_SECONDS"),
        ({"SUPERVISOR_HARD_SECONDS": "soon"}, "SUPERVISOR_HARD_SECONDS"),
        ({"RECEPTIONIST_MAX_CALLS": "0"}, "RECEPTIONIST_MAX_CALLS"),
    ],
)
def test_each_slip_names_the_setting(environment: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        load_settings(environment)


def test_the_clock_may_be_set_for_any_open_dental_on_this_machine() -> None:
    for environment in ({}, {"OPENDENTAL_BASE_URL": "http://127.0.0.1:9002/api/v1"}):
        settings = load_settings({"RECEPTIONIST_NOW": "2026-11-23T09:00", **environment})
        assert settings.now is not None
        assert settings.now.hour == 9


def test_every_setting_is_explained_in_the_example_file() -> None:
    import re
    from pathlib import Path

    root = Path(__file__).parent.parent
    used = set(re.findall(r'"([A-Z][A-Z_]{3,})"', (root / "receptionist/settings.py").read_text()))
    listed = set(re.findall(r"^# ([A-Z_]+)=", (root / ".env.example").read_text(), re.MULTILINE))
    assert used == listed


def test_settings_are_frozen() -> None:
    settings: Settings = load_settings({})
    with pytest.raises(ValueError, match="frozen"):
        settings.port = 1
