"""The tools under names, dates and numbers that can't be used: asked again, never guessed, and no try spent on it."""

import pytest

from receptionist.booking.spelled_names import name_from
from tests.agents.tools.desk import Desk, desk
from tests.end_to_end.phrases import BAD_INPUT

pytestmark = pytest.mark.unit
TOM = {"FName": "Tom", "LName": "Reyes", "Phone": None, "Address": None}
NEW = {"FName": "Noor", "LName": "Haddad", "Birthdate": "1990-03-03", "WirelessPhone": "5550100777", "Email": None}


async def untouched(here: Desk) -> None:
    """Nothing was looked up, and all three tries are left."""
    assert here.office.seen == []
    failed = await here.run("VerifyIdentity", **TOM, Birthdate="1994-07-18")
    assert (failed["status"], failed["attempts_left"]) == ("not_verified", 2)


async def test_a_birth_date_that_cannot_be_is_asked_again() -> None:
    async with desk() as here:
        for entry in BAD_INPUT["birthdates"]:
            answer = await here.run("VerifyIdentity", **TOM, Birthdate=entry["given"])
            assert (answer["status"], answer["what"]) == ("unclear", "date of birth"), entry
            assert entry["why"] in answer["say"], entry
            new = await here.run("CreatePatient", **{**NEW, "Birthdate": entry["given"]})
            assert new["status"] == "unclear", entry
        await untouched(here)


async def test_a_birth_date_is_one_however_it_is_written() -> None:
    async with desk() as here:
        for given in BAD_INPUT["same_birthdate"]["given"]:
            assert (await here.run("VerifyIdentity", **TOM, Birthdate=given))["status"] == "verified", given


@pytest.mark.parametrize("entry", BAD_INPUT["spellings"], ids=lambda entry: entry["given"])
def test_letters_make_a_name(entry: dict[str, str]) -> None:
    assert name_from(entry["given"]) == entry["name"]


async def test_a_spelled_name_is_matched_and_another_spelling_is_somebody_else() -> None:
    async with desk() as here:
        wrong = {"FName": "Priya", "LName": "S-H-A-W", "Birthdate": "1982-12-05"}
        right = {"FName": "Priya", "LName": "S as in Sierra, H, A, H", "Birthdate": "12051982"}
        assert (await here.run("VerifyIdentity", **wrong))["status"] == "not_verified"
        assert (await here.run("VerifyIdentity", **right))["PatNum"] == 109


async def test_what_is_no_name_is_asked_again() -> None:
    async with desk() as here:
        for given in BAD_INPUT["names_unclear"]:
            answer = await here.run("VerifyIdentity", **{**TOM, "LName": given}, Birthdate="1994-07-19")
            assert (answer["status"], answer["what"]) == ("unclear", "name"), given
        await untouched(here)


async def test_a_new_chart_is_written_in_letters_the_front_desk_can_read() -> None:
    async with desk() as here:
        for given in BAD_INPUT["names_in_other_scripts"]:
            answer = await here.run("CreatePatient", **{**NEW, "LName": given})
            assert (answer["status"], "letter by letter" in answer["say"]) == ("unclear", True), given
        assert here.writes() == []


async def test_a_number_that_cannot_be_called_is_asked_again() -> None:
    async with desk() as here:
        for entry in BAD_INPUT["numbers"]:
            answer = await here.run("CreatePatient", **{**NEW, "WirelessPhone": entry["given"]})
            assert (answer["status"], answer["what"]) == ("unclear", "phone number"), entry
            assert entry["why"] in answer["say"], entry
        assert here.office.seen == []


async def test_a_number_is_one_however_it_is_written() -> None:
    async with desk() as here:
        first = await here.run("CreatePatient", **NEW)
        assert "N-O-O-R, H-A-D-D-A-D" in first["read_back"]
        for given in BAD_INPUT["same_number"]["given"]:
            new = {**NEW, "WirelessPhone": given, "FName": f"Noor {'A' * (len(given) % 7 + 1)}"}
            assert "555 010 0777" in (await here.run("CreatePatient", **new))["read_back"], given


@pytest.mark.parametrize(
    ("channel", "date_way", "number_way"),
    [("phone", "date of birth on your phone's keypad", "keypad"), ("text", "11/02/1988", "without blanks")],
)
async def test_the_second_time_it_is_asked_for_another_way(channel: str, date_way: str, number_way: str) -> None:
    async with desk() as here:
        here.call.channel = channel
        dates = [await here.run("VerifyIdentity", **TOM, Birthdate="2030-01-01") for _ in range(2)]
        assert "month, day and year" in dates[0]["say"]
        assert date_way in dates[1]["say"]
        numbers = [await here.run("CreatePatient", **{**NEW, "WirelessPhone": "123"}) for _ in range(2)]
        assert number_way in numbers[1]["say"]
        assert number_way not in numbers[0]["say"]
        names = [await here.run("VerifyIdentity", **{**TOM, "FName": "7"}, Birthdate="1994-07-19") for _ in range(2)]
        assert "letter by letter" in names[1]["say"]


async def test_a_third_identifier_with_an_extension_is_asked_again_and_not_half_matched() -> None:
    async with desk() as here:
        maria = {"FName": "Maria", "LName": "Lopez", "Birthdate": "1990-03-03"}
        assert (await here.run("VerifyIdentity", **maria))["status"] == "need_third_identifier"
        abroad = await here.run("VerifyIdentity", **maria, Phone="+44 5550100105")
        assert abroad["status"] == "unclear"
        assert (await here.run("VerifyIdentity", **maria, Phone="I typed 5550100105 on my phone."))["PatNum"] == 105


async def test_a_start_that_cannot_be_is_refused_with_its_reason() -> None:
    async with desk() as here:
        await here.verify(101)
        for entry in BAD_INPUT["starts"]:
            wanted = {"kind": "create", "PatNum": 101, "AppointmentTypeNum": 2, "AptDateTime": entry["given"]}
            answer = await here.run("ProposeBooking", **wanted)
            expected = ("refused", entry["reason"]) if entry["reason"] else ("invalid_arguments", None)
            assert (answer["status"], answer.get("reason")) == expected, entry
        assert here.writes() == []
