"""Contracts are found by the items of the scope that they are for."""

from __future__ import annotations

from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_contracts_areas"), "contracts", ["areas"])
