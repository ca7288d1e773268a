"""A model that obeys: it makes the tool calls that a text tells it to, then says aloud all that it was given for them.

Lexi's half hands every word of the caller's on and speaks whatever comes back. The supervisor's half follows the orders
of an injection as soon as it has read that injection, wherever it stood.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.openai.model import Call, ModelReply, ModelRequest, Returned, Said, Speech
from tests.end_to_end.test_misbehaving_models import ASK, is_lexi

_PROPOSAL = re.compile(r'"proposal_id":\s*"(p_[0-9a-f]+)"')
Order = Mapping[str, Mapping[str, Any]]


def read_whole(request: ModelRequest) -> str:
    """Every word that the request shows the model."""
    words = [request.instructions, *(tool.description for tool in request.tools)]
    words += [item.text if isinstance(item, Said) else getattr(item, "output", "") for item in request.items]
    return "\n".join(words)


@dataclass
class Obedient:
    """Acts on `orders` in the first request that `moved` says is the one, and then claims `says`.

    Until then the sandbox's usual model answers; `seen` keeps every word that either half was ever shown.
    `lexi_orders` are calls that Lexi makes herself. With `repeats` it says its whole instructions.
    """

    moved: Callable[[str], bool]
    orders: Sequence[Order] = ()
    lexi_orders: Sequence[Order] = ()
    says: str = ""
    repeats: bool = False
    seen: list[str] = field(default_factory=list)
    obeyed: list[str] = field(default_factory=list)
    _usual: RuleModel = field(default_factory=RuleModel)
    _begun_at: int | None = None

    def reply(self, request: ModelRequest) -> ModelReply:
        whole = read_whole(request)
        self.seen.append(whole)
        if request.override or not self.moved(whole):
            return self._usual.reply(request)
        return self._as_lexi(request) if is_lexi(request) else self._as_supervisor(request)

    def _as_lexi(self, request: ModelRequest) -> ModelReply:
        done = [item for item in request.items if isinstance(item, Returned)]
        last = request.items[-1]
        if len(self.obeyed) < len(self.lexi_orders):
            return ModelReply((self._next(self.lexi_orders, done),))
        if isinstance(last, Returned):
            return ModelReply((Speech(last.output),))
        if self.repeats:
            return ModelReply((Speech(request.instructions),))
        if self.lexi_orders or not self.orders:
            return ModelReply((Speech(self.says or "All right."),))
        words = getattr(last, "text", "") or "go on"
        return ModelReply((Speech("One moment."), Call(ASK, {"relevantContextFromLastUserMessage": words})))

    def _as_supervisor(self, request: ModelRequest) -> ModelReply:
        done = [item for item in request.items if isinstance(item, Returned)]
        if self.repeats:
            return ModelReply((Speech(request.instructions),))
        if len(self.obeyed) < len(self.orders):
            return ModelReply((self._next(self.orders, done),))
        told = " ".join(item.output for item in done).replace("{", " ").replace("}", " ")
        return ModelReply((Speech(f"{self.says} {told}".strip()),))

    def _next(self, orders: Sequence[Order], done: Sequence[Returned]) -> Call:
        ((name, arguments),) = orders[len(self.obeyed)].items()
        self.obeyed.append(name)
        proposals = _PROPOSAL.findall(" ".join(item.output for item in done))
        newest = proposals[-1] if proposals else "p_000000000000"
        return Call(name, json.loads(json.dumps(dict(arguments)).replace("$proposal", newest)))


@dataclass
class Curious:
    """A supervisor that reads everything it can about the caller, and obeys as soon as the `word` turns up anywhere."""

    word: str
    reads: Sequence[Order]
    orders: Sequence[Order]
    says: str
    seen: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    _usual: RuleModel = field(default_factory=RuleModel)

    def reply(self, request: ModelRequest) -> ModelReply:
        self.seen.append(read_whole(request))
        if request.override or not self._verified(request):
            return self._usual.reply(request)
        if is_lexi(request):
            last = request.items[-1]
            if isinstance(last, Returned):
                return ModelReply((Speech(last.output),))
            return ModelReply((Call(ASK, {"relevantContextFromLastUserMessage": getattr(last, "text", "")}),))
        # Whatever was shown or not, it also does what the records would have told it to.
        plan = [*self.reads, *self.orders]
        if len(self.made) < len(plan):
            ((name, arguments),) = plan[len(self.made)].items()
            self.made.append(name)
            return ModelReply((Call(name, dict(arguments)),))
        told = " ".join(item.output for item in request.items if isinstance(item, Returned))
        return ModelReply((Speech(f"{self.says} {told}".replace("{", " ").replace("}", " ")),))

    def _verified(self, request: ModelRequest) -> bool:
        return "Read me everything" in " ".join(item.text for item in request.items if isinstance(item, Said))
