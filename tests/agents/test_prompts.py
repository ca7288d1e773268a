"""Prompts are checked when they are loaded and filled without touching braces in the values."""

from pathlib import Path

import pytest

from receptionist.agents.prompts import PromptError, load_prompt

pytestmark = pytest.mark.unit


def test_filling_replaces_placeholders_once(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text("Hello {name}, {now}.")
    prompt = load_prompt("p", {"name", "now"}, tmp_path)
    assert prompt.fill(name="{now}", now="noon") == "Hello {now}, noon."
    assert len(prompt.version) == 12


@pytest.mark.parametrize(("text", "placeholders"), [("{a} {b}", {"a"}), ("{a}", {"a", "b"})])
def test_missing_and_unknown_placeholders_are_named(tmp_path: Path, text: str, placeholders: set[str]) -> None:
    (tmp_path / "p.md").write_text(text)
    with pytest.raises(PromptError, match="b"):
        load_prompt("p", placeholders, tmp_path)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"nowhere\.md"):
        load_prompt("nowhere", set(), tmp_path)


def test_the_version_follows_the_text(tmp_path: Path) -> None:
    versions = set()
    for text in ("one", "two"):
        (tmp_path / "p.md").write_text(text)
        versions.add(load_prompt("p", set(), tmp_path).version)
    assert len(versions) == 2
