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
        {I}put (?:it|that|you|your [a-z]+|the [a-z]+) (?:back|forward) (?:to|by|an|a)\b|\bthe new (?:date|time|
            day) is (?:in|set|saved)\b|\byou are on for [a-z0-9: ]{2,30} instead\b
        {I}(?:slid|traded|exchanged|pulled|nudged|brought) (?:it|that|this|both|them|you|your|the|his|her)\b
        {IT}(?:pushed|slid|traded|pulled|nudged|brought forward|put back) ?(?:back|forward|up|out|to|by|an?)\b
        \b(?:the |your )?(?:move|change|reschedule|rescheduling|swap|switch) (?:went|has gone|is|
            was) (?:through|made|complete|successful)\b
        \b(?:it|{VISIT}) (?:is at|is on|sits (?:on|at)|stands at) (?:[a-z0-9:]+ ){1,6}?(?:now|instead)\b|
            {VISIT} now (?:sits|stands|is|falls) (?:on|at)\b
        {I}(?:moved|rescheduled|changed|switched|shifted|bumped|pushed|swapped|updated)\b
        {DID}(?:move|reschedule|change|switch|shift)\b
        (?:{YOU}|{IT}|{NAME})(?:moved|rescheduled|switched|shifted|changed|bumped|swapped)\b
        {IT}now (?:on|at|set for|scheduled for|booked for|for)\b
        \byour new (?:time|{VISIT}) is\b
        \byou are now (?:on|at|coming|booked|scheduled|set|down)\b
    """,
    Deed.CANCELLED: r"""
        {I}struck\b|{IT}off (?:your|our|the) (?:schedule|books?|calendar)\b
        {I}(?:cleared|released|voided|scratched|freed up|wiped|withdrawn|withdrew|axed|nixed) (?:it|that|this|
            both|you|your|the|his|her)\b
        (?:{IT}|{NAME})(?:removed|released|cleared|voided|deleted|freed up|withdrawn|
            (?:taken )?off the (?:schedule|books?|calendar|diary))\b
        \b(?:the |your )?cancell?ation (?:went|has gone|is|was) (?:through|made|complete|successful|done)\b
        \b(?:you|they|he|she) (?:are|is) off the (?:schedule|books?|calendar)\b
        {I}(?:cancell?ed|called off|taken {WHO} off|took {WHO} off|removed|deleted|dropped(?! (?:a|your|
            the) (?:message|note|word))|scrapped)\b
        {I}(?:taken|took) (?:that|it|your [a-z]+|the [a-z]+) off\b
        {DID}cancel\b
        (?:{YOU}|{IT}|{NAME})(?:cancell?ed|removed from|called off|taken off|off the (?:schedule|books|
            calendar))
        \b(?:you are|it is) no longer (?:on|booked|scheduled)\b
    """,
    Deed.REGISTERED: r"""
        (?:{YOU})added (?:as|to our|to the)\b|{I}(?:entered|added|set up) {WHO} as an? (?:new )?patient\b
        \b(?:i|we) have (?:got )?{WHO} (?:all |now )*(?:registered|enrolled|signed up|set up as)\b
        {I}(?:put|entered|added|saved) (?:[a-z]+ ){0,3}(?:details|information|data) (?:in|into|to) (?:our|the)\b
        \b(?:your|his|her|the|a) (?:[a-z]+ ){0,2}(?:file|record|chart|profile|account)s? (?:is|has been|was|are|
            have been) {ADV}(?:created|made|set up|opened|added|started)
        {I}(?:[a-z ]{0,30}and )?(?:created|opened|made) (?:a|an|your|his|her|the) (?:[a-z]+ ){0,2}(?:account|
            file|record|chart|profile)\b
        {I}(?:registered|enrolled|signed {WHO} up|added {WHO} (?:as|to (?:our|the) (?:system|patients|records))|
            (?:created|opened|made|set up|started) (?:a |your |his |her |the )(?:new )?(?:[a-z]+ )?(?:file|
            record|chart|profile|account)|set {WHO} up as)
        (?:{YOU}|{NAME}|{IT})(?:registered|enrolled|in our (?:system|records)|set up as a (?:new )?patient|
            signed up|on file now|a registered)
        \b(?:your|his|her) (?:[a-z]+ ){0,2}(?:file|record|chart|profile|registration|patient record) (?:is|
            has been) {ADV}(?:created|set up|complete|completed|ready|done|opened|in place)
    """,
    Deed.CONFIRMED: r"""
        \b(?:shows?|appears?|stands) as confirmed\b
        {I}(?:put|set|have|got) {WHO} (?:all )?(?:down )?(?:as|to) confirmed\b|\b(?:attendance|
            confirmation) (?:is|has been|was) {ADV}(?:confirmed|recorded|noted|made)\b
        \b(?:i|we) have (?:got )?{WHO} (?:all )?(?:down as )?confirmed\b
        {I}(?:confirmed|marked (?:you|your [a-z]+|it|that|the [a-z]+|him|her) (?:as )?confirmed|
            marked that you)\b
        (?:{YOU}|{IT}|{NAME})(?:confirmed|marked as confirmed)\b
    """,
    Deed.BOOKED: r"""
        \b(?:i|we) (?:was|were) able to (?:save|hold|grab|reserve|find and book|lock in|secure) (?:you|him|her|
            them|that|the)\b
        \b(?:both|all|each) (?:of )?(?:your |the |you )?(?:[a-z]+ )?(?:have been|has been|are|
            were) (?:now )?(?:booked|scheduled|reserved)\b(?! up)
        \b(?:that is|this is) (?:a|your) (?:booking|reservation) (?:for|on|at)\b|\ball booked in\b|
            \ball set to see you\b
        {I}(?:grabbed|snagged|nabbed|claimed|secured|landed|arranged|found and booked) (?:you |him |her |
            them )?(?:that|the|this|your|an?|both)\b
        \b(?:slot|spot|time|opening|one|appointment|hour) is (?:now |all )*(?:yours|his|hers|theirs)\b|\b(?:it|
            that) is (?:now |all )*yours\b
        {I}(?:entered|logged|keyed in|arranged|placed|put in|filed|recorded) (?:[a-z]+ ){1,4}?{VISIT}
        {IT}(?:put (?:on|in|down)|made\b|entered|arranged|placed|held and booked|confirmed and booked|
            written in|on for\b)
        \b(?:i|we) have (?:got )?{WHO} (?:all |now )*(?:locked in|scheduled|booked|penciled in|squeezed in|
            set)\b
        \b(?:that is|there is|and that is) (?:you|him|her|them|
            your (?:[a-z]+ ){0,3}{VISIT})(?:,? [a-z]+,?)? (?:all )?(?:booked|scheduled|in|set|sorted)\b
        \b(?:the |your )?(?:booking|reservation|appointment|scheduling) (?:went|has gone) through\b|\b(?:an?|
            your) {VISIT} (?:[a-z0-9:]+ ){0,8}?that (?:just )?went through\b
        {I}(?:taken|took) care of (?:booking|scheduling)\b|\b(?:confirmed and|held and) booked\b
        \bgot {WHO} (?:in|down|booked|a (?:slot|spot|time))\b
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
        {I}(?:shared|handed|passed|relayed|given|gave|brought) (?:that|this|it|your [a-z]+|the [a-z]+) (?:on |
            along |over )?(?:with|to) (?:the|our|my|dr|them)\b
        {I}(?:written|wrote|jotted|noted|put) (?:that|this|it|them|everything) (?:all )?down\b(?! for (?:monday|
            tuesday|wednesday|thursday|friday|the \w+th))
        {I}(?:dropped|left|put|popped|sent) (?:a|your|the) (?:message|note|word)\b
        \b(?:your|the|that|his|her) (?:[a-z]+ ){0,2}(?:request|message|question|note|concern|complaint|
            refill) (?:is|has been|was|got) {ADV}(?:forwarded|relayed|passed|sent|submitted|delivered|recorded|
            logged|put in|on its way|shared|raised)
        \b(?:they|the (?:[a-z]+ ){0,2}(?:team|office|desk|staff|manager|doctor|dentist)) (?:now )?(?:have|has|
            got)(?: now)? (?:got )?(?:your|the) (?:message|note|request)|\b(?:they|she|he) (?:know|knows|
            have been told|has been told|have been informed)\b
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
        {STAFF} (?:will|is going to|are going to) (?:[a-z]+ ){0,2}?(?:return (?:your|the) call|
            get (?:right )?back to|get in touch|ring|phone|reach)\b
        \bone of the [a-z]+ (?:will|is going to) (?:[a-z]+ ){0,2}?(?:call|phone|ring|get back|reach|contact|
            be in touch)\b
        \byou (?:will|can expect to) (?:be )?(?:hear(?:ing)? from|get(?:ting)? a call|receiv(?:e|ing) a call)\b
        {STAFF} (?:will|is going to|are going to|shall) (?:[a-z]+ ){0,2}?(?:call|phone|ring|get back|reach out|
            contact|be in touch|follow up|text|return your|give {WHO} a|be calling|be reaching|be contacting|
            be giving|be getting back|be following)\b
        \b(?:you will (?:get|receive|hear|be getting|be hearing|be called|be contacted)|expect|you can expect|
            look out for) (?:[a-z]+ ){0,4}?(?:call|call-back|callback|back from|from (?:us|our|the|them|someone|
            dr)|a text|back)\b
    """,
    Deed.TRANSFERRED: r"""
        \byour call is (?:now )?(?:going|on its way) (?:over |through )?to\b
        {I}(?:sent|passed|handed|switched|forwarded|routed) (?:{WHO}|your call|the call|this call) (?:over|on|
            through|to)\b
        {I}(?:transferred|connected|put (?:{WHO}|your call|the call|this call) through|sent {WHO} (?:over )?to|
            patched|handed you|passed you)\b
        \b(?:i am|we are) (?:now |just |going ahead and )*(?:transferring|connecting|putting|patching|handing|
            passing|sending) (?:you|your call|this call|the call)\b(?! (?:an?|the|down)\b)
        \b(?:you are|your call is|the call is) (?:now |just )*being (?:transferred|connected|put through)|
            \btransferring you\b|^(?:connecting|transferring|putting) you\b|\byour call (?:has been|
            is) (?:now )?transferred
    """,
    Deed.DONE: r"""
        ^(?:(?:okay|ok|great|perfect|alright|there),? )*you are (?:all )?good to go\b
        \b(?:that is|it is|this is|everything is|(?:that|it|this|everything) has been|all) (?:all |now |
            already )*(?:done|taken care of|sorted|sorted out|squared away|set|handled|complete|completed|
            finali[sz]ed|gone through)\b
        ^(?:all )?(?:done|all set|you are all set|you are good to go|got it all done|consider it done)\b|
            \byou are all set\b|{I}(?:taken care of|took care of|done that|handled|sorted|got that done|
            made (?:that|the|those) changes?)\b|\b(?:the|that|those|your) changes? (?:has|have|is|are|was|
            were) (?:been )?(?:made|saved|done)
    """,
    Deed.COVERAGE: r"""
        \b(?:insurance|plan|policy|benefits?|carrier|delta(?: dental)?|cigna|aetna|metlife|guardian|medicaid|
            medicare|they) (?:also |fully |usually |will |does |do |should )*(?:covers?|pays? (?:for|all|half|
            in full|the|\d+|\w+ percent)|takes? care of|picks? up)\b
        \b(?:is|are|would be|will be) (?:also |fully |completely |usually |partly |all |a hundred percent |
            \w+ percent |\d+ ?%? ?(?:percent )?)*covered\b
        \byour (?:claim|pre-?authori[sz]ation) (?:has been|was|is|got) (?:approved|denied|paid|accepted)|
            \bthe claim (?:has been|was|is|got) (?:approved|denied|paid|accepted)
        \b(?:will|would|does) not cost you (?:anything|a (?:thing|cent|dime|penny))\b
    """,
}
