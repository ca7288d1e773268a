"""The inspector's addresses: / (a day), /patients, /patients/{PatNum}, /changes and /faults."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from receptionist.sandbox.opendental.faults import Faults
from receptionist.sandbox.opendental.inspector.day import day_view
from receptionist.sandbox.opendental.inspector.records import changes, found_patients, patient_card
from receptionist.sandbox.opendental.inspector.style import SCRIPT, STYLE
from receptionist.sandbox.opendental.inspector.templates import PAGES
from receptionist.sandbox.opendental.office import Office
from receptionist.sandbox.opendental.store import Store


def inspector_router(store: Store, office: Office, faults: Faults) -> APIRouter:
    """The pages over a running server's store, office and faults."""
    router = APIRouter(default_response_class=HTMLResponse)
    practice = office.world.file.practice
    named = ", ".join(f"{name} ({tier})" for name, tier in office.world.file.keys.items()) or "any name, unthrottled"

    def page(request: Request, template: str, here: str, title: str, **values: object) -> HTMLResponse:
        common = {
            "practice": practice.name,
            "version": practice.program_version,
            "now": f"{office.now():%A, %B %-d, %H:%M}",
            "zone": office.world.time_zone.key,
            "keys": named,
            "pending": len(faults.pending()),
            "origin": f"{request.url.scheme}://{request.url.netloc}",
        }
        text = PAGES.get_template(template).render(**common, here=here, title=title, **values)
        return HTMLResponse(text, headers={"cache-control": "no-store"})

    @router.get("/")
    async def day(request: Request, date: str = "") -> HTMLResponse:
        view = day_view(store, date, office.now())
        return page(request, "day", "/", view.day.isoformat(), view=view)

    @router.get("/patients")
    async def patients(request: Request, q: str = "") -> HTMLResponse:
        rows = found_patients(store, q[:200])
        return page(request, "patients", "/patients", "Patients", rows=rows, wanted=q[:200])

    @router.get("/patients/{number}")
    async def patient(request: Request, number: int) -> HTMLResponse:
        card = patient_card(store, number) if abs(number) < 2**63 else None
        if card is None:
            return HTMLResponse("There is no such patient.", 404)
        return page(request, "patient", "/patients", "Patient", card=card)

    @router.get("/changes")
    async def history(request: Request, visit: int = 0) -> HTMLResponse:
        visit = visit if abs(visit) < 2**63 else 0
        rows = changes(store, visit)
        whose = store.find("appointment", AptNum=visit)
        patient = whose["PatNum"] if whose else 0
        return page(request, "changes", "/changes", "Changes", rows=rows, visit=visit, patient=patient)

    @router.get("/faults")
    async def pending(request: Request) -> HTMLResponse:
        return page(request, "faults", "/faults", "Faults", rows=faults.pending())

    _add_files(router)
    return router


def _add_files(router: APIRouter) -> None:
    @router.get("/inspector.css")
    async def style() -> Response:
        return Response(STYLE, media_type="text/css")

    @router.get("/inspector.js")
    async def script() -> Response:
        return Response(SCRIPT, media_type="text/javascript")
