"""The parent of several processes: it gives up with a sentence, holds its port alone, and hears what workers say."""

import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi import FastAPI

from receptionist.channels.neighbours import Neighbours, neighbours_of
from receptionist.clock import ManualClock
from receptionist.commands.errors import CommandError
from receptionist.commands.worker import HURRY, LEAVE, Crew, Door, SteeredDeparture
from receptionist.commands.workers import MOST_DEATHS, Workers, hold_port
from receptionist.readiness import check_workers
from receptionist.settings import load_settings

pytestmark = pytest.mark.wire


def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 23, 14, tzinfo=UTC))


async def test_workers_that_cannot_start_end_the_service_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(CommandError, match="could not start"):
        await Workers(2, clock(), dict).run()


async def test_workers_that_keep_dying_end_the_service_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that says it is ready, and dies."""
    door = msgspec.json.encode(Door("p_1", 1)) + b"\n"
    script = tmp_path / "worker"
    script.write_text(f"#!{sys.executable}\nimport os, sys\nos.write(int(sys.argv[5]), {door!r})\n")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    monkeypatch.setattr("receptionist.commands.workers.FIRST_PAUSE_SECONDS", 0.0)
    monkeypatch.setattr("receptionist.commands.workers.LONGEST_PAUSE_SECONDS", 0.0)
    with pytest.raises(CommandError, match=f"keep dying: {MOST_DEATHS} in the last minute"):
        await Workers(1, clock(), dict).run()


def test_a_taken_port_is_told_and_a_free_one_held() -> None:
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        port = stranger.getsockname()[1]
        with pytest.raises(CommandError, match="can't be used"):
            hold_port(load_settings({"PORT": str(port)}))
    with (
        hold_port(load_settings({"PORT": str(port)})),
        socket.socket() as late,
        pytest.raises(OSError, match="in use"),
    ):
        late.bind(("127.0.0.1", port))


class Steered(SteeredDeparture):
    """Notes what it is told to do."""

    def __init__(self, app: FastAPI, steer: socket.socket) -> None:
        super().__init__(app, 0.0, lambda: None, lambda text: None, steer)
        self.told: list[str] = []

    def begin(self) -> None:
        self.told.append("leave")

    def hurry(self) -> None:
        self.told.append("hurry")


async def test_a_worker_hears_orders_and_who_lives_and_leaves_with_its_parent() -> None:
    app = FastAPI()
    app.state.process_id = "p_1"
    parent, steer = socket.socketpair()
    steer.setblocking(False)
    departure = Steered(app, steer)
    with parent, steer:
        news = msgspec.json.encode(Crew(2, 3, [Door("p_1", 11), Door("p_2", 12)]))
        parent.sendall(news[:10])
        departure._read()
        parent.sendall(news[10:] + b"\n" + LEAVE + b"\n" + HURRY + b"\n")
        departure._read()
        departure.ready(11)
        assert msgspec.json.decode(parent.recv(1000), type=Door) == Door("p_1", 11)
        neighbours: Any = neighbours_of(app)
        assert (neighbours.alive, neighbours.of, dict(neighbours._ports)) == (2, 3, {"p_2": 12})
        assert departure.told == ["leave", "hurry"]
        parent.close()
        departure._read()
        assert departure.told == ["leave", "hurry", "leave"]


async def test_who_was_here_and_is_gone_is_remembered() -> None:
    neighbours = Neighbours()
    neighbours.told(2, 2, {"p_2": 12})
    assert not neighbours.departed("p_2")
    neighbours.told(1, 2, {})
    assert neighbours.departed("p_2")
    assert not neighbours.departed("p_3")
    assert await neighbours.ask("p_2", "/phone/gather", "", {}) is None
    check = check_workers(neighbours.alive, neighbours.of)
    assert (check.ok, check.detail) == (True, "1 of 2 live")
