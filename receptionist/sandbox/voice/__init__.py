"""Speech on this machine from packages alone: ears, a mouth, a sense of turns, and a second voice for a test caller.

The protocols and `Voice` import without any speech package; what needs one is imported when `Voice` loads.
"""
