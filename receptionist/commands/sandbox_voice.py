"""The sandbox's voice as a command has it: loading while the servers come up, gone when they are."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from receptionist.sandbox.voice.voice import Voice


@contextmanager
def sandbox_voice(tell: Callable[[str], None], *, wanted: bool) -> Iterator[Voice | None]:
    """A voice that loads in the background; `tell` gets one sentence, ready or not, from another thread.

    None where it is not wanted; the sandbox then reads and speaks captions, as it does until the voice is ready.
    """
    if not wanted:
        yield None
        return
    voice = Voice()
    voice.start(tell)
    try:
        yield voice
    finally:
        voice.close()
