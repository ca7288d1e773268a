"""An Open Dental server: the vendor's REST API over SQLite, with a world of synthetic people."""
