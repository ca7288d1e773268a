"""How a deed is claimed in Spanish, in the notation of `phrases_en.py`; accents are dropped."""

from receptionist.agents.claims.claim import Deed

MACROS: dict[str, str] = {
    "ADVERB": r"(?:ya |acabo de |tambien |ahora |todo |bien |oficialmente )*",
    "PRONOUN": r"(?:le |te |se |lo |la |les |se lo |se la |me )*",
    "HE": r"\b{PRONOUN}(?:he|hemos) {ADVERB}",
    "ESTA": (
        r"\b(?:(?:su|la|tu|el|una) (?:[a-z]+ )?{VISIT}(?: (?:de|para|con|del|el|a)(?: [a-z0-9:]+){1,5}?)? |"
        r"usted |ya |todo |eso )*(?:esta|queda|quedo|ha sido|ha quedado|fue|estan|quedan) {ADVERB}(?:usted )?"
    ),
    "VISIT": r"(?:cita|visita|limpieza|consulta|hora|revision|examen|reserva|reservacion)",
    "QUIEN": (
        r"(?:alguien|una persona|el equipo|nuestro equipo|la recepcion|recepcion|la oficina|el dentista|"
        r"la doctora|el doctor|un companero|la encargada|nosotros)"
    ),
}

SPANISH: dict[Deed, str] = {
    Deed.MOVED: r"""
        \b(?:le |la |lo )?acabo de (?:cambiar|mover|reprogramar)
        {HE}(?:movido|cambiado|reprogramado|pasado su cita)
        \b(?:ya )?(?:le |se la |la )?(?:movi|cambie|reprograme) (?:su |la |para )
        {ESTA}(?:movid[oa]|cambiad[oa]|reprogramad[oa])|\bsu (?:nueva )?{VISIT} es ahora\b|
            \bsu nueva {VISIT} es\b
    """,
    Deed.CANCELLED: r"""
        \b(?:le |la |lo )?acabo de (?:cancelar|anular)
        {HE}(?:cancelado|anulado|eliminado)|\b(?:ya )?(?:le |se la |la )?(?:cancele|anule) (?:su|la)\b
        {ESTA}(?:cancelad[oa]|anulad[oa])
    """,
    Deed.REGISTERED: r"""
        {HE}(?:registrado|inscrito|creado su (?:expediente|ficha|registro))|{ESTA}(?:registrad[oa]|inscrit[oa]|
            dad[oa] de alta)
    """,
    Deed.CONFIRMED: r"""
        {HE}confirmado|{ESTA}confirmad[oa]|\b(?:ya )?(?:le )?confirme su\b
    """,
    Deed.BOOKED: r"""
        \b(?:le |la |lo )?acabo de (?:agendar|reservar|programar|apartar|anotar)
        {HE}(?:reservado|agendado|programado|apartado|anotado|hecho (?:la|su) {VISIT})
        \b(?:ya )?(?:le |se la |la |lo )?(?:reserve|agende|programe|aparte|anote) (?:su|la|una|para|el|a)\b
        {ESTA}(?:reservad[oa]|agendad[oa]|programad[oa]|apartad[oa]|anotad[oa]|list[oa] (?:para|su))
        \blo esperamos el\b|\bla esperamos el\b|\btiene (?:su|una|la) {VISIT} (?:reservada|agendada|programada)
    """,
    Deed.MESSAGE: r"""
        {HE}(?:dejado|enviado|pasado|mandado|tomado|dado) (?:[a-z]+ ){0,2}(?:mensaje|nota|recado|aviso|
            recepcion|equipo)
        {HE}avisado (?:a|al)\b|\b(?:ya )?(?:le )?(?:deje|envie|pase|mande) (?:un|una|su|el) (?:mensaje|nota|
            recado)
    """,
    Deed.CALL_BACK: r"""
        (?:{QUIEN} )?\b(?:le|lo|la|te) (?:llamara|llamaran|llamaremos|va a llamar|van a llamar|vamos a llamar|
            contactara|contactaran|contactaremos|devolvera|devolveran|devolveremos)\b
        \b(?:recibira|va a recibir) (?:una|la) llamada|\b(?:se pondra|se pondran|nos pondremos) en contacto
    """,
    Deed.TRANSFERRED: r"""
        \b(?:le|lo|la) (?:estoy|estamos) (?:transfiriendo|comunicando|pasando|conectando)|\b(?:estoy|
            estamos) (?:transfiriendo|comunicando)l[eoa]|{HE}(?:transferido|comunicado|conectado)
    """,
    Deed.DONE: r"""
        \b(?:ya )?(?:esta|quedo|queda) (?:todo )?(?:listo|hecho|arreglado|resuelto)\b|^listo\b|\btodo listo\b
    """,
}
