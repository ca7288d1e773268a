"""The two safety nets beside the model: emergencies in what the caller says, and false claims in what Lexi says.

Neither can be switched off by a prompt, by a model or by the caller. `docs/emergency.md` and `docs/said-is-done.md`
explain what they recognise.
"""

from receptionist.agents.claims import audit, claims_in, correction, facts_of
from receptionist.agents.emergency import Alarm, EmergencyDetector, Tier, first_reply
from receptionist.calls.log import CallLog
from receptionist.clock import Clock
from receptionist.events import ClaimCorrected, EmergencyRaised, LexiSaid
from receptionist.practice.hours import open_spans
from receptionist.practice.office import Office, office_block

ALERTED = {
    "en": "I have alerted our team as well.",
    "es": "También he avisado a nuestro equipo.",
}


class SafetyNets:
    """One call's nets. They note what they find on the call's log; saying it is the exchange's part."""

    def __init__(self, office: Office, log: CallLog, clock: Clock) -> None:
        self._office = office
        self._log = log
        self._clock = clock
        self._detector = EmergencyDetector()

    def caller_said(self, text: str, *, final: bool) -> Alarm | None:
        """Listen to the caller's turn as heard so far. An alarm that comes back is answered by code, in fixed words.

        E3 is noted and left to the model: it is an ordinary visit.
        """
        alarm = self._detector.hear(text, final=final)
        if alarm is None:
            return None
        self._log.append(EmergencyRaised(tier=f"E{alarm.tier.value}", sign=alarm.sign))
        return alarm if alarm.tier <= Tier.E2 else None

    def lexi_said(self, text: str) -> None:
        """Listen to Lexi, so that a bare yes to her question about danger signs counts."""
        self._detector.asked(text)

    def emergency_words(self, alarm: Alarm) -> str:
        """The fixed words for this alarm."""
        local = self._clock.now().astimezone(self._office.profile.zone)
        spans = open_spans(self._office.profile, local.date())
        open_now = any(span.start <= local.time() < span.stop for span in spans)
        closed_today = local.date() in self._office.day_closures
        return first_reply(alarm, self._office.profile, open_now=open_now and not closed_today)

    def correction_due(self, since: int) -> str | None:
        """What Lexi must take back of what she has said after entry number `since`; None when it all bears out."""
        said = [
            entry.event.text
            for entry in self._log.entries[since:]
            if isinstance(entry.event, LexiSaid) and entry.event.by == "model"
        ]
        claims = [claim for text in said for claim in claims_in(text)]
        if not claims:
            return None
        published = office_block(self._office, self._clock.now())
        wrong = audit(claims, facts_of((entry.event for entry in self._log.entries), published))
        for contradiction in wrong:
            self._log.append(ClaimCorrected(deed=contradiction.claim.deed.value, fault=contradiction.fault))
        return correction(wrong[0]) if wrong else None


def staff_alert(alarm: Alarm) -> str:
    """The urgent message for staff."""
    sign = alarm.sign.replace("_", " ")
    return f"Possible emergency ({sign}, tier E{alarm.tier.value}). The caller said: {alarm.words}"
