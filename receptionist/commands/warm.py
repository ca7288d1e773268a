"""What is built on first use, built at start-up instead: otherwise the first caller's words would stop every call."""

from agents.realtime.openai_realtime import get_server_event_type_adapter

from receptionist.agents.claims import claims_in
from receptionist.agents.emergency import EmergencyDetector


def warm_up() -> None:
    """Train the emergency net, read the claim patterns and build the vendor's event schema. Takes a second or two."""
    EmergencyDetector().hear("My tooth hurts a little, it is no emergency.", final=True)
    claims_in("You are booked for Tuesday at 2 PM.")
    get_server_event_type_adapter().validate_python(
        {"type": "input_audio_buffer.speech_started", "event_id": "event_1", "item_id": "item_1", "audio_start_ms": 0}
    )
