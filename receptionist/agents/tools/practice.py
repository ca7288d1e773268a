"""More about the practice itself: one provider, its locations, and a few of its settings."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from receptionist.agents.context import CallContext
from receptionist.agents.tools.declaration import NoParameters, Parameters, ToolDeclaration, ToolRefusal, ToolResult
from receptionist.agents.tools.fits import asked
from receptionist.agents.tools.office import ProviderRow, Providers
from receptionist.agents.tools.refusals import NO_PROVIDER, T08
from receptionist.agents.tools.topics import Topic
from receptionist.practice.plain_text import plain

NOT_ON_FILE = "I don't have that on file. I can leave a message for the front desk."


class ProviderNumber(Parameters):
    ProvNum: int


class OneProvider(ToolResult):
    status: Literal["ok"] = "ok"
    provider: ProviderRow


class ProvidersWanted(Parameters):
    role: Literal["dentist", "hygienist"] | None


class ClinicRow(BaseModel):
    ClinicNum: int
    name: str


class Clinics(ToolResult):
    """Empty when the practice has one location and keeps no clinics."""

    status: Literal["ok"] = "ok"
    clinics: tuple[ClinicRow, ...]


class PreferenceWanted(Parameters):
    PrefName: Literal["PracticeTitle", "LanguagesUsedByPatients"] = Field(description="Only these may be read.")


class PreferenceValue(ToolResult):
    status: Literal["ok"] = "ok"
    PrefName: str
    ValueString: str


def _row(call: CallContext, number: int) -> ProviderRow:
    provider = call.office.providers[number]
    return ProviderRow(ProvNum=number, name=provider.name, role=provider.role.value)


async def _provider(call: CallContext, wanted: ProviderNumber) -> ToolResult:
    if wanted.ProvNum not in call.office.providers:
        return ToolRefusal(reason=T08, say=NO_PROVIDER, instead="GetProviders")
    return OneProvider(provider=_row(call, wanted.ProvNum))


async def _providers(call: CallContext, wanted: ProvidersWanted) -> Providers:
    rows = (_row(call, number) for number in call.office.providers)
    return Providers(providers=tuple(row for row in rows if wanted.role in (None, row.role)))


async def _clinics(call: CallContext, _: NoParameters) -> Clinics:
    rows = await call.client.clinics.list()
    return Clinics(
        clinics=tuple(
            ClinicRow(ClinicNum=row.clinic_num, name=plain(row.description or row.abbr))
            for row in rows
            if not row.is_hidden
        )
    )


async def _preference(call: CallContext, wanted: PreferenceWanted) -> ToolResult:
    rows = await call.client.preferences.list(pref_name=wanted.PrefName)
    row = next((row for row in rows if row.pref_name == wanted.PrefName), None)
    if row is None:
        return ToolRefusal(reason=T08, say=NOT_ON_FILE, instead="TakeMessage")
    return PreferenceValue(PrefName=row.pref_name, ValueString=plain(row.value_string))


GET_PROVIDER = ToolDeclaration(
    name="GetProvider",
    endpoint="GET /providers/{ProvNum}",
    description="One provider: name and role.",
    parameters=ProviderNumber,
    level="anonymous",
    access="read",
    returns=(OneProvider,),
    progress="",
    run=_provider,
    fits=asked(Topic.PRACTICE),
)
GET_MULTIPLE_PROVIDERS = ToolDeclaration(
    name="GetMultipleProviders",
    endpoint="GET /providers",
    description="The dentists or the hygienists.",
    parameters=ProvidersWanted,
    level="anonymous",
    access="read",
    returns=(Providers,),
    progress="",
    run=_providers,
    fits=asked(Topic.PRACTICE),
)
GET_CLINICS = ToolDeclaration(
    name="GetClinics",
    endpoint="GET /clinics",
    description="The practice's locations, if it has several.",
    parameters=NoParameters,
    level="anonymous",
    access="read",
    returns=(Clinics,),
    progress="",
    run=_clinics,
    fits=asked(Topic.PRACTICE),
)
GET_PREFERENCES = ToolDeclaration(
    name="GetPreferences",
    endpoint="GET /preferences",
    description="One of the few office settings that a caller may know.",
    parameters=PreferenceWanted,
    level="anonymous",
    access="read",
    returns=(PreferenceValue,),
    progress="",
    run=_preference,
    fits=asked(Topic.PRACTICE),
)
PRACTICE_TOOLS: tuple[ToolDeclaration[Any], ...] = (
    GET_MULTIPLE_PROVIDERS,
    GET_PROVIDER,
    GET_CLINICS,
    GET_PREFERENCES,
)
