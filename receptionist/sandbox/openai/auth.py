"""Any key opens the sandbox, but a key there must be: from the header, or from a browser's WebSocket subprotocols."""

from collections.abc import Iterable

from receptionist.sandbox.openai.errors import ApiFault, unauthenticated

_SUBPROTOCOL_KEY = "openai-insecure-api-key."


def bearer_key(authorization: str | None) -> str:
    """The key of an `Authorization: Bearer` header; raises ApiFault (401) without one."""
    scheme, _, key = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise unauthenticated()
    return key.strip()


def subprotocol_key(protocols: Iterable[str]) -> str | None:
    """The key a browser hides in its subprotocols, since it cannot set headers."""
    for protocol in protocols:
        if protocol.startswith(_SUBPROTOCOL_KEY) and len(protocol) > len(_SUBPROTOCOL_KEY):
            return protocol.removeprefix(_SUBPROTOCOL_KEY)
    return None


def refused_key(key: str) -> ApiFault:
    """A key that was valid once: an expired ephemeral one."""
    return ApiFault(f"Incorrect API key provided: {key[:4]}***.", code="invalid_api_key", status=401)
