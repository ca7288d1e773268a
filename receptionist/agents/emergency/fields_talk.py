"""Fields of meaning: people, moods and time, and the talk of a front desk, English and Spanish together.

See `fields_body.py`. What is said about money, bookings and weather is what tells "I can't breathe" from "I can't
breathe until this bill is sorted".
"""

TALK: dict[str, str] = {
    "DIE": """
        die dying dead death kill killing killed kills suicide suicidal morir muero morirme muerto muerta
        matar matarme mato mate suicidio suicidarme vida vivir viviendo dies suicida matarse morirse moriria
        deadly murder murdered fallecer died alive living live life goodbye funeral heaven muerte suicidar
        viva vivo despedida despedirme cielo perish existence exist""",
    "SELF": "myself himself herself themselves mismo misma ourselves yourself",
    "HOPELESS": """
        burden existing exist alive sentido importo existir hopeless pointless worthless despertar despertarme
        vivir viviendo""",
    "HARMTOOL": """
        gun bullet shoot rope hang hanging bridge knife wrists pistola tiro soga puente razor blade
        noose wrist cliff jump overdose pills cut cutting cuts cortando corto cortarme cortarse cuchillo
        navaja ahorcar ahorcarme ahorcarse tirarme aventarme pastillas pistol rifle shotgun knives tablets
        overpass azotea veneno poison bleach sidearm
        """,
    "CHILD": """
        son daughter kid kids child children toddler baby boy girl grandson granddaughter student grader hijo
        hija nino nina bebe nieto nieta chamaco muchacho nene nena mijo mija grandbaby grandkid nephew niece
        teen teenager infant preemie camper cousin sobrino sobrina chamaca chiquito bebito adolescente alumno""",
    "OLD": """
        mother father mom dad mama papa grandma grandpa grandmother grandfather granddaddy resident abuelo
        abuela abuelita suegra suegro husband wife spouse esposo esposa marido mujer viejo viejito abuelito papi
        mami elderly uncle aunt tio tia brother sister hermano hermana neighbor roommate""",
    "HELP": """
        help emergency ambulance hospital er 911 urgent auxilio ayuda ayudeme ambulancia emergencia urgencias
        urgente ambulances paramedics hospitals clinic quick quickly hurry please rapido auxiliar socorro
        paramedicos""",
    "MONEY": """
        price prices cost costs charge bill bills pay payment payments paid dollars insurance copay deductible
        discount fee fees estimate quote cheap cheaper afford balance plan covered cover coverage card account
        owe receipt precio cuesta cobran pago pagar cuenta seguro descuento dolares debo saldo barato cargo
        expensive quoted budget financing finance carecredit dollar bucks hundred thousand grand paying copays
        premium claim claims benefits maximum refund tax hsa fsa presupuesto caro cobro reembolso beneficios
        cubre descuentos""",
    "BOOK": """
        appointment appointments schedule scheduled reschedule book booking slot opening openings cancel
        canceling cancelled confirm confirming move push checkup cleaning cleanings visit exam consult
        consultation cita citas agendar cancelar confirmar cambiar mover limpieza revision chequeo consulta
        horario availability available time times slots calendar reminder remind recall reservation rebook
        bookings turno turnos disponible agenda agendo hora reagendar posponer""",
    "DAY": """
        monday tuesday wednesday thursday friday saturday sunday week weeks weekend january february march april
        may june july august september october november december lunes martes miercoles jueves viernes sabado
        domingo semana mes enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
        diciembre""",
    "OFFICE": """
        fax email mail records record form forms paperwork xray xrays chart file address parking park hours
        closed number phone website text referral office desk radiografias expediente direccion estacionamiento
        telefono correo formulario formularios receptionist staff hygienist insurance voicemail app portal link
        online sign location building floor elevator store sell buy toothbrush toothpaste floss recepcion
        higienista pagina sitio copia recibo receipt""",
    "COSMETIC": """
        whitening whiten whiter braces straighten straightened veneers invisalign smile bleaching blanqueamiento
        blanquear frenos sonrisa enderezar cosmetic aligner gap sealant sealants fluoride brilliant blanquearme
        blanquearse carillas alinear sellador fluor""",
    "PAST": """
        ago years year last used back college childhood once previously former history healed anos pasado antes
        nino chiquito chiquita ages decades nineties teenager kid high grade school 2010 2015 2018 ninos joven
        antiguamente""",
    "NOW": """
        now just minutes today tonight morning right still keeps since started ahorita ahora acaba hoy sigue
        todavia desde empezo""",
    "ASKING": """
        do does what how much which is are can que cuanto cual como hacen tienen atienden""",
    "DENY": """
        no not none never nothing without nope fine okay ok good great perfect normal well sin nada nunca bien
        ningun ninguno""",
    "THANKS": "thanks thank thankful great love wonderful gracias excelente",
    "IDIOM": """
        price bill laughing phone boss schedule insurance paperwork traffic work car computer line joking joke
        kidding ha haha lol funny embarrassment embarrassed excited coffee music menu budget broma risa
        bromeando""",
    "CANT": "cannot unable hardly barely cant couldnt apenas",
    "NO": """
        no not never without neither nor nothing none nobody sin nada nunca ni ningun ninguna ninguno tampoco""",
    "TROUBLE": """
        trouble hard harder difficult difficulty difficulties problem problems struggle struggling struggles
        tight tightness straw squeaky whistle whistling whistles noise noisy labored shallow chore impossible
        cuesta trabajo dificil dificultad problemas batalla silbido chillido ruidito costando imposible""",
    "FINE": """
        fine okay ok good normal normally great perfect perfectly easy healed gone cleared resolved better bien
        perfecto perfecta sano sana cicatrizo curo sane mejor""",
    "SUPPOSE": """
        if when whenever would should could case wondering curious asking question supposed si cuando pregunta
        saber""",
    "AFTER": "since after from despues desde",
    "THEY": "he she his her him el ella le se",
    "OPEN": "open close shut cerrar abrir",
    "THING": """
        shirt computer phone car laptop screen wallet heart bank system celular carro coche corazon sistema
        computadora""",
    "WEATHER": "ice snow storm cold heat hot weather frio calor nieve",
    "ILL": """
        flu cold covid stomach virus sick strep sinus ear gripa gripe resfriado tos vaccine pregnant pregnancy
        asthma diabetes diabetic surgery knee back hip allergy allergies embarazada asma diabetico diabetica
        espalda rodilla tobillo vacuna""",
    "COMPARE": "like como",
    "JOB": "work job boss meeting school teacher nurse trabajo jefe escuela maestra",
    "WISH": """
        want wanna wish rather going gonna thinking thought thoughts quiero voy pienso pensado prefiero ganas""",
    "END": "end ending over done finish anymore tonight acabar terminar acabe",
    "HOURS": """
        morning noon hours hour minutes minute half night yesterday today horas hora minutos minuto manana noche
        ayer""",
    "MANY": """
        everywhere all covered lots much so many mouthful mouthfuls todo todos toda mucha mucho tanta""",
    "WATER": "water food eat eating drink drinking agua comida comer",
    "FOREIGN": "bone screw cap toothbrush pencil stick nut popcorn bolt palo cepillo lapiz",
    "MOMENT": "suddenly sudden just second again otra vez",
    "DETAILS": "number spell spelled name email address nombre numero",
}
