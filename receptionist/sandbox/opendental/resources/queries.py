"""PUT /queries/ShortQuery: one read-only SELECT, run on a copy of the database that holds the vendor's own encodings.

The copy shows enumerations as the integers of the vendor's tables and has the handful of MySQL functions that queries
for look-ups use. An authorizer lets nothing but reading through; a limit on the work stops runaway queries.
"""

import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing

from receptionist.sandbox.opendental.errors import ApiError, bad_request
from receptionist.sandbox.opendental.fields import Kind, needed
from receptionist.sandbox.opendental.keys import Permission
from receptionist.sandbox.opendental.method import Call, JsonRow, Method, Reply

PAGE = 100
WORK_STEPS, LARGEST_VALUE = 400, 1_000_000
STEP_INSTRUCTIONS = 50_000
_SELECT = re.compile(r"\s*(?:select|with)\b", re.IGNORECASE)
_WHEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2}:[0-9]{2})?")
_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
_APT_STATUS = ("None", "Scheduled", "Complete", "UnschedList", "ASAP", "Broken", "Planned", "PtNote", "PtNoteCompleted")
ENUMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "appointment": {"AptStatus": _APT_STATUS, "Priority": ("Normal", "ASAP")},
    "histappointment": {"AptStatus": _APT_STATUS, "Priority": ("Normal", "ASAP")},
    "patient": {
        "PatStatus": ("Patient", "NonPatient", "Inactive", "Archived", "Deleted", "Deceased", "Prospective"),
        "Gender": ("Male", "Female", "Unknown", "Other"),
        "Position": ("Single", "Married", "Child", "Widowed", "Divorced"),
        "TxtMsgOk": ("Unknown", "Yes", "No"),
    },
    "schedule": {"SchedType": ("Practice", "Provider", "Blockout", "Employee", "WebSchedASAP")},
    "procedurelog": {"ProcStatus": ("", "TP", "C", "EC", "EO", "R", "D", "Cn", "TPi")},
    "commlog": {"SentOrReceived": ("Neither", "Sent", "Received")},
}


def _short_query(call: Call) -> Reply:
    sql = call.args.text("SqlCommand").strip().rstrip(";")
    if not _SELECT.match(sql) or ";" in sql or re.search(r"\binto\s+(?:outfile|dumpfile)\b", sql, re.IGNORECASE):
        raise ApiError(401, "Only read-only queries are allowed.")
    with closing(sqlite3.connect(":memory:")) as copy:
        call.store.copy_into(copy)
        _like_the_vendors(call, copy)
        _fence(copy)
        return Reply(_rows(copy, sql, call.page.offset, min(call.page.limit, PAGE)))


def _like_the_vendors(call: Call, copy: sqlite3.Connection) -> None:
    for table, columns in ENUMS.items():
        # Table and column names come from the declarations above and from the schema, never from a request.
        names = [str(row[1]) for row in copy.execute(f"PRAGMA table_info({table})")]
        shown = ", ".join(_numbered(name, columns[name]) if name in columns else name for name in names)
        copy.execute(f"CREATE TABLE numbered AS SELECT {shown} FROM {table}")  # noqa: S608
        copy.execute(f"DROP TABLE {table}")
        copy.execute(f"ALTER TABLE numbered RENAME TO {table}")
    # The subscriptions hold other keys' names and addresses; the office's tables do not.
    copy.execute("DROP TABLE subscription")
    copy.commit()
    now = call.office.stamp()
    copy.create_function("now", 0, lambda: now)
    copy.create_function("curdate", 0, lambda: now[:10])
    copy.create_function("concat", -1, lambda *parts: "".join(str(part) for part in parts))
    copy.create_function("left", 2, lambda value, count: str(value)[:count])
    copy.create_function("year", 1, lambda value: int(str(value)[:4]))
    copy.create_function("month", 1, lambda value: int(str(value)[5:7]))
    copy.create_function("if", 3, lambda test, yes, no: yes if test else no)


def _numbered(column: str, words: tuple[str, ...]) -> str:
    """The column as the integers of the vendor's enumeration."""
    cases = " ".join(f"WHEN '{word}' THEN {number}" for number, word in enumerate(words))
    return f"CASE {column} {cases} ELSE {column} END AS {column}"


def _fence(copy: sqlite3.Connection) -> None:
    steps = 0

    def worked() -> bool:
        nonlocal steps
        steps += 1
        return steps > WORK_STEPS

    def allowed(action: int, *_: object) -> int:
        return sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY

    copy.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
    copy.set_authorizer(allowed)
    copy.set_progress_handler(worked, STEP_INSTRUCTIONS)


def _rows(copy: sqlite3.Connection, sql: str, offset: int, limit: int) -> list[JsonRow]:
    try:
        cursor = copy.execute(sql)
        while offset > 0 and cursor.fetchmany(min(offset, PAGE)):
            offset -= PAGE
        names = [column[0] for column in cursor.description or ()]
        return [
            {name: _shown(value) for name, value in zip(names, row, strict=True)} for row in cursor.fetchmany(limit)
        ]
    except (sqlite3.Error, sqlite3.Warning, ValueError) as problem:
        raise _refusal(str(problem)) from None


def _refusal(problem: str) -> ApiError:
    """The API's answer to what the database said; its words hold names from the query, never a row's values."""
    if "not authorized" in problem or "prohibited" in problem:
        return ApiError(401, "Only read-only queries are allowed.")
    if "interrupted" in problem:
        return ApiError(504, "The query took too long.")
    return bad_request(f"SQL error: {problem[:150]}")


def _shown(value: object) -> str | int | float | None:
    if isinstance(value, str) and _WHEN.fullmatch(value):
        return value.replace(" ", "T") if " " in value else f"{value}T00:00:00"
    if value is None or isinstance(value, int | float):
        return value
    return str(value)


METHODS = (
    Method(
        "PUT",
        "queries",
        _short_query,
        Permission.QUERIES,
        action="ShortQuery",
        since="21.2",
        fields=(needed("SqlCommand", Kind.TEXT),),
        paged=True,
    ),
)
