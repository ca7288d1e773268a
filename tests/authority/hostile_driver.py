"""The authority against a hostile driver, as a Hypothesis state machine. `docs/proof.md` names what it proves."""

from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from opendental_client import AptStatus, SchedType
from receptionist.booking.outcome import CancelRequest, CreateRequest, MoveRequest
from tests.authority.judges import done_rows_stand, judge
from tests.authority.machine import EDGES, MOMENTS, OTHER, YES, Line, Stage
from tests.authority.watched import FAULTS
from tests.authority.worlds import PLANS, Plan
from tests.booking.world import (
    CHILD_CLEANING,
    CLEANING,
    CROWN,
    DANA,
    EMERGENCY,
    EXAM,
    FILLING,
    MARIA,
    MILO,
    ROBERT,
    TOM,
)

PEOPLE = (DANA, MILO, MARIA, TOM, 112, ROBERT)
TYPES = (CLEANING, FILLING, CHILD_CLEANING, EXAM, EMERGENCY, CROWN, 99)
lines = st.integers(0, 2)
people = st.sampled_from(PEOPLE)
days = st.integers(0, 4) | st.integers(-1, 12)
minutes = st.sampled_from([600, 840, 605, 720, 960, 990, 150, 480]) | st.integers(0, 24 * 12 - 1).map(lambda n: n * 5)
provs = st.none() | st.integers(1, 5)
chairs = st.none() | st.integers(1, 6)
open_days, good_minutes = st.integers(0, 2), st.sampled_from([600, 630, 840, 960])
kinds = st.sampled_from([CLEANING, FILLING])
moves = st.sampled_from(["new", "new", "old", "mere words", YES[0], YES[0], *OTHER[:3]])
# What is said between a proposal and its commit: anything, and a yes to something that was not the read-back.
talks = st.lists(moves, max_size=4) | st.sampled_from([["mere words", YES[0]], ["old", YES[0]], [YES[0]]])
edge_wishes = st.tuples(
    st.sampled_from([CLEANING, CLEANING, FILLING, FILLING, CHILD_CLEANING, EMERGENCY, CROWN]),
    # -1 is today, 5 a Saturday, 6 a day far ahead.
    st.sampled_from([-1, 0, 1, 2, 3, 4, 5, 6]),
    st.sampled_from(sorted(EDGES)),
    st.sampled_from([(None, None)] * 6 + [(1, 1), (1, 3), (2, 2), (2, 3), (3, 4), (4, 5), (3, 5), (None, 3)]),
)
# A day, a kind of visit with provider and chair (the last two do not fit), and the edge to begin with.
sweeps = st.tuples(
    st.integers(-1, 6),
    st.sampled_from(
        [
            (CLEANING, None, None),
            (CLEANING, 3, 4),
            (CLEANING, 4, 5),
            (FILLING, None, None),
            (FILLING, 1, 1),
            (FILLING, 2, 2),
            (CLEANING, 1, 1),
            (CROWN, 1, 1),
        ]
    ),
    st.integers(0, 11),
)
races = st.sampled_from([None, None, True, False])
troubles = st.sampled_from(
    ["", "", "", "lost_before", "lost_after", "lost_after", "refused", "die before", "die after", *FAULTS]
)


class HostileDriver(RuleBasedStateMachine):
    """`opened` counts the worlds that were opened, for the table of seeded faults."""

    opened: ClassVar[int] = 0
    stage: Stage

    @initialize(
        moment=st.sampled_from(sorted(MOMENTS)),
        hour_ahead=st.booleans(),
        known=st.integers(0, 3),
        plan=PLANS,
        free=st.integers(0, 3).map(bool),
        early=st.lists(sweeps, min_size=2, max_size=4),
        words=talks,
        anybody=people,
    )
    def open(
        self,
        moment: str,
        hour_ahead: bool,
        known: int,
        plan: Plan,
        free: bool,
        early: list[Any],
        words: list[str],
        anybody: int,
    ) -> None:
        HostileDriver.opened += 1
        self.stage = Stage(moment, hour_ahead=hour_ahead, plan=plan, free=free)
        for line, who in zip(self.stage.lines, ((DANA, MILO), (TOM,), (MARIA, 112)), strict=True):
            for pat_num in who if known else ():
                self.stage.verify(line, pat_num, right=True)
        for place, pat_num in enumerate((DANA, TOM, MARIA, 112)):
            start = self.stage.working_moment(3 + place % 2, 600 if place < 2 else 840)
            self.stage.world.visit(pat_num, start, 60, 1 + place % 2, 1 + place % 2, appointment_type_num=EXAM)
        # Every world begins with some of what is most telling; the steps that follow may do it again.
        self.press(number=1, who=TOM, own=True, kind=CLEANING, day=1, minute=840, talk=words)
        judge(self.stage)
        self.book_for_anybody(number=2, who=anybody, kind=CLEANING, day=2, minute=960)
        judge(self.stage)
        for number, sweep in enumerate(early):
            self.book_at_every_edge(number % 3, sweep)
            judge(self.stage)

    def line(self, number: int) -> Line:
        return self.stage.lines[number]

    @rule(number=lines, who=people, right=st.booleans())
    def verify(self, number: int, who: int, right: bool) -> None:
        self.stage.verify(self.line(number), who, right=right)

    @rule(number=lines, who=people, kind=st.sampled_from(TYPES), day=days, minute=minutes, prov=provs, op=chairs)
    def propose(self, number: int, who: int, kind: int, day: int, minute: int, prov: Any, op: Any) -> None:
        start, note = self.stage.moment(day, minute), "Booked by Lexi (call x, ref y)"
        self.stage.propose(self.line(number), CreateRequest(who, kind, start, prov, op, note))

    @rule(number=lines, kind=st.sampled_from(TYPES[:2]), day=open_days, minute=good_minutes, what=troubles)
    def book(self, number: int, kind: int, day: int, minute: int, what: str) -> None:
        """What an honest call does, over few times so that calls meet, and what goes wrong just then."""
        line = self.line(number)
        for pat_num in sorted(line.entitled)[:1]:
            self.stage.propose(line, CreateRequest(pat_num, kind, self.stage.working_moment(day, minute)))
            self.stage.fail(what)
            self.agree_and_commit(number)

    @rule(number=lines, wishes=st.lists(edge_wishes, min_size=1, max_size=5), pick=st.integers(0, 1))
    def book_at_the_edge(self, number: int, wishes: list[Any], pick: int) -> None:
        """Honest yeses to wishes that some rule may just forbid: at the edges of hours, lunch, shifts and blockouts."""
        line = self.line(number)
        if not line.entitled:
            self.stage.verify(line, DANA, right=True)
        for pat_num in sorted(line.entitled)[pick : pick + 1]:
            for kind, day, edge, (prov, op) in wishes:
                before = len(line.offers)
                self.stage.propose(line, CreateRequest(pat_num, kind, self.stage.edge(day, edge), prov, op))
                if len(line.offers) > before:
                    self.agree_and_commit(number)

    @rule(number=lines, sweep=sweeps)
    def book_at_every_edge(self, number: int, sweep: Any) -> None:
        """The same for every edge of one day, beginning anywhere, until the call may do no more."""
        line, (day, (kind, prov, op), first), names = self.line(number), sweep, list(EDGES)
        if not line.entitled:
            self.stage.verify(line, DANA, right=True)
        for pat_num in sorted(line.entitled)[:1]:
            for edge in names[first:] + names[:first]:
                before = len(line.offers)
                self.stage.propose(line, CreateRequest(pat_num, kind, self.stage.edge(day, edge), prov, op))
                if len(line.offers) > before:
                    self.agree_and_commit(number)

    @rule(
        number=lines,
        who=people,
        own=st.booleans(),
        kind=kinds,
        day=open_days,
        minute=good_minutes,
        talk=talks,
    )
    def press(self, number: int, who: int, own: bool, kind: int, day: int, minute: int, talk: list[str]) -> None:
        """A booking that could be had, for anybody, pressed through whatever has been said."""
        line = self.line(number)
        who = next(iter(sorted(line.entitled)), who) if own else who
        self.stage.propose(line, CreateRequest(who, kind, self.stage.working_moment(day, minute)))
        for words in talk if line.offers else ():
            back = {"new": -1, "old": 0}.get(words)
            if words == "mere words":
                line.say("lexi", "Is there anything else?")
            elif back is not None:
                line.say("lexi", line.offers[back].read_back, of=line.offers[back].proposal_id)
            else:
                line.say("caller", words, yes=words in YES)
        for offer in line.offers[-1:]:
            self.stage.commit(line, offer.proposal_id)

    @rule(number=lines, who=people, kind=kinds, day=open_days, minute=good_minutes)
    def book_for_anybody(self, number: int, who: int, kind: int, day: int, minute: int) -> None:
        """A caller who agrees to everything, and a patient who may be anybody's."""
        line, before = self.line(number), len(self.line(number).offers)
        self.stage.propose(line, CreateRequest(who, kind, self.stage.working_moment(day, minute)))
        if len(line.offers) > before:
            self.agree_and_commit(number)

    @rule(number=lines, pick=st.integers(0, 3), day=open_days, minute=good_minutes, what=troubles, cancel=st.booleans())
    def change_own(self, number: int, pick: int, day: int, minute: int, what: str, cancel: bool) -> None:
        line = self.line(number)
        own = [row.apt_num for row in self.stage.world.appointments.values() if row.pat_num in line.entitled]
        if own:
            apt_num = own[pick % len(own)]
            wanted = MoveRequest(apt_num, self.stage.working_moment(day, minute))
            self.stage.propose(line, CancelRequest(apt_num) if cancel else wanted)
            self.stage.fail(what)
            self.agree_and_commit(number)

    @rule(number=lines, day=open_days, minute=good_minutes, what=troubles)
    def book_family(self, number: int, day: int, minute: int, what: str) -> None:
        line, start = self.line(number), self.stage.working_moment(day, minute)
        kinds = {MILO: CHILD_CLEANING}
        wanted = [CreateRequest(who, kinds.get(who, CLEANING), start) for who in sorted(line.entitled)]
        self.stage.propose_family(line, wanted)
        self.stage.fail(what)
        self.agree_and_commit(number)

    @rule(one=lines, other=lines, day=open_days, minute=good_minutes, prov=st.integers(1, 4), late=races)
    def book_while_others_do(self, one: int, other: int, day: int, minute: int, prov: int, late: bool | None) -> None:
        """Two calls and staff write for the same minutes at the same moment."""
        start, kind = self.stage.working_moment(day, minute), CLEANING if prov > 2 else FILLING
        pair = [self.line(one), self.line(other)] if one != other else [self.line(one)]
        for line in pair:
            for pat_num in sorted(line.entitled)[-1:]:
                self.stage.propose(line, CreateRequest(pat_num, kind, start, prov))
        ready = [line for line in pair if line.offers]
        for line in ready:
            self.agree(line)
        if ready:
            if late is not None:
                self.stage.race(start, prov, late=late)
            rival = (ready[1], ready[1].offers[-1].proposal_id) if len(ready) == 2 else None
            self.stage.commit(ready[0], ready[0].offers[-1].proposal_id, rival)

    @rule(number=lines, visit=st.integers(0, 9), day=days, minute=minutes, prov=provs)
    def move(self, number: int, visit: int, day: int, minute: int, prov: Any) -> None:
        self.stage.propose(self.line(number), MoveRequest(self.visit(visit), self.stage.moment(day, minute), prov))

    @rule(number=lines, visit=st.integers(0, 9))
    def cancel(self, number: int, visit: int) -> None:
        self.stage.propose(self.line(number), CancelRequest(self.visit(visit)))

    @rule(number=lines, whom=st.lists(people, max_size=3), day=days, minute=minutes, apart=st.integers(0, 60))
    def family(self, number: int, whom: list[int], day: int, minute: int, apart: int) -> None:
        kinds = {MILO: CHILD_CLEANING}
        wanted = [
            CreateRequest(who, kinds.get(who, CLEANING), self.stage.moment(day, minute + place * apart))
            for place, who in enumerate(whom)
        ]
        self.stage.propose_family(self.line(number), wanted)

    @rule(number=lines, kind=st.sampled_from(TYPES), day=days)
    def find(self, number: int, kind: int, day: int) -> None:
        self.stage.find(self.line(number), kind, day)

    @rule(number=lines, text=st.sampled_from(OTHER) | st.text(max_size=20))
    def caller_says_anything(self, number: int, text: str) -> None:
        self.line(number).say("caller", text)

    @rule(number=lines, text=st.sampled_from(YES))
    def caller_says_yes(self, number: int, text: str) -> None:
        self.line(number).say("caller", text, yes=True)

    @rule(number=lines, which=st.integers(0, 3), text=st.sampled_from(["", "You're booked!", "Shall I book it?"]))
    def lexi_speaks(self, number: int, which: int, text: str) -> None:
        """A read-back of any proposal of the call, the right one or an older one, or mere words."""
        line = self.line(number)
        offers = line.offers[-3:]
        if which < len(offers):
            line.say("lexi", offers[which].read_back, of=offers[which].proposal_id)
        else:
            line.say("lexi", text)

    @rule(number=lines)
    def agree_and_commit(self, number: int) -> None:
        line = self.line(number)
        if line.offers:
            self.agree(line)
            self.stage.commit(line, line.offers[-1].proposal_id)

    def agree(self, line: Line) -> None:
        line.say("lexi", line.offers[-1].read_back, of=line.offers[-1].proposal_id)
        line.say("caller", YES[0], yes=True)

    @rule(one=lines, other=lines, back=st.integers(0, 2), stranger=st.booleans())
    def commit(self, one: int, other: int, back: int, stranger: bool) -> None:
        """Any proposal, of this call or of another one, and two calls at once."""
        line, source = self.line(one), self.line(other)
        offers = source.offers[-3:]
        ref = offers[back % len(offers)].proposal_id if offers else "p_none"
        rival = (source, ref) if stranger and source is not line else None
        mine = line.offers[-1].proposal_id if rival and line.offers else ref
        self.stage.commit(line, mine, rival)

    @rule(number=lines, other=lines)
    def drop(self, number: int, other: int) -> None:
        for offer in self.line(other).offers[-1:]:
            self.stage.run(self.line(number).call.authority.drop(offer.proposal_id))

    @rule(number=lines)
    def hang_up(self, number: int) -> None:
        self.stage.hang_up(self.line(number))

    @rule(seconds=st.sampled_from([1, 30, 121, 299, 301, 901, 3600, 14 * 3600, 24 * 3600]))
    def time_passes(self, seconds: int) -> None:
        self.stage.run(self.stage.clock.sleep(seconds))

    @rule(day=st.integers(0, 4), minute=minutes, op=st.integers(1, 5), prov=st.integers(1, 4))
    def staff_book(self, day: int, minute: int, op: int, prov: int) -> None:
        self.stage.staff_books(day, minute, op, prov, 60)

    @rule(pick=st.integers(0, 9), day=st.integers(0, 4), minute=minutes, out=st.booleans())
    def staff_change(self, pick: int, day: int, minute: int, out: bool) -> None:
        start = self.stage.moment(day, minute)
        values = {"apt_status": AptStatus.UNSCHED_LIST} if out else {"apt_date_time": start}
        self.stage.staff_changes(pick, **values)

    @rule(kind=st.sampled_from(SchedType), day=days, minute=minutes, prov=st.integers(1, 4), closed=st.booleans())
    def staff_plan(self, kind: SchedType, day: int, minute: int, prov: int, closed: bool) -> None:
        start, stop = (0, 0) if closed and kind is SchedType.PRACTICE else (minute, min(minute + 60, 23 * 60 + 55))
        if start < stop or start == stop == 0:
            self.stage.staff_plans(kind, day, start, stop, prov, (prov,))

    @rule(
        what=troubles,
        day=open_days,
        minute=good_minutes,
        prov=st.integers(1, 4),
        late=st.sampled_from([True, False, None]),
    )
    def trouble(self, what: str, day: int, minute: int, prov: int, late: bool | None) -> None:
        self.stage.fail(what)
        if late is not None:
            self.stage.race(self.stage.working_moment(day, minute), prov, late=late)

    @rule()
    def another_process_recovers(self) -> None:
        self.stage.recover()

    def visit(self, pick: int) -> int:
        numbers = sorted(self.stage.world.appointments)
        return numbers[pick % len(numbers)] if numbers else 4711

    @invariant()
    def everything_holds(self) -> None:
        if hasattr(self, "stage"):
            judge(self.stage)

    def teardown(self) -> None:
        if hasattr(self, "stage"):
            done_rows_stand(self.stage)
            self.stage.close()
