"""Reports: what officers did about one, encrypted, in place of a state; copies of boxes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sealed_complaints", sa.Column("record", sa.LargeBinary(), nullable=True))
    op.execute("ALTER TABLE sealed_complaints DROP COLUMN state")
    op.add_column("complaint_boxes", sa.Column("copy_of", sa.String(length=32), nullable=True))
