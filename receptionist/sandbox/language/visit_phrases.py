"""Phrases about a caller's own visits: booking, moving, cancelling, confirming, finding, being late.

Matched on bare lower-case words.
"""

from __future__ import annotations

import re

from receptionist.sandbox.language.intent_words import Intent, any_of

VISIT_NOUN = (
    r"(?:appointments?|appts?|apointments?|visits?|cleanings?|fillings?|"
    r"check ?ups?|exams?|slots?|booking|reservation)"
)
_ANY = r"(?: [\w']+)"
_MY = r"(?:my|our|his|her|the|that|this|an?|\w+'s)"

VISIT_PHRASES: dict[Intent, re.Pattern[str]] = {
    Intent.BOOK: any_of(
        r"(?:book|schedule|make|set up|get|need|want|like|have|arrange|"
        rf"sched|reserve|request|find)(?: me| us| him| her)?{_ANY}{{0,4}}? "
        rf"{VISIT_NOUN}(?<!my appointment)",
        r"(?:come|get|fit|squeeze|bring)(?: (?:me|him|her|us|my \w+))? "
        r"in(?: (?:to|for|on|at|next|this|today|tomorrow|sometime|as|asap|"
        r"some))",
        r"can i (?:come|get) in",
        r"(?:get|come) in$",
        r"be seen",
        r"see (?:someone|somebody) (?:about|for)",
        r"(?:someone|somebody) (?:to )?(?:look|take a look) at",
        r"see (?:a|the|my) (?:dentist|hygienist|doctor)",
        r"see (?:dr|doctor) \w+",
        r"book (?:it|me|that|a|an|in|us|one|something|for)",
        r"schedule (?:it|me|a|an|something|one|for|my \w+)",
        r"i need to (?:book|schedule)",
        (
            r"(?:openings?|availability|available|free)(?: [\w']+){0,3} (?:for|"
            r"on|this|next|tomorrow|today|monday|tuesday|wednesday|thursday|"
            r"friday)"
        ),
        (
            r"(?:do you have|have you got|got|is there) (?:any ?thing|any|"
            r"an|something)(?: [\w']+){0,3}? (?:opening|openings|available|"
            r"availability|slots?|times?|open|free|on|for|next|this|tomorrow|"
            r"today)"
        ),
        r"(?:need|want|like|get|due for|have)(?: [\w']+){0,5}? (?:cleaning|"
        r"teeth cleaned|tooth cleaned|filling|filled|check ?up|exam|consultation|"
        r"extraction|tooth pulled|root canal|crown|whitening|deep clean\w*)"
        r"(?! appointment)",
        r"make an apointment",
        r"new appointment",
        r"another appointment",
        (
            r"(?:looking|hoping|calling|trying) to (?:book|schedule|make|come "
            r"in|get in)"
        ),
    ),
    Intent.MOVE: any_of(
        r"re ?schedul\w*",
        (
            r"(?:move|moving|change|changing|switch|switching|push|bump|shift|"
            rf"postpone|swap|delay) {_MY}(?: [\w']+){{0,3}}? (?:{VISIT_NOUN}|"
            r"one|time|date|day)"
        ),
        (
            r"(?:move|change|switch|push|bump|shift|postpone) (?:it|that|mine|"
            r"them)(?: (?:to|back|up|from|forward|out|instead|earlier|later|"
            r"until))?"
        ),
        rf"postpone {_MY}",
        r"(?:move|switch|change|push) (?:my|the|from)(?: [\w':]+){0,5} to",
        r"different (?:day|time|date) for my",
        (
            r"(?:another|a different|a new|later|earlier) (?:day|time|date)"
            r"(?: [\w']+){0,2} (?:for|instead of) my"
        ),
        r"come (?:in )?(?:earlier|later|another day|a different day) instead",
        r"need a different time",
        r"(?:can't|cannot|can not|won't be able to|not able to|unable "
        r"to) (?:make|come to|keep|do) (?:it to )?(?:my|our|the|that)(?: "
        r"[\w']+){0,3} (?:appointment|visit|cleaning|filling)(?=.*\b(?:another|"
        r"different|move|later|instead|reschedule|next)\b)",
    ),
    Intent.CANCEL: any_of(
        r"cancel\w*(?! (?:policy|fee|charge))",
        r"call off",
        (
            r"(?:drop|delete|remove|get rid of|scrap|take off|take me off)"
            rf"(?: [\w']+){{0,3}}? {VISIT_NOUN}"
        ),
        (
            r"(?:don't|do not|no longer) (?:need|want) (?:my|the|that|this)"
            r"(?: [\w']+){0,2} (?:appointment|visit|cleaning|filling|slot)"
        ),
        (
            r"(?:can't|cannot|can not|won't be able to|not able to|unable "
            r"to) (?:make|come to|keep) (?:it to )?(?:my|our|the|that)(?: "
            r"[\w']+){0,3} (?:appointment|visit|cleaning|filling)(?!.*\b(?:another|"
            r"different|move|later|instead|reschedule|next)\b)"
        ),
    ),
    Intent.CONFIRM_VISIT: any_of(
        rf"confirm\w*(?: [\w']+){{0,4}}? (?:{VISIT_NOUN}|coming|attendance|"
        r"for (?:monday|tuesday|wednesday|thursday|friday|tomorrow|today)"
        r")",
        r"(?:calling|text|message|wanted|want|like|need) (?:back )?to confirm",
        r"confirm (?:it|that(?: one)?|them|this(?: one)?|mine)",
        r"i'll be there",
        r"i will be there",
        r"we'll be there",
        r"still (?:coming|on for|good for)",
    ),
    Intent.FIND_VISIT: any_of(
        rf"when(?:'s| is| was| am| are| do| did| i'm| i am| we're| my)(?: [\w']+){{0,6}}? (?:{VISIT_NOUN}|"
        r"coming in|due|supposed to (?:come|be))",
        rf"what (?:time|day|date)(?: is|'s| was)(?: [\w']+){{0,4}}? {VISIT_NOUN}",
        (
            r"(?:do|did|don't) (?:i|we) (?:already )?have (?:an?|any|anything)"
            rf"(?: [\w']+){{0,4}}? (?:{VISIT_NOUN}|scheduled|booked|coming "
            r"up|on the books)"
        ),
        (
            r"(?:check|look up|find|see|verify|remember|forgot|know|tell me)"
            rf"(?: [\w']+){{0,4}}? my(?: [\w']+){{0,3}}? {VISIT_NOUN}"
        ),
        (
            r"what time (?:am i|do i|should i)(?: [\w']+){0,3} (?:come|in|"
            r"be there|supposed|scheduled|booked)"
        ),
        r"(?:my|any) (?:upcoming|next) (?:appointments?|visits?)",
        r"am i (?:scheduled|booked|due|on the schedule)",
        r"when do i come in",
    ),
    Intent.LATE: any_of(
        r"(?:running|run|be|am|i'm|gonna be|going to be|is|he's|she's|"
        r"we're)(?: [\w']+){0,3}? late(?! (?:afternoon|morning|in|next|"
        r"this|december|november|january|enough))(?<!too late)",
        r"(?:stuck|caught) in traffic",
        (
            r"(?:be|am|'m|running) (?:\w+ )?(?:\d+|five|ten|fifteen|twenty)"
            r" minutes (?:late|behind)"
        ),
        r"running behind",
        r"on my way but",
    ),
}
