"""Which process carries a call, and when each process was last seen alive."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "processes",
        sa.Column("process_id", sa.String(40), primary_key=True),
        sa.Column("started_at", AT, nullable=False),
        sa.Column("seen_at", AT, nullable=False, index=True),
    )
    op.add_column("calls", sa.Column("carried_by", sa.String(40), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("calls") as calls:
        calls.drop_column("carried_by")
    op.drop_table("processes")
