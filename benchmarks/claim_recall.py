"""How many of Lexi's claims the audit hears, and how many it imagines, on `fixtures/phrases/claims.yaml`.

A claim counts as heard when its own kind of deed is among those found. Sentences that claim nothing must give nothing.
The baseline looks for the bare words ("booked", "cancelled", ...), as a first attempt would.
"""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.figures import milliseconds
from receptionist.agents.claims import claims_in
from receptionist.settings import ROOT

CORPUS = ROOT / "fixtures/phrases/claims.yaml"
_PLAIN_WORDS = {
    "booked": ("booked", "scheduled", "reservad"),
    "moved": ("moved", "rescheduled"),
    "cancelled": ("cancelled", "canceled", "cancelad"),
    "confirmed": ("confirmed", "confirmad"),
    "registered": ("registered", "registrad"),
    "message": ("message", "mensaje"),
    "call_back": ("call you",),
    "transferred": ("transfer",),
    "done": ("all set", "done"),
    "money": ("$", "dollar", "balance"),
    "coverage": ("cover", "cubre"),
}


@dataclass(frozen=True)
class Sentence:
    """One line of the corpus; `deed` is "none" when the sentence claims nothing."""

    split: str
    kind: str
    deed: str
    say: str


def sentences(path: Path = CORPUS) -> Iterator[Sentence]:
    """The corpus, in the order of the file."""
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    for split, kinds in tree.items():
        for kind, deeds in kinds.items():
            for deed, said in deeds.items():
                for say in said:
                    yield Sentence(split, kind, deed, str(say))


def deeds_in(say: str) -> set[str]:
    """The kinds of deeds that `say` claims."""
    return {claim.deed.value for claim in claims_in(say)}


async def run() -> list[str]:
    corpus = list(sentences())
    lines = []
    for split in ("tune", "held_out"):
        part = [sentence for sentence in corpus if sentence.split == split]
        lines.append(f"{split}: {len(part)} sentences")
        lines.extend(f"  {line}" for line in _recall(part))
        lines.extend(f"  {line}" for line in _false_alarms(part))
    lines.append(f"one sentence {milliseconds(list(_seconds(corpus)))}")
    return lines


def _recall(part: list[Sentence]) -> Iterator[str]:
    wanted, heard, plain = Counter[str](), Counter[str](), Counter[str]()
    for sentence in part:
        if sentence.deed == "none":
            continue
        wanted[sentence.deed] += 1
        heard[sentence.deed] += sentence.deed in deeds_in(sentence.say)
        plain[sentence.deed] += any(word in sentence.say.casefold() for word in _PLAIN_WORDS[sentence.deed])
    for deed, count in wanted.items():
        yield f"{deed}: recall {_share(heard[deed], count)}; bare words {_share(plain[deed], count)}"
    total = wanted.total()
    yield f"all claims: recall {_share(heard.total(), total)}; bare words {_share(plain.total(), total)}"


def _false_alarms(part: list[Sentence]) -> Iterator[str]:
    harmless, alarms, plain = Counter[str](), Counter[str](), Counter[str]()
    words = [word for group in _PLAIN_WORDS.values() for word in group]
    for sentence in part:
        if sentence.deed == "none":
            harmless[sentence.kind] += 1
            alarms[sentence.kind] += bool(deeds_in(sentence.say))
            plain[sentence.kind] += any(word in sentence.say.casefold() for word in words)
    for kind, count in harmless.items():
        yield f"false alarms, {kind}: {_share(alarms[kind], count)}; bare words {_share(plain[kind], count)}"


def _share(count: int, of: int) -> str:
    return f"{count}/{of} ({count / of:.1%})" if of else "0/0"


def _seconds(corpus: list[Sentence]) -> Iterator[float]:
    for sentence in corpus:
        started = time.perf_counter()
        claims_in(sentence.say)
        yield time.perf_counter() - started
