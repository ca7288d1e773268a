"""Whether the number that calls is on file: a hint for code, which never counts as identity and is never spoken."""

from opendental_client import OpenDentalClient, OpenDentalError
from receptionist.booking.phone_numbers import ten_digits


async def is_on_file(client: OpenDentalClient, caller_number: str) -> bool:
    """Whether some patient of the practice has this number; False also when Open Dental can't be asked.

    The server finds the digits anywhere in a number, so what comes back is compared. Who it is stays unknown here:
    numbers are shared in families, change hands and can be forged.
    """
    wanted = ten_digits(caller_number)
    if not wanted:
        return False
    try:
        rows = await client.patients.list(phone=wanted)
    except OpenDentalError:
        return False
    return any(wanted in map(ten_digits, (row.hm_phone, row.wk_phone, row.wireless_phone)) for row in rows)
