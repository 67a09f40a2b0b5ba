"""In which way a notice came before its person, and by what name its platform tells of it later."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notices") as table:
        table.add_column(sa.Column("way", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("receipt", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_notices_receipt"), "notices", ["receipt"])
