"""English words for each concept: phrases are separated by semicolons.

`bleed*` is any word that begins so; `~` is up to four small words (is, my, the, probably ...); `..` is up to four words
of any kind. Words are as `text.read_speech` leaves them: "can not", never "can't". Misspellings are what transcribers
make of the sound. INERT phrases switch off whatever lies inside them.
"""

ENGLISH: dict[str, str] = {
    # Things in a mouth
    "TOOTH": "tooth; teeth; toof; tooths; molar*; incisor*; bicuspid*; two th; canine tooth; wisdom; front ones",
    "BABY_TOOTH": """
        baby tooth; baby teeth; milk tooth; milk teeth; first tooth; first teeth; primary tooth; tooth fairy""",
    "RESTORATION": "crown*; cap; caps; filling*; veneer*; bridge; bridgework; inlay*; onlay*; bonding; implant crown",
    "TEMPORARY": "temporary; temp crown; temp filling; temp cap; temp bridge; provisional",
    "APPLIANCE": """
        retainer*; denture*; partial; aligner*; invisalign; night guard; nightguard; mouth guard; mouthguard;
        braces; bracket*; wire; wires; plate; false teeth; fake tooth; flipper""",
    "FACE": "face; facial; cheek*; jaw*; gum; gums; lip; lips; mouth; chin",
    "EYE": "eye; eyes; eyelid*",
    "NECK": """
        neck; throat; under ~ tongue; underneath ~ tongue; beneath ~ tongue; floor of ~ mouth; under ~ jaw; under
        ~ chin; underneath ~ chin; below ~ jaw; tongue""",
    "BODY_ELSEWHERE": "ankle*; knee*; foot; feet; leg; legs; finger*; wrist*; hand is; toe; toes; elbow is",
    "LITTLE": "a little; a bit; a tiny; tiny bit; slightly; spotting; oozing; a touch; minor; lightly; little bit",
    # Accidents
    "HELD": """
        hand; wrapped; paper towel; napkin; tissue; milk; baggie; ziploc; cup; glass; pocket; jar; saline; grass;
        ground; counter; table; thermos; plastic; sandwich bag; egg white; solution; dashboard; gauze; cloth;
        towel""",
    "TRAUMA": """
        hit; hits; fell; fall; falls; falling; punch*; elbow*; accident; crash*; kick*; bike; bicycle; scooter;
        skateboard*; soccer; football; hockey; baseball; basketball; softball; puck; trampoline; tripped;
        slipped; stairs; playground; swing; fight; headbutt*; wreck; smack*; banged; bumped; collided; dog; game;
        practice; slid; sliding; collision; stick; face plant*; faceplant*; concrete; skate*; wrestl*; blow;
        impact; cabinet; door; bat; racket; ran into; tackle*; injury; injured; knee; sled; ski*; surf*; hammer;
        wrench; bar fight; rollerblad*; jump*; pool; dove; mugged; attacked; assault*; beat""",
    "KNOCKED_OUT": """
        knocked .. out; knock .. out; knocks .. out; knocking .. out; knocked a out; not out; knocked off;
        knocked clean; punched .. out; kicked .. out; hit .. out; busted .. out; smashed .. out; ripped .. out;
        avulsed; flew out; flown out; popped right out; knocked into; nocked .. out; knocked tooth; knocked
        teeth; elbowed .. out; came clean out; pulled right out; yanked .. out; whole tooth .. out; root and all;
        knocks teeth; took out ~ tooth; took out ~ teeth; took out ~ front; out of ~ socket; lost in; knock out;
        right out of; came right out; knocked straight out""",
    "FELL_OUT": """
        fell .. out; fallen .. out; falls out; falling out; fall out; fell right out; came .. out; come .. out;
        coming out; popped .. out; lost; missing; gone; dropped out; comes out; took out; takes out; taken clean
        out; out of ~ socket; came free; left ~ socket; is out""",
    "TOOTH_IN_HAND": """
        holding ~ tooth; tooth ~ hand; tooth ~ napkin; tooth ~ cup; tooth ~ milk; tooth ~ tissue; tooth is out;
        teeth are out; tooth ~ bag; tooth ~ baggie; tooth ~ glass; tooth ~ floor; tooth ~ ground; tooth ~ sink;
        teeth ~ ground; put ~ tooth back; put ~ back in; found ~ tooth; tooth ~ grass; tooth ~ plastic; tooth ~
        paper towel; got ~ tooth ~ hand; spit out ~ tooth; spat out ~ tooth; stick ~ back in; picked up ~ tooth;
        have ~ tooth ~ here""",
    "OUT_OF_PLACE": """
        pushed in; pushed back; pushed up; pushed out; pushed sideways; pushed inward*; pushed forward; pushed
        into; pushed ~ tooth; shoved; jammed; moved out of; out of place; out of position; out of line; out of it
        is; knocked loose; knocked ~ loose; knocked crooked; knocked sideways; knocked ~ sideways; knocked back;
        hanging by; hanging on by; hanging off; hanging out; is hanging; dangling; just hanging; bent back; bent
        in; bent inward*; bent forward; bent sideways; is bent; got bent; barely hanging; sideways now; shifted
        after; pointing the wrong; knocked inward*; knocked ~ crooked; driven into; pushed way; longer than;
        popped up into; twisted; half out; halfway out; hanging there; sticking out; jutting; dislodged;
        displaced; barely hanging on; up into ~ gum; intruded; pushed; shoved up; not where it; pointing;
        leaning; smashed in; punched in; caved in; kicked in; bashed in""",
    "LOOSE": "loose; wobbly; wobbling; wiggly; wiggling; moves when; moving when; shaky",
    "CROOKED": """
        sideways; crunching; crooked; rotated; tilted; moved; turned around; cocked; shifted; wonky; slanted;
        jagged; all messed up""",
    "DAZED": """
        groggy; confused; disoriented; vomit*; throwing up; threw up; not making sense; out of it; dazed; blurry;
        double vision; sleepy; slurring; can not remember; not remember; memory""",
    "STRONG": """
        bad; badly; terrible; terribly; horrible; horribly; awful; insane; nuts; crazy; extreme*; intense;
        strong; sharp; wicked; serious*; nasty; brutal; super; unreal; like hell; nonstop; constantly; constant;
        major""",
    "LEAK": """
        leaking; oozing; ooze; oozes; draining; gunk; fluid; liquid; discharge; seeping; yellow; green; salty;
        smelly""",
    "BROKEN": """
        broke; broken; cracked; crack; snapped; split; splitting; shattered; fractured; busted; crumbled;
        crumbling; in half; in two; piece of; pieces; break; breaks; broke off; brok; sheared; cracking; half of;
        explod*; disintegrat*; came apart; fell apart; shards; gumline; down the middle; break off; chunk;
        fragment*""",
    "CHIPPED": "chip; chipped; chips; chipping; small chip; little chip; tiny chip; nick; nicked",
    # Pain
    "HEAVY_PAIN": """
        killing me; killing him; killing her; excruciating; unbearable; severe pain; extreme pain; agony; severe
        tooth*; so much pain; too much pain; a lot of pain; lots of pain; ton of pain; tons of pain; horrible
        pain; terrible pain; terrible tooth*; horrible tooth*; awful pain; awful tooth*; worst pain; worst
        tooth*; insane pain; intense pain; bad pain; serious pain; constant pain; crazy pain; unreal pain;
        massive pain; sharp pain; shooting pain; stabbing pain; throbbing pain; throbbing; pain is .. bad; pain
        is .. unreal; pain is .. intense; pain is .. severe; pain is .. terrible; pain is .. horrible; pain is ..
        awful; pain is .. insane; pain is through; pain is .. much; ten out of ten; 10 out of 10; nine out of
        ten; 9 out of 10; 10 10; 9 10; eight out of ten; 8 out of 10; hurts so; hurts really; hurts very; hurts
        like; hurts bad*; hurting so; hurting really; hurting bad*; hurting like; in tears; tears from; climbing
        the walls; can not take it; can not take ~ pain; can not stand it; can not stand ~ pain; screaming in;
        crying in; crying from; crying because of; pain ~ keeping me up; kept me up; up all night; can not deal
        with ~ pain; can not function; nothing helps; nothing is helping; nothing touches; not touching it; not
        touching ~ pain; writhing; really hurting; hurts too much; hurts a lot; so painful; extremely painful;
        very painful; really painful; super painful; wicked tooth*; bad tooth ache; bad toothache; raging tooth*;
        dying here; dying of ~ pain; dying from ~ pain; dying with; brutal; crying; sobbing; screaming; pain ..
        severe; rip ~ tooth; ripping ~ tooth; ripping this; pull it out myself; pull ~ tooth myself; miserable;
        throbs; throb; can not cope; can not bear; unable to sleep from; popping advil; hurts something; hurts
        awful; hurts to ~ touch; out of my mind; hurting me so; suffering; can barely function; pounding; misery;
        cries; scream; worst; severe; unbelievable; dying; going nuts with; going crazy with; going crazy from;
        losing my mind; nothing takes; edge off; can not concentrate; hurts through; shoots up; radiating;
        electric; advil ~ not; ibuprofen ~ not; tylenol ~ not; motrin ~ not; painkillers ~ not; pills ~ not;
        advil all; tylenol all; ibuprofen all""",
    "PAIN": """
        pain; pains; hurt; hurts; hurting; ache; aches; aching; achy; sore; painful; ouch; toothache; tooth ache""",
    "TOOTHACHE": "toothache*; tooth ache*; toothaches",
    "NIGHT": """
        can not sleep; could not sleep; not slept; not sleeping; woke me; wakes me; waking me; did not sleep; no
        sleep; can not eat; can not chew; can not bite; can not concentrate; can not open; will not open; can not
        even open; barely open; could not open; can not chew on; awake; keeping me awake; keeps me awake;
        sleepless""",
    "LOCKED_JAW": """
        locked jaw; jaw ~ locked; jaw ~ stuck; jaw locked; can not open ~ mouth; can not open ~ jaw; lockjaw;
        barely open ~ mouth; mouth will not open; trismus; can hardly open; only open; open about; finger wide;
        can not open ~ wide; does not open; open it more than; jaw ~ clamped; jaw ~ seized""",
    # Swelling and infection
    "LUMP": """
        lump; bump; huge; enormous; big; bulge; knot; ball; egg; fat; giant; massive; humongous; double; bigger;
        mass""",
    "SWELL": """
        swell; swells; swelling; swelled; swollen; swole; swoll; swolen; swallen; swollin; sweling; puffy;
        puffed; puffing; ballooned; ballooning; blown up; blowing up; blew up; golf ball; chipmunk; baseball in ~
        cheek; huge lump; twice ~ size; swells up; inflamed; face ~ huge; cheek ~ huge; jaw ~ huge; gum ~ huge;
        face ~ big; cheek ~ enormous; inflammation; balloon; looks like a chipmunk; fat lip; fat face; swoll up;
        bulging; bulge; swelled up; lopsided; twice it is; size of; egg on; knot on""",
    "FEVER": """
        fever*; a temperature; temperature of; temp of; running a temp*; chills; shivering; shivers; shivery;
        shaking; the shakes; burning up; feaver; high temp*; degrees; sweats; sweating; favor of 1*; feeling
        really sick; tempature; temperature; shakes; feverish; hot and cold; chill; temp is; temp was; temp hit;
        a temp""",
    "SPREADING": """
        spreading; spread; spreads; getting bigger; getting larger; bigger and bigger; bigger every; growing; by
        the hour; by the minute; getting worse; getting way worse; worse and worse; really fast; so fast; very
        fast; quickly; rapidly; doubled; getting huge; moving down; moving up; going down ~ neck; down ~ neck;
        into ~ neck; going up; up to ~ eye; up into ~ eye; tracking; traveling; fast; moved to; took over;
        moving; moved; up by; toward*; twice that; reached; reaching; creeping; now ~ up; all the way; extending;
        extends; every hour; each hour; heading; bigger; larger; worse; went up to; crawling""",
    "EYE_SHUT": """
        swollen shut; eye ~ shut; eye ~ closing; eye ~ closed; can not open ~ eye; can not see out; eye ~ close;
        closing ~ eye; shutting ~ eye; eye ~ half shut; eye ~ half closed; eye ~ swelling; can hardly see; can
        barely see; barely open ~ eye; hardly open ~ eye""",
    "ABSCESS": """
        abscess*; abcess*; absess*; absces; obsess on; pus; puss; pussy gum; pimple ~ gum*; bump ~ gum*; boil;
        infected; infection; bubble ~ gum*; blister ~ gum*; pocket of; foul taste; nasty taste; draining; oozing
        pus; gum boil; lump ~ gum*; squishy; infects; infecting; pussing""",
    "DRY_SOCKET": """
        dry socket*; dry sock it; dry sockett; clot came; clot fell; clot ~ out; lost ~ clot; lost ~ blood clot;
        drysocket; dry sock""",
    # Breathing, swallowing, voice
    "BREATHING": "breathing; breathe; breath; breathes; breed; breathin; to breath; air; inhale; airway; respiration",
    "SWALLOWING": "swallow; swallowing; swallows; swaller; swalow; swallow in; gulp",
    "DIFFICULT": """
        trouble; hard; harder; difficult*; struggle*; struggling; struggles; barely; hardly; can not; could not;
        problem*; unable; not able; tough; razor*; scary; labored; painful; hurts; issue*; tight; shallow; weird;
        funny; noisy; rasp*; short; fast; feels like; only; blocks; blocking; affecting; worse""",
    "CANNOT_BREATHE": """
        can not .. breathe; can not .. breath; can not breed; could not breathe; hard to breathe; hard to breath;
        hard ~ breathing; trouble breathing; trouble breath*; trouble to breathe; difficulty breathing; difficult
        to breathe; difficulties breathing; problem breathing; problems breathing; hard time breathing; short of
        breath; shortness of breath; out of breath; struggling to breathe; struggling to breath; struggling for;
        barely breathe; barely breath; barely breathing; hardly breathe; hardly breathing; not breathing; stopped
        breathing; stops breathing; gasping; choking; choked; choke; can not catch ~ breath; wheez*; throat ~
        closing; throat ~ closed; throat ~ tight*; throat ~ close; airway*; turning blue; lips ~ blue; suffocat*;
        can not get ~ air; can not get ~ breath; can not get enough air; not getting ~ air; breathing ~ funny;
        breathing ~ weird*; breathing ~ labored; breathing ~ hard; breathing ~ harder; breathing ~ bad; breathing
        ~ fast; fighting for air; fighting to breathe; gasp; breathe very well; breathing is difficult; trouble
        with ~ breathing; can not .. breathing; issues breathing; have to breathe through; noisy breathing; not
        able to breathe; unable to breathe; breathing problems; catching ~ breath; full breath; catch ~ breath;
        can not get air; get air; getting air; no air; winded; gulping; struggling for air; blue lips; blue in
        the face; going blue; blue around""",
    "CANNOT_SWALLOW": """
        can not .. swallow; could not swallow; hard to swallow; trouble swallowing; trouble swallow*; difficulty
        swallowing; difficult to swallow; hurts to swallow; hurts .. to swallow; painful to swallow; barely
        swallow; hardly swallow; hard time swallowing; problem swallowing; problems swallowing; pain ~ swallow*;
        not able to swallow; unable to swallow; swallowing is; struggling to swallow; breathing or swallowing;
        breathing and swallowing; hurts when ~ swallow; swallow ~ own; not swallowing; trouble with swallowing;
        can not keep ~ spit; swallow ~ saliva; swallow ~ spit; issues swallowing; swallow without; swaller; can
        not even drink; water down; keep water; get anything down; swallow anything; swallow at all; swallowing
        feels""",
    "DROOL": "drool*; saliva ~ running; spit ~ running; can not keep ~ saliva; saliva pouring",
    "VOICE": """
        muffled; hot potato; voice ~ funny; voice ~ weird; voice ~ different; voice ~ thick; voice ~ strange;
        voice ~ garbled; voice ~ changed; talking ~ funny; can not talk right; can not speak right; sounds like ~
        mouth full; speech ~ slurred; slurring; sound like ~ marbles; sounds like ~ marbles; voice changed; voice
        has changed""",
    "TEETHING": "teething; when she sleeps; when he sleeps; on my pillow; in my sleep; while i sleep",
    # Bleeding
    "BLEED": """
        bleed*; blood; bloody; bled; blooding; bleedin; blead*; hemorrhag*; gush*; spurt*; hemorrhage; hemorage;
        bleeder; waterfall; fountain""",
    "NOT_STOPPING": """
        will not stop; will not quit; would not stop; does not stop; did not stop; do not stop; has not stopped;
        have not stopped; had not stopped; can not .. stop; could not .. stop; not stopping; not slowing; is not
        slowing; not slow down; will not slow; not let up; not letting up; will not clot; not clotting; non stop;
        nonstop; no stop; never stop*; refuses to stop; how .. stop; make ~ stop; get ~ to stop; trying to stop;
        soak*; gush*; pouring; pours; everywhere; full of blood; filling up; filling with blood; fills up; lot of
        blood; so much blood; too much blood; heavily; spurt*; squirt*; started again; start* up again; starts
        again; bleeding out; out of control; like a faucet; like crazy; profusely; a ton; all over; still
        gushing; uncontroll*; with pressure; despite; through ~ gauze; through .. gauze; for hours; for an hour;
        for two hours; for three hours; for over; hours now; hour now; straight hours; minutes now; minutes
        straight; half an hour; all night; all day; all morning; how to stop; keep coming; keeps coming; keeps
        pouring; keep biting; gallons; buckets; dripping down; running down; running out of; streaming; still
        going; lots of blood; lost a lot; for 20 minutes; for 30 minutes; for twenty minutes; for thirty minutes;
        for forty minutes; for 45 minutes; for 40 minutes; hard to stop; nothing .. quit; nothing .. stop*; not
        control*; does not control; continuous*; constantly; hours; towel*; rags; cups of; sink; for 2 hours; for
        3 hours; minutes; nothing works; want stop; ceasing; ceases; slow down; slowing; under control; all
        afternoon; all evening; overnight; makes ~ bleeding quit; make ~ bleeding quit; to quit; covered; bled
        through; through two; pillow*; waterfall; fountain; river; more every; faster; no matter what; no end;
        ruined; shirt; sheets; mouthful*; swallowing blood; changing gauze; new gauze; another gauze""",
    "STILL": "still; keeps; keep; since yesterday; since last; since this; continues; again; constantly; ongoing",
    "BRUSHING": "brush*; floss*; when i eat; waterpik; spit toothpaste; rinse after",
    "DIZZY": """
        dizzy; lightheaded; light headed; lite headed; woozy; faint; feeling faint; about to pass; pale; clammy;
        passing out; weak; wobbly legs; seeing spots; room ~ spinning; going to pass; lightheaded*; dizziness;
        about to faint; blacking; weak in; shaky; see stars; faintish; loopy""",
    # Injury and collapse
    "JAW_BROKEN": """
        broke ~ jaw; broken ~ jaw; break ~ jaw; fractured ~ jaw; jaw ~ broke; jaws broke*; jaw ~ broken; jaw ~
        fractured; jaw fracture; cracked ~ jaw; shattered ~ jaw; busted ~ jaw; dislocated ~ jaw; jaw ~
        dislocated; jaw ~ out of socket; jaw ~ out of joint; jaw ~ popped out; broke ~ face; broken ~ face;
        broken ~ cheekbone; broke ~ cheekbone; broken ~ cheek bone; fractured ~ cheek*; fractured ~ face; face ~
        fractured; face ~ broken; face ~ smashed; smashed ~ face; cheekbone ~ broken; broke ~ cheek bone; facial
        fracture; facial bones; jaw ~ crooked; jaw ~ not line up; bite ~ off since; jaw ~ hanging; jaw ~ snapped;
        snapped ~ jaw; jaw ~ shattered; face ~ caved; eye socket; crushed ~ face; crushed ~ jaw; can not close ~
        mouth; can not close ~ jaw; teeth do not line up; jaw ~ to one side; messed up ~ jaw; jaw ~ messed up;
        can not close ~ teeth; can not get ~ teeth together; teeth ~ not meet; jaw ~ crunching; jaw ~ not go
        back; jaw ~ came out; jaw ~ dropped; jaw ~ popped""",
    "HEAD": "head; skull; forehead; temple",
    "STRUCK": """
        hit; hits; smack*; bang*; bump*; crack*; slam*; whack*; conk*; landed; struck; kicked; split; cut; gash*;
        fell on; falling on; knocked; clocked; bonk*; slammed; smash*; hurt; injur*; bleeding; first on; elbowed""",
    "JAWBONE": """
        jaw; jaws; jawbone; cheekbone; cheek bone; facial bone; facial bones; face bones; eye socket; nose;
        orbital""",
    "HEAD_INJURY": """
        head injury; head trauma; head wound; hit ~ head; hit in ~ head; hits ~ head; hit on ~ head; banged ~
        head; bumped ~ head; cracked ~ head; smacked ~ head; smashed ~ head; slammed ~ head; concuss*; fell on ~
        head; landed on ~ head; kicked in ~ head; blow to ~ head; skull; split ~ head; head ~ hit; fell and hit ~
        head; whacked ~ head; conked ~ head; head first; struck ~ head; head ~ bleeding; headfirst; head butted""",
    "UNCONSCIOUS": """
        passed out; pass out; passing out; fainted; fainting; going to faint; blacked out; blacking out;
        unconscious; lost consciousness; losing consciousness; loss of consciousness; unresponsive; not
        responding; passed at; not responsive; will not wake; not waking; can not wake; knocked unconscious;
        knocked out cold; out cold; collaps*; seizure*; convuls*; lost conscious*; not conscious; in and out of
        it; keeled over; was out for; were out for; came to; i was knocked out; he was knocked out; she was
        knocked out; he got knocked out; she got knocked out; knocked him out cold; i got knocked out; knocked me
        out; knocked him unconscious; knocked her unconscious; past out; blacked .. out; black out; went limp;
        limp; would not wake; lights out; went unconscious; can not be woken; dropped to the floor; had a fit;
        having a fit; is shaking uncontrollably""",
    "CHEST": """
        chest pain*; chest ~ hurt*; chest ~ tight*; chest pressure; chest ~ pounding; pain ~ chest; pressure ~
        chest; tightness ~ chest; chest feels; heart attack; having a stroke; a stroke; face ~ drooping; face ~
        droopy; left arm; chest is; hurting ~ chest; elephant on; cardiac arrest; tightness in ~ chest; chess
        pain*; chest ache*; chest; heart is racing; heart racing; palpitations""",
    "ALLERGY": """
        allergic reaction; anaphyla*; hives; epipen; epi pen; reacting to ~ medic*; reacting to ~ antibiotic*;
        allergic to something; reaction to ~ antibiotic*; reaction to ~ medic*; reaction to ~ amoxicillin;
        reaction to ~ penicillin; rash all over; itchy all over; broke out in ~ rash; reaction to ~ pills; tongue
        ~ swelling; tongue ~ swollen; having a reaction; welts; breaking out in; bad rash; rash since; rash from;
        swelling after the injection; itchy throat; throat ~ itchy; rash and; allergic response; severe allergy;
        allergy attack""",
    "SELF_HARM": """
        will not be here by; never wake up; life is not worth; dark thoughts; ending it tonight; thoughts of ending
        it; thoughts about ending it; do to myself; my last night; reason for me to be here; no reason to live;
        say goodbye to everyone; goodbye for me;
        cut my wrists; cutting my wrists; slit my; cutting herself; cutting himself; cut myself again; cutting
        myself; self harm*; gun to my head; bullet in my; bullet through; better off gone; shoot myself; shoot
        himself; shoot herself; hang myself; jump off ~ bridge; off a bridge; overdose; overdosed; end my life;
        ending my life; plan to die; ways to die; kill herself; kill himself; better off dead; if i was dead;
        if i were dead; hurting myself; not want to be alive; not want to wake up; not be here tomorrow;
        kill myself; killing myself; killed myself; suicid*; end my life; ending my life; take my own life;
        take my life; want to die; wanting to die; hurt myself; hurting myself; harm myself;
        harming myself; self harm; not want to live; do not want to be here anymore; not want to be alive; want
        to be dead; better off dead; better off without me; end it all; ending it all; wish i was dead; wish i
        were dead; rather be dead; no reason to live; nothing to live for; do not want to go on; can not go on
        living; not worth living; kill himself; hurt himself; hurt herself; harm himself; harm herself; kill
        herself; killing himself; killing herself; wants to die; take all ~ pills; swallow all ~ pills; overdos*;
        done with life; tired of living; jump off; point in living; not worth it anymore; do not want to wake up;
        do something to myself; give up on life; living anymore; point of living; point living; going to die by;
        wish i would die; do not want to be here; hang myself; shoot myself; overdose; be here anymore; want it
        all to be over; want it to be over; can not do life; no point in anything; no point anymore; give up
        living; not see a reason; not want to exist; stop existing; feel like dying; want to disappear; dead
        would be; wants to end everything; to end everything; hurt my self; kill my self""",
    "WANTS_911": """
        should i call 911; should we call 911; call 911 or; need an ambulance; call an ambulance; get an
        ambulance; send an ambulance; should i go to ~ er; should i go to ~ emergency room; should we go to ~ er;
        should i call nine one one; should we go to ~ emergency room; need to call 911; do i call 911; call nine
        one one; go to ~ er; go to ~ emergency room; go to ~ hospital; call 911; need ~ er; be in the er; going
        to ~ er; head to ~ er; need a hospital; need to go to the hospital""",
    # After treatment
    "TREATED": """
        extraction; extracted; pulled; had ~ tooth out; had ~ teeth out; teeth removed; tooth removed; surgery;
        implant; root canal; stitches; socket; took ~ tooth out; took out ~ tooth; taken out; teeth taken out;
        tooth taken out; numbing; had ~ wisdom; wisdom teeth out; procedure; where ~ tooth was; after ~
        extraction; deep cleaning; yanked""",
    "AFTER": """
        yesterday; this morning; last night; since; after; ago; monday; tuesday; wednesday; thursday; friday;
        today; had; got; was""",
    "WORSE": """
        worse; worsening; numb; numbness; stitches came; stitch came; stitches ~ out; opened up; came undone;
        looks bad; smells""",
    "STITCHES_OUT": """
        stitches came; stitch came; stitches ~ out; stitches fell; stitch fell; stitches popped; stitch popped;
        still numb; numb since; stitches opened; stitches ~ loose; stitches broke""",
    # Soon
    "FELL_OFF": """
        fell off; came off; popped off; come off; falling off; broke off; coming off; came loose; fallen off;
        came right off""",
    "SENSITIVE": """
        sensitive; sensitivity; cold water; ice cream; zing*; twinge*; to cold; to hot; cold drinks; hot drinks;
        something cold; cold things; bother my teeth; bothers my teeth; bother my tooth; cold air; sweets; hot
        coffee""",
    "BENT": "bent; bend; poking; lost; stepped; dog ate; dog chewed; does not fit; not fit; popped; cut",
    "EMERGENCY": "emergency; urgent; urgently; emergancy; asap; seen right away; right now today; immediately",
    # Switches
    "RESOLVED": """
        stopped; went down; gone down; went away; gone away; is gone; all gone; cleared up; better; under
        control; fine now; okay now; ok now; no longer; not anymore; healed; resolved; subsided; broke last
        night; went back to normal; quit; has quit; ceased; over now; passed; is fine; are fine; all fine""",
    "AGAIN": "came back; is back; coming back; again; started up; back again; returned; worse; but now; comes back",
    "INERT": """
        bad breath; blood pressure; blood thinner*; blood work; blood test*; blood sugar; blood type; bloodwork;
        blood clots; to die for; that is swell; be swell; how swell; sinus infection; ear infection; yeast
        infection; bladder infection; uti; infection control; went down to; went down into; went down my; went
        down ~ neck; came to see; came to the; came to your; came to you; came to my; came to get; came to a;
        breath fresh*; pulled up; pulled over; pulled into; fast forward; had the flu; chip in; blue cross; fell
        off ~ schedule; fell through; lost my insurance; lost ~ job; lost ~ card; lost ~ number; lost ~
        paperwork; pocket of time; breakfast; no emergency; emergency contact; emergency exam; emergency number;
        get back; half price; crash course; split ~ payment; split ~ bill; crack of; chew out; break room; lunch
        break; spring break; summer break; christmas break; winter break; break ~ appointment; broke up; heart
        medication; seizure medication; faint at the sight; faint at needles; lost ~ appointment; pain in the
        neck; sore throat; hit ~ traffic; fall break; crown prep; crown appointment; fast food; as fast as; how
        fast; quickly get; sleep apnea; hold my breath; save my breath; take a breath; deep breath; under ~
        insurance; blood donat*; give blood; broken link; broken phone; broken car; car broke; phone broke; broke
        down; quickly before; fall schedule; this fall; call it urgent; call it an emergency; chest x ray; chest
        cold; chest of; drug interaction; swelling control; better time; better day; better if; better for; advil
        okay; heart pills; sinking; kitchen sink; hours of operation; your hours; what hours; the hours; office
        hours; business hours; minutes late; minutes early; minutes away; few minutes; couple minutes; in five
        minutes; ten minutes late; all day on; all day monday; all day tuesday; free all day; open all day;
        available all day; hours are; move* my; worst time; sleep dentistry; is out of the office; is out today;
        is out this; out of town; is out sick; how long; your emergency; after hours; hour drive; severe weather;
        stay awake; be awake; awake during; gone down my; gone down to; gone down into; on the other hand; hand
        it; cup of coffee; first hand; hand out; hand over; hands on; left hand; right hand; too bad; not bad;
        green light; strong coffee; on the table; off the table; time table; crazy week; crazy busy; crazy day;
        major medical; dying to""",
}
