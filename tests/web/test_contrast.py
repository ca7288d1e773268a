"""Colours that are used together, light and dark, against WCAG 2.2 AA: 4.5 for text, 3 for edges and focus."""

import re

import pytest

from receptionist.web.assets import DIRECTORY

pytestmark = pytest.mark.unit

TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    ("ink", "ground", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "lexi", TEXT),
    ("ink-soft", "ground", TEXT),
    ("ink-soft", "surface", TEXT),
    ("accent", "ground", TEXT),
    ("accent", "surface", TEXT),
    ("accent-strong", "ground", TEXT),
    ("accent-strong", "surface", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    ("note-ink", "note", TEXT),
    ("alert", "surface", TEXT),
    ("edge", "surface", SHAPE),
    ("edge", "ground", SHAPE),
    ("focus", "ground", SHAPE),
    ("focus", "surface", SHAPE),
    ("focus", "note", SHAPE),
    ("focus", "lexi", SHAPE),
    ("accent", "lexi", SHAPE),
    ("edge", "lexi", SHAPE),
]


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", css))


def schemes() -> dict[str, dict[str, str]]:
    light, dark = (DIRECTORY / "tokens.css").read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")
    return {"light": colours(light), "dark": colours(dark)}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS, ids=lambda value: str(value))
def test_contrast_is_enough(scheme: str, front: str, back: str, least: float) -> None:
    palette = schemes()[scheme]
    ratio = contrast(palette[front], palette[back])
    assert ratio >= least, f"{front} on {back} is {ratio:.2f} to 1 in {scheme}"


def test_dark_changes_every_colour() -> None:
    palettes = schemes()
    assert palettes["light"].keys() == palettes["dark"].keys()
    assert not [name for name, colour in palettes["light"].items() if palettes["dark"][name] == colour]


def test_every_colour_in_the_styles_is_a_token() -> None:
    for sheet in DIRECTORY.rglob("*.css"):
        css = sheet.read_text(encoding="utf-8")
        if sheet.name != "tokens.css":
            assert not re.findall(r"#[0-9a-f]{3,8}\b(?=[^{]*;)|\brgba?\(|\bhsla?\(", css), sheet.name
        used = set(re.findall(r"var\(--([a-z-]+)\)", css))
        assert used <= set(re.findall(r"--([a-z-]+):", (DIRECTORY / "tokens.css").read_text(encoding="utf-8")))
