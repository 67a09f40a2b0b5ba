"""Quarters of the fund that were reviewed; inspectors, places and findings of inspections."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fund_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.String(length=8), nullable=False),
        sa.Column("organ", sa.String(length=255), nullable=False),
        sa.Column("participants", sa.Text(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=255), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_fund_reviews_recorded_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_reviews")),
        sa.UniqueConstraint("quarter", name=op.f("uq_fund_reviews_quarter")),
    )
    op.create_table(
        "inspections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("oversight_id", sa.Integer(), nullable=False),
        sa.Column("inspectors", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=255), nullable=False),
        sa.Column("follows", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["oversight_id"], ["oversights.id"], name=op.f("fk_inspections_oversight_id_oversights")
        ),
        sa.ForeignKeyConstraint(["follows"], ["oversights.id"], name=op.f("fk_inspections_follows_oversights")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspections")),
        sa.UniqueConstraint("oversight_id", name=op.f("uq_inspections_oversight_id")),
    )
    op.create_index(op.f("ix_inspections_follows"), "inspections", ["follows"])
    op.create_table(
        "inspection_findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("oversight_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("demand", sa.Text(), nullable=False),
        sa.Column("rectify_by", sa.Date(), nullable=True),
        sa.Column("rectify_days", sa.Integer(), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["oversight_id"], ["oversights.id"], name=op.f("fk_inspection_findings_oversight_id_oversights")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["oversights.id"], name=op.f("fk_inspection_findings_settled_by_oversights")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["staff.id"], name=op.f("fk_inspection_findings_recorded_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_findings")),
    )
    op.create_index(op.f("ix_inspection_findings_oversight_id"), "inspection_findings", ["oversight_id"])
    op.create_index(op.f("ix_inspection_findings_settled_by"), "inspection_findings", ["settled_by"])
