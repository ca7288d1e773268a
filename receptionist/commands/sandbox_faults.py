"""`receptionist sandbox faults` and `receptionist sandbox staff`: make a running sandbox misbehave, or busy."""

import asyncio
import contextlib
from typing import Annotated, Any

import httpx
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from receptionist.clock import SystemClock
from receptionist.commands.errors import CommandError
from receptionist.sandbox.opendental.faults import FaultKind
from receptionist.sandbox.staff import Deed, StaffError, StaffUser
from receptionist.settings import load_settings

console = Console(highlight=False, soft_wrap=True)
app = typer.Typer(help="Faults on demand in the sandbox's Open Dental.", no_args_is_help=True)
Address = Annotated[str | None, typer.Option("--url", help="The sandbox's Open Dental, if not the usual one.")]


@app.command("list")
def list_faults(url: Address = None) -> None:
    """Show the faults in force."""
    found = _asked("GET", "/admin/faults", url)
    if not found:
        console.print("No faults are pending.")
        return
    table = Table("No.", "Fault", "Requests", "Key", "When", "Struck", box=None, padding=(0, 2, 0, 0))
    for row in found:
        requests = escape(f"{row['method']} {row['path']}")
        table.add_row(str(row["number"]), _named(row), requests, escape(row["key"]), _when(row), str(row["hits"]))
    console.print(table)


@app.command("add")
def add_fault(
    kind: Annotated[FaultKind, typer.Argument(help="What goes wrong.")],
    method: Annotated[str, typer.Option(help="GET, POST, PUT, DELETE or * for all.")] = "*",
    path: Annotated[
        str, typer.Option(help="What follows /api/v1/, with * for anything: 'appointments/*/Break'.")
    ] = "*",
    times: Annotated[int | None, typer.Option(help="Strike the next N matching requests (1 if not given).")] = None,
    rate: Annotated[float | None, typer.Option(help="Strike this share of them instead, 0 to 1.")] = None,
    seed: Annotated[str, typer.Option(help="The seed of the rate's chance.")] = "faults",
    key: Annotated[str, typer.Option(help="Only requests of this customer key.")] = "",
    seconds: Annotated[float, typer.Option(help="How long latency is.")] = 1.0,
    retry_after: Annotated[int, typer.Option(help="Retry-After of throttled.")] = 1,
    commit: Annotated[bool, typer.Option("--commit", help="timeout: carry the request out first.")] = False,
    url: Address = None,
) -> None:
    """Put a fault in force."""
    wish: dict[str, object] = {"kind": kind.value, "method": method.upper(), "path": path, "key": key, "seed": seed}
    wish |= {"times": times, "rate": rate, "seconds": seconds, "retry_after": retry_after, "commit": commit}
    row = _asked("POST", "/admin/faults", url, wish)
    console.print(escape(f"Fault {row['number']}: {_named(row)} for {row['method']} {row['path']}, {_when(row)}."))


@app.command("clear")
def clear_faults(
    number: Annotated[int | None, typer.Argument(help="One fault's number; all of them if not given.")] = None,
    url: Address = None,
) -> None:
    """Remove one fault, or all."""
    gone = _asked("DELETE", "/admin/faults" if number is None else f"/admin/faults/{number}", url)["cleared"]
    console.print(f"Cleared {gone} fault{'' if gone == 1 else 's'}.")


def staff(
    rate: Annotated[float, typer.Option(help="Deeds a minute, on average.")] = 6.0,
    seed: Annotated[str, typer.Option(help="The same seed makes the same choices.")] = "staff",
    steps: Annotated[int | None, typer.Option(help="Stop after so many deeds.")] = None,
    key: Annotated[str, typer.Option(help="The customer key the staff member uses.")] = "staff",
    url: Address = None,
) -> None:
    """Let a made-up front desk book, move, break and block in the sandbox until Ctrl-C."""
    if not 0 < rate <= 6000:
        raise CommandError("--rate must be above 0 and at most 6000 deeds a minute.")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_work(_address(url), rate, seed, steps, key))


async def _work(address: str, rate: float, seed: str, steps: int | None, key: str) -> None:
    def tell(deed: Deed) -> None:
        console.print(escape(f"{deed.kind:6} {deed.number or '':>6}  {deed.words}"))

    async with httpx.AsyncClient(base_url=address, timeout=30.0, trust_env=False) as client:
        worker = StaffUser(client, clock=SystemClock(), seed=seed, key=key)
        try:
            await worker.run(rate=rate, steps=steps, tell=tell)
        except StaffError as problem:
            raise CommandError(f"{problem} Is the sandbox running at {address}?") from problem


def _asked(verb: str, path: str, url: str | None, body: dict[str, object] | None = None) -> Any:
    address = _address(url)
    try:
        reply = httpx.request(verb, f"{address}{path}", json=body, timeout=10.0, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        raise CommandError(
            f"There is no sandbox Open Dental at {address}. Start it with `receptionist sandbox`, or name another "
            "with --url."
        ) from problem
    if reply.status_code >= 400:
        raise CommandError(f"The sandbox refused: {_reason(reply)}")
    try:
        return reply.json()
    except ValueError:
        raise CommandError(f"What answers at {address} is not the sandbox's Open Dental.") from None


def _reason(reply: httpx.Response) -> str:
    try:
        detail = reply.json()["detail"]
    except (ValueError, KeyError, TypeError):
        return f"it answered {reply.status_code}."
    if isinstance(detail, list):
        return "; ".join(f"{'.'.join(str(part) for part in item['loc'][1:])}: {item['msg']}" for item in detail)
    return str(detail)


def _address(url: str | None) -> str:
    if url is not None:
        return url.rstrip("/")
    return f"http://127.0.0.1:{load_settings().sandbox_opendental_port}"


def _named(row: dict[str, Any]) -> str:
    words = str(row["kind"])
    if row["kind"] == FaultKind.LATENCY:
        words += f" of {row['seconds']:g} s"
    return f"{words} after the commit" if row["commit"] else words


def _when(row: dict[str, Any]) -> str:
    return f"{100 * row['rate']:g} % of them" if row["rate"] is not None else f"the next {row['left']}"
