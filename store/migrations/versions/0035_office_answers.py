"""Answers of the office and its signed interpretations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_BY = ("written_by", "approved_by", "retracted_by")


def upgrade() -> None:
    op.create_table(
        "office_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("question", sa.String(length=255), nullable=False),
        sa.Column("wordings", sa.Text(), nullable=False),
        sa.Column("passages", sa.String(length=255), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("document", sa.String(length=255), nullable=False),
        sa.Column("signer", sa.String(length=255), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("paper", sa.String(length=255), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.BigInteger(), nullable=True),
        sa.Column("retracted_by", sa.Integer(), nullable=True),
        sa.Column("retracted_at", sa.BigInteger(), nullable=True),
        sa.Column("retracted", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint([name], ["staff.id"], name=op.f(f"fk_office_answers_{name}_staff"))
            for name in _BY
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_answers")),
    )
    op.create_index(op.f("ix_office_answers_state"), "office_answers", ["state"])
