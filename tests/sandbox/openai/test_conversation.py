"""The conversation: order, ids, truncation, and what of it a model reads."""

import pytest

from receptionist.sandbox.openai.errors import ApiFault
from receptionist.sandbox.openai.model import Said
from receptionist.sandbox.openai.realtime.conversation import Conversation, Entry, model_items
from receptionist.sandbox.openai.realtime.items import client_entry, heard_message

pytestmark = pytest.mark.unit


def user(item_id: str, text: str) -> Entry:
    content = [{"type": "input_text", "text": text}]
    return client_entry({"id": item_id, "type": "message", "role": "user", "content": content}, "audio/pcmu")


def spoken(item_id: str, text: str, word_ms: float = 100) -> Entry:
    content = [{"type": "output_audio", "transcript": text}]
    entry = Entry({"id": item_id, "type": "message", "role": "assistant", "content": content})
    for word in text.split():
        entry.add_word(word, word_ms)
    return entry


def test_items_go_to_the_end_the_beginning_or_behind_another() -> None:
    conversation = Conversation()
    assert conversation.add(user("b", "two")) is None
    assert conversation.add(user("d", "four")) == "b"
    assert conversation.add(user("a", "one"), "root") is None
    assert conversation.add(user("c", "three"), "b") == "b"
    assert [entry.id for entry in conversation] == ["a", "b", "c", "d"]
    assert conversation.last_id == "d"
    assert model_items(conversation)[2] == Said("user", "three")


def test_bad_places_and_ids_are_refused() -> None:
    conversation = Conversation()
    conversation.add(user("a", "one"))
    for entry, previous, code in (
        (user("b", "x"), "nope", "item_create_invalid_previous_item_id"),
        (user("a", "x"), None, "item_create_duplicate_item_id"),
    ):
        with pytest.raises(ApiFault) as refused:
            conversation.add(entry, previous)
        assert refused.value.code == code
    with pytest.raises(ApiFault) as refused:
        conversation.delete("nope")
    assert refused.value.code == "item_delete_invalid_item_id"
    assert [entry.id for entry in conversation] == ["a"]


def test_truncation_keeps_the_words_that_were_played_to_their_end() -> None:
    conversation = Conversation()
    entry = spoken("a", "one two three four")
    conversation.add(entry)
    conversation.truncate("a", 0, 250)
    assert model_items(conversation) == (Said("assistant", "one two"),)
    assert entry.wire["content"] == [{"type": "output_audio"}]
    conversation.truncate("a", 0, 0)
    assert model_items(conversation) == (Said("assistant", ""),)


@pytest.mark.parametrize(
    ("item_id", "content_index", "end", "param"),
    [
        ("a", 0, 401, "audio_end_ms"),
        ("a", 0, -1, "audio_end_ms"),
        ("a", 1, 10, "content_index"),
        ("u", 0, 0, "item_id"),
    ],
)
def test_impossible_truncations(item_id: str, content_index: int, end: int, param: str) -> None:
    conversation = Conversation()
    conversation.add(spoken("a", "one two three four"))
    conversation.add(user("u", "hello"))
    with pytest.raises(ApiFault) as refused:
        conversation.truncate(item_id, content_index, end)
    assert refused.value.param == param
    assert model_items(conversation)[0] == Said("assistant", "one two three four")


def test_a_second_truncation_may_only_shorten() -> None:
    conversation = Conversation()
    conversation.add(spoken("a", "one two three four"))
    conversation.truncate("a", 0, 200)
    with pytest.raises(ApiFault, match="already shorter than 300ms"):
        conversation.truncate("a", 0, 300)


def test_the_last_millisecond_may_be_rounded_up() -> None:
    conversation = Conversation()
    conversation.add(spoken("a", "one", word_ms=99.5))
    conversation.truncate("a", 0, 100)
    assert model_items(conversation) == (Said("assistant", "one"),)


def test_a_heard_turn_reads_as_its_words_before_any_transcript() -> None:
    entry = heard_message("h", ["a", "cleaning"], 900)
    assert entry.wire["content"][0]["transcript"] is None
    assert entry.model_item() == Said("user", "a cleaning")
