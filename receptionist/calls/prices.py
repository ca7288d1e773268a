"""What tokens cost: the vendor's list prices in US dollars per million tokens, as published in autumn 2026.

A model that is not listed has no price, and a call that used it shows none rather than a wrong one.
"""

from dataclasses import dataclass

from receptionist.events import TokensUsed

MILLION = 1_000_000


@dataclass(frozen=True)
class Price:
    """Dollars per million tokens. Cached tokens are part of the input and cost `*_cached` instead of `*_in`."""

    text_in: float
    text_cached: float
    text_out: float
    audio_in: float = 0.0
    audio_cached: float = 0.0
    audio_out: float = 0.0


PRICES: dict[str, Price] = {
    "gpt-realtime-2.1": Price(4.00, 0.40, 24.00, 32.00, 0.40, 64.00),
    "gpt-realtime-2": Price(4.00, 0.40, 24.00, 32.00, 0.40, 64.00),
    "gpt-realtime-1.5": Price(4.00, 0.40, 16.00, 32.00, 0.40, 64.00),
    "gpt-realtime-2.1-mini": Price(0.60, 0.06, 2.40, 10.00, 0.30, 20.00),
    "gpt-6-luna": Price(0.10, 0.01, 0.50),
    "gpt-5.6-luna": Price(0.20, 0.02, 1.20),
    "gpt-6.1-terra": Price(1.00, 0.05, 5.00),
    "gpt-5.6-terra": Price(2.00, 0.20, 12.00),
    "gpt-6.1-sol": Price(2.00, 0.10, 10.00),
}


def dollars(used: TokensUsed) -> float | None:
    """The list price of these tokens, or None when the model has none here."""
    price = PRICES.get(used.model)
    if price is None:
        return None
    return (
        (used.text_in - used.text_cached) * price.text_in
        + used.text_cached * price.text_cached
        + used.text_out * price.text_out
        + (used.audio_in - used.audio_cached) * price.audio_in
        + used.audio_cached * price.audio_cached
        + used.audio_out * price.audio_out
    ) / MILLION


def priced(used: TokensUsed) -> TokensUsed:
    """The same event with its price filled in."""
    return used.model_copy(update={"dollars": dollars(used)})
