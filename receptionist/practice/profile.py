"""Reads a practice profile from its YAML file, and says in one sentence a field what is wrong with it."""

from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from receptionist.practice.schema import PracticeProfile
from receptionist.practice.yaml_file import Address, ProfileError, YamlFile, read_yaml

__all__ = ["PracticeProfile", "ProfileError", "load_profile"]


def load_profile(path: Path | str) -> PracticeProfile:
    """The profile in the file at `path`. Raises `ProfileError`, one line for each fault: file, line, field, advice."""
    source = read_yaml(Path(path))
    if not isinstance(source.data, dict):
        raise ProfileError(f"{source.path}, line 1: the file must be a mapping of keys, starting with name.")
    try:
        return PracticeProfile.model_validate(source.data)
    except ValidationError as error:
        raise ProfileError("\n".join(_sentence(source, detail) for detail in error.errors())) from None


def _sentence(source: YamlFile, detail: ErrorDetails) -> str:
    address = _real_address(source, tuple(detail["loc"]))
    place = ".".join(str(part) for part in address) or "(the whole file)"
    return f"{source.path}, line {source.line_of(address)}, {place}: {_advice(detail)}."


def _real_address(source: YamlFile, loc: Address) -> Address:
    """Drop the names that pydantic adds for the branches of a union: they are not keys of the file."""
    kept: list[str | int] = []
    data = source.data
    for index, part in enumerate(loc):
        if isinstance(data, dict) and part in data or isinstance(data, list) and isinstance(part, int):
            data = data[part]  # type: ignore[index]
            kept.append(part)
        elif isinstance(data, dict) and index == len(loc) - 1:
            kept.append(part)
    return tuple(kept)


def _advice(detail: ErrorDetails) -> str:
    kind = detail["type"]
    if kind == "extra_forbidden":
        return "unknown key; check its spelling in docs/practice-profile.md or remove it"
    if kind == "missing":
        return "this key is required; add it"
    message = detail["msg"].removeprefix("Value error, ")
    return message[:1].lower() + message[1:]
