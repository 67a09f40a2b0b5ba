"""What the pages of supervision count is found by an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

_ENDS = sa.text("kind = 'end'")


def upgrade() -> None:
    op.create_index(op.f("ix_contracts_state_signed_on"), "contracts", ["state", "signed_on"])
    op.create_index(
        op.f("ix_oversights_quarter_kind_contract_id"), "oversights", ["quarter", "kind", "contract_id"]
    )
    op.create_index(
        "ix_amendments_ends",
        "amendments",
        ["effective_on", "contract_id"],
        sqlite_where=_ENDS,
        postgresql_where=_ENDS,
    )
