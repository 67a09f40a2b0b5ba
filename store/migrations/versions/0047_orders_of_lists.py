"""Lists: what they are sorted by and counted of has an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

_ORDERS = (
    ("applications", ("state_since",)),
    ("applications", ("submitted_at",)),
    ("applications", ("amount",)),
    ("applications", ("state", "submitted_at")),
    ("applications", ("state", "amount")),
    ("applications", ("kind", "submitted_at")),
    ("contracts", ("signed_on",)),
    ("contracts", ("due_on",)),
    ("contracts", ("amount",)),
    ("contracts", ("state", "due_on", "signed_on")),
    ("return_cases", ("state", "opened_at")),
    ("return_cases", ("opened_at",)),
    ("intentions", ("registered_at",)),
    ("intentions", ("handled_at", "registered_at")),
    ("firms", ("name",)),
)
_UNCHECKED = sa.text("kind = 'payee' AND checked_by IS NULL")


def upgrade() -> None:
    for table, columns in _ORDERS:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
    op.create_index(
        "ix_amendments_unchecked",
        "amendments",
        ["contract_id"],
        sqlite_where=_UNCHECKED,
        postgresql_where=_UNCHECKED,
    )
