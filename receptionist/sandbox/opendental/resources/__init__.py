"""The API's resources, one file a group; each declares its methods in `METHODS`, and its tables in `TABLES`."""

from importlib import import_module
from pkgutil import iter_modules

from receptionist.sandbox.opendental.method import Method
from receptionist.sandbox.opendental.tabular import Table

MODULES = tuple(import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
METHODS: tuple[Method, ...] = tuple(method for module in MODULES for method in module.METHODS)
TABLES: tuple[Table, ...] = tuple(table for module in MODULES for table in getattr(module, "TABLES", ()))
