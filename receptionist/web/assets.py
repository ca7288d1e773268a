"""Static files under a path that holds a hash of them all: `/static/<version>/chat/main.js`.

A changed file changes every address, so browsers may keep files for a year, and the relative imports of the ES
modules stay inside one version. The same file without a version in its path is served too, and never kept unasked.
"""

import functools
import hashlib
import mimetypes
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

DIRECTORY = Path(__file__).parent / "static"
KEEP = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"

# Modules are refused by browsers under any other type, and some machines' own tables say text/plain.
mimetypes.add_type("text/javascript", ".js")


@functools.cache
def version() -> str:
    """Twelve hex digits that change whenever a static file is changed, added, renamed or removed."""
    digest = hashlib.sha256()
    for path in sorted(path for path in DIRECTORY.rglob("*") if path.is_file()):
        digest.update(path.relative_to(DIRECTORY).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def asset_url(name: str) -> str:
    """The versioned address of a static file, `name` being its path below `static/`."""
    return f"/static/{version()}/{name}"


class VersionedFiles(StaticFiles):
    """Serves `static/`, with and without the version in front of the path."""

    def __init__(self) -> None:
        super().__init__(directory=DIRECTORY)

    async def get_response(self, path: str, scope: Scope) -> Response:
        versioned = path.startswith(f"{version()}/")
        response = await super().get_response(path.removeprefix(f"{version()}/"), scope)
        response.headers["Cache-Control"] = KEEP if versioned else ASK_FIRST
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
