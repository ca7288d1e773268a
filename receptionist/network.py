"""One thing about networks that would otherwise break a sandbox behind a proxy."""

import os


def keep_loopback_direct() -> None:
    """Have HTTP and WebSocket clients reach this machine directly even where a proxy is configured.

    The vendor's client library and `websockets` both honour HTTP_PROXY, also for 127.0.0.1.
    """
    for name in ("NO_PROXY", "no_proxy"):
        hosts = [host for host in os.environ.get(name, "").split(",") if host]
        os.environ[name] = ",".join(dict.fromkeys([*hosts, "127.0.0.1", "localhost", "::1"]))
