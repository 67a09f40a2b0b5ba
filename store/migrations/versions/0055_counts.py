"""Counts of applications and contracts. Filled once the schema is the newest: see `store.upgrade`.

What is kept of where applications stand is derived anew: it says more.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(sa.delete(sa.table("application_standings")))
    op.add_column("application_standings", sa.Column("areas", sa.String(length=64), nullable=True))
    op.create_table(
        "application_counts",
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("areas", sa.String(length=64), nullable=False),
        sa.Column("applications", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("state", "month", "areas", name=op.f("pk_application_counts")),
    )
    op.create_table(
        "contract_counts",
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("signed_month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_month", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("contracts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("state", "signed_month", "due_month", name=op.f("pk_contract_counts")),
    )
