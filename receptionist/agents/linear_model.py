"""A small linear model that tells kinds of example apart by named features, trained in a blink in plain Python.

The emergency net has it as its second voice (`docs/emergency.md`). There is no weight file: whoever wants a model
trains it from phrases that people can read, and gets the same one on every machine.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, gcd, log

_EPOCHS = 4
_STEP = 1.6
_SURE = 0.03  # A kind whose likelihood is this close to the truth teaches nothing more.


@dataclass(frozen=True)
class Vocabulary:
    """Numbers for the features that at least `seen` examples have; a feature of one example only is noise."""

    numbers: dict[str, int]

    @classmethod
    def of(cls, examples: Sequence[Sequence[str]], seen: int = 2) -> "Vocabulary":
        counts = Counter(feature for features in examples for feature in features)
        known = (feature for feature, count in counts.items() if count >= seen)
        return cls({feature: number for number, feature in enumerate(known)})

    def encode(self, features: Sequence[str]) -> list[int]:
        """The numbers of the known ones among `features`, which has no repeats."""
        numbers = self.numbers
        return [numbers[feature] for feature in features if feature in numbers]


@dataclass(frozen=True)
class LinearModel:
    """A score for each kind, whose exponentials are in proportion to how likely the kinds are.

    `weights` has a row for each feature and `bias` one number for each kind, in the order the kinds had in training.
    """

    weights: list[list[float]]
    bias: list[float]

    @classmethod
    def train(
        cls, encoded: Sequence[list[int]], kinds: Sequence[int], features: int, costs: Sequence[float]
    ) -> "LinearModel":
        """Fit to `encoded` examples, each of one of `kinds`. An example of kind k counts `costs[k]` times."""
        rows, bias = [[0.0] * len(costs) for _ in range(features)], [0.0] * len(costs)
        total, total_bias = [[0.0] * len(costs) for _ in range(features)], [0.0] * len(costs)
        unsure = everything = range(len(encoded))  # type: Sequence[int]
        averaged = range(_EPOCHS // 3, _EPOCHS)
        for epoch in range(_EPOCHS):
            step = _STEP / (1 + 0.25 * epoch)
            # Every second round goes over those only that the round before still learned from.
            visited = unsure if epoch % 2 else everything
            order = [visited[at] for at in _scattered(len(visited), epoch)]
            unsure = [at for at in order if _learn(rows, bias, encoded[at], kinds[at], step * costs[kinds[at]])]
            if epoch in averaged:
                for sums, now in zip(total, rows, strict=True):
                    sums[:] = map(float.__add__, sums, now)
                total_bias = list(map(float.__add__, total_bias, bias))
        count = len(averaged)
        return cls([[sum_ / count for sum_ in sums] for sums in total], [sum_ / count for sum_ in total_bias])

    def scores(self, encoded: list[int]) -> list[float]:
        """The score of each kind for one encoded example; one that has no known feature gives the bias."""
        return _scores(self.weights, self.bias, encoded)


def odds(scores: Sequence[float], of: Sequence[int], against: Sequence[int]) -> float:
    """The log-odds that an example is one of the kinds `of` rather than one of `against`."""
    return _together(scores, of) - _together(scores, against)


def _together(scores: Sequence[float], kinds: Sequence[int]) -> float:
    most = max(scores[kind] for kind in kinds)
    return most + log(sum(exp(scores[kind] - most) for kind in kinds))


def _scores(rows: list[list[float]], bias: list[float], encoded: list[int]) -> list[float]:
    if not encoded:
        return bias
    scale = len(encoded) ** -0.5
    columns = map(sum, zip(*[rows[number] for number in encoded], strict=True))
    return [scale * sum_ + start for sum_, start in zip(columns, bias, strict=True)]


def _learn(rows: list[list[float]], bias: list[float], encoded: list[int], kind: int, step: float) -> bool:
    """Move towards one example; False when it had nothing left to teach."""
    scores = _scores(rows, bias, encoded)
    most = max(scores)
    likely = [exp(score - most) for score in scores]
    share = 1 / sum(likely)
    unsure = False
    scale = len(encoded) ** -0.5 if encoded else 0.0
    for other, part in enumerate(likely):
        error = (other == kind) - part * share
        if -_SURE < error < _SURE:
            continue
        unsure = True
        change = step * error
        bias[other] += 0.05 * change
        change *= scale
        for number in encoded:
            rows[number][other] += change
    return unsure


def _scattered(count: int, turn: int) -> list[int]:
    """0 to `count` - 1 in a fixed order that leaves no neighbours together, another one for each `turn`."""
    stride = max(1, int(count * (0.618 - 0.05 * turn)))
    while gcd(stride, count) > 1:
        stride += 1
    return [at * stride % count for at in range(count)]
