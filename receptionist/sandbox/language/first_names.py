"""First names that callers often have, to find the seam where an ear has run a first and a last name together.

Names that other names begin with (Alex, Chris, Rose) are left out: a seam must not be seen inside "Alexander".
"""

from __future__ import annotations

_COMMON = """
aaron abigail adam aisha alan albert alice amanda amber amelia amina amit amy andrea andrew angela anita anthony antonio
arthur ashley austin barbara benjamin betty beverly brandon brenda brian bruce bryan carlos carmen carol caroline
carolyn catherine charles charlotte cheryl christian christopher cynthia dana daniel david deborah dennis diana diego
donald donna dorothy douglas dylan edward elena elijah elizabeth emily emma eric ethan evelyn fatima fiona frank gary
george gloria grace gregory hannah harold heather helen henry isabella jacob jacqueline james janet jason jeffrey
jennifer jeremy jessica john jonathan jordan jorge joseph joshua joyce juan julia justin karen kathleen keith kelly
kenneth kevin kimberly kyle larry laura lauren lawrence linda lisa logan louis luis madison maria marilyn mario martha
mason matthew megan melissa michael michelle miguel monica nancy natalie nathan nicholas nicole noah olivia omar pamela
patricia patrick peter philip priya rachel rahul raymond rebecca richard robert roger ronald ruth ryan samantha samuel
sandra sarah scott sean sharon shirley sophia stephanie stephen steven susan teresa theresa thomas timothy tom tyler
victor victoria vincent virginia walter wei wendy william yusuf zachary
"""
FIRST_NAMES = frozenset(_COMMON.split())
_SHORTEST_LAST = 4
"""Letters: what is left of "Peterson", "Martinez" and "Williams" is shorter, and the ending of one name."""


def seam(word: str) -> int | None:
    """Where a common first name ends inside the word and a last name can begin; None when there is no such place."""
    low = word.lower()
    if low in FIRST_NAMES or not low.isalpha():
        return None
    cuts = [cut for cut in range(3, len(low) - _SHORTEST_LAST + 1) if low[:cut] in FIRST_NAMES]
    return max(cuts, default=None)
