"""The sandbox model: decides from the wire which part it plays, and lets that part answer."""

from receptionist.sandbox.brain.exact import exact_words
from receptionist.sandbox.brain.facts import read_facts
from receptionist.sandbox.brain.tier1 import reply_as_lexi
from receptionist.sandbox.brain.tier2 import reply_as_supervisor
from receptionist.sandbox.brain.wire import SUPERVISOR
from receptionist.sandbox.openai.model import Call, ModelReply, ModelRequest, Said, Speech

_CHART_TOOLS = frozenset(
    {
        "VerifyIdentity",
        "GetMultiplePatients",
        "GetAvailableSlots",
        "GetAppointments",
        "GetAppointmentTypes",
        "ProposeBooking",
        "CreateAppointment",
        "UpdateAppointment",
        "BreakAppointment",
    }
)
_PLAIN = "Hello! I'm the sandbox model: I follow simple rules instead of a language model, and I have no tools here."
_PLAIN_AGAIN = "I'm the sandbox model, and without tools I can't help with that, I'm afraid."


class RuleModel:
    """A deterministic receptionist made of rules. It holds no state: one instance may serve every connection."""

    def reply(self, request: ModelRequest) -> ModelReply:
        """The reply to this request; never empty, and never raises for any conversation a caller can have."""
        ordered = exact_words(request.override)
        if ordered:
            return ModelReply((Speech(ordered),))
        names = {tool.name for tool in request.tools}
        facts = read_facts(request.instructions)
        if SUPERVISOR in names:
            reply = reply_as_lexi(request, facts)
        elif names & _CHART_TOOLS:
            reply = reply_as_supervisor(request, facts)
        else:
            said = any(isinstance(item, Said) and item.role == "assistant" for item in request.items)
            reply = ModelReply((Speech(_PLAIN_AGAIN if said else _PLAIN),))
        return _speech_only(reply) if request.tool_choice == "none" else reply


def _speech_only(reply: ModelReply) -> ModelReply:
    spoken = tuple(part for part in reply.parts if not isinstance(part, Call))
    return ModelReply(spoken or (Speech("One moment, please."),))
