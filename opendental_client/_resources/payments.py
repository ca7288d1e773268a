"""`client.payments` and `client.pay_splits`."""

import datetime as dt
from typing import Unpack

from opendental_client._encode import Value
from opendental_client._models.payments import (
    Payment,
    PaymentCreate,
    PaymentPartial,
    PaymentRefund,
    PaymentUpdate,
    PaySplit,
)
from opendental_client._resources._base import ReadOptions, Resource
from opendental_client._resources._days import check_days
from opendental_client._route import Route


class PaymentsResource(Resource):
    """Payments by patients (22.2.32). Writing them needs the permission Payments."""

    async def list(
        self,
        *,
        pat_num: int | None = None,
        pay_type: int | None = None,
        date_entry: dt.date | None = None,
        **options: Unpack[ReadOptions],
    ) -> list[Payment]:
        """Payments that match; `pat_num` is needed before 23.3.11. `pay_type` is a definition of category 10,
        `date_entry` means entered on that day or later. There is no reading of a single one.
        """
        check_days(date_entry, None, None)
        filters: dict[str, Value] = {"pat_num": pat_num, "pay_type": pay_type, "date_entry": date_entry}
        return await self._list(Payment, Route("GET", "/payments"), filters, options)

    async def create(self, payment: PaymentCreate) -> Payment:
        """Enter a payment and return the row (21.2). The office splits it, oldest debt first."""
        return await self._write_row(Payment, Route("POST", "/payments"), payment)

    async def refund(self, pay_num: int) -> Payment | None:
        """Give a payment back (24.4.28); returns the new, negative payment if the office tells it."""
        return await self._write_row_if_told(Payment, Route("POST", "/payments/Refund"), PaymentRefund(pay_num=pay_num))

    async def update(self, pay_num: int, changes: PaymentUpdate) -> Payment:
        """Change the given fields of a payment and return the row (23.3.11)."""
        return await self._write_row(Payment, Route("PUT", "/payments/{PayNum}", pay_num), changes)

    async def partial(self, pay_num: int, split: PaymentPartial) -> None:
        """Split a payment over procedures (25.1.11)."""
        await self._write(Route("PUT", "/payments/{PayNum}/Partial", pay_num), split)


class PaySplitsResource(Resource):
    """Parts of payments, and what they pay for (22.4.16)."""

    async def list(
        self,
        *,
        pat_num: int | None = None,
        pay_num: int | None = None,
        proc_num: int | None = None,
        **options: Unpack[ReadOptions],
    ) -> list[PaySplit]:
        """Parts that match. `proc_num` is 24.4.24."""
        filters: dict[str, Value] = {"pat_num": pat_num, "pay_num": pay_num, "proc_num": proc_num}
        return await self._list(PaySplit, Route("GET", "/paysplits"), filters, options)
