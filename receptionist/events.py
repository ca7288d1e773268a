"""The vocabulary of a call: every kind of event that can stand on a call's log.

Everything that happens in a call, on every channel, becomes one of these, appended and never changed. Transcript, cost,
latency, audit and replay are views of them. They sit below every room because every room speaks them; the log itself
lives in `calls/`. A new field needs a default, so that logs written earlier can still be read.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Tier = Literal["lexi", "supervisor"]
IdentityLevel = Literal["anonymous", "recognised", "verified"]
BookingAction = Literal["create", "move", "cancel", "register"]
Outcome = Literal[
    "booked",
    "moved",
    "cancelled",
    "confirmed",
    "registered",
    "answered",
    "message_taken",
    "transferred",
    "abandoned",
    "failed",
]


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class CallStarted(_Event):
    """The call is up. `prompts` maps a prompt's name to the hash of its text."""

    kind: Literal["call.started"] = "call.started"
    channel: str
    practice: str
    realtime_model: str = ""
    supervisor_model: str = ""
    prompts: dict[str, str] = {}


class NoticeGiven(_Event):
    """The code-owned notice (AI assistant; recorded or transcribed) reached the caller."""

    kind: Literal["notice.given"] = "notice.given"
    text: str


class CallerSaid(_Event):
    """A caller's turn, in the transcriber's words on a voice channel."""

    kind: Literal["caller.said"] = "caller.said"
    text: str
    item_id: str = ""


class LexiSaid(_Event):
    """One utterance of Lexi's. `by` is code for the words that no model chose; `heard_ms` is set after a barge-in."""

    kind: Literal["lexi.said"] = "lexi.said"
    text: str
    turn: int
    by: Literal["model", "code"] = "model"
    item_id: str = ""


class SpeechCutShort(_Event):
    """The caller spoke over Lexi: of the utterance `item_id` only `heard_ms` milliseconds were played."""

    kind: Literal["lexi.cut_short"] = "lexi.cut_short"
    item_id: str
    heard_ms: int


class Delegated(_Event):
    """Lexi handed a request to the supervisor."""

    kind: Literal["supervisor.asked"] = "supervisor.asked"
    request: str


class SupervisorAnswered(_Event):
    """What the supervisor gave back to be spoken, how long it took and how it ended."""

    kind: Literal["supervisor.answered"] = "supervisor.answered"
    say: str
    ended: Literal["answered", "deadline", "turn_limit", "failed"]
    seconds: float


class ToolStarted(_Event):
    """A tool was called; `arguments` is the JSON text as the model sent it."""

    kind: Literal["tool.started"] = "tool.started"
    tier: Tier
    name: str
    tool_call_id: str
    arguments: str


class ToolFinished(_Event):
    """A tool returned `output`, the text the model was given; `status` is the word in it."""

    kind: Literal["tool.finished"] = "tool.finished"
    tier: Tier
    name: str
    tool_call_id: str
    output: str
    status: str
    seconds: float


class IdentityChanged(_Event):
    """How sure we are of who is calling changed."""

    kind: Literal["identity.changed"] = "identity.changed"
    level: IdentityLevel
    pat_nums: tuple[int, ...] = ()
    locked: bool = False


class BookingStep(_Event):
    """A step of propose, read back, commit."""

    kind: Literal["booking.step"] = "booking.step"
    step: Literal["proposed", "refused", "not_agreed", "written", "failed", "dropped"]
    action: BookingAction | Literal["confirm"]
    proposal_id: str = ""
    reason: str = ""
    apt_num: int = 0
    pat_num: int = 0


class MessageTaken(_Event):
    """A message for staff was stored."""

    kind: Literal["message.taken"] = "message.taken"
    message_id: str
    urgency: Literal["routine", "urgent"]
    owner: str


class TransferRequested(_Event):
    """The caller is to go to a person; `result` says what came of it."""

    kind: Literal["transfer.requested"] = "transfer.requested"
    reason: str
    result: Literal["dialling", "no_staff"]
    target: str = ""


class TokensUsed(_Event):
    """Tokens of one response, cached ones being part of the input, and what they cost in US dollars."""

    kind: Literal["tokens.used"] = "tokens.used"
    tier: Tier
    model: str
    text_in: int = 0
    text_cached: int = 0
    text_out: int = 0
    audio_in: int = 0
    audio_cached: int = 0
    audio_out: int = 0
    dollars: float | None = None


class TurnTimed(_Event):
    """Milliseconds from the end of the caller's turn to Lexi's first word and to the end of her answer."""

    kind: Literal["turn.timed"] = "turn.timed"
    turn: int
    first_word_ms: int
    answer_ms: int


class EmergencyRaised(_Event):
    """The emergency detector saw a sign of danger in what the caller said; tier E0 is the most urgent."""

    kind: Literal["emergency.raised"] = "emergency.raised"
    tier: str
    sign: str


class ClaimCorrected(_Event):
    """Lexi claimed a deed that the log does not bear out, and took it back."""

    kind: Literal["claim.corrected"] = "claim.corrected"
    deed: str
    fault: str


class EngineTrouble(_Event):
    """Something the voice engine did wrong and what was done about it; never holds what was said."""

    kind: Literal["engine.trouble"] = "engine.trouble"
    code: str
    remedy: str


class CallEnded(_Event):
    """The call is over."""

    kind: Literal["call.ended"] = "call.ended"
    outcome: Outcome
    reason: str = ""


Event = (
    CallStarted
    | NoticeGiven
    | CallerSaid
    | LexiSaid
    | SpeechCutShort
    | Delegated
    | SupervisorAnswered
    | ToolStarted
    | ToolFinished
    | IdentityChanged
    | BookingStep
    | MessageTaken
    | TransferRequested
    | TokensUsed
    | TurnTimed
    | EmergencyRaised
    | ClaimCorrected
    | EngineTrouble
    | CallEnded
)

EVENTS: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])
