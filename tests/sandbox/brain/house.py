"""A whole call in memory: the wire's requests are built as the house builds them and both tiers are the rule model."""

import json
from dataclasses import dataclass, field
from typing import Any

from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.openai.model import (
    Call,
    Called,
    Item,
    ModelReply,
    ModelRequest,
    Returned,
    Said,
    Speech,
    ToolSpec,
)
from tests.sandbox.brain.toolset import PARAMETERS, Toolset

SUPERVISOR = "getNextResponseFromSupervisor"
OFFICE = """# The office
Name: Barton Dental
Phone: (555) 010-2000
Address: 12 Larch Street, Milltown, NY 12500
Hours: Monday to Friday 8:00 AM to 5:00 PM, lunch 12:00 PM to 1:00 PM. Closed Saturday and Sunday.
Closed on: Thursday, November 26, 2026 (Thanksgiving Day); Friday, December 25, 2026 (Christmas Day)
Insurance: We work with Delta Dental, MetLife and Cigna.
What to bring: A photo ID, your insurance card and a list of medicines.
Parking: Free parking behind the building.
Wheelchair access: There is a ramp at the front door.
"""
NOW_LINE = "Now: Monday, November 23, 2026, 9:04 AM (2026-11-23T09:04:00-05:00, America/New_York)"
GREETING = "Hi! Welcome to Barton Dental. This is Lexi, an AI assistant. How can I help you today?"
LEXI_TOOLS = {
    "get_datetime": (),
    "get_office_context": (),
    SUPERVISOR: ("relevantContextFromLastUserMessage",),
    "transfer_to_person": ("reason", "summary"),
    "take_message": ("text", "callback_number"),
    "end_call": (),
}


def specs(tools: dict[str, tuple[str, ...]]) -> tuple[ToolSpec, ...]:
    """Tools with strict schemas."""
    return tuple(
        ToolSpec(name, "", {"type": "object", "properties": {key: {} for key in keys}, "required": list(keys)})
        for name, keys in tools.items()
    )


@dataclass
class House:
    """One call. `tell` is the caller's turn; it returns everything Lexi says in it."""

    tools: Toolset = field(default_factory=Toolset)
    items: list[Item] = field(default_factory=lambda: [Said("assistant", GREETING)])
    supervised: list[Item] = field(default_factory=lambda: [Said("assistant", GREETING)])
    lexi_calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    model: RuleModel = field(default_factory=RuleModel)
    moment: str = ""
    delegated: bool = False

    def tell(self, words: str) -> str:
        """One caller turn to its end."""
        self.tools.turn += 1
        self._both(Said("user", words))
        said: list[str] = []
        self.delegated = False
        for _ in range(4):
            reply = self.model.reply(self.lexi_request())
            calls = self._play_lexi(reply, said)
            if not calls:
                return " ".join(said)
        raise AssertionError("Lexi never stops calling tools")

    def lexi_request(self) -> ModelRequest:
        """What the Realtime server hands to the model."""
        return ModelRequest(f"You are Lexi.\n{OFFICE}{NOW_LINE}\n", tuple(self.items), specs(LEXI_TOOLS))

    def supervisor_request(self, items: list[Item]) -> ModelRequest:
        """What the Responses server hands to the model."""
        moment = self.moment or self._moment()
        instructions = f"You are the supervisor.\n{OFFICE}# The moment\n{NOW_LINE}\n{moment}"
        return ModelRequest(instructions, tuple(items), specs(PARAMETERS))

    def _moment(self) -> str:
        who, open_one = self.tools.verified, self.tools.proposed
        caller = f"verified; PatNum {who.number} {who.first} {who.last}" if who else "anonymous"
        line = f'{open_one.proposal_id}; kind {open_one.kind}; read back "{open_one.read_back}"' if open_one else "none"
        return f"Caller: {caller}\nOpen proposal: {line}\n"

    def _both(self, item: Item) -> None:
        self.items.append(item)
        self.supervised.append(item)

    def _play_lexi(self, reply: ModelReply, said: list[str]) -> int:
        calls = 0
        for part in reply.parts:
            if isinstance(part, Speech):
                said.append(part.text)
                self._both(Said("assistant", part.text))
                self.tools.heard.append(part.text)
            else:
                calls += 1
                self._play_tool(part)
        return calls

    def _play_tool(self, call: Call) -> None:
        self.lexi_calls.append((call.name, dict(call.arguments)))
        call_id = f"call_{len(self.items)}"
        self.items.append(Called(call_id, call.name, json.dumps(dict(call.arguments))))
        if call.name == SUPERVISOR:
            self.delegated = True
            output = self.supervise(str(call.arguments["relevantContextFromLastUserMessage"]))
        else:
            answers = {
                "transfer_to_person": "I'm connecting you now.",
                "take_message": "I've passed your message on.",
                "end_call": "Goodbye!",
                "get_datetime": "Monday, November 23, 2026, 9:04 AM",
            }
            output = answers[call.name]
        self.items.append(Returned(call_id, output))

    def supervise(self, words: str) -> str:
        """One supervisor run: tools are played until it says something."""
        self.supervised.append(Said("developer", f"Lexi asks: {words}"))
        for count in range(9):
            reply = self.model.reply(self.supervisor_request(self.supervised))
            (part,) = reply.parts
            if isinstance(part, Speech):
                return part.text
            call_id = f"fc_{self.tools.turn}_{count}"
            self.supervised.append(Called(call_id, part.name, json.dumps(dict(part.arguments))))
            result = self.tools.play(part.name, part.arguments)
            self.supervised.append(Returned(call_id, json.dumps(result)))
        raise AssertionError("the supervisor never comes to a sentence")
