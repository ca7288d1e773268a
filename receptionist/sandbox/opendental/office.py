"""The office the server stands in: its wall clock and the settings of its world that the API's behaviour depends on."""

from dataclasses import dataclass
from datetime import date, datetime

from receptionist.clock import Clock
from receptionist.sandbox.opendental.world import World


def version_parts(text: str) -> tuple[int, ...]:
    """`25.1.20.0` as numbers that compare."""
    return tuple(int(part) for part in text.split("."))


@dataclass(frozen=True)
class Office:
    """The office-local present (naive, as the vendor's database server sees it) and the practice's world."""

    world: World
    clock: Clock

    def now(self) -> datetime:
        """Office-local wall clock, whole seconds, naive."""
        return self.clock.now().astimezone(self.world.time_zone).replace(tzinfo=None, microsecond=0)

    def today(self) -> date:
        """The office's own date."""
        return self.now().date()

    def stamp(self) -> str:
        """Now, in the vendor's spelling."""
        return spelled(self.now())

    @property
    def program_version(self) -> tuple[int, ...]:
        """The office's Open Dental version; methods added later are refused."""
        return version_parts(self.world.file.practice.program_version)


def spelled(moment: datetime) -> str:
    """`yyyy-MM-dd HH:mm:ss`."""
    return moment.isoformat(sep=" ", timespec="seconds")
