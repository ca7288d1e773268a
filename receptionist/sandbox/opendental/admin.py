"""The admin API outside `/api/v1`, for this machine only: faults on demand, and what the office's own program does.

GET, POST, DELETE /admin/faults      list, add (see `faults`), clear all; DELETE /admin/faults/{number} clears one
POST /admin/blockouts                add a blockout (see `desktop`); DELETE /admin/blockouts/{ScheduleNum}
DELETE /admin/appointments/{AptNum}  delete a visit
"""

import ipaddress
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse

from receptionist.sandbox.opendental.desktop import BlockoutRequest, DesktopError, block, delete_appointment, unblock
from receptionist.sandbox.opendental.faults import FaultRequest, Faults
from receptionist.sandbox.opendental.office import Office
from receptionist.sandbox.opendental.store import Store
from receptionist.sandbox.opendental.world_entry import Number

LOCAL_NAMES = ("localhost", "testserver")


def only_from_here(request: Request) -> None:
    """403 unless the request comes from this machine and no other site's page sent it."""
    host = request.client.host if request.client else ""
    if not _local(host):
        raise HTTPException(403, "The admin API answers only this machine.")
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "The admin API does not answer other sites.")


def admin_router(faults: Faults, store: Store, office: Office) -> APIRouter:
    """The routes, over the running server's faults, store and office."""
    router = APIRouter(prefix="/admin", dependencies=[Depends(only_from_here)])

    @router.get("/faults")
    async def listed() -> list[dict[str, object]]:
        return [fault.shown() for fault in faults.pending()]

    @router.post("/faults", status_code=201)
    async def added(wish: FaultRequest) -> dict[str, object]:
        return faults.add(wish).shown()

    @router.delete("/faults")
    async def cleared() -> dict[str, int]:
        return {"cleared": faults.clear()}

    @router.delete("/faults/{number}")
    async def cleared_one(number: int) -> dict[str, int]:
        if not faults.clear(number):
            raise HTTPException(404, "There is no such fault.")
        return {"cleared": 1}

    @router.post("/faults/clear", include_in_schema=False)
    async def cleared_by_page(number: int | None = None) -> RedirectResponse:
        faults.clear(number)
        return RedirectResponse("/faults", status_code=303)

    @router.post("/blockouts", status_code=201)
    async def blocked(wish: BlockoutRequest) -> dict[str, int]:
        try:
            return {"ScheduleNum": block(store, office, wish)}
        except DesktopError as problem:
            raise HTTPException(400, str(problem)) from None

    @router.delete("/blockouts/{number}")
    async def unblocked(number: Number) -> dict[str, int]:
        if not unblock(store, number):
            raise HTTPException(404, "There is no such blockout.")
        return {"ScheduleNum": number}

    @router.delete("/appointments/{number}")
    async def deleted(number: Number) -> dict[str, int]:
        if not delete_appointment(store, office, number):
            raise HTTPException(404, "There is no such appointment.")
        return {"AptNum": number}

    return router


def _local(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host in LOCAL_NAMES
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
