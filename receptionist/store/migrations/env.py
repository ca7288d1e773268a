"""Alembic's entry: migrations run on the connection that `Database.migrate` hands over."""

from alembic import context
from sqlmodel import SQLModel

import receptionist.store.calls
import receptionist.store.phone
import receptionist.store.processes
import receptionist.store.proposals  # noqa: F401  (the imports fill SQLModel's metadata)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
