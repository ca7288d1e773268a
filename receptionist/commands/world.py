"""What several commands start from: settings, the practice profile, and the one clock that all of them share."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from receptionist.clock import Clock, OffsetClock, SystemClock
from receptionist.practice.profile import PracticeProfile, load_profile
from receptionist.settings import Settings, load_settings


@dataclass(frozen=True)
class Ground:
    """Settings, profile and clock, checked."""

    settings: Settings
    profile: PracticeProfile
    clock: Clock


def stand(world: Path | None = None) -> Ground:
    """Read everything a service needs before it starts. Raises the errors that are a person's to mend."""
    settings = load_settings()
    if world is not None:
        settings = settings.model_copy(update={"sandbox_world": world})
    profile = load_profile(settings.practice_profile)
    return Ground(settings, profile, clock_at(settings.now, profile.zone))


def clock_at(now: datetime | None, zone: ZoneInfo) -> Clock:
    """The system clock, or one that starts at `now`, read on `zone`'s wall clock unless it says otherwise."""
    if now is None:
        return SystemClock()
    return OffsetClock(now if now.tzinfo is not None else now.replace(tzinfo=zone))
