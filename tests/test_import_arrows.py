"""The rooms' arrows: who may import whom. docs/architecture.md draws the same map."""

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parent.parent
BASE = {"clock", "settings", "events", "network"}
FLOOR = BASE | {"store", "practice", "engines"}
MAY_IMPORT: dict[str, set[str]] = {
    "clock": set(),
    "settings": set(),
    "events": set(),
    "network": set(),
    "store": BASE,
    "practice": BASE,
    "engines": BASE,
    "booking": FLOOR,
    "agents": FLOOR | {"booking"},
    "calls": FLOOR | {"booking", "agents"},
    "channels": FLOOR | {"booking", "agents", "calls"},
    "web": BASE | {"practice"},
    "readiness": BASE | {"store"},
    "sandbox": {"clock"},
}
# Assembly knows every room.
ASSEMBLY = {"app", "cli", "commands", "__main__", "__init__"}


def room_of(path: Path) -> str:
    first = path.relative_to(ROOT / "receptionist").parts[0]
    return first.removesuffix(".py")


def imported_modules(path: Path) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} uses a relative import"
            modules |= {f"{node.module}.{alias.name}" for alias in node.names}
    return modules


def rooms_imported(path: Path) -> set[str]:
    return {
        name.split(".")[1] for name in imported_modules(path) if name.startswith("receptionist.") and name.count(".")
    }


FILES = sorted((ROOT / "receptionist").rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_only_rooms_below_its_own(path: Path) -> None:
    room = room_of(path)
    if room in ASSEMBLY:
        return
    allowed = MAY_IMPORT[room] | {room}
    assert rooms_imported(path) <= allowed


# What several channels need; the rest of a channel is its own.
SHARED_BY_CHANNELS = ("heard", "keypad", "neighbours")
PHONE = ("phone", "twilio", "twiml")


def test_channels_do_not_import_each_other() -> None:
    for path in sorted((ROOT / "receptionist/channels").glob("*.py")):
        if path.name == "__init__.py":
            continue
        others = {name for name in imported_modules(path) if name.startswith("receptionist.channels.")}
        channel = path.stem.split("_")[0]
        own = PHONE if channel in PHONE else (channel,)
        assert all(name.split(".")[2].startswith(own + SHARED_BY_CHANNELS) for name in others), path.name


def test_the_client_knows_nothing_of_the_house() -> None:
    for path in sorted((ROOT / "opendental_client").rglob("*.py")):
        assert not [name for name in imported_modules(path) if name.startswith("receptionist")], path.name


def test_the_rule_would_catch_an_upward_import(tmp_path: Path) -> None:
    offender = tmp_path / "offender.py"
    offender.write_text("from receptionist.calls.log import CallLog\n")
    assert rooms_imported(offender) == {"calls"}
    assert not rooms_imported(offender) <= MAY_IMPORT["booking"] | {"booking"}
