"""Percentiles of a list of seconds, as people read them."""

from collections.abc import Sequence


def percentile(seconds: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the sorted values lie."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(seconds: Sequence[float]) -> str:
    """'p50 1.2 ms, p95 3.4 ms, n 50'."""
    p50, p95 = percentile(seconds, 0.5) * 1000, percentile(seconds, 0.95) * 1000
    return f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, n {len(seconds)}"
