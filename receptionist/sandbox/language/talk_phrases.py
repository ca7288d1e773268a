"""Phrases of the conversation itself: greetings, thanks, second thoughts, small talk, asking for a person.

Matched on bare lower-case words.
"""

from __future__ import annotations

import re

from receptionist.sandbox.language.intent_words import Intent, any_of

TALK_PHRASES: dict[Intent, re.Pattern[str]] = {
    Intent.GREETING: any_of(
        r"^(?:oh |yes |yeah |ok |okay )?(?:hi+|hello|hey+|hiya|howdy|yo|sup|greetings|"
        r"good (?:morning|afternoon|evening|day))(?: there| lexi)?"
    ),
    Intent.THANKS: any_of(
        r"thanks?", r"thank you", r"thankyou", r"appreciate (?:it|that|your|the)", r"much obliged", r"cheers"
    ),
    Intent.GOODBYE: any_of(
        r"bye",
        r"bye ?bye",
        r"good ?bye",
        (
            r"see (?:you|ya)(?: (?:then|later|soon))?(?= |$)(?! (?:on|at|about|"
            r"for|if))"
        ),
        r"talk to you later",
        (
            r"have a (?:good|nice|great|wonderful|lovely) (?:day|one|night|"
            r"evening|weekend|rest)"
        ),
        r"that's (?:all|it|everything)(?: i need(?:ed)?| for (?:now|today))?(?=$| thanks?\b| bye\b| good ?bye)",
        r"that is all",
        r"that'll be all",
        r"i'm all set",
        r"nothing else",
        r"hang up now",
        r"take care$",
        r"(?:adi[oó]s|hasta (?:luego|pronto|mañana)|au revoir)",
    ),
    Intent.PERSON: any_of(
        r"(?:a |an |real |live |actual |human )*(?:representative|(?<!relay )operator|"
        r"human being|human|live person|real person|live agent|agent)(?:,? "
        r"please)?(?<!you a human)(?<!a real person)",
        (
            r"(?:talk|speak|speaking|talking|transfer\w*|connect|put|get|give|"
            r"switch|pass)(?: me)?(?: [\w']+){0,3}? (?:to|with|on to|through "
            r"to|me) (?:a |an |the |some |any |one of |real |live |actual "
            r"|your )*(?:person|human|someone|somebody|receptionist|front "
            r"desk|staff|manager|office manager|office|people|lady|girl|nurse|"
            r"dentist|doctor|dr|representative|agent|operator|supervisor|team)"
        ),
        r"a (?:real )?person(?: please)?$",
        r"person please",
        r"(?:speak|talk) (?:to|with) (?:a )?(?:person|someone|somebody|human)",
        r"(?:get|give) me (?:a |an )?(?:person|human|someone|manager)",
        (
            r"(?:is|isn't) there (?:a |any|some)(?:one|body|real person|person|"
            r"human)(?: [\w']+){0,3}? (?:talk|speak|there|available|help)"
        ),
        r"front desk(?: please)?$",
        r"receptionist(?: please)?$",
        r"transfer me",
        (
            r"don't want to (?:talk|speak) to (?:a |an |this )?(?:robot|machine|"
            r"computer|bot|ai)"
        ),
        r"want a (?:real )?(?:person|human)",
        r"real person please",
    ),
    Intent.ABUSIVE: any_of(
        r"f+u+c+k\w*",
        r"motherf\w*",
        r"shit(?:ty|head)?",
        r"bullshit",
        r"bitch\w*",
        r"asshole\w*",
        r"bastards?",
        r"dumbass",
        r"piece of (?:crap|garbage|trash|junk)",
        (
            r"(?:you(?:'re| are)?) (?:a |an |so |such a |fucking |stupid )"
            r"*(?:idiots?|morons?|stupid|useless|dumb|worthless|imbecile)"
        ),
        r"stupid (?:robot|machine|bot|computer|ai|thing)",
        r"shut up",
        r"go to hell",
        r"screw you",
        (
            r"i(?:'ll| will|'m going to|'m gonna) (?:kill|hurt|find|burn) "
            r"(?:you|your|the office|someone)"
        ),
        r"drop dead",
        r"suck my",
        r"hate you",
    ),
    Intent.NEW_PATIENT: any_of(
        r"new patients?(?! (?:form|forms|paperwork|special))",
        r"i'm new",
        r"i am new",
        r"we're new",
        (
            r"(?:my |our |his |her |the )?(?:very )?first time(?: (?:here|"
            r"calling|coming|there|visit\w*|patient|with you))?"
        ),
        (
            r"never (?:been|come|had an appointment|visited|seen)(?: [\w']+)"
            r"{0,4}(?: (?:there|here|before|in|you|you guys|your office))?"
        ),
        r"not (?:a|an|yet a) (?:existing |current )?patient",
        (
            r"haven't (?:ever )?been (?:there|here|in|to (?:you|your))(?: "
            r"before)?(?! (?:since|in|for))"
        ),
        r"just moved",
        r"looking for a (?:new )?dentist",
        r"(?:become|register as) a patient",
        r"new (?:to|in) (?:the area|town|your|here|this)",
        r"(?:are you|do you) (?:accept\w*|tak\w*) new",
    ),
    Intent.EXISTING_PATIENT: any_of(
        r"(?:existing|current|returning|established|regular|longtime|long "
        r"time) patient",
        (
            r"(?:i've|i have|we've|we have|have) (?:been|come|gone)(?: [\w']+)"
            r"{0,3}? (?:here|there|before|in before|to you|coming)"
        ),
        r"i(?:'m| am) (?:already )?a patient",
        r"already a patient",
        (
            r"(?:been|coming|going) (?:there|here|to you)(?: [\w']+)? (?:for|"
            r"since|before)"
        ),
        r"i come (?:there|here)",
        r"seen (?:dr|doctor) \w+ before",
        r"not (?:a )?new",
    ),
    Intent.CHANGE_MIND: any_of(
        r"actually",
        r"never ?mind",
        r"^(?:no |oh |hmm |um |but )*wait(?! (?:list|until|for))",
        r"^(?:no |oh )*(?:hold|hang) on",
        r"forget (?:it|that|about it)",
        r"scratch that",
        r"on second thought",
        r"changed? my mind",
        r"no(?: wait)? the other(?: one)?",
        r"let me think",
        r"i meant",
        r"i mean (?:the|on|at)",
        r"instead$",
        r"start over",
        r"go back$",
        r"that's not what i",
    ),
    Intent.SMALL_TALK: any_of(
        r"how (?:are|r) (?:you|ya|u|things)(?: doing)?",
        r"how's it going",
        r"how's (?:your day|everything)",
        r"nice (?:to meet you|talking to you|weather|day)",
        r"(?:beautiful|lovely|terrible|awful|cold|hot) (?:day|weather)",
        r"what's up",
        r"tell me a joke",
        r"(?:what's|what is) your name",
        r"where are you from",
        r"how old are you",
        r"do you like",
        (
            r"you(?:'re| are) (?:very |so |really )?(?:sweet|nice|funny|helpful|"
            r"great|awesome)"
        ),
    ),
    Intent.ARE_YOU_AI: any_of(
        r"(?:are|r) (?:you|u)(?: (?:a|an|real|really|actually|just|some|"
        r"kind|of|like|even|the|sort))* (?:robot|bot|machine|computer|"
        r"ai|a i|human|real|person|real person|recording|automated|program|"
        r"voice ?mail|live person|chatbot)",
        (
            r"am i (?:talking|speaking)(?: (?:to|with))?(?: (?:a|an|real|actual|"
            r"live))* (?:robot|bot|machine|computer|ai|a i|human|person|recording)"
        ),
        (
            r"is this (?:a |an |some |one of those )*(?:robot|bot|machine|"
            r"computer|ai|a i|recording|real person|human|automated\w*|answering "
            r"machine|voice ?mail)"
        ),
        r"(?:you sound|sound) like a (?:robot|machine|computer|real person)",
        r"who am i (?:talking|speaking) (?:to|with)",
        r"^(?:hi |hello |hey )?who(?:'s| is) (?:this|there|that)$",
    ),
    Intent.REPEAT: any_of(
        r"(?:say|tell me|read|repeat|run)(?: (?:that|it|this|the \w+|what "
        r"you said|them|those))?(?: by me)? (?:again|once more|one more "
        r"time|back)",
        r"repeat(?: (?:that|it|please|what|yourself))?",
        (
            r"^(?:sorry |i'm sorry |oh |wait )?(?:what|huh|pardon|pardon me|"
            r"excuse me|come again|what was that|what did you say|sorry)(?: "
            r"sorry)?$"
        ),
        (
            r"(?:didn't|did not|couldn't|can't|don't) (?:quite )?(?:hear|catch|"
            r"get|understand)(?: (?:you|that|it|what))?(?: [\w']+)?"
        ),
        (
            r"what (?:did you say|was that|were (?:they|those|the (?:times|"
            r"options)))"
        ),
        r"what (?:day|time|date|one)(?:'s| was| is) (?:that|this)(?: again)?$",
        r"one more time",
        r"you(?:'re| are) breaking up",
        r"missed that",
        r"slower",
        r"speak up",
    ),
}
