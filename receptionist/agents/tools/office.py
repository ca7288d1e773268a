"""The office as the supervisor may see it: who works here, where, and what can be booked. Nothing about patients."""

from typing import Literal

from pydantic import BaseModel

from receptionist.agents.context import CallContext
from receptionist.agents.tools.declaration import NoParameters, ToolDeclaration, ToolResult


class ProviderRow(BaseModel):
    ProvNum: int
    name: str
    role: Literal["dentist", "hygienist"]


class Providers(ToolResult):
    status: Literal["ok"] = "ok"
    providers: tuple[ProviderRow, ...]


class OperatoryRow(BaseModel):
    OperatoryNum: int
    OpName: str
    IsHygiene: bool


class Operatories(ToolResult):
    status: Literal["ok"] = "ok"
    operatories: tuple[OperatoryRow, ...]


class TypeRow(BaseModel):
    AppointmentTypeNum: int
    AppointmentTypeName: str
    minutes: int
    role: Literal["dentist", "hygienist"]
    bookable: bool


class AppointmentTypes(ToolResult):
    status: Literal["ok"] = "ok"
    types: tuple[TypeRow, ...]


async def _providers(call: CallContext, _: NoParameters) -> Providers:
    return Providers(
        providers=tuple(
            ProviderRow(ProvNum=number, name=provider.name, role=provider.role.value)
            for number, provider in call.office.providers.items()
        )
    )


async def _operatories(call: CallContext, _: NoParameters) -> Operatories:
    return Operatories(
        operatories=tuple(
            OperatoryRow(OperatoryNum=number, OpName=chair.name, IsHygiene=chair.is_hygiene)
            for number, chair in call.office.operatories.items()
        )
    )


async def _types(call: CallContext, _: NoParameters) -> AppointmentTypes:
    return AppointmentTypes(
        types=tuple(
            TypeRow(
                AppointmentTypeNum=number,
                AppointmentTypeName=visit.name,
                minutes=visit.minutes,
                role=visit.role.value,
                bookable=visit.bookable,
            )
            for number, visit in call.office.types.items()
        )
    )


GET_PROVIDERS = ToolDeclaration(
    name="GetProviders",
    endpoint="GET /providers",
    description="The practice's dentists and hygienists.",
    parameters=NoParameters,
    level="anonymous",
    access="read",
    returns=(Providers,),
    progress="",
    run=_providers,
)
GET_OPERATORIES = ToolDeclaration(
    name="GetOperatories",
    endpoint="GET /operatories",
    description="The practice's operatories (treatment rooms).",
    parameters=NoParameters,
    level="anonymous",
    access="read",
    returns=(Operatories,),
    progress="",
    run=_operatories,
)
GET_APPOINTMENT_TYPES = ToolDeclaration(
    name="GetAppointmentTypes",
    endpoint="GET /appointmenttypes",
    description="The kinds of visit, how long each takes, who does it, and whether you may book it.",
    parameters=NoParameters,
    level="anonymous",
    access="read",
    returns=(AppointmentTypes,),
    progress="",
    run=_types,
)
