"""What a session is opened with, and what is sent through it."""

from typing import Any

import pytest
from agents.realtime import RealtimeAgent, RealtimeModelSendInterrupt, RealtimePlaybackTracker

from receptionist.engines import realtime
from receptionist.engines.realtime import TELEPHONE, EngineSession, RealtimeEngine

pytestmark = pytest.mark.unit

ENGINE = RealtimeEngine("ws://127.0.0.1:1/v1/realtime", "key", "gpt-realtime-2.1-mini", "marin", "gpt-transcribe")
AGENT: RealtimeAgent[None] = RealtimeAgent(name="Lexi")


class Model:
    def __init__(self) -> None:
        self.sent: list[Any] = []

    async def send_event(self, event: Any) -> None:
        self.sent.append(event)


class Session:
    def __init__(self) -> None:
        self.model = Model()
        self.entered = False

    async def enter(self) -> None:
        self.entered = True


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The model configurations that sessions are opened with."""
    configurations: list[dict[str, Any]] = []

    class Runner:
        def __init__(self, **kwargs: Any) -> None:
            assert kwargs["config"] == {"tracing_disabled": True}

        async def run(self, *, context: Any, model_config: dict[str, Any]) -> Session:
            configurations.append(model_config)
            return Session()

    monkeypatch.setattr(realtime, "RealtimeRunner", Runner)
    return configurations


async def test_a_session_truncates_by_the_tracker_it_is_given(opened: list[dict[str, Any]]) -> None:
    tracker = RealtimePlaybackTracker()
    await ENGINE.open(AGENT, None, TELEPHONE, tracker)
    await ENGINE.open(AGENT, None, TELEPHONE)
    assert opened[0]["playback_tracker"] is tracker
    assert "playback_tracker" not in opened[1]
    assert opened[0]["url"] == "ws://127.0.0.1:1/v1/realtime?model=gpt-realtime-2.1-mini"


async def test_an_interruption_cancels_and_an_unheard_item_is_taken_back() -> None:
    stand_in: Any = Session()
    session: EngineSession[None] = EngineSession(stand_in)
    await session.interrupt()
    await session.forget("item_1")
    interruption, deletion = stand_in.model.sent
    assert interruption == RealtimeModelSendInterrupt(force_response_cancel=True)
    assert deletion.message == {"type": "conversation.item.delete", "other_data": {"item_id": "item_1"}}
