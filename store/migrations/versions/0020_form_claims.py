"""Forms of the console that were carried out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "form_claims",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("reference", sa.String(length=32), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_form_claims_staff_id_staff")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_form_claims")),
        sa.UniqueConstraint("reference", name=op.f("uq_form_claims_reference")),
    )
    op.create_index(op.f("ix_form_claims_at"), "form_claims", ["at"])
