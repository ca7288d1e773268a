"""`client.account_modules`, `.reports`, `.adjustments`, `.statements`."""

import datetime as dt
from typing import Unpack

from opendental_client._encode import Value
from opendental_client._models.account import (
    Adjustment,
    AdjustmentCreate,
    AdjustmentUpdate,
    Aging,
    PatientBalance,
    ReportRow,
    ServiceDateRow,
    Statement,
    StatementCreate,
)
from opendental_client._resources._base import ReadOptions, Resource
from opendental_client._resources._days import a_key
from opendental_client._route import Route


class AccountModulesResource(Resource):
    """Accounts as the office program shows them (22.1)."""

    async def aging(self, pat_num: int, **options: Unpack[ReadOptions]) -> Aging:
        """What the patient's family owes, by age (22.3.6). Raises BadRequest for a deleted patient, NotFound."""
        return await self._get(Aging, Route("GET", "/accountmodules/{PatNum}/Aging", pat_num), options)

    async def patient_balances(self, pat_num: int, **options: Unpack[ReadOptions]) -> list[PatientBalance]:
        """The balance of each family member, and last the entire family's (22.1)."""
        route = Route("GET", "/accountmodules/{PatNum}/PatientBalances", pat_num)
        return await self._read_all(PatientBalance, route, {}, options)

    async def service_date_view(
        self, pat_num: int, *, is_family: bool | None = None, **options: Unpack[ReadOptions]
    ) -> list[ServiceDateRow]:
        """The ledger by date of service, of the patient or with `is_family` of everybody (22.3.32)."""
        route = Route("GET", "/accountmodules/{PatNum}/ServiceDateView", pat_num)
        return await self._read_all(ServiceDateRow, route, {"is_family": is_family}, options)


class ReportsResource(Resource):
    """Reports (21.4). They are heavy: ask for them at night, and at background priority."""

    async def aging(
        self, *, date_as_of: dt.date | None = None, clinic_num: int | None = None, **options: Unpack[ReadOptions]
    ) -> list[ReportRow]:
        """What every family owes, by age (21.4); look at the preference `DateLastAging` first."""
        filters: dict[str, Value] = {"date_as_of": date_as_of, "clinic_num": clinic_num}
        return await self._list(ReportRow, Route("GET", "/reports/Aging"), filters, options)

    async def finance_charges(self, **options: Unpack[ReadOptions]) -> list[ReportRow]:
        """The finance charges of the office (22.2.32)."""
        return await self._list(ReportRow, Route("GET", "/reports/FinanceCharges"), {}, options)


class AdjustmentsResource(Resource):
    """Changes of what patients owe (22.2.21)."""

    async def list(
        self, *, pat_num: int, adj_type: int | None = None, proc_num: int | None = None, **options: Unpack[ReadOptions]
    ) -> list[Adjustment]:
        """The adjustments of one patient."""
        filters: dict[str, Value] = {"pat_num": a_key("pat_num", pat_num), "adj_type": adj_type, "proc_num": proc_num}
        return await self._list(Adjustment, Route("GET", "/adjustments"), filters, options)

    async def create(self, adjustment: AdjustmentCreate) -> Adjustment:
        """Add an adjustment and return the row (22.2.22). Permission AllOthers."""
        return await self._write_row(Adjustment, Route("POST", "/adjustments"), adjustment)

    async def update(self, adj_num: int, changes: AdjustmentUpdate) -> Adjustment:
        """Change the given fields of an adjustment and return the row (22.2.23). Permission AllOthers."""
        return await self._write_row(Adjustment, Route("PUT", "/adjustments/{AdjNum}", adj_num), changes)


class StatementsResource(Resource):
    """Bills (24.2.23)."""

    async def list(self, *, pat_num: int | None = None, **options: Unpack[ReadOptions]) -> list[Statement]:
        """Statements, of one patient if given."""
        filters = {"pat_num": pat_num}
        return await self._list(Statement, Route("GET", "/statements"), filters, options)

    async def get(self, statement_num: int, **options: Unpack[ReadOptions]) -> Statement:
        """One statement (24.2.23). Raises NotFound."""
        return await self._get(Statement, Route("GET", "/statements/{StatementNum}", statement_num), options)

    async def create(self, statement: StatementCreate) -> Statement:
        """Make a statement and return the row (newer offices only). Permission AllOthers."""
        return await self._write_row(Statement, Route("POST", "/statements"), statement)
