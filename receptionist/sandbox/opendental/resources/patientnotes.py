"""GET and PUT /patientnotes/{PatNum}: medical and emergency notes; a PUT replaces the given texts."""

from receptionist.sandbox.opendental import parents
from receptionist.sandbox.opendental.fields import text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, Reply, puts, reads_one
from receptionist.sandbox.opendental.rendering import columns

_FIELDS = ("Medical", "ICEName", "ICEPhone", "Service")


def _single(call: Call) -> Reply:
    return Reply(columns(parents.patient(call.store, call.number), *_FIELDS))


def _update(call: Call) -> Reply:
    parents.patient(call.store, call.number)
    call.store.update("patient", "PatNum", call.number, call.args.given(_FIELDS))
    return _single(call)


METHODS = (
    reads_one("patientnotes", _single, since="21.2"),
    puts("patientnotes", _update, Permission.ALL_OTHERS, *text(*_FIELDS), keyed=True, since="21.2"),
)
