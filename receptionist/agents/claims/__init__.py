"""Said = done: what Lexi claims to have done, compared with what the call's log says was done.

`docs/said-is-done.md` explains the tables and what this net is not.
"""

from receptionist.agents.claims.audit import Contradiction, audit
from receptionist.agents.claims.claim import Claim, Deed, Language, When
from receptionist.agents.claims.corrections import correction
from receptionist.agents.claims.facts import Facts, Written, facts_of
from receptionist.agents.claims.reader import claims_in

__all__ = [
    "Claim", "Contradiction", "Deed", "Facts", "Language", "When", "Written", "audit", "claims_in", "correction",
    "facts_of",
]  # fmt: skip
