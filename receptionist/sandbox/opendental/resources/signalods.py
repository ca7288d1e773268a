"""GET /signalods: the signals by which workstations notice changes, written here for appointments and schedules."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.fields import Kind, needed
from receptionist.sandbox.opendental.method import Call
from receptionist.sandbox.opendental.store import Store, Where
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import lists

SIGNALS = Table.of(
    ("signalods", "signalod", "SignalNum", "Signal"),
    *col.days("DateViewing"),
    *col.moments("SigDateTime"),
    *col.whole("FKey"),
    *col.texts("FKeyType", default="Undefined"),
    *col.texts("IType"),
    *col.texts("RemoteRole", default="MiddleTierServer"),
    *col.texts("MsgValue"),
    *col.server_time(),
)


def signal(store: Store, kind: str, key: int, now: str, day: str = "0001-01-01") -> None:
    """Tell workstations that something of this kind changed."""
    store.insert("signalod", {"IType": kind, "FKey": key, "SigDateTime": now, "DateViewing": day})


def _narrow(call: Call, where: Where) -> None:
    """Strictly after the given moment and before now."""
    where.add("t.SigDateTime > ? AND t.SigDateTime < ?", call.args.text("SigDateTime"), call.office.stamp())


TABLES = (SIGNALS,)
METHODS = (lists(SIGNALS, since="21.2", extra=(needed("SigDateTime", Kind.STAMP),), narrow=_narrow),)
