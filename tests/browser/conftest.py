"""One browser and one scripted site for all browser tests; a new tab for each."""

from collections.abc import Iterator

import pytest

from tests.browser.chrome import Chrome, Page, find_chromium
from tests.browser.scripted import ScriptedSite, serve_scripted


@pytest.fixture(scope="session")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    program = find_chromium()
    if program is None:
        pytest.skip("No Chromium was found: install the package chromium, or name the program in CHROMIUM.")
    with Chrome(program, tmp_path_factory.mktemp("chromium")) as running:
        yield running


@pytest.fixture(scope="session")
def desk() -> Iterator[ScriptedSite]:
    with serve_scripted() as scripted:
        yield scripted


@pytest.fixture
def page(chrome: Chrome) -> Iterator[Page]:
    tab = chrome.page()
    tab.viewport(1280, 800)
    yield tab
    tab.close()
