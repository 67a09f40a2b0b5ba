"""Since when the oldest message of a channel waits is found by index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

_READY = sa.text("state = 'ready'")


def upgrade() -> None:
    op.create_index(
        "ix_outbox_waits_since",
        "outbox",
        ["channel", "created_at"],
        sqlite_where=_READY,
        postgresql_where=_READY,
    )
