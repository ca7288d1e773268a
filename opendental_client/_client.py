"""The client of one office."""

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self, TypedDict, Unpack
from zoneinfo import ZoneInfo

import httpx
from pydantic import SecretStr

from opendental_client._address import Address, checked_url
from opendental_client._budget import Budget
from opendental_client._cascade import AddressHealth, CascadeTransport
from opendental_client._catalog import Catalog
from opendental_client._clock import SYSTEM_CLOCK, Clock
from opendental_client._errors import InvalidArgument
from opendental_client._paced import PacedTransport
from opendental_client._priority import QueuePriority, working_at
from opendental_client._resources._base import Office
from opendental_client._throttle import OnWait, Throttle, ThrottleTier
from opendental_client._transport import Wire
from opendental_client._zone import OfficeZone

_KEY = re.compile(r"[A-Za-z0-9._~-]+")
_LARGEST_PAGE = 10_000


class ClientOptions(TypedDict, total=False):
    """What the constructors of the modes pass on to `OpenDentalClient`."""

    timeout: float
    transport: httpx.AsyncBaseTransport | None
    clock: Clock | None
    on_wait: OnWait | None
    budget: Budget | None


class OpenDentalClient(Catalog):
    """One office's Open Dental, over its REST API. One customer key is one office: make one client for each.

    `remote`, `local`, `service` and `cascade` know the vendor's addresses, page caps and paces; call the class itself
    for anything else. Args:
        base_url: `https://api.opendental.com/api/v1` (Remote), `http://localhost:30222/api/v1` (Local API) or
            `http://<server>:30223/api/v1` (API Service).
        developer_key: the integrator's key.
        customer_key: the office's key. It never appears in a repr, a log or an error.
        time_zone: the zone of the office's server. Datetimes come out aware in it; aware ones of any zone go in.
        tier: how fast the key may go in Remote mode. The pace is shared by all clients of the key in this process, and
            by other processes through `budget`. Default: no limit, which is right for Local and Service.
        page_size: rows asked for at once. Caps: 100 Remote, 1000 Local and Service, ten times that with the
            Enterprise permission.
        timeout: seconds a connection, a read or a write may stall, for each try. The vendor gives up after 60. Who
            cannot wait for four tries gives reads a `deadline`.
        transport: any httpx transport; the client closes it.
        clock: what throttle, retries, deadlines and caches go by; the machine's clock by default.
        on_wait: called with the expected seconds before every wait of the throttle and between tries. Must not block.
        budget: a request budget shared with other processes (`SQLiteBudget`, `RedisBudget`).

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
        budget: Budget | None = None,
    ) -> None:
        if not (_KEY.fullmatch(developer_key) and _KEY.fullmatch(customer_key)):
            raise InvalidArgument("developer_key and customer_key consist of letters, digits, '.', '_', '~' and '-'")
        if not 1 <= page_size <= _LARGEST_PAGE:
            raise InvalidArgument(f"page_size must be from 1 to {_LARGEST_PAGE}")
        if not timeout > 0:
            raise InvalidArgument("timeout must be more than 0 seconds")
        self._url = checked_url(base_url)
        used_clock = SYSTEM_CLOCK if clock is None else clock
        self.throttle = Throttle(customer_key, tier, used_clock, on_wait, budget)
        transport = httpx.AsyncHTTPTransport() if transport is None else transport
        self._cascade = transport if isinstance(transport, CascadeTransport) else None
        self._wire = Wire(
            base_url=self._url,
            authorization=SecretStr(f"ODFHIR {developer_key}/{customer_key}"),
            throttle=self.throttle,
            clock=used_clock,
            timeout=timeout,
            # A cascade paces itself, since only some of its addresses have a limit.
            transport=transport if self._cascade is not None else PacedTransport(transport, self.throttle),
            on_wait=on_wait,
        )
        super().__init__(Office(self._wire, OfficeZone(time_zone), page_size))

    @classmethod
    def remote(
        cls,
        *,
        developer_key: str,
        customer_key: str,
        time_zone: ZoneInfo,
        tier: ThrottleTier = ThrottleTier.PAID,
        **options: Unpack[ClientOptions],
    ) -> Self:
        """A client in Remote mode, over the vendor's server: 100 rows a page, throttled."""
        return cls._at(Address.remote(tier), developer_key, customer_key, time_zone, options)

    @classmethod
    def local(
        cls, *, developer_key: str, customer_key: str, time_zone: ZoneInfo, **options: Unpack[ClientOptions]
    ) -> Self:
        """A client of the Local API of this workstation: 1000 rows a page, no throttle (22.1)."""
        return cls._at(Address.local(), developer_key, customer_key, time_zone, options)

    @classmethod
    def service(
        cls, *, host: str, developer_key: str, customer_key: str, time_zone: ZoneInfo, **options: Unpack[ClientOptions]
    ) -> Self:
        """A client of the API Service on the office's server: 1000 rows a page, no throttle (22.2)."""
        return cls._at(Address.service(host), developer_key, customer_key, time_zone, options)

    @classmethod
    def _at(
        cls, address: Address, developer_key: str, customer_key: str, time_zone: ZoneInfo, options: ClientOptions
    ) -> Self:
        return cls(
            base_url=address.url,
            developer_key=developer_key,
            customer_key=customer_key,
            time_zone=time_zone,
            tier=address.tier,
            page_size=address.page_size,
            **options,
        )

    @classmethod
    def cascade(
        cls,
        *,
        addresses: Sequence[Address],
        developer_key: str,
        customer_key: str,
        time_zone: ZoneInfo,
        rest: float = 30.0,
        connect_timeout: float = 3.0,
        **options: Unpack[ClientOptions],
    ) -> Self:
        """A client that tries several addresses of one office in order, such as the Service and then Remote.

        An address that cannot be connected to is tried last for `rest` seconds; `connect_timeout` bounds the wait for
        a connection while there is another one to try. Reads go on to the next address when the line fails, writes only
        when nothing can have been written. Each address is paced by its own tier; pages are as large as the first one
        allows, which the others cut. A `transport` given here leads to every address.
        """
        if not addresses:
            raise InvalidArgument("a cascade needs at least one address")
        clock = options.get("clock") or SYSTEM_CLOCK
        given = options.get("transport")
        stops = []
        for address in addresses:
            throttle = Throttle(customer_key, address.tier, clock, options.get("on_wait"), options.get("budget"))
            stops.append((address.base, PacedTransport(given or httpx.AsyncHTTPTransport(), throttle)))
        options["transport"] = CascadeTransport(stops, clock=clock, rest=rest, connect_timeout=connect_timeout)
        slowest = max((address.tier for address in addresses), key=lambda tier: tier.interval)
        together = Address(addresses[0].url, slowest, addresses[0].page_size)
        return cls._at(together, developer_key, customer_key, time_zone, options)

    def __repr__(self) -> str:
        return f"<OpenDentalClient {self._url.host} {self.throttle.tier}>"

    def priority(self, priority: QueuePriority) -> AbstractContextManager[None]:
        """Queue whatever is asked inside a `with` block, and in tasks started there, at that priority.

        It holds for every client used in the block. Live work goes first; background work is never put off for more
        than a minute.
        """
        return working_at(priority)

    def health(self) -> tuple[AddressHealth, ...]:
        """How the addresses of a cascade are doing; one entry that never rests for any other client."""
        return (AddressHealth(self._url.host, 0.0),) if self._cascade is None else self._cascade.health()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections. Requests after this raise RuntimeError."""
        await self._wire.aclose()
