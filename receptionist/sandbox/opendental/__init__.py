"""The sandbox's Open Dental: a real HTTP server that behaves as the vendor's API does, over SQLite.

`load_world` reads a practice from a YAML file, `create_app` serves it. See docs/worlds.md for the file's format.
"""

from receptionist.sandbox.opendental.app import create_app
from receptionist.sandbox.opendental.errors import WorldError
from receptionist.sandbox.opendental.world import World, load_world

__all__ = ["World", "WorldError", "create_app", "load_world"]
