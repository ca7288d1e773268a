"""Words that are not names: what keeps "I need a cleaning" and "yes please" from being taken for a person."""

from __future__ import annotations

TITLES = frozenset(["mr", "mrs", "ms", "miss", "mister", "missus", "dr", "doctor"])
SUFFIXES = frozenset(["jr", "sr", "junior", "senior", "ii", "iii"])

_TYPED = """
afternoons ages aint allright alrite am asap asking bday both btw cancellation cannot cause cigna coming couldnt
couple cuz dang decades dental didnt dob doesnt dont dunno earliest either evening evenings existing forever gosh
grr gtg ha haha hahaha haven havent hmm hmmm huh idc idk ill im info instead insured ive jeez jk k kinda kk latest
lmao lol lots many midday midnight mornin morning mornings nahh naw neither nevermind nobody nope nvm often ok okey
okie omg oops option options ouch phew plenty pls plz prolly returning shoot shucks sms somethin sometimes soonest
sry ta thats theres theyre tho thx tmr tmrw twice ty tysm u ugh uhh umm ur wanna wasnt whatever whatevs whats
whenever wherever whichever whoever whoops wont working works wouldnt wow xray ya yall yay yea yeh yess yo youre
yupp relay operator interpreter
"""
_COMMON = """
a able about above absolutely account ache aching actually address advice affirmative afraid after afternoon again
ago ahead all allergic almost alone already alright alrighty also always am an and angry another any anybody anyhow
anymore anyone anything anytime anyway apologize appointment appointments apr april apt are aren't around as asap
ask asking at aug august available avenue avenues away awesome awful back bad basically be because been before
behind being believe best better between big bill's billing birth birthdate birthday bit bleed bleeding book booked
booking born both bothering break bridge bring bringing broke broken brother buenos busy but by bye call called
caller calling came can can't canal cancel canceling cancelled cannot card care cavity cell certainly change check
checking checkup child children chip chipped cita claim clean cleaning clear close closed come coming como complaint
concerned confirm confirming confused consult consultation cool correct cost could couldn't cracked crown curious
current currently customer date daughter day days dec december deep definitely dental dentist dentist's dentists
denture dias did didn't different difficulty directions dizzy do does doesn't doing don't done double down due
during dying each earlier earliest early easy eight eighteen eighth eighty either eleven eleventh else email
emergency english enough espanol español estoy está even evening ever every everyone everything exactly exam
excellent existing experiencing extraction face family fantastic far favor feb february feel feeling fell female
fever few fifteen fifteenth fifth fifty fill filling fillings find fine first five flexible following for forget
forgot forty found four fourteen fourth free fri friday friend from front full fully get getting give glad go goes
going gone gonna good goodbye got gotta gracias great guess gum gums guys habla hablo had half happy hard has hasn't
hate have haven't having he he's hear hello help her here hers hey hi him his hola hold home honestly hopefully
hoping horrible hour hours how how's however huge human hundred hungry hurt hurting hurts husband hygiene hygienist
i i'd i'll i'm i've idea if implant important in infected infection information insurance insured interested into is
isn't issue it it'll it's its itself jan january jaw jul july jun june just keep kid kids kind knocked know last
late later latest leave left less let let's letter like line little live living location long-standing looking lost
lot loud love ma'am machine mad main make making male mar march maybe me mean medical medicine member message mid
might mine minute minutes missed missing mom mon monday money month months more morning most mother mouth move
moving much must my myself nah name name's near necesito need needed needing needs negative nervous never new next
nice night nine nineteen ninety ninth no nobody none noon nope normal not nothing nov november now numb number oct
october of off office oh ok okay old on once one ones only open opening or order other our out over own pain painful
painkiller para parent parking part past patient patients pay people perfect perhaps perio periodontal person phone
pick place please pm por possible practice prefer pregnant prescription pretty previous probably problem question
questions quick quickly quiero quite ready real really reason receptionist record records referred regarding regular
related relative remember reminder representative reschedule rescheduling returning ridiculous right robot root
routine running sadly said same sat saturday say says scared schedule scheduled scheduling second see seem seen self
sensitive sep sept september serious set seven seventeen seventeenth seventh seventy severe she she's should sick
simple since sir sister six sixteen sixth sixty slot so some somebody someone something sometime somewhere son soon
sooner sore sorry sort sounds speak speaking spell spelled spelling spouse staff start started step still stop
stopping street stressed stuck super supposed sure surgery swelling swollen take taken taking talk talking teeth
tell ten tenth terrible test than thank thanks that that'll that's the their them then there there's therefore these
they they're thing things think thinking third thirteen thirteenth thirtieth thirty this those thought thousand
three thu thur thurs thursday time times tired to today tomorrow tonight too tooth toothache totally traveling
trouble true try trying tue tues tuesday turn twelfth twelve twentieth twenty two umm una unable under understand
unfortunately unhappy unless unsure until up upcoming upset urgent us using usted usual usually vacation veneer very
via visit visiting wait waiting walk wanna want wanted wanting wants was wasn't way we we'd we'll we're we've wed
wednesday week weekend weeks weird welcome well went were what what's whatever when where where's which while
whitening who who's whole whom whose why wife will-call wisdom wish with within without won't wonder wonderful
wondering work working works worried worse worst would wouldn't wrong x-ray x-rays yeah year years yep yes yesterday
yet you you'd you'll you're your yours yourself yup zero
"""
NOT_NAMES = frozenset(_COMMON.split()) | frozenset(_TYPED.split())
MAYBE_NAMES = frozenset({"april", "june", "august", "jan", "mar", "grace"})
"""Months that are first names as well: names after a firm lead-in ("my name is April Jones")."""
