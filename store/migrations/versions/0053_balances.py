"""Balances of applications and contracts. Filled once the schema is the newest: see `store.upgrade`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

_MEASURES = ("contracted", "approved", "net", "held", "unpaid")
_UNPAID = sa.text("unpaid > 0")


def upgrade() -> None:
    for owner in ("application", "contract"):
        op.create_table(
            f"{owner}_balances",
            *(sa.Column(name, sa.BigInteger(), nullable=False) for name in _MEASURES),
            sa.Column(f"{owner}_id", sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint(
                [f"{owner}_id"], [f"{owner}s.id"], name=op.f(f"fk_{owner}_balances_{owner}_id_{owner}s")
            ),
            sa.PrimaryKeyConstraint(f"{owner}_id", name=op.f(f"pk_{owner}_balances")),
        )
    op.create_index(
        "ix_application_balances_unpaid",
        "application_balances",
        ["application_id", "unpaid"],
        sqlite_where=_UNPAID,
        postgresql_where=_UNPAID,
    )
