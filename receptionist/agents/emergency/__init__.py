"""The emergency net: a deterministic detector beside the model, and the fixed words that no prompt can change.

`docs/emergency.md` explains the tables. This routes a caller to help; it does not diagnose.
"""

from receptionist.agents.emergency.alarm import Alarm, Language, Tier
from receptionist.agents.emergency.detector import EmergencyDetector
from receptionist.agents.emergency.words import first_reply

__all__ = ["Alarm", "EmergencyDetector", "Language", "Tier", "first_reply"]
