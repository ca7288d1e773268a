"""The pages on an application of their own, with a practice and settings to choose."""

from pathlib import Path
from types import SimpleNamespace

import httpx
from fastapi import FastAPI

from receptionist.practice.profile import PracticeProfile, load_profile
from receptionist.settings import Settings, load_settings
from receptionist.web import pages

ROOT = Path(__file__).parent.parent.parent
REAL_KEYS = {
    "OPENAI_API_KEY": "a-made-up-key",
    "OPENDENTAL_DEVELOPER_KEY": "a-made-up-key",
    "OPENDENTAL_CUSTOMER_KEY": "a-made-up-key",
}


def barton() -> PracticeProfile:
    return load_profile(ROOT / "fixtures/practices/barton.yaml")


def site(profile: PracticeProfile | None = None, settings: Settings | None = None) -> FastAPI:
    """An application with nothing but the pages."""
    app = FastAPI()
    app.include_router(pages.router)
    pages.mount_static(app)
    app.state.profile = profile or barton()
    app.state.settings = settings or load_settings({})
    dana = SimpleNamespace(name="Dana Okafor", birthdate="November 2, 1988", errand="book a visit")
    app.state.whom_to_be = (dana,)
    return app


def visitor(app: FastAPI) -> httpx.AsyncClient:
    """Someone who asks `app` for pages as a browser does."""
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://front.desk", headers={"accept": "text/html,*/*;q=0.8"}
    )
