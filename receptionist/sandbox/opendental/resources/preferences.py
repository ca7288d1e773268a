"""GET /preferences: the office's settings by name; `ProgramVersion` tells which methods it has."""

from receptionist.sandbox.opendental.fields import text
from receptionist.sandbox.opendental.method import Call, Reply, reads
from receptionist.sandbox.opendental.rendering import columns
from receptionist.sandbox.opendental.store import Where


def _multiple(call: Call) -> Reply:
    where = Where()
    if call.args.text("PrefName"):
        where.add("PrefName = ?", call.args.text("PrefName"))
    rows = call.store.select("SELECT * FROM preference", where, "PrefNum", call.page)
    return Reply([columns(row, "PrefNum", "PrefName", "ValueString") for row in rows])


METHODS = (reads("preferences", _multiple, *text("PrefName")),)
