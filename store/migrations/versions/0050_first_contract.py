"""Contracts: the first that was entered is found by an index, for each look at the calendar asks for it."""

from __future__ import annotations

from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_contracts_created_at"), "contracts", ["created_at"])
