"""Whether the caller has said that something is wrong: what an emergency visit today stands on (R14).

The evidence is the caller's own words on the log, heard by the same detector that guards every turn. What a model
reports of them counts for nothing.
"""

import re

from receptionist.agents.context import CallContext
from receptionist.agents.emergency.detector import EmergencyDetector
from receptionist.agents.emergency.verdict import DESCRIBED_SOON

# Asking for an emergency visit in so many words is the caller's claim, not the model's.
_ASKS_FOR_ONE = re.compile(
    r"\b(?:need|want|have|having|it'?s|it is|this is|book|get|got)\b(?:(?!\b(?:no|not|n't|isn't)\b)[^.?!]){0,24}"
    r"\b(?:emergency|urgent|emergencia|urgencia)\b",
    re.IGNORECASE,
)


def note_urgency(call: CallContext) -> None:
    """Tell the authority what the caller has said, before anything is judged with it."""
    if any(_is_urgent(turn.text) for turn in call.notes.spoken_turns() if turn.speaker == "caller"):
        call.authority.note_urgency()


def _is_urgent(text: str) -> bool:
    alarm = EmergencyDetector().hear(text, final=True)
    # The learned voice alone, at its least urgent, is too little to stand a visit on.
    heard = alarm is not None and alarm.sign != DESCRIBED_SOON
    return heard or bool(_ASKS_FOR_ONE.search(text))
