"""The `receptionist` command."""

import sys

import typer

from receptionist.commands import calls, doctor, probe, reconcile, rules, sandbox, serve, talk, worker
from receptionist.commands.errors import PEOPLE_ERRORS

app = typer.Typer(
    name="receptionist",
    help="Lexi, an AI front desk for dental practices that run Open Dental. "
    "Settings come from the environment and from .env; .env.example explains each one.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode="markdown",
)
app.command("run")(serve.run)
app.command("talk")(talk.talk)
app.add_typer(calls.app, name="calls")
app.add_typer(sandbox.app, name="sandbox")
app.command("rules")(rules.rules)
app.command("reconcile")(reconcile.reconcile)
app.command("doctor")(doctor.doctor)
app.command("probe")(probe.probe)
app.command("worker", hidden=True)(worker.worker)


def main() -> None:
    """Run the command; what a person can mend becomes one sentence and exit code 2, never a traceback."""
    try:
        app()
    except PEOPLE_ERRORS as error:
        print(f"receptionist: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)


if __name__ == "__main__":
    main()
