"""Names as Whisper writes spelled ones down, of one person's two names or of one."""

import pytest

from receptionist.booking.spelled_names import name_from, names_from
from receptionist.sandbox.language.names import read_name
from receptionist.sandbox.language.spelling import split_names
from receptionist.sandbox.voice.echo import said_once

pytestmark = pytest.mark.unit

OKAFOR = (None, "Okafor")
DANA = ("Dana", "Okafor")
PETER = ("Peter", "Walker")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("O, K, A, F, O, R.", OKAFOR),
        ("O-K-A-F-O-R", OKAFOR),
        ("OK-AF-OR.", OKAFOR),
        ("O K A F O R", OKAFOR),
        ("oh kay a eff oh are", OKAFOR),
        ("O as in orange, K, A, F like Frank, O, R", OKAFOR),
        ("M as in Mike, I, double L, E, R", (None, "Miller")),
        ("M-A-R-T-I-N-E-Z", (None, "Martinez")),
        ("D-A-N-A O-K-A-F-O-R", DANA),
        ("D-A-N-A, O-K-A-F-O-R.", DANA),
        ("D-A-N-A-O-K-A-F-O-R.", DANA),
        ("D, A, N, A. O, K, A, F, O, R.", DANA),
        ("Donna O'Kawfort. D-A-N-A. O-K-A-F-O-R.", DANA),
        ("First name D-A-N-A, last name O-K-A-F-O-R.", DANA),
        ("D-A-N-A-LAS name OK-A-F-O-R.", DANA),
        ("Peter Walker, P,E,T,E,R. W,A,L,K,E,R.", PETER),
        ("Peter Walker, P-E-T-E-R-W-A-L-K-E-R.", PETER),
        ("Priyashah", ("Priya", "Shah")),
        ("Peterson", ("Peterson", None)),
    ],
)
def test_letters_make_the_names_that_were_spelled(said: str, name: tuple[str | None, str]) -> None:
    read = read_name(said, asked=True)
    assert read is not None
    assert (read.first, read.last) == name


def test_a_sentence_of_words_that_sound_like_letters_is_no_spelling() -> None:
    assert read_name("Oh, are you", asked=False) is None


def test_the_seam_of_two_names_is_where_the_heard_names_tell() -> None:
    assert split_names("xiomaraokafor", "Siomara", "O'Kawfort") == ("xiomara", "okafor")
    assert split_names("robinson", "Rob", "Robinson") is None
    assert split_names("robinson", "Rob", None) is None


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ("Peter", "P,E,T,E,R. W,A,L,K,E,R.", PETER),
        ("D-A-N-A O-K-A-F-O-R", "D-A-N-A O-K-A-F-O-R", DANA),
        ("D-A-N-A O-K-A-F-O-R", "Okafor", DANA),
        ("DANA", "OKAFOR", DANA),
        ("Rob", "R-O-B-I-N-S-O-N", ("Rob", "Robinson")),
        ("M-A-R-Y A-N-N", "Jones", ("Mary Ann", "Jones")),
        ("Maria", "L-O-P-E-Z G-A-R-C-I-A", ("Maria", "Lopez Garcia")),
    ],
)
def test_a_model_may_put_both_spellings_into_one_name(first: str, last: str, names: tuple[str, str]) -> None:
    assert names_from(first, last) == names


def test_initials_stay_capitals_and_sounds_become_letters() -> None:
    assert (name_from("DJ"), name_from("oh kay a eff oh are")) == ("DJ", "Okafor")


def test_an_echo_of_letters_is_taken_back_however_often_it_comes() -> None:
    assert said_once("Tom R-E-Y-E-S. Tom R-E-Y-E-S. Tom R-E-Y-") == "Tom R-E-Y-E-S."
    assert said_once("Peter Walker. W-A-L-K-E-R.") == "Peter Walker. W-A-L-K-E-R."
