"""A call's life: its log, the runner that owns its session, its cost and its outcome."""
