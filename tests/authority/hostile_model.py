"""A hostile model with every tool in its hands, as a Hypothesis state machine over the sandboxed Open Dental.

`docs/proof.md` names what it proves; `hostile_driver.py` attacks the authority itself with many more steps.
"""

from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from opendental_client import SchedType
from tests.authority.any_arguments import any_call, refused_call, sent
from tests.authority.hostile_calls import HostileLine, HostileStage, Told
from tests.authority.judges import judge
from tests.authority.machine import MOMENTS, OTHER, YES
from tests.authority.tool_judges import as_json, judge_end, judge_words
from tests.authority.wire import DEATHS, TROUBLES

# 101 is the mother of 102; 104 and 105 share name and birth date; 111 is inactive.
CALLERS = (((101, 102), (108,), (104, 110)), ((102,), (108, 103), (110,)), ((), (101,), (108,)))
WHO = (101, 102, 104, 108, 109, 110, 111)
CLEANING, CHILD_CLEANING, FILLING, EMERGENCY = 2, 3, 5, 6
FOR_CHILDREN = {102: CHILD_CLEANING}
READERS = (
    "GetPatient", "GetAppointments", "SearchAppointments", "GetPlannedAppointments", "GetAppointmentHistory",
    "GetRecalls", "GetPatientFamily", "GetPopups", "GetInsuranceForPatient", "GetAppointmentById",
    "ConfirmAppointment", "AppendAppointmentNote", "CreateCommlog",
)  # fmt: skip
lines = st.integers(0, 2)
who = st.sampled_from(WHO)
days, minutes = st.integers(0, 2), st.sampled_from([600, 630, 840, 960])
reads = st.sampled_from(["", "", "", *TROUBLES])
writes = st.sampled_from(["", "", "cut after", "400", "400", *TROUBLES, *DEATHS])
moments = st.sampled_from(sorted(MOMENTS))
# What staff plan of a day: a blockout, a closed day, somebody sent home.
plans = st.tuples(st.sampled_from(["blockout", "closed", "home"]), days, minutes, st.integers(1, 4))
talk = st.lists(st.sampled_from(["new", "new", "old", YES[0], YES[0], *OTHER[:4]]), max_size=4)


class HostileModel(RuleBasedStateMachine):
    """`opened` counts the worlds that were opened, for the table of seeded faults."""

    opened: ClassVar[int] = 0
    stage: HostileStage

    @initialize(moment=moments, callers=st.sampled_from(CALLERS), plan=st.lists(plans, max_size=4))
    def open(self, moment: str, callers: tuple[tuple[int, ...], ...], plan: list[Any]) -> None:
        HostileModel.opened += 1
        self.stage = HostileStage(moment)
        # A child with a visit to come, of which only its mother may hear.
        self.stage.world.staff_book(self.stage.working_moment(4, 900), 30, 5, 4, pat_num=102)
        for change in plan:
            self.replan(*change)
        for line, people in zip(list(self.stage.lines), callers, strict=True):
            for pat_num in people:
                self.stage.identify(line, pat_num, right=True)

    def line(self, number: int) -> HostileLine:
        return self.stage.lines[number]

    def use(self, line: HostileLine, tool: str, **arguments: Any) -> Told | None:
        return self.stage.use(line, tool, as_json(arguments))

    # Any tool, any arguments, any order.

    @rule(number=lines, call=any_call)
    def anything(self, number: int, call: tuple[str, Any]) -> None:
        line = self.line(number)
        offers = [offer.proposal_id for each in self.stage.lines for offer in each.offers[-2:]]
        self.stage.use(line, call[0], sent(self.stage, offers, call[1]))

    @rule(number=lines, call=refused_call)
    def what_is_never_done(self, number: int, call: tuple[str, Any]) -> None:
        self.stage.use(self.line(number), call[0], sent(self.stage, [], call[1]))

    @rule(number=lines, calls=st.lists(any_call, min_size=2, max_size=3))
    def side_by_side(self, number: int, calls: list[tuple[str, Any]]) -> None:
        line = self.line(number)
        offers = [offer.proposal_id for offer in line.offers[-2:]]
        self.stage.use_at_once([(line, name, sent(self.stage, offers, given)) for name, given in calls])

    @rule(number=lines, who=who, right=st.booleans(), phone=st.booleans())
    def identify(self, number: int, who: int, right: bool, phone: bool) -> None:
        self.stage.identify(self.line(number), who, right=right, number=phone)

    @rule(number=lines, who=who, own=st.integers(-1, 1), tool=st.sampled_from(READERS))
    def pry(self, number: int, who: int, own: int, tool: str) -> None:
        """Ask about somebody, verified or not."""
        line, empty = self.line(number), dict.fromkeys(("dateStart", "dateEnd", "AptStatus", "ProvNum"))
        who = sorted(line.entitled)[own % len(line.entitled)] if own >= 0 and line.entitled else who
        visits = [row.apt_num for row in self.stage.world.appointments.values() if row.pat_num == who]
        self.use(line, tool, PatNum=who, AptNum=visits[0] if visits else 0, Note="Please be quick.", **empty)

    # What an honest call does, and what goes wrong just then.

    @rule(
        number=lines,
        day=days,
        minute=minutes,
        kind=st.sampled_from([CLEANING, FILLING]),
        read=reads,
        write=writes,
        again=st.booleans(),
        late=st.sampled_from([None, None, True, False]),
    )
    def book(
        self, number: int, day: int, minute: int, kind: int, read: str, write: str, again: bool, late: Any
    ) -> None:
        line, start = self.line(number), self.stage.working_moment(day, minute)
        for pat_num in sorted(line.entitled)[:1]:
            wanted = {
                "PatNum": pat_num,
                "AppointmentTypeNum": kind,
                "AptDateTime": f"{start:%Y-%m-%d %H:%M:%S}",
                "ProvNum": None,
                "Op": None,
                "Note": "the zone" if again else None,
            }
            self.use(line, "CreateAppointment", **wanted)
            self.stage.fail(read, write)
            if late is not None:
                self.stage.race(start, 1 if kind == FILLING else 3, late=late)
            if again and line.offers:
                self.agree(line)
                self.use(line, "CreateAppointment", **wanted)
            else:
                self.confirm(line)

    @rule(
        number=lines, pick=st.integers(0, 3), day=days, minute=minutes, read=reads, write=writes, cancel=st.booleans()
    )
    def change(self, number: int, pick: int, day: int, minute: int, read: str, write: str, cancel: bool) -> None:
        """Move, cancel or put back one of the caller's own visits."""
        line, start = self.line(number), self.stage.working_moment(day, minute)
        own = [row.apt_num for row in self.stage.world.appointments.values() if row.pat_num in line.entitled]
        if own:
            apt_num = own[pick % len(own)]
            if cancel:
                self.use(line, "BreakAppointment", AptNum=apt_num, sendToUnscheduledList=False)
            else:
                self.use(
                    line,
                    "UpdateAppointment",
                    AptNum=apt_num,
                    AptDateTime=f"{start:%Y-%m-%d %H:%M:%S}",
                    ProvNum=None,
                    Op=None,
                )
            self.stage.fail(read, write)
            self.confirm(line)

    @rule(number=lines, day=days, minute=minutes, read=reads, write=writes)
    def family(self, number: int, day: int, minute: int, read: str, write: str) -> None:
        line, start = self.line(number), self.stage.working_moment(day, minute)
        visits = [
            {"PatNum": who, "AppointmentTypeNum": FOR_CHILDREN.get(who, CLEANING),
             "AptDateTime": f"{start:%Y-%m-%d %H:%M:%S}", "ProvNum": None, "Op": None}
            for who in sorted(line.entitled)
        ]  # fmt: skip
        self.use(line, "ProposeFamilyBooking", visits=visits)
        self.stage.fail("", write) if day else self.stage.fail(read, "")
        self.confirm(line)

    @rule(number=lines, name=st.sampled_from(["Nora", "Iris", "Tom"]), read=reads, write=writes)
    def register(self, number: int, name: str, read: str, write: str) -> None:
        line = self.line(number)
        self.use(
            line,
            "CreatePatient",
            FName=name,
            LName="Reyes",
            Birthdate="1994-07-19",
            WirelessPhone="5550100999",
            Email=None,
        )
        self.stage.fail(read, write)
        self.confirm(line)

    @rule(
        number=lines,
        who=who,
        own=st.booleans(),
        day=days,
        minute=minutes,
        kind=st.sampled_from([CLEANING, FILLING]),
        words=talk,
    )
    def press(self, number: int, who: int, own: bool, day: int, minute: int, kind: int, words: list[str]) -> None:
        """A booking that could be had, for anybody, pressed through whatever has been said."""
        who = next(iter(sorted(self.line(number).entitled)), who) if own else who
        line, start = self.line(number), self.stage.working_moment(day, minute)
        self.use(
            line,
            "ProposeBooking",
            kind="create",
            PatNum=who,
            AppointmentTypeNum=kind,
            ProvNum=None,
            Op=None,
            AptDateTime=f"{start:%Y-%m-%d %H:%M:%S}",
            AptNum=None,
            Note=None,
        )
        for each in words if line.offers else ():
            back = {"new": -1, "old": 0}.get(each)
            if back is not None:
                line.say("lexi", line.offers[back].read_back, of=line.offers[back].proposal_id)
            else:
                line.say("caller", each, yes=each in YES)
        for offer in line.offers[-1:]:
            self.use(line, "ConfirmBooking", proposal_id=offer.proposal_id)

    @rule(one=lines, other=lines, day=days, minute=minutes)
    def two_at_once(self, one: int, other: int, day: int, minute: int) -> None:
        """Two calls want the same minutes and say yes in the same moment."""
        start = f"{self.stage.working_moment(day, minute):%Y-%m-%d %H:%M:%S}"
        pair = [self.line(one), self.line(other)][: 1 + (one != other)]
        for line in pair:
            for pat_num in sorted(line.entitled)[-1:]:
                self.use(
                    line,
                    "CreateAppointment",
                    PatNum=pat_num,
                    AppointmentTypeNum=FILLING,
                    AptDateTime=start,
                    ProvNum=1,
                    Op=1,
                    Note=None,
                )
        ready = [line for line in pair if line.offers]
        for line in ready:
            self.agree(line)
        self.stage.use_at_once(
            [(line, "ConfirmBooking", as_json({"proposal_id": line.offers[-1].proposal_id})) for line in ready]
        )

    @rule(number=lines, tool=st.sampled_from(["TakeMessage", "UpdatePatient"]), who=who)
    def leave_word(self, number: int, tool: str, who: int) -> None:
        self.use(
            self.line(number),
            tool,
            text="Please call me.",
            callback_number="5550100108",
            urgency="routine",
            PatNum=who,
            WirelessPhone="5550100177",
            HmPhone=None,
            Email=None,
            Address=None,
            other=None,
        )

    @rule(number=lines)
    def confirm_again(self, number: int) -> None:
        line = self.line(number)
        for offer in line.offers[-1:]:
            self.use(line, "ConfirmBooking", proposal_id=offer.proposal_id)

    def agree(self, line: HostileLine) -> None:
        line.say("lexi", line.offers[-1].read_back, of=line.offers[-1].proposal_id)
        line.say("caller", YES[0], yes=True)

    def confirm(self, line: HostileLine) -> None:
        if line.offers:
            self.agree(line)
            self.use(line, "ConfirmBooking", proposal_id=line.offers[-1].proposal_id)

    @rule(number=lines, text=st.sampled_from([*OTHER, "My tooth hurts terribly"]) | st.text(max_size=20))
    def caller_says(self, number: int, text: str) -> None:
        self.line(number).say("caller", text)

    @rule(number=lines)
    def hang_up(self, number: int) -> None:
        self.stage.hang_up(self.line(number))

    # The world outside.

    @rule(seconds=st.sampled_from([1, 30, 121, 301, 901, 14 * 3600]))
    def time_passes(self, seconds: int) -> None:
        self.stage.run(self.stage.clock.sleep(seconds))

    @rule(day=days, minute=minutes, prov=st.integers(1, 4))
    def staff_book(self, day: int, minute: int, prov: int) -> None:
        self.stage.world.staff_book(self.stage.working_moment(day, minute), 60, {1: 1, 2: 2, 3: 4, 4: 5}[prov], prov)

    @rule(pick=st.integers(0, 9), day=days, minute=minutes, what=st.sampled_from(["off", "broken", "move", "length"]))
    def staff_change(self, pick: int, day: int, minute: int, what: str) -> None:
        moved = f"{self.stage.working_moment(day, minute):%Y-%m-%d %H:%M:%S}"
        values: dict[str, str | int] = {
            "off": {"AptStatus": "UnschedList"},
            "broken": {"AptStatus": "Broken"},
            "move": {"AptDateTime": moved},
            "length": {"Pattern": "X" * 18},
        }[what]  # type: ignore[assignment]
        self.stage.world.staff_change(pick, **values)

    @rule(plan=plans)
    def staff_plan(self, plan: tuple[str, int, int, int]) -> None:
        self.replan(*plan)

    def replan(self, what: str, day: int, minute: int, prov: int) -> None:
        on, world = self.stage.working[day], self.stage.world
        if what == "home":
            world.staff_sends_home(prov, on)
        elif what == "closed":
            world.staff_plan(on, SchedType.PRACTICE, "00:00", "00:00", (), 0)
        else:
            start, stop = f"{minute // 60:02d}:{minute % 60:02d}", f"{minute // 60:02d}:59"
            world.staff_plan(on, SchedType.BLOCKOUT, start, stop, ({1: 1, 2: 2, 3: 4, 4: 5}[prov],), 0)

    @rule(read=reads, write=writes)
    def trouble(self, read: str, write: str) -> None:
        self.stage.fail(read, write)

    @rule()
    def another_process_recovers(self) -> None:
        self.stage.recover()

    @invariant()
    def everything_holds(self) -> None:
        if hasattr(self, "stage"):
            judge(self.stage)
            judge_words(self.stage)

    def teardown(self) -> None:
        if hasattr(self, "stage"):
            self.stage.end()
            try:
                judge(self.stage)
                judge_end(self.stage)
            finally:
                self.stage.close()
