"""What outlives a call: SQLModel tables, migrations and the database. SQLite by default, PostgreSQL at scale."""
