"""A small logistic model over named features, trained in a blink in plain Python and the same on every machine.

Both nets beside the models use it as their second voice (`docs/emergency.md`, `docs/said-is-done.md`). There is no
weight file: whoever wants a model trains it from phrases that people can read.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, gcd

_EPOCHS = 8
_STEP = 1.5
_SURE = 0.04  # An example that is this close to its label teaches nothing more.
_CEILING = 30.0


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
    """Log-odds of a yes: positive is more likely yes than no."""

    weights: list[float]
    bias: float

    @classmethod
    def train(
        cls, encoded: Sequence[list[int]], labels: Sequence[bool], size: int, *, weight: float = 1.0
    ) -> "LinearModel":
        """Fit to `encoded` examples. A yes that is missed counts `weight` times. `size` is the vocabulary's."""
        weights, total = [0.0] * size, [0.0] * size
        bias = total_bias = 0.0
        order = _scattered(len(encoded))
        unsure: list[int] = order
        for epoch in range(_EPOCHS):
            step = _STEP / (1 + 0.25 * epoch)
            # Every second round goes over those only that the round before still learned from.
            visited, unsure = (unsure if epoch % 2 else order), []
            for at in visited:
                numbers = encoded[at]
                if not numbers:
                    continue
                scale = len(numbers) ** -0.5
                score = scale * sum(map(weights.__getitem__, numbers)) + bias
                error = labels[at] - 1 / (1 + exp(-max(-_CEILING, min(_CEILING, score))))
                if -_SURE < error < _SURE:
                    continue
                unsure.append(at)
                change = step * error * (weight if labels[at] else 1.0)
                bias += 0.05 * change
                change *= scale
                for number in numbers:
                    weights[number] += change
            if epoch >= _EPOCHS // 3:
                total = [sum_ + now for sum_, now in zip(total, weights, strict=True)]
                total_bias += bias
        rounds = _EPOCHS - _EPOCHS // 3
        return cls([sum_ / rounds for sum_ in total], total_bias / rounds)

    def score(self, encoded: list[int]) -> float:
        """The log-odds for one encoded example; 0 examples known give the bias."""
        if not encoded:
            return self.bias
        return float(sum(map(self.weights.__getitem__, encoded)) / len(encoded) ** 0.5 + self.bias)


def _scattered(count: int) -> list[int]:
    """0 to `count` - 1 in a fixed order that leaves no neighbours together."""
    stride = max(1, int(count * 0.618))
    while gcd(stride, count) > 1:
        stride += 1
    return [at * stride % count for at in range(count)]
