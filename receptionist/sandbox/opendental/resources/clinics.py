"""GET /clinics: always `[]`, which means that the office does not use clinics."""

from receptionist.sandbox.opendental.method import Call, Reply, reads


def _multiple(call: Call) -> Reply:
    return Reply([])


METHODS = (reads("clinics", _multiple),)
