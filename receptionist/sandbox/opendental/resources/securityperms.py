"""GET /securityperms: what the key in the header may do."""

from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, reads
from receptionist.sandbox.opendental.rendering import yes_no


def _multiple(call: Call) -> Reply:
    rows: list[JsonRow] = [
        {"Permission": permission.value, "HasPermission": yes_no(permission in call.access.permissions)}
        for permission in Permission
    ]
    return Reply(call.page.of(rows))


METHODS = (reads("securityperms", _multiple, since="22.2"),)
