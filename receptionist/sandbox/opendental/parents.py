"""Parent rows that a request names: missing ones are 404 in the vendor's words, deleted patients 400."""

from receptionist.sandbox.opendental.errors import ApiError, bad_request, not_found
from receptionist.sandbox.opendental.store import Row, Store, Value


def patient(store: Store, number: int) -> Row:
    """The patient's row. 404 when there is none, 400 when the patient was deleted."""
    row = _row(store, "Patient", PatNum=number)
    if row["PatStatus"] == "Deleted":
        raise bad_request("Patient has been deleted")
    return row


def provider(store: Store, number: int) -> Row:
    """The provider's row, or 404."""
    return _row(store, "Provider", ProvNum=number)


def operatory(store: Store, number: int) -> Row:
    """The operatory's row, or 404."""
    return _row(store, "Operatory", OperatoryNum=number)


def appointment(store: Store, number: int) -> Row:
    """The appointment's row, or 404."""
    return _row(store, "Appointment", AptNum=number)


def _row(store: Store, label: str, **key: Value) -> Row:
    row = store.find(label.lower(), **key)
    if row is None:
        raise not_found(label)
    return row


def definition(store: Store, number: int, category: int, name: str) -> None:
    """400 unless the definition exists in that category; `name` is the request's field."""
    if not in_category(store, number, category):
        raise bad_request(f"{name} is invalid")


def in_category(store: Store, number: int, category: int) -> bool:
    """Whether the definition exists and is one of that category."""
    return store.find("definition", DefNum=number, Category=category) is not None


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
    row = store.find("preference", PrefName=name)
    return str(row["ValueString"]) if row else ""
