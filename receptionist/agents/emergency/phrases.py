"""The phrases that the learned voice is trained on: what callers say, and how urgent it is.

They live in `phrases.txt` beside this file, which is data of the package: sections "[source; tier sign; language;
kind]" and one phrase a line. `docs/emergency.md` says how to add to them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from receptionist.agents.emergency.alarm import Language, Tier

PHRASES = Path(__file__).with_name("phrases.txt")
LEXICON_AUTHORS = "lexicon authors"


@dataclass(frozen=True)
class Phrase:
    """One phrase. `tier` None means that no alarm is right; `sign` is given for E0 and E1 where the words depend on it.

    `source` says who wrote it, so that recall can be measured on authors that the training did not see. A phrase of the
    kind "partial" is the beginning of a turn.
    """

    source: str
    tier: Tier | None
    sign: str
    language: Language
    kind: str
    say: str


def phrases(path: Path = PHRASES) -> Iterator[Phrase]:
    """The phrases in the order of the file. Raises ValueError, naming the line, on a section that cannot be read."""
    heading: Phrase | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("["):
            heading = _heading(line, f"{path.name}, line {number}")
        elif heading is None:
            raise ValueError(f"{path.name}, line {number}: a phrase stands before the first section")
        else:
            yield Phrase(heading.source, heading.tier, heading.sign, heading.language, heading.kind, line.strip())


def _heading(line: str, where: str) -> Phrase:
    parts = [part.strip() for part in line.strip("[]").split(";")]
    if len(parts) != 4 or parts[2] not in ("en", "es"):
        raise ValueError(f"{where}: a section reads [source; tier sign; en or es; kind]")
    source, tier_and_sign, language, kind = parts
    tier, _, sign = tier_and_sign.partition(" ")
    if tier != "none" and tier not in Tier.__members__:
        raise ValueError(f"{where}: the tier is none, E0, E1, E2 or E3")
    return Phrase(source, None if tier == "none" else Tier[tier], sign, "es" if language == "es" else "en", kind, "")
