"""Static files: served with the right types, kept for long under their version, and complete."""

import re
from pathlib import Path

import pytest

from receptionist.web import assets
from tests.web.site import site, visitor

pytestmark = pytest.mark.unit

FILES = sorted(path.relative_to(assets.DIRECTORY).as_posix() for path in assets.DIRECTORY.rglob("*.*"))
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


async def test_every_file_that_the_page_names_is_there_and_may_be_kept() -> None:
    async with visitor(site()) as browser:
        addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', (await browser.get("/")).text)
        assert len(addresses) >= 6
        for address in addresses:
            response = await browser.get(address)
            assert response.status_code == 200, address
            assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
            assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", FILES)
async def test_each_file_has_its_type(name: str) -> None:
    async with visitor(site()) as browser:
        response = await browser.get(assets.asset_url(name))
    assert response.headers["content-type"].split(";")[0] == TYPES[Path(name).suffix]


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".js")])
def test_modules_import_their_neighbours_by_relative_path(name: str) -> None:
    text = (assets.DIRECTORY / name).read_text(encoding="utf-8")
    for imported in re.findall(r'^import .* from "([^"]+)"', text, re.MULTILINE):
        assert imported.startswith("./")
        assert ((assets.DIRECTORY / name).parent / imported).is_file()
    assert text.count("\n") < 200


async def test_without_a_version_a_file_is_asked_for_each_time() -> None:
    async with visitor(site()) as browser:
        response = await browser.get("/static/page.css")
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/static/000000000000/page.css",
        "/static/none.css",
        "/static/",
        "/static/%2e%2e/pages.py",
        "/static/..%2fpages.py",
    ],
)
async def test_nothing_else_is_served(path: str) -> None:
    async with visitor(site()) as browser:
        assert (await browser.get(path)).status_code == 404


def test_a_changed_file_changes_every_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "DIRECTORY", tmp_path)
    seen = set()
    for name, text in (("a.css", "one"), ("a.css", "two"), ("b.css", "two")):
        (tmp_path / name).write_text(text)
        seen.add(assets.version.__wrapped__())
    assert len(seen) == 3
