"""The client over a real socket on loopback."""

import asyncio

import pytest

from opendental_client import OpenDentalClient, Unreachable, WriteOutcomeUnknown
from tests.opendental_client.office import CUSTOMER_KEY, DEVELOPER_KEY, NEW_YORK

pytestmark = pytest.mark.wire


async def test_over_a_real_socket() -> None:
    """A server that hangs up after reading a write leaves its fate unknown; a port nobody listens on does not."""

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with OpenDentalClient(
        base_url=f"http://127.0.0.1:{port}/api/v1",
        developer_key=DEVELOPER_KEY,
        customer_key=CUSTOMER_KEY,
        time_zone=NEW_YORK,
    ) as client:
        with pytest.raises(WriteOutcomeUnknown):
            await client.appointments.note(1, "late")
        server.close()
        await server.wait_closed()
        with pytest.raises(Unreachable):
            await client.appointments.note(1, "late")
