"""GET /recalls/List: the office's recall worklist, with its US dates and its numbers as text."""

from datetime import date, timedelta

from receptionist.sandbox.opendental.fields import dates, flags, numbers, text
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, reads
from receptionist.sandbox.opendental.parents import preference
from receptionist.sandbox.opendental.rendering import age, us_date
from receptionist.sandbox.opendental.store import Row, Where
from receptionist.sandbox.opendental.tables import NO_DATE

_SELECT = """
    SELECT r.*, p.LName, p.FName, p.Birthdate, p.PriProv, p.SecProv, p.PreferRecallMethod, p.HmPhone, p.WirelessPhone,
        p.Email, p.ClinicNum, t.Description, coalesce(d.ItemName, '') AS statusName,
        (SELECT count(*) FROM commlog c JOIN definition k ON k.DefNum = c.CommType WHERE c.PatNum = r.PatNum
            AND k.ItemValue = 'RECALL' AND c.CommDateTime >= r.DatePrevious) AS reminded,
        coalesce((SELECT max(CommDateTime) FROM commlog c JOIN definition k ON k.DefNum = c.CommType
            WHERE c.PatNum = r.PatNum AND k.ItemValue = 'RECALL'), '') AS lastReminded
    FROM recall r JOIN patient p ON p.PatNum = r.PatNum JOIN recalltype t ON t.RecallTypeNum = r.RecallTypeNum
        LEFT JOIN definition d ON d.DefNum = r.RecallStatus
"""


def _list(call: Call) -> Reply:
    args, today = call.args, call.office.today()
    where = Where()
    where.add("p.PatStatus = 'Patient' AND r.IsDisabled = 0 AND r.DateScheduled = ?", NO_DATE)
    where.add("r.DisableUntilDate <= ?", today.isoformat())
    where.add("r.DateDue >= ?", args.text("DateStart", _day(call, today, "RecallDaysPast", -1)))
    where.add("r.DateDue <= ?", args.text("DateEnd", _day(call, today, "RecallDaysFuture", 1)))
    if args.number("ProvNum"):
        where.add("p.PriProv = ? OR p.SecProv = ?", args.number("ProvNum"), args.number("ProvNum"))
    if args.has("ClinicNum"):
        where.add("p.ClinicNum = ?", args.number("ClinicNum"))
    if args.has("RecallType"):
        kind = args.text("RecallType")
        where.add("t.Description = ? OR t.RecallTypeNum = ?", kind, kind)
    else:
        shown = [part.strip() for part in preference(call.store, "RecallTypesShowingInList").split(",")]
        numbered = [int(part) for part in shown if part.isdigit()]
        if numbered:
            where.add(f"r.RecallTypeNum IN ({', '.join('?' * len(numbered))})", *numbered)
    if not args.flag("IncludeReminded"):
        where.add("reminded = 0")
    found = call.store.select(_SELECT, where, "r.DateDue, r.RecallNum", call.page)
    return Reply([_render(row, today) for row in found])


def _day(call: Call, today: date, name: str, sign: int) -> str:
    """A due-date bound from a preference in days; empty or -1 means that there is none."""
    value = preference(call.store, name)
    if not value.isdigit():
        return "0001-01-01" if sign < 0 else "9999-12-31"
    return (today + sign * timedelta(days=min(int(value), 36_000))).isoformat()


def _render(row: Row, today: date) -> JsonRow:
    reminded = int(row["reminded"])
    return {
        "DueDate": us_date(str(row["DateDue"])),
        "PatNum": row["PatNum"],
        "Patient": f"{row['LName']}, {row['FName']}",
        "Age": age(str(row["Birthdate"]), today),
        "Type": row["Description"],
        "Interval": row["RecallInterval"],
        "NumRemind": str(reminded) if reminded else "",
        "LastRemind": us_date(str(row["lastReminded"])) if row["lastReminded"] else "",
        "Contact": _contact(row),
        "Status": row["statusName"],
        "ClinicNum": row["ClinicNum"],
        "Note": row["Note"],
    }


def _contact(row: Row) -> str:
    method = row["PreferRecallMethod"]
    if method == "Email":
        return str(row["Email"])
    if method in ("Mail", "DoNotCall", "SeeNotes"):
        return str(method)
    if method == "TextMessage":
        return f"Text:{row['WirelessPhone']}"
    if method == "WirelessPh" or not row["HmPhone"]:
        return f"Cell:{row['WirelessPhone']}" if row["WirelessPhone"] else ""
    return f"Hm:{row['HmPhone']}"


METHODS = (
    reads(
        "recalls",
        _list,
        *dates("DateStart", "DateEnd"),
        *numbers("ProvNum", "ClinicNum"),
        *text("RecallType"),
        *flags("IncludeReminded"),
        action="List",
        since="22.1",
    ),
)
