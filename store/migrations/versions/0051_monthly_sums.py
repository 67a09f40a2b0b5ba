"""Sums of the journal and counts of steps by month. Filled once the schema is the newest: see `store.upgrade`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        op.f("ix_journal_entries_happened_on_posted_at_id"), "journal_entries", ["happened_on", "posted_at", "id"]
    )
    op.create_index(
        op.f("ix_application_steps_at_from_state_to_state"), "application_steps", ["at", "from_state", "to_state"]
    )
    op.create_table(
        "journal_sums",
        sa.Column("posted_month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("happened_month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("budget_year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("money_kind", sa.String(length=32), nullable=False),
        sa.Column("areas", sa.String(length=64), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "posted_month",
            "happened_month",
            "kind",
            "source",
            "budget_year",
            "money_kind",
            "areas",
            name=op.f("pk_journal_sums"),
        ),
    )
    op.create_table(
        "step_counts",
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("from_state", sa.String(length=32), nullable=False),
        sa.Column("to_state", sa.String(length=32), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "from_state", "to_state", name=op.f("pk_step_counts")),
    )
