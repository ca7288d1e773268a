"""How a deed is claimed in English: one regular expression a line, on lower-case text with contractions opened.

A line that ends with | goes on in the next. Macros keep them readable: {I} is "I have (already)", {YOU} "you are
(all)", {IT} "your visit is (now)", {STAFF} "the front desk". Earlier deeds win where patterns overlap. A pattern
says that something *is* done; asking, offering, promising and denying are taken out by `mood.py`.
"""

from receptionist.agents.claims.claim import Deed

MACROS: dict[str, str] = {
    "ADVERB": (
        r"(?:just |already |now |also |all |officially |successfully |gone ahead and |gone in and |"
        r"went ahead and |been able to get |managed to |been |go ahead and |so |then |actually )*"
    ),
    "I": r"\b(?:i|we) (?:have |had )?{ADVERB}",
    "DID": r"\b(?:i|we) (?:did|do have|was able to|were able to|managed to) (?:just |go ahead and |successfully )*",
    "YOU": (
        r"\b(?:you|he|she|they|both of you|both kids|everyone|everybody) (?:are|is|have been|has been|"
        r"were) {ADVERB}"
    ),
    "IT": (
        r"\b(?:it|that|this|everything|(?:your|the|his|her|their|a|that|this|[a-z]+'s|"
        r"my) (?:[a-z]+ ){0,3}{VISIT}s?(?: (?:with|for|on|at|of) (?:[a-z0-9:.]+ ){1,6}?)?)\s?(?:is|are|has been|"
        r"have been|was|got|gets) {ADVERB}"
    ),
    "NAME": r"\b[a-z]+ (?:is|has been|was) {ADVERB}",
    "VISIT": (
        r"(?:appointment|visit|cleaning|exam|checkup|check-up|check up|slot|spot|time|filling|consultation|"
        r"consult|booking|reservation|maintenance|crown|extraction|emergency exam)"
    ),
    "WHO": (r"(?:you|him|her|them|the kids|everyone|your (?:son|daughter|husband|wife|mother|child|kids)|both)"),
    "STAFF": (
        r"(?:(?:some ?one|somebody|one of (?:us|our|my)[a-z ]*|a (?:person|colleague|team member|staff member|"
        r"human|nurse|member[a-z ]*)|(?:the|our|my) (?:[a-z]+ ){0,2}(?:team|staff|office|desk|manager|dentist|"
        r"doctor|hygienist|coordinator|people|colleagues?|department|nurse)|they|we|dr\.? [a-z]+)(?: (?:here|"
        r"from|at|in|on)(?: [a-z]+){1,3})?)"
    ),
    "BOOK": r"(?:booked|scheduled|reserved|penciled|pencilled|slotted|squeezed|set up|locked in|secured|saved)",
    "ADV": r"(?:now |already |just |all )*",
}

ENGLISH: dict[Deed, str] = {
    Deed.MOVED: r"""
        {I}(?:moved|rescheduled|changed|switched|shifted|bumped|pushed|swapped|updated)\b
        {DID}(?:move|reschedule|change|switch|shift)\b
        (?:{YOU}|{IT}|{NAME})(?:moved|rescheduled|switched|shifted|changed|bumped|swapped)\b
        {IT}now (?:on|at|set for|scheduled for|booked for|for)\b
        \byour new (?:time|{VISIT}) is\b
        \byou are now (?:on|at|coming|booked|scheduled|set|down)\b
    """,
    Deed.CANCELLED: r"""
        {I}(?:cancell?ed|called off|taken {WHO} off|took {WHO} off|removed|deleted|dropped|scrapped)\b
        {I}(?:taken|took) (?:that|it|your [a-z]+|the [a-z]+) off\b
        {DID}cancel\b
        (?:{YOU}|{IT}|{NAME})(?:cancell?ed|removed from|called off|taken off|off the (?:schedule|books|
            calendar))
        \b(?:you are|it is) no longer (?:on|booked|scheduled)\b
    """,
    Deed.REGISTERED: r"""
        {I}(?:registered|enrolled|signed {WHO} up|added {WHO} (?:as|to (?:our|the) (?:system|patients|records))|
            (?:created|opened|made|set up|started) (?:a |your |his |her |the )(?:new )?(?:[a-z]+ )?(?:file|
            record|chart|profile|account)|set {WHO} up as)
        (?:{YOU}|{NAME}|{IT})(?:registered|enrolled|in our (?:system|records)|set up as a (?:new )?patient|
            signed up|on file now|a registered)
        \b(?:your|his|her) (?:[a-z]+ ){0,2}(?:file|record|chart|profile|registration|patient record) (?:is|
            has been) {ADV}(?:created|set up|complete|completed|ready|done|opened|in place)
    """,
    Deed.CONFIRMED: r"""
        \b(?:i|we) have (?:got )?{WHO} (?:all )?(?:down as )?confirmed\b
        {I}(?:confirmed|marked (?:you|your [a-z]+|it|that|the [a-z]+|him|her) (?:as )?confirmed|
            marked that you)\b
        (?:{YOU}|{IT}|{NAME})(?:confirmed|marked as confirmed)\b
    """,
    Deed.BOOKED: r"""
        {I}(?:put|placed|added|signed) [a-z]+ (?:down|in|on the (?:schedule|books|calendar)) (?:for|on|at)\b
        \bconsider (?:yourself|it|that|him|her|them) (?:booked|scheduled|reserved)\b
        {I}{BOOK} (?:{WHO}|that|it|this|an?|the|your|his|her|for|in|tuesday|monday|wednesday|thursday|friday|
            both|two|everything)
        {I}(?:put|got|gotten|have|placed|added|fit|fitted|signed) {WHO} (?:all )?(?:down|in|on|booked|scheduled|
            set|up|into|a|an|the|confirmed for|for|to the (?:schedule|books?|calendar))\b(?! (?:our|
            the) (?:system|file|records))
        {I}(?:put|got|gotten|placed|entered|added) (?:that|it|the {VISIT}|your {VISIT}) (?:in|on|down|into|
            for)\b
        {I}(?:grabbed|saved|claimed|taken|took|nabbed|snagged|got) (?:you )?(?:that|the|this|
            your) (?:[a-z0-9:.]+ ){0,3}(?:{VISIT}|opening)\b
        {I}made (?:you )?(?:an?|the|your|his|her|that|this|both|those) (?:[a-z]+ ){0,3}{VISIT}
        {I}finali[sz]ed\b|{I}completed (?:the|your) booking|{DID}(?:book|schedule|get {WHO} (?:in|down|on|
            booked))
        (?:{YOU}|{NAME}){BOOK}(?! for you to)\b
        {IT}{BOOK}(?! up\b)\b
        {YOU}(?:set|good|good to go|in|down|on the (?:schedule|books|calendar)) (?:for|on|at|with)\b
        {YOU}(?:on the (?:schedule|books|calendar)|in the (?:schedule|book|books|calendar))\b
        {IT}(?:set (?:for|on|with|at)|in|locked in|on the (?:schedule|books|calendar)|in the (?:schedule|system|
            books|calendar|diary))(?: for| on|\b)
        \byou have (?:got )?(?:an? |the |your )(?:[a-z]+ ){0,3}{VISIT} (?:booked|scheduled|reserved)\b
        \bbooking (?:is|has been) (?:complete|confirmed|done|made|in)\b|\bsuccessfully (?:booked|scheduled)\b|
            ^booked\b
        \bthe (?:[a-z0-9:']+ ){0,3}(?:slot|spot|time|opening) is (?:yours|all yours)\b|
            \bwe will see {WHO} (?:on |this |next |at )
        \b(?:we|i) (?:have |just )*(?:got|had) {WHO} (?:in |down |on )
    """,
    Deed.MESSAGE: r"""
        {I}(?:left|sent|passed|forwarded|relayed|taken|took|given|gave|written|wrote|put in|submitted|logged|
            recorded|noted|made|delivered|flagged|dropped|added) (?:(?:your|a|the|that|this|it|them|him|her|
            along|on|down|our|my|their) )*(?:[a-z]+ ){0,3}(?:message|note|request|along|on to|to the|to our|
            to dr|for the (?:front|team|office|staff|doctor|dentist)|word|memo|ticket|question|concern)
        {I}(?:let|told|notified|alerted|informed|texted|emailed|messaged|asked|pinged|flagged) (?:the|our|my|
            them|dr\.?|someone|everyone|this (?:to|for)|your|it (?:to|for))
        \b(?:your|the|that|a) (?:message|note|request) (?:is|has been|was|got) {ADV}(?:left|sent|passed|taken|
            forwarded|delivered|recorded|with|on its way|in|saved|noted|submitted|logged)
        \b(?:the|our) (?:front desk|team|office|staff|manager|dentist) (?:has|have|got) (?:your|the|
            that) (?:message|note|request|number|details)
        \b(?:i am|we are) (?:now |just )?(?:leaving|sending|passing|forwarding|letting|notifying|alerting|
            writing) (?:[a-z]+ ){0,3}(?:message|note|along|on to|know|desk|team|office|staff)
        \b(?:the|our) (?:[a-z]+ ){0,2}(?:team|staff|office|desk|manager|dentist|doctor|hygienist) (?:has|
            have) (?:just |already |now )*(?:been )?(?:notified|told|informed|alerted|made aware|let know)\b
        \b(?:dr [a-z]+|everyone) (?:has|have) been (?:notified|told|informed|alerted)\b
    """,
    Deed.CALL_BACK: r"""
        {STAFF} (?:will|is going to|are going to|shall) (?:[a-z]+ ){0,2}?(?:call|phone|ring|get back|reach out|
            contact|be in touch|follow up|text|return your|give {WHO} a|be calling|be reaching|be contacting|
            be giving|be getting back|be following)\b
        \b(?:you will (?:get|receive|hear|be getting|be hearing|be called|be contacted)|expect|you can expect|
            look out for) (?:[a-z]+ ){0,4}?(?:call|call-back|callback|back from|from (?:us|our|the|them|someone|
            dr)|a text|back)\b
    """,
    Deed.TRANSFERRED: r"""
        {I}(?:transferred|connected|put (?:{WHO}|your call|the call|this call) through|sent {WHO} (?:over )?to|
            patched|handed you|passed you)\b
        \b(?:i am|we are) (?:now |just |going ahead and )*(?:transferring|connecting|putting|patching|handing|
            passing|sending) (?:you|your call|this call|the call)\b(?! (?:an?|the|down)\b)
        \b(?:you are|your call is|the call is) (?:now |just )*being (?:transferred|connected|put through)|
            \btransferring you\b|^(?:connecting|transferring|putting) you\b|\byour call (?:has been|
            is) (?:now )?transferred
    """,
    Deed.DONE: r"""
        \b(?:that is|it is|this is|everything is|(?:that|it|this|everything) has been|all) (?:all |now |
            already )*(?:done|taken care of|sorted|sorted out|squared away|set|handled|complete|completed|
            finali[sz]ed|gone through)\b
        ^(?:all )?(?:done|all set|you are all set|you are good to go|got it all done|consider it done)\b|
            \byou are all set\b|{I}(?:taken care of|took care of|done that|handled|sorted|got that done|
            made (?:that|the|those) changes?)\b|\b(?:the|that|those|your) changes? (?:has|have|is|are|was|
            were) (?:been )?(?:made|saved|done)
    """,
}
