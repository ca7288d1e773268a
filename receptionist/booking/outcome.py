"""What the authority answers: typed results of proposing and of committing, each with the sentence to say."""

from dataclasses import dataclass, field
from datetime import date, datetime

from receptionist.booking.case import Kind
from receptionist.booking.openings import Opening


@dataclass(frozen=True)
class CreateRequest:
    """A new visit. `start` is aware; without `prov_num` or `op` the authority chooses."""

    pat_num: int
    appointment_type_num: int
    start: datetime
    prov_num: int | None = None
    op: int | None = None
    note: str = ""


@dataclass(frozen=True)
class MoveRequest:
    """Another time for a visit, also one that was cancelled or broken. Without `prov_num` it keeps its provider."""

    apt_num: int
    start: datetime
    prov_num: int | None = None
    op: int | None = None


@dataclass(frozen=True)
class CancelRequest:
    """Take a visit off the schedule, to the unscheduled list."""

    apt_num: int


@dataclass(frozen=True)
class RegisterRequest:
    """A new patient."""

    f_name: str
    l_name: str
    birthdate: date
    wireless_phone: str
    email: str = ""


@dataclass(frozen=True)
class FamilyRequest:
    """Several new visits, booked together or not at all."""

    visits: tuple[CreateRequest, ...]


Request = CreateRequest | MoveRequest | CancelRequest | RegisterRequest


@dataclass(frozen=True)
class Proposed:
    """Held, not written. `read_back` must be said, and ends in a question."""

    proposal_id: str
    kind: Kind
    read_back: str


@dataclass(frozen=True)
class Refused:
    """Not allowed. `reason` is a rule's code; `alternatives` are at most three openings."""

    reason: str
    say: str
    alternatives: tuple[Opening, ...] = ()
    route_to_staff: bool = False


@dataclass(frozen=True)
class Done:
    """Written and read again. `starts_at` is None for a cancelled visit.

    `others` are the numbers of a family's further visits.
    """

    apt_num: int
    starts_at: datetime | None
    say: str
    kind: Kind = Kind.CREATE
    others: tuple[int, ...] = ()


@dataclass(frozen=True)
class Created:
    """A registered patient, read again; verified for this call."""

    pat_num: int
    f_name: str
    l_name: str
    say: str


@dataclass(frozen=True)
class NotAgreed:
    """No evidence of a yes yet; say the read-back (again) and let the caller answer."""

    read_back: str
    say: str


@dataclass(frozen=True)
class Failed:
    """Not done, or not known to be done: the sentence says which. `needs_staff` asks for a message to the office.

    `message_id` names the message that was stored with the result when its fate is unknown; '' otherwise.
    """

    say: str
    needs_staff: bool = True
    detail: str = ""
    message_id: str = ""


@dataclass(frozen=True)
class Openings:
    """Openings found. `exact` means the first is just what was wished; else `say` and `reason` may tell why not."""

    openings: tuple[Opening, ...] = ()
    exact: bool = False
    say: str = ""
    reason: str = ""


@dataclass(frozen=True)
class OpenProposal:
    """The call's open proposal, for the supervisor's context."""

    proposal_id: str
    kind: Kind
    read_back: str
    expires_at: datetime


ProposeResult = Proposed | Refused | Failed
CommitResult = Done | Created | NotAgreed | Refused | Failed


@dataclass(frozen=True)
class VisitPlan:
    """Exactly what a create, move or cancel will write. For a move `was_...` is the place it leaves, for the undo.

    `confirmed` is the confirmation status a moved visit starts again from; 0 leaves it alone. `was_status` is the
    status it leaves: a visit that was cancelled or broken is put back on the schedule by the same kind of plan.
    `urgent`: the caller had said what is wrong when this was proposed.
    """

    kind: Kind
    pat_num: int
    type_number: int
    start: datetime
    pattern: str
    prov_num: int
    op: int
    row_prov: int = 0
    row_hyg: int = 0
    is_hygiene: bool = False
    is_new_patient: bool = False
    note: str = ""
    apt_num: int | None = None
    asked_prov: int | None = None
    asked_op: int | None = None
    was_start: datetime | None = None
    was_op: int = 0
    was_prov: int = 0
    was_hyg: int = 0
    confirmed: int = 0
    was_confirmed: int = 0
    was_status: str = "Scheduled"
    urgent: bool = False

    @property
    def off_schedule(self) -> bool:
        """Whether a move puts a cancelled or broken visit back on the schedule."""
        return self.was_status != "Scheduled"


@dataclass(frozen=True)
class RegisterPlan:
    """Exactly what a registration will write. `guarantor` is 0 for an adult, who heads an account of their own."""

    f_name: str
    l_name: str
    birthdate: date
    wireless_phone: str
    email: str
    guarantor: int = 0
    kind: Kind = field(default=Kind.REGISTER)


@dataclass(frozen=True)
class FamilyPlan:
    """Exactly which visits a family's proposal will write, in this order; `names` are the first names said of each."""

    visits: tuple[VisitPlan, ...]
    names: tuple[str, ...]
    kind: Kind = field(default=Kind.CREATE)


Plan = VisitPlan | RegisterPlan | FamilyPlan
