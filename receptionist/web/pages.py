"""The plain page at `/`, a typed conversation with Lexi, and the pages for addresses that do not exist.

`router` serves the page from `request.app.state.profile` and `.settings`; `mount_static` adds what it needs to an
application. No page holds inline script or style, so the policy below allows none.
"""

import re
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exception_handlers import http_exception_handler
from fastapi.responses import Response
from fastapi.templating import Jinja2Templates
from starlette.exceptions import HTTPException

from receptionist.practice.profile import PracticeProfile
from receptionist.practice.wording import spoken_hours
from receptionist.settings import Settings
from receptionist.web.assets import VersionedFiles, asset_url

EXAMPLES = (
    "I'd like to book a cleaning next Tuesday at 2",
    "I'm a new patient",
    "What are your hours?",
    "I need to move my appointment",
)
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# The page names versioned files, so a kept copy would ask for files that are gone.
PAGE_HEADERS = {**SECURITY_HEADERS, "Cache-Control": "no-cache"}

router = APIRouter()
templates = Jinja2Templates(directory=Path(__file__).parent / "templates")
templates.env.globals["asset_url"] = asset_url


@router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
async def index(request: Request) -> Response:
    """The page with the chat."""
    profile: PracticeProfile = request.app.state.profile
    settings: Settings = request.app.state.settings
    context = {
        **practice_facts(profile),
        "hours": spoken_hours(profile),
        "address": profile.address,
        "notice": profile.notice,
        "examples": EXAMPLES,
        "sandbox_model": settings.openai_is_sandbox,
        "sandbox_schedule": opendental_page(settings),
        "whom_to_be": request.app.state.whom_to_be,
    }
    return templates.TemplateResponse(request, "index.html", context, headers=PAGE_HEADERS)


def practice_facts(profile: PracticeProfile) -> dict[str, str]:
    """What the frame of every page shows: the practice's name and phone, as people read it and as a link dials it."""
    return {"name": profile.name, "phone": profile.phone, "telephone_link": telephone_link(profile.phone)}


def telephone_link(phone: str) -> str:
    """`tel:+15550102000` for `(555) 010-2000`: ten digits are a North American number, anything else is as written."""
    digits = re.sub(r"\D", "", phone)
    if phone.lstrip().startswith("+"):
        return f"tel:+{digits}"
    if len(digits) == 11 and digits.startswith("1"):
        return f"tel:+{digits}"
    return f"tel:+1{digits}" if len(digits) == 10 else f"tel:{digits}"


def opendental_page(settings: Settings) -> str:
    """The sandbox Open Dental's own page with the schedule, or nothing when the practice software is real."""
    return f"http://127.0.0.1:{settings.sandbox_opendental_port}/" if settings.opendental_is_sandbox else ""


def mount_static(app: FastAPI) -> None:
    """Serve the static files of the pages at `/static`, and friendly pages for what is not there."""
    app.mount("/static", VersionedFiles(), name="static")
    error_pages(app)


def error_pages(app: FastAPI) -> None:
    """Answer 404 with a page when a person's browser asked for one; programs still get JSON."""
    app.add_exception_handler(404, _not_found)


async def _not_found(request: Request, error: Exception) -> Response:
    if "text/html" not in request.headers.get("accept", ""):
        if isinstance(error, HTTPException):
            return await http_exception_handler(request, error)
        raise error
    profile: PracticeProfile | None = getattr(request.app.state, "profile", None)
    context: dict[str, Any] = practice_facts(profile) if profile else {"name": "Lexi", "phone": ""}
    return templates.TemplateResponse(request, "not_found.html", context, status_code=404, headers=PAGE_HEADERS)
