"""Compares claims with facts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from receptionist.agents.claims.claim import Claim, Deed
from receptionist.agents.claims.facts import Facts, Written

Fault = Literal["not_done", "wrong_time", "money"]
_ACTIONS: dict[Deed, tuple[str, ...]] = {
    # "Your visit is confirmed" and "you're booked" are both said of a visit that was just written or moved.
    Deed.BOOKED: ("create", "move"),
    Deed.MOVED: ("move",),
    Deed.CANCELLED: ("cancel",),
    Deed.CONFIRMED: ("confirm", "create", "move"),
    Deed.REGISTERED: ("register",),
}


@dataclass(frozen=True)
class Contradiction:
    """A claim without its fact. `truth` is the write it should have told of, when only the time was wrong."""

    claim: Claim
    fault: Fault
    truth: Written | None = None


def audit(claims: Iterable[Claim], facts: Facts) -> list[Contradiction]:
    """The claims that the facts do not bear out, one for each kind of deed and fault."""
    found: dict[tuple[Deed, Fault], Contradiction] = {}
    for claim in claims:
        wrong = _wrong(claim, facts)
        if wrong is not None:
            found.setdefault((claim.deed, wrong.fault), wrong)
    return list(found.values())


def _wrong(claim: Claim, facts: Facts) -> Contradiction | None:
    if claim.deed is Deed.MONEY:
        published = claim.words[:1].isdigit() or claim.words.startswith("$")
        said_publicly = published and claim.words in facts.published.casefold()
        return None if said_publicly else Contradiction(claim, "money")
    if claim.deed is Deed.COVERAGE:
        return None if claim.words in facts.published.casefold() else Contradiction(claim, "not_done")
    if claim.deed in _ACTIONS:
        return _wrong_write(claim, facts)
    if claim.deed is Deed.TRANSFERRED and facts.attempts and not _says_transferred(claim.words):
        return None
    return None if _SIMPLE[claim.deed](facts) else Contradiction(claim, "not_done")


def _wrong_write(claim: Claim, facts: Facts) -> Contradiction | None:
    written = [write for write in facts.written if write.action in _ACTIONS[claim.deed]]
    if any(write.when is None or claim.when.fits(write.when) for write in written):
        return None
    if _stands_on_record(claim, facts):
        return None
    return Contradiction(claim, "wrong_time", written[-1]) if written else Contradiction(claim, "not_done")


def _stands_on_record(claim: Claim, facts: Facts) -> bool:
    """Whether the claim may be telling of a visit that a tool read in this call, as "you're booked for Tuesday" can."""
    if claim.deed not in (Deed.BOOKED, Deed.CONFIRMED) or _own_deed(claim.words):
        return False
    told_a_time = claim.when.weekday is not None or claim.when.day is not None or claim.when.hour is not None
    return (told_a_time or claim.of_record) and any(claim.when.fits(visit) for visit in facts.visits)


def _says_transferred(words: str) -> bool:
    """ "I've transferred you", as against "I'm transferring you", which an attempt that failed bears out."""
    return words.startswith(("i have ", "we have ", "i transferred", "i connected", "your call", "le he ", "lo he "))


def _own_deed(words: str) -> bool:
    """Whether the words say that Lexi did it ("I've booked"), not only that it is so ("I have you down for")."""
    return words.startswith(("i ", "we ", "he ", "hemos ")) and not words.startswith(("i have you", "we have you"))


_SIMPLE: dict[Deed, Callable[[Facts], bool]] = {
    Deed.MESSAGE: lambda facts: facts.messages + facts.notes + facts.transfers > 0,
    Deed.CALL_BACK: lambda facts: facts.messages > 0,
    Deed.TRANSFERRED: lambda facts: facts.transfers > 0,
    # "You're all set" also ends calls in which nothing was to be done; it is false only while something hangs open.
    Deed.DONE: lambda facts: not facts.proposal_open,
}
