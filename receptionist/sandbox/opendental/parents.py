"""Parent rows that a request names: missing ones are 404 in the vendor's words, deleted patients 400."""

from receptionist.sandbox.opendental.errors import ApiError, bad_request, not_found
from receptionist.sandbox.opendental.store import Row, Store


def patient(store: Store, number: int) -> Row:
    """The patient's row. 404 when there is none, 400 when the patient was deleted."""
    row = store.row("SELECT * FROM patient WHERE PatNum = ?", number)
    if row is None:
        raise not_found("Patient")
    if row["PatStatus"] == "Deleted":
        raise bad_request("Patient has been deleted")
    return row


def provider(store: Store, number: int) -> None:
    """404 unless the provider exists."""
    if not store.exists("provider", "ProvNum", number):
        raise not_found("Provider")


def operatory(store: Store, number: int) -> None:
    """404 unless the operatory exists."""
    if not store.exists("operatory", "OperatoryNum", number):
        raise not_found("Operatory")


def appointment(store: Store, number: int) -> Row:
    """The appointment's row, or 404."""
    row = store.row("SELECT * FROM appointment WHERE AptNum = ?", number)
    if row is None:
        raise not_found("Appointment")
    return row


def definition(store: Store, number: int, category: int, name: str) -> None:
    """400 unless the definition exists in that category; `name` is the request's field."""
    if not in_category(store, number, category):
        raise bad_request(f"{name} is invalid")


def in_category(store: Store, number: int, category: int) -> bool:
    """Whether the definition exists and is one of that category."""
    return (
        store.row("SELECT 1 AS found FROM definition WHERE DefNum = ? AND Category = ?", number, category) is not None
    )


def named_definition(store: Store, category: int, name: str, problem: ApiError) -> int:
    """The number of the definition with that name, in any case; raises `problem` without one."""
    row = store.row("SELECT DefNum FROM definition WHERE Category = ? AND fold(ItemName) = fold(?)", category, name)
    if row is None:
        raise problem
    return int(row["DefNum"])


def first_definition(store: Store, category: int) -> int:
    """The first definition of a category by display order, 0 without one."""
    row = store.row(
        "SELECT DefNum FROM definition WHERE Category = ? AND isHidden = 0 ORDER BY ItemOrder LIMIT 1", category
    )
    return int(row["DefNum"]) if row else 0


def preference(store: Store, name: str) -> str:
    """A preference's value, empty when the office has none of that name."""
    row = store.row("SELECT ValueString FROM preference WHERE PrefName = ?", name)
    return str(row["ValueString"]) if row else ""
