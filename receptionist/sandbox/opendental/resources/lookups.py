"""Small look-ups: /pharmacies, /employees, /userods, /usergroups, /computers."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.errors import bad_request, not_found
from receptionist.sandbox.opendental.fields import Field, Kind, flags, needed, numbers, text
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, JsonRow, Reply, posts, puts, reads
from receptionist.sandbox.opendental.rendering import columns, yes_no
from receptionist.sandbox.opendental.store import Row, Value, Where
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import lists, single

PHARMACIES = Table.of(
    ("pharmacies", "pharmacy", "PharmacyNum", "Pharmacy"),
    *col.texts("StoreName", "Phone", "Fax", "Address", "Address2", "City", "State", "Zip", "Note"),
    *col.moments("DateTStamp"),
    stamp="DateTStamp",
)
EMPLOYEES = Table.of(
    ("employees", "employee", "EmployeeNum", "Employee"),
    *col.texts("LName", "FName", "MiddleI"),
    *col.switches("IsHidden"),
    *col.texts("ClockStatus", "PayrollID", "WirelessPhone", "EmailWork", "EmailPersonal"),
    *col.switches("IsFurloughed"),
    *col.whole("ReportsTo"),
)
USERS = Table.of(
    ("userods", "userod", "UserNum", "User"),
    *col.texts("UserName", "groups", "emailAddress"),
    *col.whole("EmployeeNum", "ClinicNum"),
    *col.whole("ProvNum", parent=col.PROVIDER),
    *col.switches("IsHidden", "IsPasswordResetRequired"),
)
GROUPS = Table.of(("usergroups", "usergroup", "UserGroupNum", "UserGroup"), *col.texts("Description"))


def _users(call: Call) -> Reply:
    where = Where()
    if not call.args.flag("includeHidden"):
        where.add("t.IsHidden = 0")
    rows = call.store.select(USERS.select, where, "t.UserNum", call.page)
    return Reply([_user(call, row) for row in rows])


def _user(call: Call, row: Row) -> JsonRow:
    provider = call.store.find("provider", ProvNum=row["ProvNum"])
    return {
        **columns(row, "UserNum", "UserName"),
        "userGroupNums": [int(part) for part in str(row["groups"]).split(",") if part],
        **columns(row, "EmployeeNum"),
        "employeeName": "",
        "ClinicNum": row["ClinicNum"],
        "ProviderNum": row["ProvNum"],
        "providerName": provider["Abbr"] if provider else "",
        "emailAddress": row["emailAddress"],
        "IsHidden": yes_no(row["IsHidden"]),
        "UserNumCEMT": 0,
        "IsPasswordResetRequired": yes_no(row["IsPasswordResetRequired"]),
    }


def _values(call: Call) -> dict[str, Value]:
    args, store = call.args, call.store
    values = args.given(("UserName", "IsHidden", "EmployeeNum"))
    if args.has("userGroupNums"):
        for number in args.number_list("userGroupNums"):
            if not store.exists("usergroup", "UserGroupNum", number):
                raise not_found("UserGroup")
        values["groups"] = ",".join(map(str, args.number_list("userGroupNums")))
    if args.number("ProviderNum"):
        USERS.check(store, {"ProvNum": args.number("ProviderNum")})
        values["ProvNum"] = args.number("ProviderNum")
    name = args.text("UserName")
    if args.has("UserName") and not name.strip():
        raise bad_request("UserName is required")
    taken = "SELECT 1 AS found FROM userod WHERE fold(UserName) = fold(?) AND UserNum <> ?"
    if name and store.row(taken, name, call.number):
        raise bad_request("UserName already in use.")
    return values


def _create(call: Call) -> Reply:
    number = USERS.insert(call.store, _values(call), call.office.stamp())
    return Reply(_user(call, USERS.row(call.store, number)), 201, number)


def _update(call: Call) -> Reply:
    USERS.row(call.store, call.number)
    USERS.update(call.store, call.number, _values(call), call.office.stamp())
    return Reply(_user(call, USERS.row(call.store, call.number)))


def _computers(call: Call) -> Reply:
    rows: list[JsonRow] = [{"ComputerNum": 1, "CompName": "FRONTDESK1", "PrinterName": ""}]
    return Reply(call.page.of(rows))


_USER: tuple[Field, ...] = (*numbers("ProviderNum", "EmployeeNum"), *flags("IsHidden"))
TABLES = (PHARMACIES, EMPLOYEES, USERS, GROUPS)
METHODS = (
    lists(PHARMACIES, since="24.2.35"),
    single(PHARMACIES, since="24.2.35"),
    lists(EMPLOYEES, since="23.3.22"),
    lists(GROUPS, since="23.2.21"),
    reads("computers", _computers, since="23.1.30"),
    reads("userods", _users, *flags("includeHidden", "includeCEMT"), since="21.3"),
    posts(
        "userods",
        _create,
        Permission.SETUP,
        needed("UserName", Kind.TEXT),
        Field("userGroupNums", Kind.NUMBERS, required=True),
        *_USER,
        since="22.1",
    ),
    puts(
        "userods",
        _update,
        Permission.SETUP,
        *text("UserName"),
        Field("userGroupNums", Kind.NUMBERS),
        *_USER,
        keyed=True,
        since="22.4.20",
    ),
)
