"""What a platform still takes for a person, and what each message is worth where that is little."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_NOTICE = 2
"""Every notice that waits counts as one without a term: what an older version put out does not say more."""


def upgrade() -> None:
    op.create_table(
        "channel_allowances",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("talk_until", sa.BigInteger(), nullable=False),
        sa.Column("talk_left", sa.Integer(), nullable=False),
        sa.Column("touch_until", sa.BigInteger(), nullable=False),
        sa.Column("touch_left", sa.Integer(), nullable=False),
        sa.Column("gone_at", sa.BigInteger(), nullable=True),
        sa.Column("acted_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "address", name=op.f("pk_channel_allowances")),
    )
    op.create_index(op.f("ix_channel_allowances_acted_at"), "channel_allowances", ["acted_at"])
    with op.batch_alter_table("outbox") as table:
        table.add_column(sa.Column("rank", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("outbox") as table:
        table.alter_column("rank", server_default=None)
    outbox = sa.table("outbox", sa.column("rank"), sa.column("dedupe_key"))
    op.execute(sa.update(outbox).where(outbox.c.dedupe_key.startswith("notice:")).values(rank=_NOTICE))
