"""Spanish words for the same concepts as `concepts_en.py`, in the same notation; accents and tildes are dropped."""

SPANISH: dict[str, str] = {
    "TOOTH": "diente*; muela*; colmillo*; incisivo*; dentadura de",
    "BABY_TOOTH": "diente de leche; dientes de leche; muela de leche; primer diente; raton perez; ratoncito perez",
    "RESTORATION": """
        corona*; empaste*; relleno*; amalgama; resina; carilla*; puente; funda; calza; curacion; tapadura""",
    "TEMPORARY": "temporal; provisional; provisorio; temporaria",
    "APPLIANCE": """
        retenedor*; dentadura; dentadura postiza; placa; frenos; bracket*; brackets; alambre; protesis; guarda;
        postiz*""",
    "FACE": "cara; mejilla*; cachete*; quijada; mandibula; encia*; labio*; boca; barbilla; rostro; menton",
    "EYE": "ojo; ojos; parpado*",
    "NECK": """
        cuello; garganta; lengua; bajo la lengua; debajo de la lengua; piso de la boca; debajo de la quijada;
        debajo de la mandibula; pescuezo; debajo de la barbilla""",
    "LITTLE": "un poco; poquito; ligeramente; un poquito; leve; apenas",
    "HELD": """
        mano; servilleta; vaso; bolsa; suelo; guardado; envuelto; mesa; hielo; bolsita; trapo; gasa; toalla;
        cajita""",
    "TRAUMA": """
        golpe*; cayo; caida; accidente; choque; choco; pelota; pelotazo; futbol; bicicleta; bici; patada; codazo;
        punetazo; jugando; pego; pegaron; tropezo; resbalo; pelea; balon; balonazo; escaleras; columpio; beisbol;
        choque*; trancazo; atropell*; madrazo; porrazo; se pego; me pegue; estrello; cai; se cayo; pisaron;
        patin*; columpios; asalt*; codo; resbale; se resbalo; tropece""",
    "KNOCKED_OUT": """
        tumbaron; tumbo; volo un; volaron; volo el; volo los; salio volando; le boto; boto el; botaron; arranco;
        arrancaron; saltaron; salto un; salto el; salio entero; salio completo; de un golpe; de raiz; se zafo; le
        saco un; le saco el; saco el diente; saco un diente; se zafaron; le volo; me volo; desprendio; se me
        boto; se le boto; boto un; se tumbo; se boto; escupio un diente; escupi un diente; saltado; voto un; se
        lo tumbo; perdio un diente; perdi un diente; se le desprendio; se me desprendio""",
    "FELL_OUT": """
        se me cayo; se le cayo; se cayo; se me cayeron; se le cayeron; se cayeron; se me ha caido; se le ha
        caido; caido; se me salio; se le salio; se salio; perdi; perdio; se me callo; se le callo; se me
        calleron; se nos cayo; cayo""",
    "TOOTH_IN_HAND": """
        diente ~ mano; diente ~ leche ahora; diente ~ vaso; diente ~ servilleta; diente ~ suelo; diente ~ piso;
        tengo el diente; tengo ~ diente ~ mano; encontre el diente; encontramos el diente; tenemos el diente;
        guarde el diente; diente ~ bolsa; volver a poner; poner el diente""",
    "OUT_OF_PLACE": """
        fuera de lugar; fuera de su; se movio; se metio; se le metio; se me metio; hacia adentro; para adentro;
        hacia atras; para atras; torcido; chueco; colgando; se desplazo; se me movio; se le movio; cuelga; se
        hundio; de lado; hundido; hacia adelante; salido de; ladeado; chueca; enterrado; encajado; se encajo;
        enterro; movido; de lugar; en su lugar; volteado; se corrio; se enterro; ladeo; adelante""",
    "LOOSE": "flojo; floja; suelto; suelta; aflojo; se mueve; moviendo; flojos; tambalea; aflojaron",
    "DAZED": "vomit*; confundid*; atontad*; no se acuerda; adormilad*; no coordina; aturdid*",
    "STRONG": """
        fuerte; fuertes; horrible; terrible; feo; tremendo; intenso; mucho; muchisimo; bastante; bien feo;
        espantoso; agudo; severo; demasiado""",
    "LEAK": "liquido; materia; amarillo; verdoso; escurre",
    "BROKEN": """
        rompio; roto; rota; rotos; quebro; quebrado; quebrada; partio; partido; partida; fracturo; fracturado;
        pedazo*; por la mitad; a la mitad; rajo; rajado; rompieron; rompi; quebre; parti; trozo; en dos; agrieto;
        pedazos; hizo pedazos; trono; quebraron; desmorono; destrozo; trozos; exploto; deshizo; se deshizo;
        astillas; reventado""",
    "CHIPPED": "despostill*; desportill*; astill*; despico; despicado; pedacito; esquina; mello; mellado",
    "HEAVY_PAIN": """
        dolor insoportable; insoportable; muchisimo dolor; mucho dolor; dolor muy; dolor fuerte; dolores fuertes;
        dolor terrible; dolor horrible; dolor intenso; dolor tremendo; dolor espantoso; me duele .. mucho; duele
        .. mucho; duele .. muchisimo; duele .. horrible; duele .. demasiado; duele .. fuerte; no aguanto; no lo
        aguanto; no soporto; no lo soporto; me esta matando; me mata; no puedo mas; llorando de; llora de;
        gritando de; dolor es .. fuerte; fuerte dolor; horrible dolor; dolor bien fuerte; dolor severo; dolor
        agudo; punzada*; tanto dolor; demasiado dolor; fuertisimo; terrible dolor; diez de diez; no me calma; no
        se me quita; no se le quita; nada me calma; nada lo calma; duele .. horrores; muero del dolor; muero de
        dolor; muriendo del dolor; muriendo de dolor; palpita*; me late; muriendo; duele un monton; duele
        horrores; dolorazo; dolor muy intenso; llorando; gritando; me muero; chillando; ibuprofeno; pastillas;
        dolorosisimo; me revienta; no lo soporta; no aguanta; intenso; desesperad*""",
    "PAIN": "dolor; dolores; duele; duelen; adolorid*; doliendo; dolia; molestia; dolio",
    "TOOTHACHE": "dolor de muela*; dolor de diente*",
    "NIGHT": """
        no puedo dormir; no pude dormir; no me deja dormir; no dormi; no he dormido; no puede dormir; no duerme;
        no puedo comer; no puede comer; no puedo masticar; no me deja comer; no puedo morder; me despierta; no
        deja dormir; no dejo dormir; sin dormir; despierto toda; no pego el ojo; en vela; no he pegado""",
    "LOCKED_JAW": """
        no puedo abrir la boca; no puede abrir la boca; no abre la boca; mandibula trabada; quijada trabada; se
        me trabo la; apenas puedo abrir la boca; mandibula bloqueada; no puedo abrir bien la boca; se me trabo""",
    "LUMP": """
        bola; bolota; bulto; enorme; grandota; chichon; hecho una bola; gigante; grandisim*; inmens*; pelota;
        grande""",
    "SWELL": """
        hinchad*; hincho; hinchazon; hinchando; hincha; hinche; inchad*; incho; inchazon; inflamad*; inflamo;
        inflamacion; inflamando; inflama; hinchandose; bola ~ cachete; hinchandosele; hincharse; inchando;
        hinchan; hincharon; bola ~ cara; bola ~ encia; inflado; inflada; inflo; bola en; abultado; hinchadisim*;
        se hincha; inflando; hinchazones; deforme""",
    "FEVER": """
        fiebre; calentura; escalofrio*; temblando; temblores; tiembla; temblor; temperatura; tiritando; grados;
        afiebrad*; destemplanza; calenturas; tiritona; fiebres; fiebron; fievre; febril; sudando frio""",
    "SPREADING": """
        extendiendo*; extiende; creciendo; crece; cada vez mas; mas grande; empeora*; empeorando; peor; rapido;
        rapidamente; propagando; bajando hacia; subiendo hacia; subiendo al; bajando al; hacia el cuello; hacia
        el ojo; hasta el ojo; hasta el cuello; muy rapido; aumentando; avanzando; se extendio; bajo al cuello;
        llega al ojo; corriendo; llego al; llegando; llego; subio; subiendo; bajo hasta; bajando; corrio; avanza;
        ya me llega; hasta la garganta; crecio; se pasa""",
    "EYE_SHUT": """
        ojo cerrado; ojo ~ cerrando; ojo ~ cerrado; cerrando el ojo; cierra el ojo; no puedo abrir el ojo; no
        puede abrir el ojo; no abre el ojo; ojo hinchado; casi no ve; casi no veo; no puedo ver; cerro el ojo;
        cerrado el ojo; ojo ~ cierra; no veo por""",
    "ABSCESS": """
        absceso*; abseso*; pus; infeccion; infectad*; infecto; postemilla; flemon*; bolita ~ encia; grano ~
        encia; apostema; mal sabor; abceso*; postemill*; supurando; supura; bola de pus; infecta; bola con pus;
        materia""",
    "DRY_SOCKET": "alveolitis; alveolo seco; alveolo; osteitis; coagulo",
    "BREATHING": "respirar; respira; respiro; respirando; respiracion; aire; aliento; respire",
    "SWALLOWING": "tragar; traga; trago; tragando; trague; pasar saliva; tragarse",
    "DIFFICULT": """
        cuesta; trabajo; dificil; dificultad*; problema*; apenas; casi no; no puedo; no puede; no logro; duele;
        batalla*; esfuerzo; corta; rapido; no podemos; trabajos; mal; imposible; poco""",
    "CANNOT_BREATHE": """
        no puedo .. respirar; no puede .. respirar; no respira; no respiro; dificultad para respirar; cuesta
        respirar; cuesta trabajo respirar; cuesta mucho respirar; trabajo respirar; problemas para respirar;
        problema para respirar; dificil respirar; falta el aire; falta de aire; falta aire; faltando el aire;
        ahog*; asfixi*; casi no respira; casi no respiro; apenas respira*; apenas puedo respirar; apenas puede
        respirar; no le entra aire; no me entra; garganta ~ cerrando; garganta ~ cierra; garganta ~ cerrada;
        cierra la garganta; cerrando la garganta; sin aire; sin respirar; dejo de respirar; atragant*; labios
        azules; labios morados; se esta poniendo azul; se puso azul; respira mal; respira con; respirando mal;
        dificultades para respirar; no podia respirar; no logro respirar; batallando para respirar; puedo
        respirar bien; poder respirar; nopuedo respirar; no me llega el aire; sin aliento; me estoy ahogando; no
        jala aire; agarrar aire; jalar aire; no agarra aire; falta la respiracion; respira muy""",
    "CANNOT_SWALLOW": """
        no puedo .. tragar; no puede .. tragar; no puedo pasar saliva; dificultad para tragar; cuesta tragar;
        cuesta trabajo tragar; cuesta mucho tragar; problemas para tragar; duele al tragar; duele tragar; duele
        para tragar; dolor al tragar; dificil tragar; apenas puedo tragar; apenas puede tragar; no pasa saliva;
        duele .. al tragar; no traga; pasar saliva; no puedo pasar; respirar ni tragar; respirar y tragar;
        respirar o tragar; duele cuando trago; no logro tragar; trabajo tragar; pasar la saliva; pasar la comida;
        no me pasa; pasar agua; pasar ni agua; tragar saliva; nopuedo tragar; no puedo ni tragar""",
    "DROOL": "babea*; baba; babas; babeando; se le sale la saliva; escurre saliva; saliva ~ sale; escurre la saliva",
    "VOICE": """
        voz ~ rara; voz rara; voz apagada; voz ~ cambio; voz ~ diferente; voz ~ ronca; habla raro; voz cambiada;
        habla como; hablo raro""",
    "BLEED": "sangr*; sangre; sangrado; hemorragia; desangr*; sangrando",
    "NOT_STOPPING": """
        no para; no me para; no le para; no se para; no deja de; no para de; no se detiene; no puedo parar; no
        puedo detener; no puede parar; no se me detiene; no paro de; no ha parado; no ha dejado; no se quita; no
        cesa; no logro parar; no logro detener; a chorros; chorro; muchisima sangre; mucha sangre; demasiada
        sangre; tanta sangre; sin parar; sigue saliendo; no hay forma de parar; por horas; hace horas; desde
        hace; una hora; dos horas; tres horas; veinte minutos; treinta minutos; media hora; como parar; como
        paro; como detener; como detengo; no se corta; no quiere parar; no se le quita; empapa*; toda la noche;
        llena de sangre; no hemos podido parar; por todos lados; mucho y no; no le deja de; desangrando; no me
        deja de; imparable; abundante; sangra mucho; erida; horas; minutos; escupiendo; no cede; desde la manana;
        desde el; no termina; no acaba; constante; continuo; y no para; hora sangrando; toallas; sin control; no
        se controla; llevo; lleva; toda la tarde; toda la manana; empapada; almohada; no se me para; cada vez
        mas; cubierta""",
    "STILL": "sigue; sigo; todavia; aun; continua; desde ayer; desde anoche; otra vez; de nuevo; desde esta",
    "BRUSHING": "cepill*; hilo dental; lavo los; lavarme los; me lavo; lava los",
    "DIZZY": "maread*; mareo*; debil; desmay*; palid*; se me va la; desvanec*; aturdid*; mareando",
    "JAW_BROKEN": """
        mandibula rota; quijada rota; rompio la mandibula; rompio la quijada; rompi la mandibula; rompi la
        quijada; fracturo la mandibula; fractura de mandibula; fracturo la cara; mandibula fracturada; quijada
        fracturada; rompio la cara; quebro la quijada; quebro la mandibula; fractura en la cara; pomulo;
        mandibula dislocada; quijada dislocada; zafo la quijada; zafo la mandibula; dislocada; no puedo cerrar la
        boca; no puede cerrar la boca; partio la mandibula; mandibula quebrada; quijada quebrada; dislocado la
        mandibula; fractura de la mandibula; dislocado la quijada; hueso de la cara; fracture la mandibula;
        disloco la; salio la mandibula; salio la quijada; quebre la quijada; quebre la mandibula; rota la
        quijada; rota la mandibula; me quebraron la quijada; me quebraron la mandibula""",
    "HEAD": "cabeza; craneo; frente; nuca; coco; sien",
    "STRUCK": """
        golpeo; golpe; golpee; golpeado; pego; pegue; pegaron; cayo; abrio; partio; herida; golpearon; pegado;
        dio; golpazo; trancazo; descalabro; estrello; rompio; azoto; chichon""",
    "JAWBONE": "mandibula; quijada; pomulo; cara; nariz; hueso",
    "HEAD_INJURY": """
        golpe en la cabeza; golpeo la cabeza; golpee la cabeza; pego en la cabeza; pegue en la cabeza; conmocion;
        craneo; golpe ~ cabeza; contusion; lesion en la cabeza; pegaron en la cabeza; cayo de cabeza; partio la
        cabeza; herida en la cabeza; golpeado la cabeza; abrio la cabeza; pego ~ cabeza; golpearon la cabeza;
        golpeo en la cabeza; descalabr*; golpe duro en la cabeza""",
    "UNCONSCIOUS": """
        desmay*; inconsciente; perdio el conocimiento; perdi el conocimiento; perdio la conciencia; perdi la
        conciencia; no responde; no reacciona; no despierta; convulsion*; convulsiona*; colapso; colapsado; no se
        despierta; perdiendo el conocimiento; desvanecio; desplomo; noqueado; noquearon; ataque epileptico; se
        desmaya; perdio el sentido; perdi el sentido; no reaccionaba; sin conocimiento; no volvia en si; quedo
        inconsciente; se desvanecio""",
    "CHEST": """
        dolor de pecho; dolor en el pecho; me duele el pecho; le duele el pecho; presion en el pecho; opresion en
        el pecho; infarto; ataque al corazon; derrame; duele el pecho; aprieta el pecho; ataque cardiaco; pecho
        apretado; dolor ~ pecho; brazo izquierdo; punzada ~ pecho; opresion ~ pecho; duele mucho el pecho; pecho;
        corazon acelerado; palpitaciones""",
    "ALLERGY": """
        reaccion alergica; anafila*; ronchas; urticaria; alergia fuerte; alergica al medicamento; lengua
        hinchada; salpullido; sarpullido; se le hincho la lengua; se me hincho la lengua; reaccion al
        medicamento; reaccion al antibiotico; reaccion a la medicina; alergica grave; reaccion a la penicilina;
        reaccion a la amoxicilina; dio alergia; alergia a la anestesia; hinchazon en la lengua; picazon en todo;
        alergia a la medicina; alergia al; rochas""",
    "SELF_HARM": """
        no quiero estar en este mundo; no quiero seguir aqui; hacerme algo; hacer a mi mism*; ya no despertar;
        corte las venas; cortarse las venas; voy a quitar la vida; se quito la vida; ahorcar*; tirarme de; aventarme
        de; pegar un tiro; dar un balazo; no despertar; cortando los brazos; mejor estar muert*;
        no le veo sentido; no tiene sentido vivir; no veo sentido; matarme; suicid*; quitarme la vida; quitarse
        la vida; no quiero vivir; me quiero morir; quiero morir*; hacerme dano; lastimarme; acabar con mi vida;
        acabar con todo; ya no quiero vivir; no vale la pena vivir; terminar con mi vida; se quiere matar; se
        quiere morir; quiere morirse; me voy a matar; me quiero matar; cortarme las venas; mejor muert*; no
        quiero seguir viviendo; sin ganas de vivir; no tengo ganas de vivir; hacerse dano; quiero estar muert*;
        estaria mejor muert*; ganas de morir*; tomarme todas; suicidar*; quitarme de en medio; desaparecer de
        este mundo; matarse; acabar con su vida; para que vivir; no quiere vivir; vivir asi; prefiero morir*;
        morirme; lastimarse; sentido a vivir; sentido a la vida; sentido vivir; ya no puedo con la vida; no
        quiero existir; dejar de existir""",
    "WANTS_911": """
        llamo al 911; llamar al 911; debo llamar al 911; necesito una ambulancia; una ambulancia; voy a
        urgencias; debo ir a urgencias; debo ir al hospital; ir a emergencias; voy a emergencias; llamo una
        ambulancia; tengo que ir al hospital; vaya al hospital; ir a la sala de emergencias; me voy al hospital;
        llamo a emergencias; ir al hospital; ir a la sala; llamar a emergencias""",
    "TREATED": """
        extraccion; extrajeron; me sacaron; le sacaron; sacaron una; sacaron la; sacaron el; cirugia; implante;
        endodoncia; puntos; me quitaron; le quitaron; operaron; me extrajo""",
    "AFTER": """
        ayer; esta manana; anoche; desde; despues; hace; lunes; martes; miercoles; jueves; viernes; hoy; sacaron;
        quitaron; cuando me""",
    "WORSE": "peor; dormida; dormido; entumecid*; adormecid*; huele",
    "STITCHES_OUT": """
        se me salieron los puntos; se salieron los puntos; salio un punto; se abrio la herida; se me abrio;
        cayeron los puntos; sigue dormida; sigue dormido; sigo dormid*; se solto un punto; solto el punto;
        soltaron los puntos; se le salieron los puntos""",
    "FELL_OFF": "se despego; despego; se solto; solto; se me despego; desprendio; se salio; zafo",
    "SENSITIVE": "sensible*; sensibilidad; lo frio; lo caliente; agua fria; frio; helado; calosfrio; destemplad*",
    "BENT": """
        doblo; doblado; pica; perdi; perdio; solto; no me queda; lastima; piso mi; comio el perro; mordio; clava""",
    "EMERGENCY": """
        emergencia; urgente; urgencia; urgentemente; lo antes posible; cuanto antes; ahora mismo; ahorita mismo;
        lo mas pronto""",
    "RESOLVED": """
        ya paro; ya se detuvo; ya bajo; ya se bajo; se me quito; se le quito; ya se quito; mejor; ya no; se bajo;
        desaparecio; mejoro; ya no sangra; se fue; ya se fue; me bajo la; le bajo la; ya se me paso; paro de;
        dejo de; se me bajo; se desinflamo; deshincho""",
    "AGAIN": "otra vez; volvio; de nuevo; regreso; pero ahora; volvieron",
    "INERT": """
        mal aliento; presion de la sangre; presion alta; analisis de sangre; examen de sangre; prueba de sangre;
        anticoagulante*; donar sangre; infeccion de oido; infeccion urinaria; contacto de emergencia; numero de
        emergencia; perdi mi cita; perdi la cita; perdi el numero; perdi mi trabajo; infeccion de garganta; a lo
        mejor; mejor manana; mejor el; mejor por; seria mejor; mejor me; mejor hora; es mejor; perdi mi seguro;
        perdi la tarjeta; que me quede mejor; no es urgente; no es una emergencia; no hay urgencia; mejor
        horario; sin urgencia; cita para; rapido para; mas rapido; estaria mejor para; perdi mi tarjeta; dolor de
        cabeza; dolor de espalda; hueso de la; trabajo en; trabajo el; salgo del trabajo; en el trabajo; mi
        trabajo; cita grande; horas tienen; sus horas; a que horas; que horas; minutos tarde; minutos antes; unos
        minutos; en frente; de frente; frente a; de pecho; leche de pecho; amamantar; pocos minutos; diez
        minutos; quince minutos; cinco minutos; las pastillas; tengo trabajo; por trabajo""",
}
