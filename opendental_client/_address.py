"""Where an office's Open Dental answers: the vendor's three modes, each with its page cap and its pace."""

import re
from dataclasses import dataclass, field
from typing import Self

import httpx

from opendental_client._errors import InvalidArgument
from opendental_client._throttle import ThrottleTier

REMOTE_URL = "https://api.opendental.com/api/v1"
REMOTE_PAGE = 100
OFFICE_PAGE = 1000

_HOST = re.compile(r"[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]")


def checked_url(text: str) -> httpx.URL:
    """An address of the API. Raises InvalidArgument, without repeating it, for one that cannot work."""
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        raise InvalidArgument("base_url is not an address") from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise InvalidArgument("base_url must start with http:// or https:// and name a host")
    if url.userinfo or url.query or url.fragment:
        raise InvalidArgument("base_url must hold no user, query or fragment")
    return url


@dataclass(frozen=True)
class Address:
    """One way to an office. `tier` is the pace the vendor allows there, `page_size` its cap on rows at once."""

    url: str
    tier: ThrottleTier = ThrottleTier.NONE
    page_size: int = OFFICE_PAGE
    base: httpx.URL = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "base", checked_url(self.url))

    @classmethod
    def remote(cls, tier: ThrottleTier = ThrottleTier.PAID) -> Self:
        """The vendor's server, which passes requests on to the office (21.1). Throttled."""
        return cls(REMOTE_URL, tier, REMOTE_PAGE)

    @classmethod
    def local(cls) -> Self:
        """The program on this very workstation, once a user has logged in (22.1)."""
        return cls("http://localhost:30222/api/v1")

    @classmethod
    def service(cls, host: str) -> Self:
        """The API Service on the office's server (22.2). `host` is its name or address; IPv6 in brackets.

        Raises InvalidArgument for anything else.
        """
        if not _HOST.fullmatch(host):
            raise InvalidArgument("host must be a name or an address, without port or path")
        return cls(f"http://{host}:30223/api/v1")
