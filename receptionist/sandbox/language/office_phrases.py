"""Phrases that ask about the office, its services, money and papers, or for medical advice.

Matched on bare lower-case words.
"""

from __future__ import annotations

import re

from receptionist.sandbox.language.intent_words import Intent, any_of

OFFICE_PHRASES: dict[Intent, re.Pattern[str]] = {
    Intent.HOURS: any_of(
        r"(?:your|office|business|opening|what|holiday|weekend|evening|"
        r"(?:satur|sun|mon|tues|wednes|thurs|fri)day) hours",
        r"what are the hours",
        r"hours of operation",
        (
            r"(?:are|is) (?:you|y'all|you guys|the office|the practice|your "
            r"office|it|they|the place)(?: [\w']+)?(?: [\w']+)? (?:open|closed)"
            r"(?! (?:to|for (?:an?|me)))"
        ),
        (
            r"(?:what time|when) (?:do|does|will|are)(?: [\w']+){1,3} (?:open|"
            r"close|closing|opening)"
        ),
        (
            r"(?:how late|how early|until when|till when)(?: [\w']+){0,4} "
            r"(?:open|there|close)"
        ),
        r"do you (?:open|close|take lunch|work)(?: [\w']+){0,2}",
        (
            r"open (?:on )?(?:weekends?|saturdays?|sundays?|today|tomorrow|"
            r"thanksgiving|christmas)"
        ),
        r"closed (?:on|for) (?:\w+)",
    ),
    Intent.ADDRESS: any_of(
        r"(?:your|the office|office|practice) (?:address|location)",
        r"what(?:'s| is) the address",
        (
            r"where (?:are|is|'s) (?:you|you guys|y'all|the office|your office|"
            r"the practice|it|this)(?: [\w']+)?(?: located| at)?"
        ),
        r"where (?:do i|should i) (?:go|come)",
        r"directions",
        r"how (?:do|can|would) i get (?:there|to (?:you|your|the))",
        r"how to get (?:there|to you)",
        r"what street",
        r"located",
        r"which (?:street|town|city)",
    ),
    Intent.PARKING: any_of(
        r"park",
        r"parking",
        r"parking (?:lot|garage|space|spot)s?",
        r"where (?:do|can|should) i park",
        r"wheel ?chair (?:access\w*|ramp)",
        r"step free",
    ),
    Intent.INSURANCE: any_of(
        r"insurances?",
        r"in network",
        r"out of network",
        r"ppo",
        r"hmo",
        r"medicaid",
        r"medicare",
        r"delta ?dental",
        r"metlife",
        r"cigna",
        r"aetna",
        r"guardian dental",
        r"humana",
        r"blue cross",
        r"(?:take|accept) (?:my )?(?:plan|coverage|guardian|delta)",
        r"dental plan",
        r"(?:is|are|be|am i) (?:it |that |this )?covered",
        r"coverage",
        r"co ?pay\w*",
        r"deductible",
    ),
    Intent.BRING: any_of(
        r"(?:what|anything|something|everything)(?: [\w']+){0,5}? (?:bring|"
        r"take with me|have with me)",
        r"(?:need|have|should|supposed|do i|must i) (?:to )?bring",
        r"(?:what|which) (?:documents|paperwork|forms|papers|id)",
        r"fill out (?:any|forms|paperwork)",
        r"how early should i (?:come|be|arrive|get)",
    ),
    Intent.PHONE_NUMBER: any_of(
        r"(?:your|office|the office'?s?|practice) (?:phone |telephone "
        r"|fax )?number",
        r"what number (?:do|can|should|is this)",
        r"number (?:to|i can) (?:call|reach)",
        r"your phone",
        r"what(?:'s| is) the (?:phone |telephone )?number",
    ),
    Intent.SERVICES: any_of(
        r"what (?:services|procedures|kinds? of|types? of)(?: [\w']+)*",
        (
            r"(?:do|can) you (?:guys |also |even )?(?:do|offer|provide|perform|"
            r"place|handle|see|treat)(?! (?:tuesday|monday|wednesday|thursday|"
            r"friday|that|it|this|me|anything|tomorrow|today|next|a different|"
            r"another|\d|you|the (?:first|second|other)|afternoons?|mornings?|"
            r"noon))(?: [\w']+){1,4}"
        ),
        r"services",
    ),
    Intent.TEAM: any_of(
        r"(?:which|what) (?:dentists?|doctors?|providers?|hygienists?)(?: (?:do|work|are|is)(?: [\w']+){0,3})?",
        r"who (?:are|is|'s)(?: all)? (?:your|the) (?:dentists?|doctors?|hygienists?|providers?|staff|team)",
        r"(?:names? of|list of|about) (?:your|the) (?:dentists?|doctors?|hygienists?|team|staff)",
    ),
    Intent.PRICE: any_of(
        r"how much (?:is|are|does|do|would|for|will)(?: [\w']+)*",
        r"what (?:does|do|would|will|is the)(?: [\w']+){1,6} cost\w*",
        r"pric(?:e|es|ing)",
        r"how expensive",
        r"cost of",
        r"cash price",
    ),
    Intent.COMPLAINT: any_of(
        r"complain\w*",
        r"(?:annoyed|unhappy|upset|frustrated|disappointed|angry|mad)(?: (?:with|about|at))?",
        r"(?:kept|keep|left) (?:me|us) waiting",
        r"(?:was|were|is|are|been) (?:so |very |really |super )?(?:rude|unprofessional)",
        r"(?:terrible|awful|horrible|bad|worst|poor) (?:experience|service|treatment)",
        r"unacceptable",
    ),
    Intent.MEDICAL_QUESTION: any_of(
        r"(?:should|can|could|may) i (?:take|eat|drink|use|stop|keep|brush|"
        r"rinse|smoke|chew|mix)(?: [\w']+)+",
        (
            r"is (?:it|that|this)(?: [\w']+){0,2} (?:normal|safe|serious|dangerous|"
            r"infected|ok to|okay to)"
        ),
        (
            r"(?:blood thinners?|pre ?med\w*|warfarin|coumadin|ibuprofen|tylenol|"
            r"advil|aspirin|antibiotics?(?! prescription))"
        ),
        r"(?:i'm|i am|if i'm|while) pregnant",
        r"what (?:should|can|do) i (?:do|take|use) (?:for|about)(?: [\w']+)+",
        (
            r"how (?:many|much) (?:\w+ )?(?:ibuprofen|tylenol|advil|painkillers?|"
            r"pills|should i take)"
        ),
        r"dos(?:e|age)",
        r"side effects?",
        (
            r"do i (?:need|have) (?:a |an )?(?:root canal|crown|filling|surgery|"
            r"infection|cavity|cavities)"
        ),
        r"what's wrong with my",
        r"heart (?:condition|valve|murmur)",
    ),
    Intent.BILLING: any_of(
        r"bills?",
        r"billing",
        r"billed",
        r"balance",
        r"(?:pay|paying|make a payment|payment)(?: [\w']+)*",
        r"invoice",
        r"statement",
        r"charged?",
        r"refunds?",
        r"owe",
        r"overcharg\w*",
        r"collections",
        r"receipt",
        r"cancell?ation fee",
    ),
    Intent.PRESCRIPTION: any_of(
        r"prescriptions?",
        r"refills?",
        r"prescribe\w*",
        (
            r"(?:call|send|phone) (?:in|something|it)(?: [\w']+){0,4} (?:pharmacy|"
            r"cvs|walgreens)"
        ),
        r"pharmacy",
        (
            r"(?:vicodin|percocet|oxycodone|hydrocodone|norco|tramadol|amoxicillin|"
            r"penicillin)"
        ),
        r"pain ?(?:meds?|medication|pills|killers?)",
        r"rx",
    ),
    Intent.RECORDS: any_of(
        r"(?:my|the|dental|medical|patient|his|her|transfer|send|get|copy "
        r"of)(?: [\w']+){0,3} (?:records?|x ?rays|files?|chart)",
        r"x ?rays? (?:sent|transferred|emailed)",
        r"records (?:sent|request|transferred|release)",
        r"release of records",
    ),
}
