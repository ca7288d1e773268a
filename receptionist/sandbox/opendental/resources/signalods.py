"""GET /signalods: the signals by which workstations notice changes, written here for appointments and schedules."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.fields import Field, Kind
from receptionist.sandbox.opendental.method import Call, Reply, reads
from receptionist.sandbox.opendental.store import Store, Where
from receptionist.sandbox.opendental.tabular import table

SIGNALS = table(
    ("signalods", "signalod", "SignalNum", "Signal"),
    *col.days("DateViewing"),
    *col.moments("SigDateTime"),
    *col.whole("FKey"),
    *col.texts("FKeyType", default="Undefined"),
    *col.texts("IType"),
    *col.texts("RemoteRole", default="MiddleTierServer"),
    *col.texts("MsgValue"),
    *col.derived("serverDateTime", "SELECT ''"),
)


def signal(store: Store, kind: str, key: int, now: str, day: str = "0001-01-01") -> None:
    """Tell workstations that something of this kind changed."""
    store.insert("signalod", {"IType": kind, "FKey": key, "SigDateTime": now, "DateViewing": day})


def _multiple(call: Call) -> Reply:
    """Strictly after the given moment and before now."""
    now = call.office.stamp()
    where = Where()
    where.add("t.SigDateTime > ? AND t.SigDateTime < ?", call.args.text("SigDateTime"), now)
    rows = call.store.select(SIGNALS.select, where, "t.SignalNum", call.page)
    return Reply([{**SIGNALS.render(row), "serverDateTime": now} for row in rows])


TABLES = (SIGNALS,)
METHODS = (reads("signalods", _multiple, Field("SigDateTime", Kind.STAMP, required=True), since="21.2"),)
