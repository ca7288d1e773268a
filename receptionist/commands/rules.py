"""`receptionist rules`: every booking rule, its default, and where the practice profile tunes it."""

from rich.console import Console
from rich.table import Table

from receptionist.booking.rule import Guarantee, Rule
from receptionist.booking.rules import GUARANTEES, RULES

console = Console(highlight=False, soft_wrap=True)


def rules() -> None:
    """Print every booking rule with its reason code, its default and the profile key that tunes it."""
    table = Table("Id", "Rule", box=None, pad_edge=False)
    table.add_column("Reason code", no_wrap=True)
    table.add_column("Default")
    table.add_column("Tuned by (profile)", overflow="fold")
    listed: list[Rule | Guarantee] = [*RULES, *GUARANTEES]
    for rule in sorted(listed, key=lambda rule: (rule.id, rule.reason)):
        table.add_row(rule.id, rule.title, rule.reason, rule.default, rule.tuned_by or "-")
    console.print(table)
