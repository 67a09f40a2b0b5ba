"""Contracts under way: what was paid before they were kept here, and which items of the scope they are for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("contracts") as table:
        table.add_column(sa.Column("areas", sa.String(length=64), nullable=True))
    op.create_table(
        "opening_payments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("voucher", sa.String(length=64), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(length=255), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_opening_payments_contract_id_contracts")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_opening_payments_recorded_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_payments")),
        sa.UniqueConstraint("voucher", name=op.f("uq_opening_payments_voucher")),
    )
    op.create_index(op.f("ix_opening_payments_contract_id"), "opening_payments", ["contract_id"])
