"""The books about turns: when Lexi is done, and when the server owes a response."""

import pytest

from receptionist.calls.turns import TurnState

pytestmark = pytest.mark.unit


def test_a_plain_answer() -> None:
    state = TurnState()
    state.caller_turn()
    state.asked("sdk")
    assert state.awaiting_response
    assert not state.idle
    state.response_started("r1")
    assert not state.awaiting_response
    state.response_finished()
    assert state.idle


def test_a_tool_owes_a_second_response() -> None:
    state = TurnState()
    state.asked("sdk")
    state.response_started("r1")
    state.tool_called("c1", "get_datetime")
    state.response_finished()
    assert state.working
    assert not state.idle
    assert state.tool_answered("c1") == "get_datetime"
    assert state.tool_answered("c1") is None
    state.asked("sdk")
    assert not state.idle
    state.response_started("r2")
    state.response_finished()
    assert state.idle


def test_the_sdks_own_requests_fold_into_one_and_ours_do_not() -> None:
    state = TurnState()
    for by in ("sdk", "sdk", "ours", "ours"):
        state.asked(by)
    state.response_started("both of the SDK's")
    state.response_finished()
    assert state.awaiting_response
    state.response_started("our first")
    state.response_finished()
    assert not state.idle
    state.response_started("our second")
    state.response_finished()
    assert state.idle


def test_a_new_response_forgets_what_the_last_one_did() -> None:
    state = TurnState()
    state.response_started("r1")
    state.spoke = True
    state.tool_called("c1", "x")
    state.response_finished()
    state.response_started("r2")
    assert (state.spoke, state.called) == (False, False)
    assert state.tools_this_turn == 1
    state.caller_turn()
    assert state.tools_this_turn == 0
