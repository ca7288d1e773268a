"""Takes back what an ear repeats after it has written a sentence down: Whisper may begin all over again."""

# A finished sentence that is said twice is two sentences, if it is short; one that breaks off has lost its way.
_SHORTEST_WHOLE, _SHORTEST_BROKEN_OFF = 3, 2


def without_echo(text: str) -> str:
    """The text without a last stretch, of two words or more, that only repeats how it began."""
    words = text.split()
    alike = [word.lower().strip(".,?!") for word in words]
    shortest = _SHORTEST_WHOLE if text[-1:] in ".?!" else _SHORTEST_BROKEN_OFF
    for cut in range(-(-len(words) // 2), len(words) - shortest + 1):
        if words[cut - 1][-1] in ".?!" and alike[cut:] == alike[: len(words) - cut]:
            return " ".join(words[:cut])
    return text
