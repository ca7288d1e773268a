"""What is made ready while a telephone rings: the office, the voice engine's socket, and whether the number is known.

The number is a hint that a call's code may use and nobody is told; it reaches the call whenever it is found out.
"""

import asyncio
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from opendental_client import OpenDentalClient
from receptionist.agents.recognition import is_on_file
from receptionist.booking.identity import IdentityDesk
from receptionist.calls.ladder import Ladder
from receptionist.calls.offices import Offices
from receptionist.engines.warm import Reservation, WarmSockets
from receptionist.store.database import Database
from receptionist.store.phone import PhoneCallRow


class Ringing:
    """The calls that ring, and what is ready for them. `call_sid` is the telephone's name for a call."""

    def __init__(self, ladder: Ladder, offices: Offices, client: OpenDentalClient, database: Database) -> None:
        self._ladder = ladder
        self._offices = offices
        self._client = client
        self._database = database
        self.sockets = WarmSockets(ladder.health.clock)
        self._on_file: dict[str, asyncio.Future[bool]] = {}

    async def prepare(self, call_sid: str, caller_number: str) -> None:
        """Open a socket, read the office, and look the number up; "" when it is withheld. Never raises for these."""
        known = self._on_file[call_sid] = asyncio.get_running_loop().create_future()
        engine = self._ladder.likely
        try:
            async with asyncio.TaskGroup() as work:
                if engine is not None:
                    work.create_task(self.sockets.open(call_sid, engine))
                work.create_task(self._offices.current())
                work.create_task(self._look_up(caller_number, known.set_result))
        finally:
            known.cancel()

    def forget(self, call_sid: str) -> None:
        """The call never came."""
        self._on_file.pop(call_sid, None)
        self.sockets.forget(call_sid)

    def reserved(self, call_sid: str) -> Ladder:
        """The house's ladder as the call that was just picked up has it: its first step takes the socket."""
        return self._ladder.reserved(Reservation(self.sockets, call_sid))

    async def recognise(self, call_sid: str, desk: IdentityDesk) -> None:
        """Tell `desk` if the caller's number is on file, as soon as that is known here or can be found out.

        A call whose telephone rang at another process is looked up by what that one stored.
        """
        known = self._on_file.pop(call_sid, None)
        if known is not None:
            await asyncio.wait({known})
            if not known.cancelled() and known.result():
                desk.recognise()
        elif await self._is_on_file(await self._stored_number(call_sid)):
            desk.recognise()

    async def close(self) -> None:
        """Close what nobody came for."""
        await self.sockets.close()

    async def _look_up(self, number: str, tell: Callable[[bool], None]) -> None:
        tell(await self._is_on_file(number))

    async def _stored_number(self, call_sid: str) -> str:
        try:
            return await self._database.run(lambda session: _number(session, call_sid))
        except SQLAlchemyError:
            return ""

    async def _is_on_file(self, number: str) -> bool:
        return bool(number) and await is_on_file(self._client, number)


def _number(session: Session, call_sid: str) -> str:
    row = session.get(PhoneCallRow, call_sid)
    return row.caller if row is not None else ""
