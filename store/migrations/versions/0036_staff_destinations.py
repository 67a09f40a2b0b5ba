"""Where notices to staff go besides the console, and which of them are urgent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_GROUP = sa.text("staff_id IS NULL")


def upgrade() -> None:
    _urgency()
    _destinations()
    _tellings()
    _mutes()


def _urgency() -> None:
    """What was told before is in everybody's inbox, and leaves no more."""
    with op.batch_alter_table("staff_notices") as batch:
        batch.add_column(sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("brief", sa.String(length=255), nullable=False, server_default=""))
    with op.batch_alter_table("staff_notices") as batch:
        batch.alter_column("urgent", server_default=None)
        batch.alter_column("brief", server_default=None)


def _destinations() -> None:
    op.create_table(
        "staff_destinations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("told_to", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_destinations_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_destinations")),
        sa.UniqueConstraint("channel", "staff_id", name=op.f("uq_staff_destinations_channel_staff_id")),
    )
    op.create_index(
        "uq_staff_destinations_group",
        "staff_destinations",
        ["channel"],
        unique=True,
        sqlite_where=_GROUP,
        postgresql_where=_GROUP,
    )


def _tellings() -> None:
    op.create_table(
        "staff_tellings",
        sa.Column("destination_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.ForeignKeyConstraint(
            ["destination_id"],
            ["staff_destinations.id"],
            name=op.f("fk_staff_tellings_destination_id_staff_destinations"),
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["staff_notices.id"], name=op.f("fk_staff_tellings_notice_id_staff_notices")
        ),
        sa.PrimaryKeyConstraint("destination_id", "notice_id", name=op.f("pk_staff_tellings")),
    )
    op.create_index(op.f("ix_staff_tellings_notice_id"), "staff_tellings", ["notice_id"])


def _mutes() -> None:
    op.create_table(
        "staff_mutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_mutes_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_mutes")),
        sa.UniqueConstraint("staff_id", "channel", name=op.f("uq_staff_mutes_staff_id_channel")),
    )
