"""The vocabulary of a call: every kind of event that can stand on a call's log.

Everything that happens in a call, on every channel, becomes one of these, appended and never changed. Transcript, cost,
latency, audit and replay are views of them. They sit below every room because every room speaks them; the log itself
lives in `calls/`. A new field needs a default, so that logs written earlier can still be read.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Tier = Literal["lexi", "supervisor"]
IdentityLevel = Literal["anonymous", "recognised", "verified"]
TransferResult = Literal["answered", "busy", "no_answer", "refused", "no_staff"]
TransferState = Literal["dialling"] | TransferResult
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


class CallerAcknowledged(_Event):
    """The caller made a sound over Lexi's voice that asked for nothing ("mm-hm", a cough), and Lexi went on."""

    kind: Literal["caller.acknowledged"] = "caller.acknowledged"
    text: str
    item_id: str = ""


class CallerSilent(_Event):
    """The caller said nothing for so long that Lexi asks, for the `rung`-th time, whether she is there."""

    kind: Literal["caller.silent"] = "caller.silent"
    rung: int


class CallerNoted(_Event):
    """Code noticed who is calling or how: a relay operator, a recording, a seller, abuse."""

    kind: Literal["caller.noted"] = "caller.noted"
    what: Literal["relay", "recording", "sales", "abuse"]


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
    ended: Literal["answered", "deadline", "turn_limit", "failed", "superseded"]
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
    """The caller is to go to a person; `result` says what came of it.

    One that was dialled stands twice on the log: when it is dialled, and again, with the same `transfer_id`, when it is
    known whether somebody took the call.
    """

    kind: Literal["transfer.requested"] = "transfer.requested"
    reason: str
    result: TransferState
    target: str = ""
    transfer_id: str = ""


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


class SoundTimed(_Event):
    """One of three clocks on played audio stopped: from picking up, or from the end of the caller's turn, to the first
    sound, or to the first sound of the supervisor's answer. `own_ms` is the part that was neither the vendor's nor
    waiting for playback.
    """

    kind: Literal["sound.timed"] = "sound.timed"
    which: Literal["pick_up", "turn", "answer"]
    turn: int
    ms: int
    own_ms: int


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


class EngineReplaced(_Event):
    """The call went on through another session of a voice engine, after `gap_ms` in which nobody could be heard."""

    kind: Literal["engine.replaced"] = "engine.replaced"
    why: Literal["lost", "stuck", "rotation"]
    model: str
    gap_ms: int = 0


class CallContinued(_Event):
    """The call went on another way: by turns without a voice engine, in another process than it began in, or with Lexi
    again after a transfer that nobody took."""

    kind: Literal["call.continued"] = "call.continued"
    how: Literal["by_turns", "other_process", "came_back"]


class CallEnded(_Event):
    """The call is over."""

    kind: Literal["call.ended"] = "call.ended"
    outcome: Outcome
    reason: str = ""


Event = (
    CallStarted
    | NoticeGiven
    | CallerSaid
    | CallerAcknowledged
    | CallerSilent
    | CallerNoted
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
    | SoundTimed
    | EmergencyRaised
    | ClaimCorrected
    | EngineTrouble
    | EngineReplaced
    | CallContinued
    | CallEnded
)

EVENTS: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])
