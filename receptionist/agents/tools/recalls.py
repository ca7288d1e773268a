"""When a patient is due again: the kind of visit and the day, so that it can be booked."""

from typing import Any, Literal

from pydantic import BaseModel

from opendental_client import BadRequest
from receptionist.agents.context import CallContext
from receptionist.agents.tools.declaration import PARENT_FIRST, NoParameters, NotVerified, ToolDeclaration, ToolResult
from receptionist.agents.tools.fits import asked, verified_asked
from receptionist.agents.tools.identity import PatientParameters
from receptionist.agents.tools.topics import Topic
from receptionist.practice.plain_text import plain
from receptionist.practice.wording import spoken_date


class RecallRow(BaseModel):
    """`DateDue` and `DateScheduled` are days; the latter is set when a visit for it stands."""

    RecallTypeNum: int
    type: str
    DateDue: str | None
    spoken: str
    overdue: bool
    DateScheduled: str | None


class RecallTypeRow(BaseModel):
    """`interval` as Open Dental writes it: '6m1d'."""

    RecallTypeNum: int
    type: str
    interval: str


class RecallTypes(ToolResult):
    status: Literal["ok"] = "ok"
    types: tuple[RecallTypeRow, ...]


class Recalls(ToolResult):
    status: Literal["ok"] = "ok"
    recalls: tuple[RecallRow, ...]


async def _recalls(call: CallContext, wanted: PatientParameters) -> ToolResult:
    if not call.may_act_for(wanted.PatNum):
        return NotVerified(say=PARENT_FIRST)
    rows = await call.client.recalls.list(pat_num=wanted.PatNum)
    types = await _names(call) if rows else {}
    return Recalls(
        recalls=tuple(
            RecallRow(
                RecallTypeNum=row.recall_type_num,
                type=types.get(row.recall_type_num, "visit"),
                DateDue=row.date_due.isoformat() if row.date_due else None,
                spoken=f"due on {spoken_date(row.date_due, year=True)}" if row.date_due else "no date set",
                overdue=bool(row.date_due and row.date_due < call.today),
                DateScheduled=row.date_scheduled.isoformat() if row.date_scheduled else None,
            )
            for row in rows
            if row.pat_num == wanted.PatNum and not row.is_disabled
        )
    )


async def _names(call: CallContext) -> dict[int, str]:
    """The recall types' names; offices before 24.1.44 cannot be asked for them."""
    try:
        return {row.recall_type_num: plain(row.description) for row in await call.client.recall_types.list()}
    except BadRequest:
        return {}


async def _types(call: CallContext, _: NoParameters) -> RecallTypes:
    rows = await call.client.recall_types.list()
    return RecallTypes(
        types=tuple(
            RecallTypeRow(RecallTypeNum=row.recall_type_num, type=plain(row.description), interval=row.default_interval)
            for row in rows
        )
    )


GET_RECALLS = ToolDeclaration(
    name="GetRecalls",
    endpoint="GET /recalls",
    description="When a verified patient is due again, and for what.",
    parameters=PatientParameters,
    level="verified",
    access="read",
    returns=(Recalls,),
    progress="I'm checking when you're due.",
    run=_recalls,
    patient=lambda parameters: parameters.PatNum,
    fits=verified_asked(Topic.HISTORY),
)
GET_RECALL_TYPES = ToolDeclaration(
    name="GetRecallTypes",
    endpoint="GET /recalltypes",
    description="The kinds of regular visits the office keeps track of, and how often each is due.",
    parameters=NoParameters,
    level="anonymous",
    access="read",
    returns=(RecallTypes,),
    progress="",
    run=_types,
    fits=asked(Topic.HISTORY),
)
RECALL_TOOLS: tuple[ToolDeclaration[Any], ...] = (GET_RECALLS, GET_RECALL_TYPES)
