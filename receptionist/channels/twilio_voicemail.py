"""Spoken messages: what a caller recorded after nobody answered becomes a message for staff, with the recording's
address. The recording itself stays at Twilio until staff listen to it."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlmodel import Session

from receptionist.channels.twiml import dialable
from receptionist.store.calls import MessageRow
from receptionist.store.database import Database
from receptionist.store.messages import MAX_TEXT, open_message

OWNER = "front desk"
MAX_URL = 500
_NO_MESSAGE_SECONDS = "0"
_SECONDS = re.compile(r"[0-9]{1,5}")


class NoRecording(ValueError):
    """The form tells of no recording that anybody could listen to."""


@dataclass(frozen=True)
class Voicemail:
    """A recorded message. `caller` is E.164 or None when withheld; `seconds` is "" when Twilio doesn't say."""

    recording_url: str
    recording_sid: str
    seconds: str
    caller: str | None


def read_voicemail(form: Mapping[str, str]) -> Voicemail:
    """The message in a `<Record>` action's form. Raises `NoRecording`."""
    url, seconds = form.get("RecordingUrl", ""), form.get("RecordingDuration", "")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > MAX_URL or not url.isprintable():
        raise NoRecording("no recording")
    if seconds == _NO_MESSAGE_SECONDS:
        raise NoRecording("a recording of nothing")
    return Voicemail(
        recording_url=url,
        recording_sid=form.get("RecordingSid", ""),
        seconds=seconds if _SECONDS.fullmatch(seconds) else "",
        # A withheld number arrives as a word or as a number of the carrier's that nobody answers.
        caller=dialable(form.get("From", "")),
    )


async def store_voicemail(database: Database, voicemail: Voicemail, call_id: str, at: datetime) -> str:
    """Store the message and return its id. Told of twice, it is stored once. Raises what the database raises."""
    # Twilio asks again when our answer was lost; the id is made of the recording's, so the row is the same.
    known_by = voicemail.recording_sid or voicemail.recording_url
    message_id = f"m_{hashlib.sha256(known_by.encode()).hexdigest()[:12]}"
    length = f" of {voicemail.seconds} seconds" if voicemail.seconds else ""
    row = MessageRow(
        message_id=message_id,
        call_id=call_id[:40],
        created_at=at,
        text=f"A voice message{length}, left when nobody answered a transfer. Recording: {voicemail.recording_url}",
        callback_number=voicemail.caller,
        # Whoever asked for a person and got none may have had a reason that cannot wait.
        urgency="urgent",
        owner=OWNER,
    )

    def store(session: Session) -> str:
        # Staff have a message about the caller whom nobody took; the recording belongs to it.
        earlier = open_message(session, row.call_id)
        if earlier is None:
            if session.get(MessageRow, message_id) is None:
                session.add(row)
            return message_id
        if voicemail.recording_url not in earlier.text:
            earlier.text = f"{earlier.text}\n{row.text}"[:MAX_TEXT]
            earlier.callback_number = earlier.callback_number or voicemail.caller
            session.add(earlier)
        return earlier.message_id

    return await database.run(store)
