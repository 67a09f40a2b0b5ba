"""Whose a binding or a desk is, or was, as a keyed digest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("bindings") as table:
        table.add_column(sa.Column("account", sa.LargeBinary(), nullable=True))
    op.create_table(
        "staff_accounts",
        sa.Column("account", sa.LargeBinary(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_accounts_staff_id_staff")),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_staff_accounts")),
    )
    op.create_index(op.f("ix_staff_accounts_staff_id"), "staff_accounts", ["staff_id"])
