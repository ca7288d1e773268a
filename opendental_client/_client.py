"""The client of one office."""

import re
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

import httpx
from pydantic import SecretStr

from opendental_client._clock import SYSTEM_CLOCK, Clock
from opendental_client._errors import InvalidArgument
from opendental_client._resources.appointments import AppointmentsResource
from opendental_client._resources.office import (
    AppointmentTypesResource,
    ClinicsResource,
    DefinitionsResource,
    OperatoriesResource,
    PreferencesResource,
    ProvidersResource,
)
from opendental_client._resources.patients import PatientsResource
from opendental_client._resources.records import CommlogsResource, PopupsResource, RecallsResource
from opendental_client._resources.schedules import ScheduleOpsResource, SchedulesResource
from opendental_client._throttle import OnWait, Throttle, ThrottleTier
from opendental_client._transport import Wire
from opendental_client._zone import OfficeZone

_KEY = re.compile(r"[A-Za-z0-9._~-]+")
_LARGEST_PAGE = 10_000


class OpenDentalClient:
    """One office's Open Dental, over its REST API. One customer key is one office: make one client for each.

    Args:
        base_url: `https://api.opendental.com/api/v1` (Remote), `http://localhost:30222/api/v1` (Local API) or
            `http://<server>:30223/api/v1` (API Service).
        developer_key: the integrator's key.
        customer_key: the office's key. It never appears in a repr, a log or an error.
        time_zone: the zone of the office's server. Datetimes come out aware in it; aware ones of any zone go in.
        tier: how fast the key may go in Remote mode. The budget is shared by all clients of the key in this process
            (other processes need coordination from outside). Default: no limit, which is right for Local and Service.
        page_size: rows asked for at once. Caps: 100 Remote, 1000 Local and Service, ten times that with the
            Enterprise permission.
        timeout: seconds a connection, a read or a write may stall, for each try. The vendor gives up after 60. Who
            cannot wait for four tries puts a deadline around the call.
        transport: any httpx transport; the client closes it.
        clock: what throttle and retries wait on; the machine's clock by default.
        on_wait: called with the expected seconds before every wait of the throttle and between tries. Must not block.

    Raises InvalidArgument for values that cannot work. Requests raise `OpenDentalError`.
    """

    def __init__(
        self,
        *,
        base_url: str,
        developer_key: str,
        customer_key: str,
        time_zone: ZoneInfo,
        tier: ThrottleTier = ThrottleTier.NONE,
        page_size: int = 100,
        timeout: float = 30.0,
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Clock | None = None,
        on_wait: OnWait | None = None,
    ) -> None:
        if not (_KEY.fullmatch(developer_key) and _KEY.fullmatch(customer_key)):
            raise InvalidArgument("developer_key and customer_key consist of letters, digits, '.', '_', '~' and '-'")
        if not 1 <= page_size <= _LARGEST_PAGE:
            raise InvalidArgument(f"page_size must be from 1 to {_LARGEST_PAGE}")
        if not timeout > 0:
            raise InvalidArgument("timeout must be more than 0 seconds")
        self._url = _base(base_url)
        used_clock = SYSTEM_CLOCK if clock is None else clock
        zone = OfficeZone(time_zone)
        self.throttle = Throttle(customer_key, tier, used_clock, on_wait)
        self._wire = wire = Wire(
            base_url=self._url,
            authorization=SecretStr(f"ODFHIR {developer_key}/{customer_key}"),
            throttle=self.throttle,
            clock=used_clock,
            timeout=timeout,
            transport=httpx.AsyncHTTPTransport() if transport is None else transport,
            on_wait=on_wait,
        )
        self.appointment_types = AppointmentTypesResource(wire, zone, page_size)
        self.appointments = AppointmentsResource(wire, zone, page_size)
        self.clinics = ClinicsResource(wire, zone, page_size)
        self.commlogs = CommlogsResource(wire, zone, page_size)
        self.definitions = DefinitionsResource(wire, zone, page_size)
        self.operatories = OperatoriesResource(wire, zone, page_size)
        self.patients = PatientsResource(wire, zone, page_size)
        self.popups = PopupsResource(wire, zone, page_size)
        self.preferences = PreferencesResource(wire, zone, page_size)
        self.providers = ProvidersResource(wire, zone, page_size)
        self.recalls = RecallsResource(wire, zone, page_size)
        self.schedule_ops = ScheduleOpsResource(wire, zone, page_size)
        self.schedules = SchedulesResource(wire, zone, page_size)

    def __repr__(self) -> str:
        return f"<OpenDentalClient {self._url.host} {self.throttle.tier}>"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections. Requests after this raise RuntimeError."""
        await self._wire.aclose()


def _base(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        raise InvalidArgument("base_url is not an address") from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise InvalidArgument("base_url must start with http:// or https:// and name a host")
    if url.userinfo or url.query or url.fragment:
        raise InvalidArgument("base_url must hold no user, query or fragment")
    return url
