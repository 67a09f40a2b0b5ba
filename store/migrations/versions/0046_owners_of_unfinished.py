"""Claims: only those that are not answered yet are found by their owner."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

_UNFINISHED = sa.text("state <> 'done'")


def upgrade() -> None:
    op.drop_index("ix_claims_owner", "claims")
    op.create_index("ix_claims_owner", "claims", ["owner"], sqlite_where=_UNFINISHED, postgresql_where=_UNFINISHED)
