"""What callers want, as they say it, with the traps of negation, correction and politeness."""

import pytest

from receptionist.sandbox.language.intents import EARLIER, LATER, OTHER, Intent, Visit, is_no, is_yes, read_intents

pytestmark = pytest.mark.unit

WANTED = [
    ("hi there", Intent.GREETING),
    ("good morning", Intent.GREETING),
    ("thanks so much", Intent.THANKS),
    ("bye now", Intent.GOODBYE),
    ("that's all, thank you", Intent.GOODBYE),
    ("I'd like to book a cleaning", Intent.BOOK),
    ("can I come in tomorrow", Intent.BOOK),
    ("do you have anything on Tuesday", Intent.BOOK),
    ("i need to make an appointment", Intent.BOOK),
    ("can you squeeze me in today", Intent.BOOK),
    ("I need a filling", Intent.BOOK),
    ("can I get my teeth cleaned", Intent.BOOK),
    ("I need to reschedule my appointment", Intent.MOVE),
    ("can I move my Tuesday appointment to Friday", Intent.MOVE),
    ("push it back to Friday", Intent.MOVE),
    ("I have an appointment Friday and need to change it", Intent.MOVE),
    ("I have to cancel my appointment", Intent.CANCEL),
    ("I can't make my appointment tomorrow", Intent.CANCEL),
    ("I don't need my cleaning anymore, take me off the schedule, cancel", Intent.CANCEL),
    ("I'm calling to confirm my appointment", Intent.CONFIRM_VISIT),
    ("when is my appointment", Intent.FIND_VISIT),
    ("do I have an appointment coming up", Intent.FIND_VISIT),
    ("what time is my cleaning", Intent.FIND_VISIT),
    ("what are your hours", Intent.HOURS),
    ("are you open on Saturday", Intent.HOURS),
    ("what time do you close", Intent.HOURS),
    ("where are you located", Intent.ADDRESS),
    ("what's your address", Intent.ADDRESS),
    ("how do I get there", Intent.ADDRESS),
    ("is there parking", Intent.PARKING),
    ("where can I park", Intent.PARKING),
    ("do you take Delta Dental", Intent.INSURANCE),
    ("are you in network with Cigna", Intent.INSURANCE),
    ("what should I bring", Intent.BRING),
    ("what's your phone number", Intent.PHONE_NUMBER),
    ("do you do implants", Intent.SERVICES),
    ("what services do you offer", Intent.SERVICES),
    ("how much is a crown", Intent.PRICE),
    ("a person please", Intent.PERSON),
    ("representative", Intent.PERSON),
    ("can I talk to a human", Intent.PERSON),
    ("let me speak to someone at the front desk", Intent.PERSON),
    ("transfer me", Intent.PERSON),
    ("fuck you", Intent.ABUSIVE),
    ("you stupid robot", Intent.ABUSIVE),
    ("necesito una cita por favor", Intent.OTHER_LANGUAGE),
    ("do you speak Spanish?", Intent.OTHER_LANGUAGE),
    ("hola, me duele mucho una muela", Intent.OTHER_LANGUAGE),
    ("我想预约看牙", Intent.OTHER_LANGUAGE),
    ("bonjour je voudrais un rendez-vous", Intent.OTHER_LANGUAGE),
    ("I'm new", Intent.NEW_PATIENT),
    ("this is my first time", Intent.NEW_PATIENT),
    ("I've never been there before", Intent.NEW_PATIENT),
    ("are you accepting new patients", Intent.NEW_PATIENT),
    ("I've been there before", Intent.EXISTING_PATIENT),
    ("I'm an existing patient", Intent.EXISTING_PATIENT),
    ("I'm already a patient", Intent.EXISTING_PATIENT),
    ("actually, never mind", Intent.CHANGE_MIND),
    ("wait", Intent.CHANGE_MIND),
    ("forget it", Intent.CHANGE_MIND),
    ("no, the other one", Intent.CHANGE_MIND),
    ("how are you", Intent.SMALL_TALK),
    ("are you a robot?", Intent.ARE_YOU_AI),
    ("am I talking to a real person", Intent.ARE_YOU_AI),
    ("is this a recording", Intent.ARE_YOU_AI),
    ("say that again", Intent.REPEAT),
    ("can you repeat that", Intent.REPEAT),
    ("what?", Intent.REPEAT),
    ("sorry, I didn't catch that", Intent.REPEAT),
    ("should I take ibuprofen", Intent.MEDICAL_QUESTION),
    ("I'm on blood thinners, is that a problem", Intent.MEDICAL_QUESTION),
    ("I want to pay my bill", Intent.BILLING),
    ("why was I charged twice", Intent.BILLING),
    ("I need a refill", Intent.PRESCRIPTION),
    ("can you call in something to the pharmacy", Intent.PRESCRIPTION),
    ("I need a copy of my x-rays", Intent.RECORDS),
    ("I'm running late", Intent.LATE),
    ("I'm stuck in traffic", Intent.LATE),
    ("yes please", Intent.YES),
    ("nope", Intent.NO),
]


@pytest.mark.parametrize(("said", "intent"), WANTED)
def test_intent(said: str, intent: Intent) -> None:
    assert intent in read_intents(said)


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("I need to reschedule my appointment", Intent.BOOK),
        ("I need to cancel my appointment", Intent.BOOK),
        ("when is my appointment", Intent.BOOK),
        ("don't cancel my appointment", Intent.CANCEL),
        ("what is your cancellation fee", Intent.MOVE),
        ("are you a real person", Intent.PERSON),
        ("I'd like to book a cleaning", Intent.MOVE),
        ("no swelling", Intent.EMERGENCY),
        ("can I get an appointment late in the afternoon", Intent.LATE),
        ("my name is Maria Lopez", Intent.OTHER_LANGUAGE),
        ("gracias, I need a cleaning", Intent.OTHER_LANGUAGE),
        ("I've never been there before", Intent.EXISTING_PATIENT),
        ("I'm not new", Intent.NEW_PATIENT),
        ("yes but Thursday", Intent.YES),
        ("no, Tuesday", Intent.NO),
        ("can you do Tuesday", Intent.SERVICES),
        ("i dont want a cleaning", Intent.BOOK),
    ],
)
def test_not_that_intent(said: str, intent: Intent) -> None:
    assert intent not in read_intents(said)


@pytest.mark.parametrize(
    ("said", "tier", "sign"),
    [
        ("I can't breathe", "emergency", "breathing"),
        ("i cant swallow", "emergency", "breathing"),
        ("it's getting hard for me to breathe", "emergency", "breathing"),
        ("my throat feels like it's closing", "emergency", "breathing"),
        ("my gums won't stop bleeding", "emergency", "bleeding"),
        ("it's been bleeding for two hours", "emergency", "bleeding"),
        ("it keeps bleeding", "emergency", "bleeding"),
        ("my face is swollen and I have a fever", "emergency", "swelling"),
        ("the swelling is closing my eye", "emergency", "swelling"),
        ("I fell off my bike and hit my face", "emergency", "injury"),
        ("I think my jaw is broken", "emergency", "injury"),
        ("my son knocked his front tooth out", "emergency", "tooth_out"),
        ("her tooth got knocked out", "emergency", "tooth_out"),
        ("I want to kill myself", "emergency", "self_harm"),
        ("I'm having chest pain", "emergency", "collapse"),
        ("no, my face is swollen and I have a fever", "emergency", "swelling"),
        ("no fever but I can't breathe", "emergency", "breathing"),
        ("it's probably nothing but I can't swallow", "emergency", "breathing"),
        ("my tooth is killing me", "urgent", "pain"),
        ("I have a terrible toothache", "urgent", "pain"),
        ("I'm in a lot of pain", "urgent", "pain"),
        ("I think it's an abscess", "urgent", "abscess"),
        ("my cheek is a bit swollen", "urgent", "swelling"),
        ("my face is swollen but no fever", "urgent", "swelling"),
        ("I broke my tooth", "urgent", "broken_tooth"),
        ("my crown fell off", "urgent", "broken_tooth"),
        ("it's an emergency", "urgent", None),
        ("no swelling", None, None),
        ("no swelling and no fever", None, None),
        ("no trouble breathing or swallowing", None, None),
        ("I don't have any pain", None, None),
        ("it's not an emergency", None, None),
        ("the bleeding has stopped", None, None),
        ("my gums bleed when I brush", None, None),
        ("I need a cleaning", None, None),
        ("it doesn't hurt", None, None),
    ],
)
def test_urgency(said: str, tier: str | None, sign: str | None) -> None:
    reading = read_intents(said)
    assert (reading.tier, reading.sign) == (tier, sign)
    assert (Intent.EMERGENCY in reading) == (tier is not None)


@pytest.mark.parametrize(
    ("said", "visit"),
    [
        ("I'd like a cleaning", "cleaning"),
        ("get my teeth cleaned", "cleaning"),
        ("a cleaning for my son", "child_cleaning"),
        ("my 7 year old needs a check-up", "child_cleaning"),
        ("periodontal maintenance", "perio"),
        ("a deep cleaning", "perio"),
        ("new patient exam", "exam_new"),
        ("my first visit", "exam_new"),
        ("I have a cavity", "filling"),
        ("I need a filling", "filling"),
        ("an emergency exam", "emergency_exam"),
        ("my tooth hurts", "emergency_exam"),
        ("my crown fell off", "emergency_exam"),
        ("my filling came out", "emergency_exam"),
        ("a consultation about implants", "consultation"),
        ("I need a crown", "crown"),
        ("root canal", "root_canal"),
        ("I need a tooth pulled", "extraction"),
        ("wisdom teeth out", "extraction"),
        ("just a checkup", "checkup"),
        ("I want a filling, no, a cleaning", "cleaning"),
        ("not a cleaning, a filling", "filling"),
        ("send my x-rays", None),
        ("yes please", None),
    ],
)
def test_visit(said: str, visit: Visit | None) -> None:
    assert read_intents(said).visit == visit


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("the first one", 1),
        ("the first one please", 1),
        ("I'll take the first", 1),
        ("option one", 1),
        ("either one is fine", 1),
        ("whichever", 1),
        ("the second", 2),
        ("the second one works", 2),
        ("the third", 3),
        ("the other one", OTHER),
        ("no, the other one", OTHER),
        ("the later one", LATER),
        ("the last one", LATER),
        ("the earlier one", EARLIER),
        ("not the first one, the second one", 2),
        ("the 2 o'clock one", None),
        ("my first time here", None),
        ("the first of December", None),
        ("the first week of December", None),
        ("the third of december", None),
        ("first available", None),
        ("yes", None),
        ("tuesday", None),
    ],
)
def test_choice(said: str, choice: int | None) -> None:
    assert read_intents(said).choice == choice


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("with Dr. Patel please", "Dr. Patel"),
        ("can I see doctor patel", "Dr. Patel"),
        ("with Sarah", "Sarah"),
        ("with sarah kim on tuesday", "Sarah Kim"),
        ("the same hygienist", "same hygienist"),
        ("my usual dentist", "my usual dentist"),
        ("anyone is fine", "anyone"),
        ("not with Dr. Patel", None),
        ("I'm with Delta", None),
        ("with a fever", None),
        ("I need help with my appointment", None),
    ],
)
def test_provider(said: str, who: str | None) -> None:
    assert read_intents(said).provider_words == who


@pytest.mark.parametrize(
    "said",
    [
        "yes",
        "Yes.",
        "yeah that's right",
        "yep",
        "sure",
        "sounds good",
        "correct",
        "please do",
        "go ahead",
        "perfect",
        "no problem, book it",
        "yes please",
        "okay",
        "that works for me",
        "mm-hmm",
        "uh-huh",
        "why not",
        "right",
        "Yes, that's correct. Thank you!",
        "yep, go ahead and book that",
        "that's fine",
        "um, yes",
        "absolutely",
        "sure thing",
        "yes, that is correct",
        "yes go ahead",
        "I'd like that",
    ],
)
def test_plain_yes(said: str) -> None:
    assert is_yes(said)
    assert not is_no(said)


@pytest.mark.parametrize(
    "said",
    [
        "no",
        "No.",
        "nope",
        "not really",
        "don't",
        "I'd rather not",
        "no thanks",
        "no, that's all",
        "I don't think so",
        "that's not right",
        "no don't book it",
        "nah",
        "no thank you",
        "not today",
        "that doesn't work for me",
        "please don't",
    ],
)
def test_plain_no(said: str) -> None:
    assert is_no(said)
    assert not is_yes(said)


@pytest.mark.parametrize(
    "said",
    [
        "yes but Thursday",
        "no, Tuesday",
        "yes no",
        "not yes",
        "yes, can you make it 3 instead",
        "",
        "Tuesday at 2",
        "maybe",
        "yes if it's with Dr. Patel",
        "no, I said the 13th not the 30th",
        "thank you",
        "hello",
        "yesterday",
        "I know",
        "sure, but what does it cost",
        "no, that's right",
    ],
)
def test_neither_yes_nor_no(said: str) -> None:
    assert not is_yes(said)
    assert not is_no(said)
