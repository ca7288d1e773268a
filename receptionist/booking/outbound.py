"""R30: whether a text or an e-mail may go out. It may not, unless the practice allows it and the caller has agreed."""

from dataclasses import dataclass
from enum import StrEnum

from receptionist.practice.office import Office

REASON = "R30_consent"
_OFF = "I can't send texts or e-mails from here. Shall I read it to you once more instead?"
_ASK = "I can send you the date and time. Is it all right to send it to the number we have on file?"


class Consent(StrEnum):
    """What the caller said about being sent something, in this call; nothing of another call counts."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    REFUSED = "refused"


@dataclass(frozen=True)
class OutboundCase:
    """A message about to go out, to a patient who was or was not verified in this call."""

    office: Office
    verified: bool
    consent: Consent = Consent.NOT_ASKED


def may_send(case: OutboundCase) -> str | None:
    """None when it may go out, else the sentence for the caller."""
    if not case.office.profile.policies.outbound_messages or not case.verified:
        return _OFF
    if case.consent is Consent.NOT_ASKED:
        return _ASK
    return None if case.consent is Consent.GIVEN else _OFF
