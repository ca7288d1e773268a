"""The last words of a call that has to end on our side, and what staff are told about it."""

import logging
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from receptionist.agents.context import CallContext
from receptionist.agents.messages import leave_message
from receptionist.calls.caller import CallerSide
from receptionist.calls.exchange import Exchange
from receptionist.calls.log import CallLog, Entry
from receptionist.clock import Clock, deadline
from receptionist.events import CallerSaid, Delegated, LexiSaid

logger = logging.getLogger(__name__)

LAST_WORDS_SECONDS = 12.0
LISTEN_SECONDS = 0.1
NO_ENGINE = (
    "I'm sorry, our assistant can't be reached right now. Please call {phone}, or try again in a few minutes. "
    "In an emergency, call 911."
)
LOST = (
    "I'm sorry, something went wrong on our side and I have to end this conversation. I've left a note for the front "
    "desk. You can also call {phone}."
)


async def apologise(
    call: CallContext, log: CallLog, caller: CallerSide, speaking: Exchange | None, *, turn: int, reached: bool
) -> None:
    """The caller hears why the call ends, and staff read what she wanted.

    `reached` says whether any voice engine ever answered in this call; `speaking` is given when Lexi still can speak,
    and `turn` counts the caller's turns.
    """
    if reached:
        try:
            await leave_message(call, wanted_of(log.entries), None, "urgent")
        except SQLAlchemyError as error:
            logger.error("A message for staff could not be stored: %s", type(error).__name__)  # noqa: TRY400
    words = farewell(call.office.profile.phone, reached=reached)
    if not await caller.code_says(words, turn) and speaking is not None and await _aloud(speaking, words, call.clock):
        return
    log.append(LexiSaid(text=words, turn=turn, by="code"))


async def _aloud(exchange: Exchange, words: str, clock: Clock) -> bool:
    """Have Lexi herself say the last words: on a telephone code has no voice before the stream has ended."""
    try:
        async with deadline(clock, LAST_WORDS_SECONDS):
            await exchange.say(words)
            while not exchange.state.idle:
                await clock.sleep(LISTEN_SECONDS)
    except Exception as error:  # noqa: BLE001  (she is cut off then, and Twilio says it instead)
        logger.warning("The last words could not be spoken: %s", type(error).__name__)
        return False
    return True


def farewell(phone: str, *, reached: bool) -> str:
    """What the caller is told; `reached` says whether any voice engine ever answered in this call."""
    return (LOST if reached else NO_ENGINE).format(phone=phone)


def wanted_of(entries: Sequence[Entry]) -> str:
    """The message for staff about a call that broke off: the caller's last request, or her last words."""
    for entry in reversed(entries):
        if isinstance(entry.event, Delegated):
            return f"A call broke off on our side. The caller's last request: {entry.event.request}"
    said = next((e.event.text for e in reversed(entries) if isinstance(e.event, CallerSaid)), "none yet")
    return f"A call broke off on our side. The caller's last request: {said}"
