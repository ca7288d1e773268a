"""Lexi, an AI front desk for dental practices that run Open Dental. `docs/architecture.md` is the map."""
