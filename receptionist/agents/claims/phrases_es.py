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
        \b(?:ya )?{PRONOUN}(?:cambie|movi|pase|corri|reprograme|reagende|recorri|adelante|atrase) (?:su |la |
            para |al |el |a )(?!mensaje|recado|nota|llamada|equipo|pregunta|recepcion)
        {ESTA}(?:reagendad[oa]s?|recorrid[oa]s?|pasad[oa]s? (?:al|para))|\bse (?:reprogramo|reagendo|cambio|
            movio|recorrio) (?:su |la |para |al |a )|\b(?:quedo|queda|esta) (?:hecho )?el cambio\b
        \b{VISIT} (?:quedo|queda|es ahora) (?:para|el|al) (?:[a-z0-9:]+ ){1,6}?en (?:lugar|vez) de\b
        \b(?:le |la |lo )?acabo de (?:cambiar|mover|reprogramar)
        {HE}(?:movido|cambiado|reprogramado|pasado su cita)
        \b(?:ya )?(?:le |se la |la )?(?:movi|cambie|reprograme) (?:su |la |para )
        {ESTA}(?:movid[oa]|cambiad[oa]|reprogramad[oa])|\bsu (?:nueva )?{VISIT} es ahora\b|
            \bsu nueva {VISIT} es\b
    """,
    Deed.CANCELLED: r"""
        \b(?:ya )?{PRONOUN}(?:quite|borre|elimine|di de baja|saque) (?:su|la|esa|de la agenda)\b|
            \b{PRONOUN}di de baja$|,? {PRONOUN}di de baja\b(?! como)
        \bse (?:cancelo|anulo|elimino) (?:su|la)\b|\b(?:la )?cancelacion (?:quedo|esta|se hizo|fue|ya)\b|
            \bya no tiene (?:la |su |ninguna )?{VISIT}\b|{ESTA}(?:eliminad[oa]|borrad[oa]|dad[oa] de baja)
        \b(?:le |la |lo )?acabo de (?:cancelar|anular)
        {HE}(?:cancelado|anulado|eliminado)|\b(?:ya )?(?:le |se la |la )?(?:cancele|anule) (?:su|la)\b
        {ESTA}(?:cancelad[oa]|anulad[oa])
    """,
    Deed.REGISTERED: r"""
        \b(?:ya )?{PRONOUN}(?:registre|inscribi|di de alta|di de alta) (?:como|en|a)\b|\b(?:su |
            el )?(?:expediente|ficha|registro|cuenta) (?:ya )?(?:esta|quedo|ha sido|fue) {ADVERB}(?:cread[oa]|
            abiert[oa]|list[oa]|hech[oa])
        {HE}(?:registrado|inscrito|creado su (?:expediente|ficha|registro))|{ESTA}(?:registrad[oa]|inscrit[oa]|
            dad[oa] de alta)
    """,
    Deed.CONFIRMED: r"""
        \b(?:ya )?{PRONOUN}(?:confirme) (?:la|su|el)\b|\b{PRONOUN}?marque (?:su|la) {VISIT} como confirmad[oa]
        {HE}confirmado|{ESTA}confirmad[oa]|\b(?:ya )?(?:le )?confirme su\b
    """,
    Deed.BOOKED: r"""
        \b(?:ya )?{PRONOUN}(?:deje|tengo) (?:apartad|reservad|agendad|anotad|apuntad)[oa]\b
        {ESTA}(?:apuntad[oa]s?|reservad[oa]s?|agendad[oa]s?|programad[oa]s?|en la agenda|hech[oa] (?:su|
            la) (?:cita|reserva))|\bquedaron (?:registrad|agendad|apuntad|reservad|programad)[oa]s\b
        \bya tiene (?:su|la|una) {VISIT} (?:el|para|con|hoy|manana)\b|\bya esta en (?:la agenda|el sistema|
            el calendario)\b
        \b(?:ya )?{PRONOUN}(?:consegui|guarde|apunte|di|puse|meti|registre) (?:un|una|el|la|su|ese|esa|
            en) (?:[a-z]+ ){0,2}?(?:espacio|lugar|hora|{VISIT}|lunes|martes|miercoles|jueves|viernes|agenda|
            calendario)|\bse {PRONOUN}(?:guarde|aparte|reserve|agende)\b
        \b(?:la |su )?(?:reservacion|reserva|cita) (?:ya )?se (?:hizo|agendo|reservo|realizo|registro)\b|
            \bse (?:agendo|reservo|hizo) (?:su|la) (?:{VISIT})
        \b(?:le |la |lo )?acabo de (?:agendar|reservar|programar|apartar|anotar)
        {HE}(?:reservado|agendado|programado|apartado|anotado|hecho (?:la|su) {VISIT})
        \b(?:ya )?(?:le |se la |la |lo )?(?:reserve|agende|programe|aparte|anote) (?:su|la|una|para|el|a)\b
        {ESTA}(?:reservad[oa]|agendad[oa]|programad[oa]|apartad[oa]|anotad[oa]|list[oa] (?:para|su))
        \blo esperamos el\b|\bla esperamos el\b|\btiene (?:su|una|la) {VISIT} (?:reservada|agendada|programada)
    """,
    Deed.MESSAGE: r"""
        \b(?:ya )?{PRONOUN}dije (?:a|al)\b|\b(?:el equipo|la recepcion|la doctora|el doctor|
            el dentista) ya (?:fue|esta|sabe|ha sido) ?(?:avisad|informad|enterad)?[oa]?\b
        \b(?:ya )?{PRONOUN}(?:avise|informe|notifique|comente|comunique) (?:a|al|sobre|de)\b|\b(?:su|
            el) (?:recado|mensaje|nota|aviso) (?:ya )?(?:esta|quedo|ha sido|fue) {ADVERB}[a-z]+[oa]\b
        \b(?:ya )?{PRONOUN}(?:deje|envie|pase|mande|anote|apunte) (?:un|una|su|el|la) (?:[a-z]+ )?(?:mensaje|
            nota|recado|pregunta|solicitud|peticion)|\b(?:ya )?se l[oa] (?:pase|mande|envie|deje) (?:a|al)\b|
            \bse la mande\b
        {HE}(?:dejado|enviado|pasado|mandado|tomado|dado) (?:[a-z]+ ){0,2}(?:mensaje|nota|recado|aviso|
            recepcion|equipo)
        {HE}avisado (?:a|al)\b|\b(?:ya )?(?:le )?(?:deje|envie|pase|mande) (?:un|una|su|el) (?:mensaje|nota|
            recado)
    """,
    Deed.CALL_BACK: r"""
        \b(?:le|lo|la) llaman (?:de|desde|en|hoy|manana)\b
        (?:{QUIEN} )?\bse (?:va a|van a|comunicara|comunicaran|pondra) ?(?:comunicar|
            poner en contacto)? ?(?:con usted|en contacto)?\b(?=.*(?:usted|contacto))
        \b(?:le|te) (?:regresa|regresan|regresara|regresaran|devuelve|devuelven|devolvera|devolveran|marca|
            marcan|marcara|marcaran) (?:la|su|una)? ?(?:llamada|hoy|manana|en|esta|mas tarde)
        (?:{QUIEN} )?\b(?:le|lo|la|te) (?:llamara|llamaran|llamaremos|va a llamar|van a llamar|vamos a llamar|
            contactara|contactaran|contactaremos|devolvera|devolveran|devolveremos)\b
        \b(?:recibira|va a recibir) (?:una|la) llamada|\b(?:se pondra|se pondran|nos pondremos) en contacto
    """,
    Deed.TRANSFERRED: r"""
        \b(?:lo|la|le) (?:comunico|paso|transfiero|conecto) (?:con|a|al)\b|\b(?:ya )?{PRONOUN}(?:transferi|pase|
            comunique) (?:su |la )?(?:llamada|con)\b
        \b(?:le|lo|la) (?:estoy|estamos) (?:transfiriendo|comunicando|pasando|conectando)|\b(?:estoy|
            estamos) (?:transfiriendo|comunicando)l[eoa]|{HE}(?:transferido|comunicado|conectado)
    """,
    Deed.DONE: r"""
        \b(?:ya )?(?:esta|quedo|queda) (?:todo )?(?:listo|hecho|arreglado|resuelto)\b|^listo\b|\btodo listo\b
    """,
    Deed.COVERAGE: r"""
        \b(?:seguro|plan|poliza|aseguranza|delta|cigna|aetna) (?:si |dental |tambien |normalmente |le |lo |la |
            los |
            las )*(?:cubre|cubrira|paga|pagara|va a cubrir|va a pagar)\b
        \b(?:esta|estan|queda|quedan) (?:totalmente |completamente |todo |toda |todas )*cubiert[oa]s?\b
    """,
}
