"""Outages and pauses of a channel are kept in its row; a message lives by how long it has been failing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outbox") as table:
        table.add_column(sa.Column("failing_since", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("paused_before", sa.BigInteger(), server_default="0", nullable=False))
        table.add_column(sa.Column("missed_told_at", sa.BigInteger(), nullable=True))
        table.drop_index("ix_outbox_channel_address_state")
        table.drop_index("ix_outbox_state_channel_due")
        table.create_index("ix_outbox_channel_address_state_id", ["channel", "address", "state", "id"])
        table.create_index("ix_outbox_state_channel_due_id", ["state", "channel", "due", "id"])
    with op.batch_alter_table("channel_pace") as table:
        table.add_column(sa.Column("paused_since", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("paused_ms", sa.BigInteger(), server_default="0", nullable=False))
        table.add_column(sa.Column("failures", sa.Integer(), server_default="0", nullable=False))
