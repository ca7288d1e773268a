"""When a tool is offered to the model: a small condition over the moment of the call, the same each time it is asked.

It only keeps a turn's schemas small. What a caller may have is decided in the tools themselves, whatever is offered.
"""

from collections.abc import Callable
from dataclasses import dataclass

from receptionist.agents.context import CallContext
from receptionist.agents.tools.topics import Topic
from receptionist.practice.schema import Policies


@dataclass(frozen=True)
class Moment:
    """What the conditions look at. `proposal`: one was made and is neither written nor dropped, or was so
    only in this very request, so that a model that confirms twice hears the same outcome twice."""

    verified: bool
    proposal: bool
    topics: frozenset[Topic]
    policies: Policies


@dataclass(frozen=True)
class Fits:
    """All that is set must hold. `topics` means any of them; `policy` is what the practice must allow, in words and
    as a test of its policies; `never` is for what the practice leaves to its staff."""

    verified: bool = False
    proposal: bool = False
    topics: tuple[Topic, ...] = ()
    policy: tuple[str, Callable[[Policies], bool]] | None = None
    never: bool = False

    def holds(self, moment: Moment) -> bool:
        """Whether the tool is offered in that moment."""
        if self.never or (self.verified and not moment.verified) or (self.proposal and not moment.proposal):
            return False
        if self.topics and moment.topics.isdisjoint(self.topics):
            return False
        return self.policy is None or self.policy[1](moment.policies)

    @property
    def words(self) -> str:
        """The condition as docs/tools.md writes it: 'always', 'verified; asks about insurance', 'never'."""
        if self.never:
            return "never"
        parts = [
            "verified" if self.verified else "",
            "proposal open" if self.proposal else "",
            f"asks about {' or '.join(self.topics)}" if self.topics else "",
            self.policy[0] if self.policy else "",
        ]
        return "; ".join(part for part in parts if part) or "always"


ALWAYS = Fits()
VERIFIED = Fits(verified=True)
PROPOSAL = Fits(proposal=True)
NEVER = Fits(never=True)


def asked(*topics: Topic) -> Fits:
    """Once the caller has brought one of the topics up."""
    return Fits(topics=topics)


def verified_asked(*topics: Topic) -> Fits:
    """Once a verified caller has brought one of the topics up."""
    return Fits(verified=True, topics=topics)


def moment_of(call: CallContext) -> Moment:
    """The moment as the call's log has it.

    Within one request to the supervisor nothing in it is ever taken back: the SDK fails a run whose model calls a tool
    that was offered and is not any more.
    """
    heard, newest = call.heard, call.notes.sequence
    if heard.until < newest:
        for turn in call.notes.spoken_turns():
            if turn.speaker == "caller" and turn.sequence > heard.until:
                heard.take(turn.text)
        heard.until = newest
    return Moment(
        verified=bool(call.identity.verified),
        proposal=call.proposal != "none",
        topics=frozenset(heard.topics),
        policies=call.office.profile.policies,
    )
