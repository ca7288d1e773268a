"""Takes back what an ear repeats after it has written a sentence down: Whisper may begin all over again."""

_SHORTEST = 3


def without_echo(text: str) -> str:
    """The text without a last stretch, of three words or more, that only repeats how it began."""
    words = text.split()
    alike = [word.lower().strip(".,?!") for word in words]
    for cut in range(-(-len(words) // 2), len(words) - _SHORTEST + 1):
        if words[cut - 1][-1] in ".?!" and alike[cut:] == alike[: len(words) - cut]:
            return " ".join(words[:cut])
    return text
