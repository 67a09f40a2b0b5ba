"""超付缴回: what was paid above a later result, and came back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "overpaid_settlements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("budget_year", sa.Integer(), nullable=False),
        sa.Column("voucher", sa.String(length=64), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(length=255), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_overpaid_settlements_application_id_applications"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["staff.id"], name=op.f("fk_overpaid_settlements_recorded_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overpaid_settlements")),
        sa.UniqueConstraint("voucher", name=op.f("uq_overpaid_settlements_voucher")),
    )
    op.create_index(op.f("ix_overpaid_settlements_application_id"), "overpaid_settlements", ["application_id"])
