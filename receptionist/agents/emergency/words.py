"""The fixed words of an emergency, in English and Spanish. They live in code so that no prompt can change them.

The E1 sentence follows the published guidance for a knocked-out permanent tooth (hold it by the crown, rinse at most
ten seconds, put it back or into milk; baby teeth are not put back). A deploying practice's dentist must approve
every sentence here before it is used; `docs/emergency.md` says so and why.
"""

from receptionist.agents.emergency.alarm import Alarm, Language, Tier
from receptionist.practice.schema import PracticeProfile

_E0 = {
    "en": "What you describe may be an emergency. {practice_words}",
    "es": (
        "Lo que describe puede ser una emergencia. Por favor cuelgue y llame al 911 ahora mismo, o vaya a la sala "
        "de emergencias más cercana."
    ),
}
_E0_AGAIN = {
    "en": (
        "I understand, and I still have to ask you: please call 911 or go to the nearest emergency room now. This "
        "cannot be handled by an appointment."
    ),
    "es": (
        "Lo entiendo, y aun así tengo que pedírselo: llame al 911 o vaya ahora a la sala de emergencias más "
        "cercana. Esto no se puede resolver con una cita."
    ),
}
_988 = {
    "en": "You can also call or text 988, the Suicide and Crisis Lifeline, at any time. Please do not stay alone.",
    "es": (
        "También puede llamar o enviar un mensaje de texto al 988, la línea de prevención del suicidio y crisis, a"
        " cualquier hora. Por favor no se quede a solas."
    ),
}
_E1 = {
    "tooth_out": {
        "en": (
            "Minutes count for a tooth that came out. If it is an adult tooth, hold it by the crown, the white "
            "part, and not by the root. If it is dirty, rinse it for at most ten seconds. Put it back in its "
            "place, or keep it in milk. Do not put a baby tooth back."
        ),
        "es": (
            "Con un diente que se salió, cada minuto cuenta. Si es un diente permanente, sujételo por la corona, "
            "la parte blanca, y no por la raíz. Si está sucio, enjuáguelo diez segundos como máximo. Póngalo en su"
            " lugar o guárdelo en leche. Si es un diente de leche, no lo vuelva a poner."
        ),
    },
    "tooth_hurt": {
        "en": "A dentist should see that right away.",
        "es": "Eso lo debe ver un dentista de inmediato.",
    },
}
_COME = {
    "en": "Please come to {name} at {address} now.",
    "es": "Por favor venga ahora a {name}, en {address}.",
}
_CLOSED = {
    "en": "Our office is closed right now, so please go to the nearest emergency room or emergency dentist now.",
    "es": (
        "Nuestro consultorio está cerrado en este momento; por favor vaya ahora a la sala de emergencias o al "
        "dentista de urgencias más cercano."
    ),
}
_E2 = {
    "en": (
        "I'm sorry to hear that. Someone should look at this the same day. First, do you have a fever, swelling "
        "that spreads, trouble breathing or swallowing, bleeding that does not stop, or an injury to your head or "
        "face? If any of these is so, call 911 or go to the emergency room."
    ),
    "es": (
        "Lamento lo que le pasa. Alguien debe verlo el mismo día. Primero dígame: ¿tiene fiebre, hinchazón que se "
        "extiende, dificultad para respirar o tragar, sangrado que no para, o un golpe en la cabeza o la cara? Si "
        "tiene algo de esto, llame al 911 o vaya a la sala de emergencias."
    ),
}


def words_key(sign: str) -> str:
    """Which of the fixed words a sign calls for; signs with one key say the same."""
    if sign == "self_harm":
        return "988"
    if sign == "tooth_knocked_out":
        return "tooth_out"
    return "tooth_hurt" if sign in ("tooth_moved", "tooth_broken_pain") else ""


def first_reply(alarm: Alarm, profile: PracticeProfile, *, open_now: bool = True) -> str:
    """The words to be said at once on `alarm`, before anything else; "" for E3, which is an ordinary visit.

    E0 in English says the profile's `emergency` sentence, which must name 911 and the emergency room. `open_now` says
    whether a caller with an E1 can be told to come; a closed office sends them to the emergency room.
    """
    language: Language = alarm.language
    if alarm.tier is Tier.E0:
        reply = _E0_AGAIN[language] if alarm.repeated else _E0[language].replace("{practice_words}", profile.emergency)
        return f"{reply} {_988[language]}" if words_key(alarm.sign) == "988" else reply
    if alarm.tier is Tier.E1:
        come = _COME if open_now else _CLOSED
        where = come[language].replace("{name}", profile.name).replace("{address}", profile.address)
        return f"{_E1[words_key(alarm.sign)][language]} {where}"
    return _E2[language] if alarm.tier is Tier.E2 else ""
