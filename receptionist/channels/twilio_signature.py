"""Twilio's request signature: how we know that a webhook or a stream comes from Twilio and was not changed.

The signature is the base64 HMAC-SHA1, keyed with the account's auth token, of the address as Twilio requested it
followed by every form field's name and value, sorted by name (Twilio's "Validating requests").
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


def sign(token: str, url: str, fields: Iterable[tuple[str, str]] = ()) -> str:
    """The signature of a request to `url` with these form fields; a repeated field counts once for each value."""
    text = url + "".join(name + value for name, value in sorted(set(fields)))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def is_signed(token: str, signature: str, urls: Iterable[str], fields: Iterable[tuple[str, str]] = ()) -> bool:
    """Whether `signature` is right for one of `urls`, each with or without its scheme's default port."""
    fields = list(fields)
    spelled = [spelling for url in urls for spelling in _spellings(url)]
    # Every candidate is compared, and in constant time, so that timing tells a forger nothing.
    matches = [hmac.compare_digest(sign(token, url, fields).encode(), signature.encode()) for url in spelled]
    return any(matches)


def stream_addresses(url: str) -> tuple[str, ...]:
    """The ways in which Twilio may spell the address of a stream that it signs: the scheme and a last slash differ."""
    secure = "http" + url.removeprefix("ws")
    return url, f"{url}/", secure, f"{secure}/"


def _spellings(url: str) -> tuple[str, ...]:
    parts = urlsplit(url)
    default = DEFAULT_PORTS.get(parts.scheme)
    host, _, port = parts.netloc.rpartition(":")
    if parts.port is None and default is not None:
        return url, urlunsplit(parts._replace(netloc=f"{parts.netloc}:{default}"))
    if parts.port is not None and port == str(default):
        return url, urlunsplit(parts._replace(netloc=host))
    return (url,)
