"""`receptionist doctor`: checks each part, and says what to do about what fails."""

import asyncio

import typer
from rich.console import Console

from receptionist.agents.lexi import load_lexi_prompt
from receptionist.agents.prompts import PromptError
from receptionist.app import open_dental
from receptionist.clock import SystemClock
from receptionist.network import keep_loopback_direct
from receptionist.practice.office import load_office
from receptionist.practice.profile import PracticeProfile, ProfileError, load_profile
from receptionist.readiness import Check, check_database, check_openai, check_opendental
from receptionist.sandbox.opendental.errors import WorldError
from receptionist.sandbox.opendental.world import load_world
from receptionist.settings import Settings, SettingsError, load_settings
from receptionist.store.database import Database, DatabaseError

console = Console(highlight=False, soft_wrap=True)
HALF_SANDBOX = "starts with `receptionist run`, since nothing else is set"


def doctor() -> None:
    """Check settings, profile, prompts, database, OpenAI and Open Dental. Exits with 1 when something needs mending."""
    keep_loopback_direct()
    checks = asyncio.run(_examine())
    for check in checks:
        mark = "[green]ok  [/green]" if check.ok else "[red]MEND[/red]"
        console.print(f"{mark} [bold]{check.name}[/bold]: ", end="")
        console.print(check.detail, markup=False)
    if not all(check.ok for check in checks):
        raise typer.Exit(1)
    console.print("Everything is in order.")


async def _examine() -> list[Check]:
    try:
        settings = load_settings()
    except SettingsError as error:
        return [Check("settings", False, str(error))]
    checks = [Check("settings", True, "read"), _check_prompts()]
    try:
        profile = load_profile(settings.practice_profile)
    except ProfileError as error:
        return [*checks, Check("practice profile", False, str(error))]
    checks.append(Check("practice profile", True, f"{profile.name} ({settings.practice_profile})"))
    checks.append(await _check_database(settings))
    checks.extend(await _check_services(settings, profile))
    return checks


def _check_prompts() -> Check:
    try:
        prompt = load_lexi_prompt()
    except PromptError as error:
        return Check("prompts", False, str(error))
    return Check("prompts", True, f"lexi {prompt.version}")


async def _check_database(settings: Settings) -> Check:
    try:
        database = Database(settings.database_url)
        await asyncio.to_thread(database.migrate)
    except DatabaseError as error:
        return Check("database", False, str(error))
    try:
        return await check_database(database)
    finally:
        database.close()


async def _check_services(settings: Settings, profile: PracticeProfile) -> list[Check]:
    checks = []
    if settings.openai_is_sandbox:
        checks.append(Check("openai", True, f"the sandbox model; it {HALF_SANDBOX}"))
    else:
        checks.append(await check_openai(settings))
    if settings.opendental_is_sandbox:
        checks.append(_check_world(settings))
    else:
        async with open_dental(settings, profile, SystemClock()) as client:
            reached = await check_opendental(client, settings)
            checks.append(reached)
            if reached.ok:
                office = await load_office(client, profile, SystemClock())
                checks.extend(Check("practice profile", False, warning) for warning in office.warnings)
    if settings.twilio_auth_token is None:
        checks.append(Check("phone", True, "no TWILIO_AUTH_TOKEN, so no telephone calls are answered"))
    return checks


def _check_world(settings: Settings) -> Check:
    try:
        load_world(settings.sandbox_world, SystemClock().now())
    except WorldError as error:
        return Check("sandbox world", False, str(error))
    return Check("opendental", True, f"the sandbox practice in {settings.sandbox_world.name}; it {HALF_SANDBOX}")
