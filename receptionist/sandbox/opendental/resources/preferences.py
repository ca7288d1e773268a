"""GET /preferences: the office's settings by name; `ProgramVersion` tells which methods it has."""

from receptionist.sandbox.opendental import columns as col
from receptionist.sandbox.opendental.tabular import Table
from receptionist.sandbox.opendental.tabular_methods import lists

PREFERENCES = Table.of(("preferences", "preference", "PrefNum", "Preference"), *col.texts("PrefName", "ValueString"))
TABLES = (PREFERENCES,)
METHODS = (lists(PREFERENCES, "PrefName"),)
