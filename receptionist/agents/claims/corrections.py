"""The fixed sentences that take back a claim, said in the next breath by code. None of them claims anything itself."""

from receptionist.agents.claims.audit import Contradiction
from receptionist.agents.claims.claim import Deed, Language
from receptionist.agents.claims.facts import Written
from receptionist.practice.wording import spoken_moment

_OPENING = {"en": "I need to correct myself:", "es": "Debo corregirme:"}
_NOT_DONE: dict[Deed, dict[Language, str]] = {
    Deed.BOOKED: {
        "en": "nothing has been booked yet. Would you like me to look at that time again?",
        "es": "todavía no hay nada reservado. ¿Quiere que vuelva a buscar ese horario?",
    },
    Deed.MOVED: {
        "en": "your visit has not been moved. It stands as it was. Would you like me to look at a new time?",
        "es": "su cita no se ha cambiado y sigue como estaba. ¿Quiere que busque otro horario?",
    },
    Deed.CANCELLED: {
        "en": "nothing has been cancelled. Would you like to cancel that visit?",
        "es": "no se ha cancelado nada. ¿Quiere cancelar esa cita?",
    },
    Deed.CONFIRMED: {
        "en": "that visit has not been marked as confirmed. Would you like me to check it?",
        "es": "esa cita no se ha confirmado. ¿Quiere que la revise?",
    },
    Deed.REGISTERED: {
        "en": "you have not been registered yet. Would you like to go on with that?",
        "es": "todavía no se ha hecho el registro. ¿Quiere que sigamos con eso?",
    },
    Deed.MESSAGE: {
        "en": "no message has been left yet. What would you like me to write down, and for which number?",
        "es": "todavía no se ha dejado ningún mensaje. ¿Qué quiere que anote, y para qué número?",
    },
    Deed.CALL_BACK: {
        "en": "no call-back has been arranged yet. What number should I write down for the office?",
        "es": "todavía no se ha pedido ninguna llamada. ¿Qué número quiere que anote para la oficina?",
    },
    Deed.TRANSFERRED: {
        "en": "you have not been put through to anyone. Would you like me to try, or should I take a message?",
        "es": "la llamada no se ha pasado a nadie. ¿Quiere que lo intente, o prefiere dejar un recado?",
    },
    Deed.DONE: {
        "en": "that has not been done yet. Would you like me to go ahead with it?",
        "es": "eso todavía no se ha hecho. ¿Quiere que siga adelante?",
    },
    Deed.COVERAGE: {
        "en": "I can't say what a plan covers, so please don't rely on what I said. Our team can check it for you.",
        "es": "no puedo decir qué cubre un plan, así que no cuente con lo que dije. Nuestro equipo lo puede revisar.",
    },
}
_MONEY: dict[Language, str] = {
    "en": "I can't speak about amounts, so please don't rely on what I said. The front desk can tell you.",
    "es": "no puedo hablar de cantidades, así que no cuente con lo que dije. La recepción se lo puede decir.",
}


def correction(contradiction: Contradiction) -> str:
    """What code says in the next breath. It promises nothing and holds no claim of its own."""
    language = contradiction.claim.language
    if contradiction.fault == "money":
        said = _MONEY[language]
    elif contradiction.fault == "wrong_time" and contradiction.truth is not None:
        said = _right_time(contradiction.truth, language)
    else:
        said = _NOT_DONE[contradiction.claim.deed][language]
    return f"{_OPENING[language]} {said}"


def _right_time(truth: Written, language: Language) -> str:
    if truth.when is None:
        raise ValueError("a wrong time is only known against a write whose time is known")
    if language == "es":
        return f"la hora correcta de la cita es el {truth.when:%d/%m} a las {truth.when:%H:%M}."
    return f"the right time of that visit is {spoken_moment(truth.when)}."
