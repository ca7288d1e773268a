"""Telephone calls, spent stream tokens and transfers; a message may hold its handoff card."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "phone_calls",
        sa.Column("call_sid", sa.String(64), primary_key=True),
        sa.Column("call_id", sa.String(40), nullable=False, index=True),
        sa.Column("caller", sa.String(32), nullable=False),
        sa.Column("dial", sa.String(32), nullable=False),
        sa.Column("unheard", sa.String, nullable=False),
        sa.Column("ended_by", sa.String(10), nullable=False),
        sa.Column("continue_by", sa.String(10), nullable=False),
        sa.Column("returns", sa.Integer, nullable=False),
        sa.Column("over", sa.Boolean, nullable=False),
        sa.Column("updated_at", AT, nullable=False, index=True),
    )
    op.create_table(
        "spent_tokens",
        sa.Column("token_id", sa.String(64), primary_key=True),
        sa.Column("spent_at", AT, nullable=False, index=True),
    )
    op.create_table(
        "transfers",
        sa.Column("transfer_id", sa.String(40), primary_key=True),
        sa.Column("call_id", sa.String(40), nullable=False, index=True),
        sa.Column("target", sa.String(80), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("style", sa.String(10), nullable=False),
        sa.Column("result", sa.String(20), nullable=False),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("card", sa.JSON, nullable=False),
        sa.Column("message_id", sa.String(40)),
        sa.Column("requested_at", AT, nullable=False),
        sa.Column("ended_at", AT),
    )
    op.add_column("messages", sa.Column("card", sa.JSON))


def downgrade() -> None:
    with op.batch_alter_table("messages") as messages:
        messages.drop_column("card")
    for table in ("transfers", "spent_tokens", "phone_calls"):
        op.drop_table(table)
