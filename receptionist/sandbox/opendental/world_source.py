"""Reads a world file's YAML and remembers the line of every field, so that a problem can be pointed at.

Scalars stay text (no YAML guessing: `8:00` is not 480 and a phone number keeps its zeros); the models convert them.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from receptionist.sandbox.opendental.errors import WorldError
from receptionist.sandbox.opendental.world_file import WorldFile

Place = tuple[str | int, ...]
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass
class Source:
    """A parsed file: where each field stands, and the problems found so far."""

    path: Path
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def blame(self, place: Place, sentence: str) -> None:
        """Note a problem at a field, `("appointments", 3, "operatory")`, or at the nearest thing that has a line."""
        near = place
        while near and near not in self.lines:
            near = near[:-1]
        self.problems.append(f"{self.path}:{self.lines.get(near, 1)}: {spelled(place)}{sentence}")

    def raise_problems(self) -> None:
        """Raise `WorldError` with everything noted so far, if there is anything."""
        if self.problems:
            raise WorldError(self.problems)


def spelled(place: Place) -> str:
    """`appointments[3].operatory: ` for a place, nothing for the file as a whole."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return f"{text.removeprefix('.')}: " if text else ""


def read_source(path: Path) -> tuple[Source, WorldFile]:
    """The file as a model, with its lines. Raises `WorldError` naming file, line and field."""
    source = Source(path)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except FileNotFoundError:
        raise WorldError([f"{path}: there is no such world file"]) from None
    except (OSError, UnicodeDecodeError) as problem:
        raise WorldError([f"{path}: the world file cannot be read ({type(problem).__name__})"]) from None
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        what = getattr(problem, "problem", None) or "it is not YAML"
        raise WorldError([f"{path}:{mark.line + 1 if mark else 1}: {what}"]) from None
    if not isinstance(node, yaml.MappingNode):
        raise WorldError([f"{path}:1: a world file is a mapping that starts with 'practice:'"])
    plain = _plain(source, node, (), frozenset())
    source.raise_problems()
    try:
        return source, WorldFile.model_validate(plain)
    except ValidationError as failure:
        for error in failure.errors():
            source.blame(tuple(part for part in error["loc"] if part != "[key]"), _sentence(dict(error)))
        raise WorldError(source.problems) from None


def _plain(source: Source, node: yaml.Node, place: Place, above: frozenset[int]) -> Any:
    if id(node) in above:
        source.blame(place, "an anchor refers to itself")
        return None
    above |= {id(node)}
    source.lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(source, child, (*place, index), above) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(source, node, place, above)
    return node.value


def _mapping(source: Source, node: yaml.MappingNode, place: Place, above: frozenset[int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, child in node.value:
        name = str(key.value)
        source.lines[(*place, name)] = key.start_mark.line + 1
        if name in found:
            source.blame((*place, name), "this field is given twice")
        found[name] = _plain(source, child, (*place, name), above)
    return found


def _sentence(error: dict[str, Any]) -> str:
    kind = error["type"]
    if kind == "missing":
        return "this field is required"
    if kind == "extra_forbidden":
        return "there is no such field"
    if kind == "value_error":
        return str(error["ctx"]["error"])
    given = error.get("input")
    shown = f" (it is {given!r})" if isinstance(given, str) and len(given) <= 40 else ""
    message = str(error["msg"])
    return message[:1].lower() + message[1:] + shown
