"""GET /clinics: always `[]`, which means that the office does not use clinics."""

from receptionist.sandbox.opendental.method import Reply, reads

METHODS = (reads("clinics", lambda _: Reply([])),)
