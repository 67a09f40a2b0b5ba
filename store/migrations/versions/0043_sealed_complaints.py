"""Reports: the keys of those who receive them, and sealed boxes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaint_recipients",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_complaint_recipients_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_recipients")),
        sa.UniqueConstraint("public_key", name=op.f("uq_complaint_recipients_public_key")),
    )
    op.create_table(
        "sealed_complaints",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("reply_key", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_complaints")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_sealed_complaints_code_hash")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_sealed_complaints_day"), "sealed_complaints", ["day"])
    op.create_table(
        "complaint_boxes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", "side", name=op.f("pk_complaint_boxes")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_complaint_boxes_complaint_id"), "complaint_boxes", ["complaint_id"])
    op.create_index(op.f("ix_complaint_boxes_day"), "complaint_boxes", ["day"])
