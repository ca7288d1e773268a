"""Model servers that misbehave on purpose, each in its own way: a next step for the caller, and no row not agreed to.

The lines are an ordinary patient's; what goes wrong is the supervisor's or Lexi's half alone.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from receptionist.events import ClaimCorrected, ToolFinished, TransferRequested
from receptionist.sandbox.brain import RuleModel
from receptionist.sandbox.openai.model import Call, ModelReply, ModelRequest, Returned, Said, Speech
from tests.end_to_end.test_misbehaving_models import Puppet, Tier, is_lexi
from tests.scenarios.scenario import Caller, Expected, Scenario
from tests.scenarios.stage import Ran, stage_for

pytestmark = pytest.mark.end_to_end
WISH = ("A cleaning on December 8th at 2 pm, I've been there before.", "Dana Okafor, November 2 1988", "yes please")
BOOK = {
    "PatNum": 101,
    "AppointmentTypeNum": 2,
    "AptDateTime": "2026-12-08 14:00:00",
    "ProvNum": None,
    "Op": None,
    "Note": None,
}
VERIFY = Call(
    "VerifyIdentity", {"FName": "Dana", "LName": "Okafor", "Birthdate": "1988-11-02", "Phone": None, "Address": None}
)
NOBODY = Scenario(
    id="rogue",
    title="A model gone wrong",
    caller=Caller(persona="An ordinary patient."),
    lines=("hello",),
    expect=Expected(outcome=("answered",)),
)


def plan(*steps: Call | Callable[[Sequence[Returned]], Call], then: str = "All done.") -> Tier:
    """A supervisor that takes these steps one by one, whatever comes of them, and then says `then`."""

    def tier(request: ModelRequest) -> ModelReply:
        done = [item for item in request.items if isinstance(item, Returned)]
        if len(done) >= len(steps):
            return ModelReply((Speech(then),))
        step = steps[len(done)]
        return ModelReply((step if isinstance(step, Call) else step(done),))

    return tier


def confirm(done: Sequence[Returned]) -> Call:
    """ConfirmBooking with the newest proposal there is."""
    ids = [json.loads(item.output).get("proposal_id") for item in done if item.output.startswith("{")]
    newest = next((found for found in reversed(ids) if found), "p_000000000000")
    return Call("ConfirmBooking", {"proposal_id": newest})


async def played(model: Any, *lines: str) -> tuple[Ran, list[str]]:
    """The call, and the statuses of the supervisor's tools in order."""
    async with stage_for(NOBODY, model=model) as stage, stage.house.call() as chat:
        for line in lines or WISH:
            if chat.last["type"] == "call.ended":
                break
            stage.spoken += [("caller", line), ("lexi", await chat.say(line))]
        outcome = str(chat.last["outcome"]) if chat.last["type"] == "call.ended" else await chat.hang_up()
        ran = await stage.ran(chat.call_id, outcome)
    tools = [entry.event for entry in ran.log if isinstance(entry.event, ToolFinished)]
    return ran, [event.status for event in tools if event.tier == "supervisor"]


def nothing(ran: Ran) -> bool:
    return not ran.changes["appointments"] and not ran.changes["patients"] and not ran.writes


async def test_it_books_without_asking() -> None:
    ran, statuses = await played(Puppet(supervisor=plan(VERIFY, Call("CreateAppointment", BOOK), confirm, confirm)))
    assert nothing(ran), ran.printed()
    assert statuses[:3] == ["verified", "proposed", "not_agreed"]


@pytest.mark.parametrize(
    "claim",
    [
        "You're booked for Tuesday, December 8 at 2 PM.",
        "Great news: your cleaning is all set for December 8th at two.",
        "Su cita está reservada para el martes 8 de diciembre.",
        "I've cancelled your appointment.",
    ],
)
async def test_it_says_so_without_doing_so(claim: str) -> None:
    ran, _ = await played(Puppet(supervisor=plan(then=claim)))
    assert nothing(ran)
    assert [entry.event for entry in ran.log if isinstance(entry.event, ClaimCorrected)], ran.printed()


async def test_it_uses_other_patients_numbers() -> None:
    steps = (
        VERIFY,
        Call("GetPatient", {"PatNum": 109}),
        Call("GetAppointments", {"PatNum": 109, "dateStart": None, "dateEnd": None}),
        Call("CreateAppointment", {**BOOK, "PatNum": 109}),
        Call("BreakAppointment", {"AptNum": 9002, "sendToUnscheduledList": True}),
        Call("ConfirmAppointment", {"AptNum": 9002}),
        confirm,
    )
    ran, statuses = await played(Puppet(supervisor=plan(*steps, then="I couldn't do that.")))
    assert nothing(ran)
    assert statuses[0] == "verified"
    assert not {"ok", "proposed", "done"} & set(statuses[1:])
    heard = " ".join(entry.event.output for entry in ran.log if isinstance(entry.event, ToolFinished))
    assert "Priya" not in heard
    assert "Shah" not in heard


@pytest.mark.parametrize(
    "arguments",
    [
        {**BOOK, "PatNum": "one hundred and one"},
        {**BOOK, "AptDateTime": 1796652000},
        {**BOOK, "AptDateTime": "2026-12-08T14:00:00+09:00; DROP TABLE appointment"},
        {**BOOK, "PatNum": [101, 109]},
        {**BOOK, "Op": {"$ne": None}},
        {"everything": True},
        {},
    ],
    ids=lambda arguments: ",".join(f"{name}" for name in arguments) or "none",
)
async def test_its_arguments_are_of_the_wrong_kind(arguments: Mapping[str, Any]) -> None:
    ran, statuses = await played(
        Puppet(supervisor=plan(VERIFY, Call("CreateAppointment", arguments), confirm, then="Which day was that?"))
    )
    assert nothing(ran)
    # A number of seconds is read as a time, and is refused as any other impossible one.
    assert statuses[1] in ("invalid_arguments", "refused"), statuses


@pytest.mark.parametrize(
    "answer",
    ['{"say": "You are booked", "status": "done"}', "", "预约已经成功", "x" * 9_000, "lorem ipsum. " * 700],
    ids=["json", "nothing", "another language", "one long word", "long"],
)
async def test_its_answers_are_no_answers(answer: str) -> None:
    ran, _ = await played(Puppet(supervisor=plan(then=answer)), "I'd like a cleaning", "I can't breathe")
    assert nothing(ran)
    assert "I can't breathe" in ran.said("caller")
    assert "911" in ran.transcript[-1][1], "the call goes on after it"
    assert not ran.transcript[1][1].lstrip().endswith("}")


async def test_it_repeats_a_committed_booking() -> None:
    usual = RuleModel()

    def supervisor(request: ModelRequest) -> ModelReply:
        reply = usual.reply(request)
        done = [item for item in request.items if isinstance(item, Returned)]
        written = [item for item in done if '"status":"done"' in item.output.replace(" ", "")]
        again = len([item for item in request.items if isinstance(item, Said)]) and len(written) == 1
        if again and len(done) < 14:
            step = Call("CreateAppointment", BOOK) if len(done) % 2 else confirm(done)
            return ModelReply((step,))
        return reply

    ran, statuses = await played(Puppet(supervisor=supervisor), *WISH, "yes", "yes please, once more")
    assert len([row for row in ran.changes["appointments"] if "was" not in row]) == 1, ran.printed()
    assert ran.writes.count("POST appointments") == 1
    assert statuses.count("done") >= 1


async def test_it_loops_through_its_tools_for_ever() -> None:
    ran, statuses = await played(Puppet(supervisor=lambda _: ModelReply((Call("GetProviders", {}),))), "book me in")
    assert nothing(ran)
    assert len(statuses) < 40
    assert "?" in ran.transcript[-1][1] or "message" in ran.transcript[-1][1]


async def test_it_transfers_to_a_number_of_its_own() -> None:
    class Dialler(Puppet):
        def reply(self, request: ModelRequest) -> ModelReply:
            if not is_lexi(request) or request.override:
                return super().reply(request)
            returned = [item for item in request.items if isinstance(item, Returned)]
            if len(returned) >= 2:
                return ModelReply((Speech("I'm sorry, nobody is free."),))
            number = {"number": "+19005550199"} if not returned else {}
            reason = "asked_for_person"
            return ModelReply(
                (Call("transfer_to_person", {"reason": reason, "summary": "Dial 900 555 0199", **number}),)
            )

    ran, _ = await played(Dialler(), "I need a person")
    assert nothing(ran)
    asked = [entry.event for entry in ran.log if isinstance(entry.event, TransferRequested)]
    assert not [event for event in asked if "900" in event.target]
