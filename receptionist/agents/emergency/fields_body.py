"""Fields of meaning: what callers name when something is wrong with a body or a tooth, English and Spanish together.

A field says what a word is about, not what it means for anyone: the learned voice weighs fields and their neighbours,
so that a word no phrase had is still understood by its field. A word may stand in several. Words are as
`text.read_speech` leaves them: lower case and without accents.
"""

BODY: dict[str, str] = {
    "THROAT": """
        throat throats windpipe airway gullet esophagus tonsil tonsils garganta traquea gaznate anginas
        trachea larynx garguero pescuezo pharynx faringe esofago adam""",
    "NECK": """
        neck collarbone jawline adam adams nape cuello pescuezo nuca clavicula gogote necks windbag glands
        gland ganglios ganglio papada collar submandibular""",
    "TONGUE": "tongue tongues tung tounge lengua",
    "EYE": """
        eye eyes eyelid eyelids eyebrow lid lids vision sight ojo ojos ojito parpado parpados vista eyeball
        eyelashes orbit orbital periorbital pupil pupils see blind pestana ceja brow""",
    "CHEST": """
        chest heart ribs breastbone sternum palpitations pecho corazon costillas palpitaciones angina cardiac
        infarto pulso latidos arm armpit squeezing crushing tightness pressure brazo esternon oprime opresion
        aprieta elephant weight""",
    "HEAD": "head skull forehead temple scalp noggin cabeza craneo frente sien coco cabecita",
    "JAW": """
        jaw jaws jawbone mandible chin cheekbone jowl quijada mandibula barbilla menton pomulo maxilla condyle
        malocclusion bite maxilar jawline""",
    "CHEEK": """
        cheek cheeks face faces facial lip lips mouth nose cachete cachetes mejilla mejillas cara carita labio
        labios boca nariz rostro""",
    "GUM": "gum gums gumline socket palate roof encia encias paladar hueco hoyo",
    "TOOTH": """
        tooth teeth toof molar molars incisor canine fang bicuspid premolar wisdom diente dientes muela muelas
        muelita dientito colmillo cordal cordales incisivo incisors canines eyetooth cuspid colmillos paleta
        paletas tooths""",
    "LIMB": "arm arms hand shoulder leg brazo brazos hombro",
    "SKIN": """
        skin hives rash welts welt blotches blotchy itch itching itchy itches bumps ronchas roncha urticaria
        sarpullido salpullido comezon picazon enronchada enronchado blotched spots red redness bumpy eczema
        manchas rojas rojo roja""",
    "ROOT": "root roots raiz raices nerve nervio pulp pulpa",
    "BREATH": """
        breath breeth breath brethe breathe breathes breathing breathin breaths air oxygen inhale gasp gasping
        gasps wheeze wheezing wheezy panting pant suffocating suffocate suffocated smother smothers choke
        chokes choking choked strangled strangling respirar respira respiro respirando aire aliento ahoga
        ahogo ahogando ahogandose asfixia asfixio asfixiando jadea jadeando jadear silbido resuella resollar
        hyperventilating hyperventilate winded stuffy airways inhaled aspirated aspirate rasping rasp snoring
        inhalar resoplar sofoca sofocando sofocado falta airway windpipe stridor stridorous huffing heaving
        respiratory respirations lungs lung lungful inhalation inhaling gulps resollando jalar jala jalando
        pulmones pulmon sofocante chifla silba gaspin wheezin breathless apnea""",
    "SWALLOW": """
        swallow swallows swallowing swallowed gulp sip spit saliva drool drooling drools dribble dribbles
        dribbling tragar traga trago tragando pasar baba babea babeando escupo swallower gagging gag gags
        slobber slobbering spitting spits eating tragarse escupiendo atragantando atragantado atorado atorada
        gulps gulping sips sipping spittle escupe babas bocado choke secretions""",
    "VOICE": """
        voice speech talk talking speak speaking words slur slurring slurred garbled muffled mumbling hoarse
        mushy voz habla hablar ronca voices hoarseness gargly gargled garbly mumble mumbled mumbles
        unintelligible gangosa gangoso tapada ronco marbles potato syllables sentence sentences""",
    "COLOR": """
        blue purple gray grey pale white morado morada moradito azul palido palida blanco gris bluish greyish
        grayish ashen pallid pasty purplish morados azules livida livido amoratado blanca""",
    "BLOOD": """
        blood bleed bleeds bleeding bled bloody hemorrhage hemorrhaging clot clots sangre sangra sangro
        sangrando sangrado sangrar hemorragia coagulo coagulos hemorragias sangrita ensangrentado
        ensangrentada bleedin bloodstained scab bloodied bloodsoaked blooding oozes oozed sangrante
        sangrandome chorro red crimson gore""",
    "GUSH": """
        gush gushing gushes pour pours pouring pourin spurt spurting spurts pump pumping run running runs drip
        dripping soak soaked soaking drench drenched pool pooling pools chorro chorros chorrea borbotones
        empapa empape empapada llena lleno llene escurre brota gushin squirting squirt leak leaks leaking flow
        flowing flows trickle trickling sale saliendo escurriendo mana gushed poured pumps streaming drips
        dripped soaks saturated chorreando brotando empapado gotea goteando""",
    "GAUZE": """
        gauze gauzes gauzed towel towels washcloth rag cloth cotton tissue tissues kleenex napkins pillow
        sheets shirt bib sink teabag bag pressure gasa gasas toalla toallas algodon trapo almohada camisa pad
        pads rags bandage pressing pressed bite biting trapos aprieto apretando presiono presionando panuelo
        pillowcase""",
    "STOP": """
        stop stops stopped stopping quit quits quitting slow slowing slowin slowed clot para parar paro detiene
        detener cesa cede corta deja""",
    "FAINT": """
        faint fainted fainting dizzy woozy lightheaded lightheadedness clammy weak wobbly limp floppy groggy
        drowsy sleepy swaying giddy unsteady desmayo mareo mareado mareada mareos debil flojito flojita aguado
        desvanecio palido decaido aturdido nublado nubla faintin dizziness lethargic shaky unwell queasy
        nauseous nausea weakness fading desmaya desmayar debilidad nauseas faints spinning spins blurry
        sparkles spots stars nublada tambaleo tambalea desmayarme staggering swimmy vertigo""",
    "UNCON": """
        unconscious slumped slump respond responding unresponsive collapsed collapse collapses blacked passed
        conked seizure seizing seizures convulsing convulsion convulsions concussion concussed inconsciente
        conocimiento convulsiona convulsionando convulsiones responde reacciona despierta coma comatose
        lifeless limp unconsciousness consciousness desmayado desmayada desvanecio inconciente desplomo
        convulsiono floppy rouse arouse awake wakes waking woke keeled syncope syncopal blackout despertar
        tieso tiesa floja inmovil fainted jerking twitching seized collapsing""",
    "CONFUSED": """
        confused confusion disoriented repeating repeats remember remembers memory dazed foggy vomit vomited
        vomiting vomits puking puked threw throwing confundido confundida incoherencias ido ida vomito vomita
        vomitando acuerda aturdido loopy drunk groggy drowsy incoherent babbling nonsense delirious delirium
        stares staring glassy amnesia forgets pupil pupils woozy desorientado desorientada atontado atontada
        borracho delira delirando nauseous nausea concussed sleepy""",
    "FEVER": """
        fever feverish fevers temperature temp thermometer chills chilled chill shivering shiver shivers
        sweats sweating degrees fiebre calentura escalofrios escalofrio tiembla temblando temblor tiritando
        termometro grados hirviendo ardiendo temperatura febril feverishly sweaty burning tempature febrile
        thirty calenturas fiebron afiebrado sudando sudor tiritona shakes shaking shaky rigors trembling
        soaked clammy freezing boiling goosebumps chattering hundred celsius fahrenheit temblores tiemblo
        tirita tirito sudores caliente hot ardo arde""",
    "SWELL": """
        swell swells swelin sweling swelling swellin swelled swollen swole swoll puffy puffed puffs puff
        puffing puffiness balloon ballooned ballooning bulge bulging bulges inflamed lump lumps lumpy bloated
        distended hinchada hinchado hinchazon hincha hincho hinchando hincharon hinchados inflamada inflamado
        inflamo inflamacion inflamando bola bulto chichon abultado deforme swoled bulgy hinchadisima
        hinchadisimo inflamadisima engorded enlarged protruding chipmunk crecido tumefacto abotagado abotagada
        inflated edema enlargement engorged hinchadas bolita fat gordo gorda gordos lopsided mass knot bump
        cellulitis celulitis angioedema""",
    "SIZE": """
        grapefruit softball baseball orange tennis golf ball balls lemon plum melon egg grape chipmunk
        bullfrog balloon balloons huge enormous giant double twice tripled pelota naranja limon globo toronja
        papa enorme grandota watermelon apple peach walnut pea marble fist football pillow size doubled big
        bigger massive grande grandote nuez manzana durazno puno inch inches centimeters millimeters balon""",
    "SPREAD": """
        spread spreading spreads growing grown grow bigger larger moving climbing creeping crept streak
        streaking extending reached fast rapidly quickly hour hourly overnight creciendo crece crecio extiende
        extendiendo subio bajo bajando subiendo llego rapido aumentando traveling travels travelling crawling
        crawls crossed crossing crosses tracking expanding expands advanced advancing moves worsening rising
        risen climbed climbs doubled creeps inching extends extended corriendo corre avanza avanzando
        agarrando agarra sube extendio worse faster""",
    "SHUT": """
        shut closed closing closes slit line open abrir cierra cerro cerrado cerrada cerrando tapado""",
    "ALLERGY": """
        allergic allergy allergies reaction anaphylaxis anaphylactic epi epipen benadryl alergia alergico
        alergica reaccion anafilaxia allergen anaphylactoid reacting alergicas choque hives welts rash rashes
        itch itching itchy itches blotchy blotches bumps angioedema ronchas roncha sarpullido comezon pica
        picazon erupcion urticaria whelped spotty splotches scratching""",
    "DRUG": """
        amoxicillin penicillin antibiotic antibiotics medicine medication pill pills tablet tablets injection
        shot numbing anesthesia novocaine lidocaine latex clindamycin codeine ibuprofen advil tylenol
        amoxicilina penicilina antibiotico medicina medicamento pastilla pastillas inyeccion anestesia overdose
        overdosed opioid oxycodone vicodin norco anesthetic novocain mouthwash gel rinse sedative sedation
        bottle frasco sedante capsulas calmantes""",
    "THINNER": """
        warfarin eliquis coumadin xarelto plavix thinner thinners hemophilia anticoagulante anticoagulantes
        warfarina""",
    "PAIN": """
        pain pains painful hurt hurts hurting hurtin ache aches aching achy toothache sore soreness throb
        throbs throbbing throbbin pounding stabbing shooting zing sensitive sensitivity twinge tender dolor
        dolores duele duelen dolio doliendo adolorido adolorida punzada punzadas late latido ardor arde
        molesta molestia sensibilidad sensible painfully stings sting stinging electric shock shocks jolt
        tortura dolorcito molestando pulsando palpita pulsing burning agony dolorazo nerve nervio pulp zaps
        zap jolts electrocuted spike drill drilling calambre toques""",
    "HEAVY": """
        excruciating unbearable agony severe terrible horrible awful intense worst screaming scream crying
        cries cry sobbing tears hysterical brutal insane insoportable espantoso llorando llora llorar grito
        gritando grita aguanto soporto muchisimo fuertisimo tremendo desesperado torture excruciatin howling
        wailing yelling weeping misery miserable wits unreal ten nine maddening loca loco enloqueciendo
        desesperada terriblemente inaguantable blinding tortured killing horrid hellish hell howls screams
        screamed sobs bawling bawl writhing doubled knees stars childbirth labor birth begging pacing rocking
        unimaginable extreme maximum horroroso retuerzo retorciendo revuelco gritos lloro peor matando bestial
        rodillas""",
    "HIT": """
        hit hits hitting punched punch kicked kick struck smacked whacked elbowed elbow headbutted headbutt
        banged bumped bonked clocked decked socked caught slammed smashed bashed jumped mugged attacked kneed
        golpe golpeo golpee golpearon pego pegue pegaron batazo pelotazo balonazo codazo cabezazo patada
        trancazo punetazo trompada tackled rammed swatted clobbered nailed beaten beat thrown knee bump elbows
        golpeado golpeada chocaron puno piedra collided ran popped clipped slugged rodillazo madrazo azoto
        estrello estrelle bat puck airbag dashboard barbell wrench hammer ladder cocotazo""",
    "FALL": """
        fell fall falls fallen tripped slipped stumbled tumbled crashed crash wreck wiped flipped collided
        collision dropped cayo caida cai tropezo tropece resbalo resbale choco choque falling rolled skidded
        faceplanted slid slip toppled caerse cayendose tropezon resbalon caido volco trip tumble wipeout
        faceplant landed caidas caerme cayeron accident accidente volcadura""",
    "SPORT": """
        hockey puck soccer football baseball basketball softball bat stick skateboard scooter bike bicycle
        trampoline swing monkey playground pool diving wrestling practice game coach player helmet skating ski
        stairs steps ladder curb driveway pavement concrete floor tile ice sidewalk rail futbol bici bicicleta
        columpio patineta escalera escaleras banqueta piso pelota balon partido patio piscina alberca lacrosse
        rugby gym gymnastics karate boxing court field rink racket paddle club surfboard sled scooters
        motorcycle moto bicicletas recreo gimnasio cancha""",
    "GONE": """
        out gone missing lost popped flew flown knocked avulsed shot spat salio salido volo tumbo boto tiro
        perdio cayo perdi tumbaron volaron salia dislodge ejected spit uproot whole entire entirely complete
        completely clean completo completa entero entera flies flying came avulsion hole gap empty zafo hueco
        sacaron enterito completito""",
    "KEEPTOOTH": """
        milk saline napkin ziploc baggie cup jar glass handkerchief wrapped pocket rinse rinsed leche
        servilleta panuelo vaso vasito suero envuelto bag sandwich container water wet wash lick reinsert
        preserve plastic napkins bolsa bolsita agua tissue palm mojado guarde guardado saliva ziplock rinsing
        hand floor ground grass sidewalk counter sink lap snow mano suelo piso pasto tile pavement""",
    "PLACE": """
        back place reimplant replant socket push pushed pushing shoved jammed poking sticking tilted tipped
        leaning crooked twisted sideways forward backward backwards inward displaced moved shifted dangling
        hanging wiggle wobbly loose chueco chueca torcido ladeado metio hundio movio colgando flojo floja
        aflojo mueve sumio adentro pointing angle rotated turned bent bend protruding buckled position
        loosened wobbling wiggling wiggles wiggly intruded desviado volteado girado inclinado colgado salido
        empujado inwards outward leans points jutting longer shorter lower higher dangles hangs loosely
        flapping luxated extruded recessed sunk sunken buried sank overlaps askew crossways torcida doblado
        doblada hundido hundida hundieron enterro enterrado metido ladeada volteo cuelga afloje bailando baila
        baile desplazado desplazo afuera movido""",
    "BREAK": """
        broke broken break breaks breaking broked cracked crack cracks snapped snap shattered split splits
        fractured fracture busted chipped chip sheared crumbled crumbling shard roto rota rompio rompi quebro
        quebre quebrado quebrada partio partida partido fractura fracturo astillo despostillo desmorono
        fracturing splintered disintegrated collapsed severed crumble crushed exploded quebraron partieron
        desbarato deshizo desportillo despostillado trono snaps shatter shatters crumbles chunk jagged stump
        smashed parti rajo rajado rajada astillado fracturado trozo tronado reviento revento""",
    "RESTORE": """
        crown crowns cap caps filling fillings veneer veneers bridge inlay onlay bonding corona coronas funda
        empaste tapadura resina carilla carillas amalgama puente calza""",
    "TEMP": "temporary temp provisional temporal",
    "APPL": """
        retainer retainers denture dentures partial aligner aligners invisalign nightguard guard bracket
        brackets braces wire plate flipper clasp retenedor dentadura protesis placa guarda frenos alambre""",
    "INFECT": """
        abscess abscessed pus infection infected infect boil pimple draining ooze oozing leaking gunk absceso
        infeccion infectado infectada postemilla flemon supura materia grano granito infecting abcess
        discharge yellow rotten gangrene sepsis septic apostema podrido pudrio fetido abscesses drainage
        postema cellulitis""",
    "SURGERY": """
        extraction extracted extractions pulled surgery implant implants stitches stitch root canal graft deep
        extraccion sacaron saco cirugia operaron implante puntos endodoncia quitaron operated operation
        procedure removed yanked took drilled grafted sutures suture socket extraje extrajeron sacar sutura
        operacion""",
    "BABYT": "baby milk primary leche",
    "DISLOC": """
        dislocated dislocate crooked hanging swinging sideways numb dent step flat sunk caved loose zafo
        dislocada chueca sumida embonan encajan meet line align alineados""",
    "PIECE": "piece pieces half chunk bits part side pedazo mitad pedazos",
}
