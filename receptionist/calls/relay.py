"""Calls through a telecommunications relay: an operator or interpreter speaks for the caller, slowly and in turns.

Practices must take such calls like any other (ADA, 47 CFR 64.604). What matters here is that their announcement is not
mistaken for a recording, and that nobody is hurried or hung up on.
"""

import re

_RELAY = re.compile(
    r"\b(relay (operator|service|call|agent|assistant)|(video|telecommunications?|captioned?|speech.to.speech|tty|text)"
    r" relay|(communications?|relay) assistant|(operator|interpreter|agent|ca) (number )?#?\d{2,}|"
    r"video interpreter|vrs|tty|ttd|i ?p relay|sorenson|"
    r"(person|caller|customer|someone) who (is|may be) (deaf|hard of hearing|speech.disabled)|"
    r"received a relay call|(deaf|hard of hearing|deaf-?blind) (person|caller|customer)|"
    r"servicio de (retransmisi[oó]n|relevo))\b",
    re.IGNORECASE,
)


def announces_relay(text: str) -> bool:
    """Whether these words are those of somebody who relays a call."""
    return _RELAY.search(text) is not None
