"""YAML with addresses: plain data plus the line of every key, so that an error can say where it is.

Scalars stay text (YAML 1.1 would read 12:00 as the number 720 and `no` as false); the profile's own types read them.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Address = tuple[str | int, ...]


class ProfileError(ValueError):
    """A practice profile cannot be used; the text names file, line and field and says what to do."""


@dataclass(frozen=True)
class YamlFile:
    """A parsed file: `data` of dicts, lists, text and None; `lines` maps the address of a value to its line."""

    path: Path
    data: Any
    lines: dict[Address, int]

    def line_of(self, address: Address) -> int:
        """The line of the value at `address`, or of the nearest thing around it."""
        while address and address not in self.lines:
            address = address[:-1]
        return self.lines.get(address, 1)


def read_yaml(path: Path) -> YamlFile:
    """Read `path`. Raises `ProfileError` when it is missing, not text, not YAML, or repeats a key."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ProfileError(
            f"{path}: there is no such file; name the practice profile in RECEPTIONIST_PRACTICE."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path}: cannot be read as UTF-8 text ({type(error).__name__}).") from error
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ProfileError(f"{path}, line {line}: not valid YAML: {error.problem}.") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ProfileError(f"{path}: not valid YAML ({type(error).__name__}).") from error
    builder = _Builder(path)
    data = builder.build(node, ()) if node is not None else None
    return YamlFile(path, data, builder.lines)


@dataclass
class _Builder:
    path: Path
    lines: dict[Address, int] = field(default_factory=dict)
    _inside: set[int] = field(default_factory=set)

    def build(self, node: yaml.Node, address: Address) -> Any:
        self.lines.setdefault(address, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return None if node.style is None and node.value in ("", "~", "null") else node.value
        if id(node) in self._inside:
            raise ProfileError(f"{self.path}, line {node.start_mark.line + 1}: a YAML alias must not contain itself.")
        self._inside.add(id(node))
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self.build(item, (*address, index)) for index, item in enumerate(node.value)]
            return self._mapping(node, address)
        finally:
            self._inside.discard(id(node))

    def _mapping(self, node: yaml.Node, address: Address) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value
            if not isinstance(key, str):
                raise ProfileError(f"{self.path}, line {line}: a key must be plain text.")
            if key in built:
                raise ProfileError(f"{self.path}, line {line}: {key!r} is given twice; keep one of them.")
            self.lines[(*address, key)] = line
            built[key] = self.build(value_node, (*address, key))
        return built
