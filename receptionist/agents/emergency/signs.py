"""The table of emergency signs: which concepts together mean which tier, and which row of the routing table says so.

The rows are those of the routing table in `docs/emergency.md`. Rows marked "ours" are not in a published list; they are
there because callers say them and the cautious tier costs one sentence.
"""

from dataclasses import dataclass
from typing import Literal

from receptionist.agents.emergency.alarm import Tier


@dataclass(frozen=True)
class Sign:
    """Every concept of `needs` must be heard within `span` words; with reach "call", anywhere in the call.

    A concept of `unless` that is heard within `span` words of them takes the sign back; this is for other things that
    go by the same words (a crown falls out, too), never for what the caller thinks of its urgency.
    """

    name: str
    tier: Tier
    row: str
    needs: tuple[str, ...]
    unless: tuple[str, ...] = ()
    span: int = 9
    reach: Literal["near", "call"] = "near"


E0, E1, E2, E3 = Tier.E0, Tier.E1, Tier.E2, Tier.E3
_BREATH, _SWELL = "trouble breathing or swallowing, drooling, muffled voice", "swelling with E0 signs"
_BLEED, _HURT = (
    "bleeding that does not stop with pressure, or with light-headedness",
    "injury of face or head, collapse",
)
_TOOTH_OUT, _MOVED = "permanent tooth knocked out", "permanent tooth pushed out of place"
_NO_TOOTH = ("RESTORATION", "APPLIANCE", "TEMPORARY")

SIGNS: tuple[Sign, ...] = (
    Sign("self_harm", E0, "self-harm statement", ("SELF_HARM",)),
    Sign("breathing", E0, _BREATH, ("CANNOT_BREATHE",)),
    Sign("swallowing", E0, _BREATH, ("CANNOT_SWALLOW",)),
    Sign("breathing", E0, _BREATH, ("BREATHING", "DIFFICULT"), span=6),
    Sign("swallowing", E0, _BREATH, ("SWALLOWING", "DIFFICULT"), span=6),
    Sign("drooling", E0, _BREATH, ("DROOL",), unless=("TEETHING",)),
    Sign("voice", E0, _BREATH, ("VOICE",)),
    Sign("swelling_neck", E0, _SWELL, ("SWELL", "NECK"), span=14),
    Sign("swelling_eye", E0, _SWELL, ("SWELL", "EYE_SHUT"), span=14),
    Sign("swelling_eye", E0, _SWELL, ("SWELL", "EYE"), span=14),
    Sign("swelling_eye", E0, _SWELL, ("SWELL", "EYE_SHUT"), reach="call"),
    Sign("swelling_spreading", E0, _SWELL, ("SWELL", "SPREADING"), span=12),
    Sign("swelling_fever", E0, _SWELL, ("SWELL", "FEVER"), reach="call"),
    Sign("infection_fever", E0, _SWELL, ("ABSCESS", "FEVER"), reach="call"),
    Sign("bleeding_unstopped", E0, _BLEED, ("BLEED", "NOT_STOPPING"), span=14),
    Sign("bleeding_unstopped", E0, _BLEED, ("BLEED", "STILL"), unless=("LITTLE", "BRUSHING"), span=6),
    Sign("bleeding_faint", E0, _BLEED, ("BLEED", "DIZZY"), reach="call"),
    Sign("jaw_or_face_broken", E0, _HURT, ("JAW_BROKEN",)),
    Sign("jaw_or_face_broken", E0, _HURT, ("JAWBONE", "BROKEN"), unless=("TOOTH", *_NO_TOOTH), span=5),
    Sign("head_injury", E0, _HURT, ("HEAD_INJURY",)),
    Sign("head_injury", E0, _HURT, ("HEAD", "STRUCK"), span=7),
    Sign("jaw_or_face_broken", E0, _HURT, ("JAWBONE", "CROOKED", "TRAUMA"), span=12),
    Sign("head_injury", E0, _HURT, ("DAZED", "TRAUMA"), span=18),
    Sign("unconscious", E0, _HURT, ("UNCONSCIOUS",), unless=("TOOTH",), span=4),
    Sign("unconscious", E0, _HURT, ("UNCONSCIOUS", "TRAUMA"), span=20),
    Sign("chest_pain", E0, "chest pain, allergic reaction", ("CHEST",)),
    Sign("allergic_reaction", E0, "chest pain, allergic reaction", ("ALLERGY",)),
    Sign("asks_for_911", E0, "ours: asks whether to call 911", ("WANTS_911",)),
    Sign("tooth_knocked_out", E1, _TOOTH_OUT, ("KNOCKED_OUT", "TOOTH")),
    Sign(
        "tooth_knocked_out", E1, _TOOTH_OUT, ("FELL_OUT", "TOOTH"), unless=(*_NO_TOOTH, "BABY_TOOTH", "TREATED"), span=8
    ),
    Sign("tooth_knocked_out", E1, _TOOTH_OUT, ("FELL_OUT", "BABY_TOOTH", "TRAUMA"), span=14),
    Sign("tooth_knocked_out", E1, _TOOTH_OUT, ("TOOTH_IN_HAND",), unless=(*_NO_TOOTH, "BABY_TOOTH")),
    Sign("tooth_knocked_out", E1, _TOOTH_OUT, ("TOOTH", "HELD"), unless=(*_NO_TOOTH, "BABY_TOOTH", "TREATED"), span=8),
    Sign("tooth_moved", E1, _MOVED, ("OUT_OF_PLACE", "TOOTH"), unless=_NO_TOOTH, span=8),
    Sign("tooth_moved", E1, _MOVED, ("LOOSE", "TOOTH", "TRAUMA"), unless=_NO_TOOTH, span=18),
    Sign("tooth_moved", E1, _MOVED, ("CROOKED", "TOOTH", "TRAUMA"), unless=_NO_TOOTH, span=18),
    Sign("tooth_broken_pain", E1, "broken tooth with heavy pain", ("BROKEN_TOOTH", "HEAVY_PAIN"), reach="call"),
    Sign("tooth_broken_pain", E1, "broken tooth with heavy pain", ("BROKEN_TOOTH", "PAIN", "NIGHT"), reach="call"),
    Sign("severe_pain", E2, "severe pain", ("HEAVY_PAIN",)),
    Sign("severe_pain", E2, "severe pain", ("PAIN", "STRONG"), unless=("LITTLE",), span=6),
    Sign("severe_pain", E2, "severe pain", ("PAIN", "NIGHT"), span=14),
    Sign("severe_pain", E2, "severe pain", ("NIGHT", "TOOTH"), span=10),
    Sign("locked_jaw", E2, "ours: the mouth does not open", ("LOCKED_JAW",)),
    Sign("swelling", E2, "localised swelling without E0 signs", ("SWELL",), unless=("BODY_ELSEWHERE",)),
    Sign("abscess", E2, "abscess", ("ABSCESS",)),
    Sign("abscess", E2, "abscess", ("LEAK", "FACE"), span=7),
    Sign("dry_socket", E2, "dry socket", ("DRY_SOCKET",)),
    Sign("broken_tooth", E2, "broken tooth", ("BROKEN_TOOTH",)),
    Sign(
        "loose_tooth",
        E2,
        "ours: an adult tooth is loose",
        ("LOOSE", "TOOTH"),
        unless=(*_NO_TOOTH, "BABY_TOOTH"),
        span=5,
    ),
    Sign("lost_temporary", E2, "lost temporary", ("TEMPORARY", "FELL_OUT"), span=6),
    Sign("lost_temporary", E2, "lost temporary", ("TEMPORARY", "FELL_OFF"), span=6),
    Sign("lost_temporary", E2, "lost temporary", ("TEMPORARY", "BROKEN"), span=6),
    Sign("after_treatment", E2, "post-op concern", ("STITCHES_OUT",)),
    Sign("after_treatment", E2, "post-op concern", ("TREATED", "AFTER", "PAIN"), span=14),
    Sign("after_treatment", E2, "post-op concern", ("TREATED", "WORSE"), span=14),
    Sign("bleeding", E2, "post-op concern", ("BLEED",), unless=("BRUSHING",)),
    Sign("fever", E2, "ours: a fever, before its cause is known", ("FEVER", "PAIN"), span=14),
    Sign("says_emergency", E2, "ours: the caller calls it urgent", ("EMERGENCY",)),
    Sign("lost_restoration", E3, "lost filling or crown without pain", ("RESTORATION", "FELL_OUT"), span=6),
    Sign("lost_restoration", E3, "lost filling or crown without pain", ("RESTORATION", "FELL_OFF"), span=6),
    Sign("lost_restoration", E3, "lost filling or crown without pain", ("RESTORATION", "LOOSE"), span=6),
    Sign("lost_restoration", E3, "lost filling or crown without pain", ("RESTORATION", "BROKEN"), span=6),
    Sign("chipped_tooth", E3, "chipped tooth", ("CHIPPED", "TOOTH"), span=7),
    Sign("broken_appliance", E3, "broken retainer or denture", ("APPLIANCE", "BROKEN"), span=7),
    Sign("broken_appliance", E3, "broken retainer or denture", ("APPLIANCE", "FELL_OFF"), span=7),
    Sign("broken_appliance", E3, "broken retainer or denture", ("APPLIANCE", "BENT"), span=7),
    Sign("sensitivity", E3, "sensitivity", ("SENSITIVE", "TOOTH"), span=7),
    Sign("toothache", E3, "ours: pain that was not called heavy", ("PAIN", "TOOTH"), span=7),
    Sign("toothache", E3, "ours: pain that was not called heavy", ("PAIN", "FACE"), span=7),
    Sign("toothache", E3, "ours: pain that was not called heavy", ("TOOTHACHE",)),
    Sign("gums_bleed", E3, "ours: gums bleed when brushed", ("BLEED", "BRUSHING")),
)

# Concepts made of two others: a lump in the face is a swelling; a broken tooth, for rules that reach over the call.
COMPOUNDS: tuple[Sign, ...] = (
    Sign("SWELL", E2, "swelling called a lump", ("LUMP", "FACE"), span=6),
    Sign("BROKEN_TOOTH", E2, "broken tooth", ("BROKEN", "TOOTH"), unless=("RESTORATION", "APPLIANCE"), span=6),
)
