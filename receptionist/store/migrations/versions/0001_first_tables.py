"""The first tables: calls, their events, messages for staff, proposals and holds."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "calls",
        sa.Column("call_id", sa.String(40), primary_key=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("started_at", AT, nullable=False, index=True),
        sa.Column("ended_at", AT),
        sa.Column("outcome", sa.String(40)),
    )
    op.create_table(
        "events",
        sa.Column("call_id", sa.String(40), sa.ForeignKey("calls.call_id"), primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True),
        sa.Column("at", AT, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False, index=True),
        sa.Column("payload", sa.JSON, nullable=False),
    )
    op.create_table(
        "messages",
        sa.Column("message_id", sa.String(40), primary_key=True),
        sa.Column("call_id", sa.String(40), nullable=False, index=True),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("callback_number", sa.String(40)),
        sa.Column("urgency", sa.String(20), nullable=False),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("closed_at", AT),
    )
    op.create_table(
        "proposals",
        sa.Column("proposal_id", sa.String(40), primary_key=True),
        sa.Column("call_id", sa.String(40), nullable=False, index=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False, index=True),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("read_back", sa.String, nullable=False),
        sa.Column("plan", sa.JSON, nullable=False),
        sa.Column("result", sa.JSON),
        sa.Column("created_at", AT, nullable=False),
        sa.Column("expires_at", AT, nullable=False),
        sa.Column("claimed_at", AT),
    )
    op.create_table(
        "holds",
        sa.Column("resource", sa.String(80), primary_key=True),
        sa.Column("cell", sa.BigInteger, primary_key=True),
        sa.Column("proposal_id", sa.String(40), nullable=False, index=True),
        sa.Column("call_id", sa.String(40), nullable=False),
        sa.Column("expires_at", AT, nullable=False, index=True),
    )


def downgrade() -> None:
    for table in ("holds", "proposals", "messages", "events", "calls"):
        op.drop_table(table)
