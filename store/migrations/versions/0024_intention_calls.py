"""Telephone calls about entries of 意向登记."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "intention_calls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("intention_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("called_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("called_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["intention_id"], ["intentions.id"], name=op.f("fk_intention_calls_intention_id_intentions")
        ),
        sa.ForeignKeyConstraint(["called_by"], ["staff.id"], name=op.f("fk_intention_calls_called_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intention_calls")),
    )
    op.create_index(op.f("ix_intention_calls_intention_id"), "intention_calls", ["intention_id"])
    op.create_index(op.f("ix_intention_calls_channel_address"), "intention_calls", ["channel", "address"])
