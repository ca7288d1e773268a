"""What may be repeated of an error text of the server: only words this client knows to be the vendor's own.

The rule: a text is cut into words; a word is kept when it is in the fixed `_vocabulary` (the words of the
vendor's known texts, and its resource and field names), and everything else (names, numbers, dates, addresses,
e-mail) becomes "[…]". Nothing that is not on the list can get through, whatever the server echoes.
"""

import json
import re

from opendental_client._vocabulary import PROSE, VENDOR_NAMES

MASK = "[…]"
LONGEST = 200

_WORD = re.compile(r"\w+")
_MASKED_RUN = re.compile(rf"{re.escape(MASK)}(?:[^\w\[]*{re.escape(MASK)})+")
_OFFICE_OFFLINE = re.compile(
    r"e-?connector|(?:could not|cannot|can't|unable to|failed to) (?:connect|reach)|not responding|unreachable"
    r"|connection (?:to|with) the office|tim(?:e|ed)[ -]?out|offline",
    re.IGNORECASE,
)


def explanation_in(body: bytes) -> str:
    """The server's text: the body as a JSON string or as it stands, without surrounding quotes or blanks."""
    text = body.decode("utf-8", errors="replace")
    try:
        parsed = json.loads(text)
    except ValueError:
        parsed = text
    return (parsed if isinstance(parsed, str) else text).strip().strip("\"'").strip()


def redact(text: str) -> str:
    """`text` with every word that is not the vendor's masked; at most `LONGEST` characters."""
    masked = _WORD.sub(lambda word: word[0] if _is_vendors(word[0]) else MASK, text)
    return _MASKED_RUN.sub(MASK, masked)[:LONGEST]


def tells_office_offline(text: str) -> bool:
    """Whether a 400's explanation means the office was not reached, as the vendor answers when it is offline."""
    return _OFFICE_OFFLINE.search(text) is not None


def _is_vendors(word: str) -> bool:
    return word in VENDOR_NAMES or word.lower() in PROSE
