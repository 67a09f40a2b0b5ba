"""Notices to staff are found by what they are about."""

from __future__ import annotations

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_staff_notices_about_subject_id"), "staff_notices", ["about", "subject", "id"])
