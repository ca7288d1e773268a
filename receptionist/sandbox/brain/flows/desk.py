"""What every flow works with: the request, the facts, the frame, and the shape of a step."""

from dataclasses import dataclass

from receptionist.sandbox.brain.facts import Facts
from receptionist.sandbox.brain.frame import Frame, Goal
from receptionist.sandbox.brain.wire import build_call
from receptionist.sandbox.openai.model import Call, ModelRequest

Step = Call | str | None
"""A tool to call, a sentence to say, or None: nothing to do here, the next flow may act."""


@dataclass(frozen=True)
class Desk:
    """One supervisor inference."""

    request: ModelRequest
    facts: Facts
    frame: Frame

    def can(self, name: str) -> bool:
        """Whether the tool is offered."""
        return self.request.offers(name)

    def call(self, name: str, **arguments: object) -> Call:
        """A call to an offered tool, its other parameters null."""
        return build_call(self.request, name, **arguments)

    @property
    def goal(self) -> Goal | None:
        """The caller's task."""
        return self.frame.goal

    @property
    def whose(self) -> str:
        """ "your", or "the patient's" when the visit is for somebody else."""
        return "the patient's" if self.frame.for_other or self.frame.for_someone_else else "your"
