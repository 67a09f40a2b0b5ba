"""电话告知: who was told on the telephone what did not reach them, and numbers that people left for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notices") as table:
        table.add_column(sa.Column("phoned_at", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_notices_firm_id_event"), "notices", ["firm_id", "event"])
    op.create_index(op.f("ix_notices_state_made_at"), "notices", ["state", "made_at"])
    op.create_table(
        "phone_tellings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("spoke_with", sa.String(length=255), nullable=False),
        sa.Column("phone", sa.String(length=255), nullable=False),
        sa.Column("told_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_phone_tellings_notice_id_notices")),
        sa.ForeignKeyConstraint(["firm_id"], ["firms.id"], name=op.f("fk_phone_tellings_firm_id_firms")),
        sa.ForeignKeyConstraint(["told_by"], ["staff.id"], name=op.f("fk_phone_tellings_told_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_tellings")),
    )
    op.create_index(op.f("ix_phone_tellings_notice_id"), "phone_tellings", ["notice_id"])
    op.create_table(
        "contact_phones",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "address", name=op.f("pk_contact_phones")),
    )
