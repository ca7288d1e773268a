"""The usual world with a scenario's patches: as text, so that the world file stays the one source of the rest."""

import json
import re
from pathlib import Path
from typing import Any

from receptionist.settings import ROOT
from tests.scenarios.scenario import WorldPatch

BARTON = ROOT / "fixtures/worlds/barton.yaml"


def patched(patch: WorldPatch, folder: Path) -> Path:
    """The world file to load: the usual one when nothing is patched, else a copy in `folder`."""
    if patch == WorldPatch():
        return BARTON
    text = BARTON.read_text(encoding="utf-8")
    for number, fields in patch.patients.items():
        text = _changed(text, number, fields)
    for section, rows in patch.add.items():
        text = _added(text, section, rows)
    path = folder / "world.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _added(text: str, section: str, rows: tuple[dict[str, Any], ...]) -> str:
    lines = "".join(f"  - {_flow(row)}\n" for row in rows)
    text, found = re.subn(rf"^{section}:.*\n", lambda head: head.group() + lines, text, count=1, flags=re.MULTILINE)
    assert found, f"the world has no section {section}"
    return text


def _changed(text: str, number: int, fields: dict[str, Any]) -> str:
    found = re.search(rf"^  - \{{number: {number}, first: .*\}}$", text, re.MULTILINE)
    assert found, f"the world has no patient {number}"
    line = found.group()
    for name, value in fields.items():
        line = re.sub(rf", {name}: (?:\"[^\"]*\"|\[[^\]]*\]|[^,}}]*)", "", line)
        line = f"{line[:-1]}, {name}: {_flow(value)}}}"
    return text[: found.start()] + line + text[found.end() :]


def _flow(value: Any) -> str:
    """JSON is flow YAML; the world file's scalars are all read as text."""
    return json.dumps(value, ensure_ascii=False)
