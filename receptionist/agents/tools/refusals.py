"""Names that the practice's software knows and that a phone call must not have: they answer with what to do instead."""

from collections.abc import Callable
from typing import Any, Literal

from receptionist.agents.context import CallContext
from receptionist.agents.tools.declaration import Parameters, ToolDeclaration, ToolRefusal, ToolResult
from receptionist.agents.tools.fits import NEVER, Fits
from receptionist.events import IdentityLevel

T01, T02, T03, T04 = "T01_account", "T02_staff_only", "T03_not_in_the_api", "T04_clinical"
T05, T06, T07, T08 = "T05_lists_people", "T06_insurance", "T07_use_another_tool", "T08_not_found"
T09, T10 = "T09_enough", "T10_not_offered"

ACCOUNT = "The front desk can go over your account with you. Shall I take a message so that they call you back?"
INSURANCE = "Our front desk checks what a plan covers. Shall I take a message so that they look into it for you?"
CLINICAL = "Questions about treatment are for our clinical team. Shall I take a message so that they call you back?"
STAFF = "That is something our team does personally. Shall I take a message so that they take care of it?"
PEOPLE = "I can't go through lists of other people. I can look you up by your full name and date of birth."
OTHER_WAY = "I can help you with that another way. What would you like to do?"
NO_PROVIDER = "I don't find that provider at our office. Who would you like to see?"

SENTENCES = {T01: ACCOUNT, T02: STAFF, T03: STAFF, T04: CLINICAL, T05: PEOPLE, T06: INSURANCE, T07: OTHER_WAY}


def refused(
    name: str,
    endpoint: str,
    description: str,
    parameters: type[Parameters],
    reason: str,
    *,
    say: str = "",
    instead: str = "TakeMessage",
    level: IdentityLevel = "verified",
    access: Literal["read", "write"] = "read",
    fits: Fits = NEVER,
) -> ToolDeclaration[Any]:
    """A tool that always refuses. What is about a patient still asks for a verified caller first."""
    refusal = ToolRefusal(reason=reason, say=say or SENTENCES[reason], instead=instead)
    return ToolDeclaration(
        name=name,
        endpoint=endpoint,
        description=description,
        parameters=parameters,
        level=level,
        access=access,
        returns=(ToolRefusal,),
        progress="",
        run=_always(refusal),
        fits=fits,
        refusal=refusal,
    )


def _always(refusal: ToolRefusal) -> Callable[[CallContext, Parameters], Any]:
    async def run(_call: CallContext, _parameters: Parameters) -> ToolResult:
        return refusal

    return run
