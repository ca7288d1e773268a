"""Identifiers in the vendor's shape: a prefix, an underscore, and enough randomness to be unique."""

import secrets
from typing import Literal

Prefix = Literal["sess", "conv", "item", "event", "resp", "call", "msg", "fc", "ek", "req", "rtc"]


def new_id(prefix: Prefix) -> str:
    """A fresh identifier, such as `item_9f2c…`."""
    return f"{prefix}_{secrets.token_hex(12)}"
