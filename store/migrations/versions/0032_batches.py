"""Batches that are brought before a sitting, sittings, and whether a result is withheld from its contractor."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _sittings()
    _batches()
    _items()
    # Empty: contractors were told of what there is as soon as it was recorded, and its seals stay as they are.
    with op.batch_alter_table("meetings") as table:
        table.add_column(sa.Column("withheld", sa.Boolean(), nullable=True))


def _sittings() -> None:
    op.create_table(
        "sittings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session", sa.String(length=255), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.String(length=64), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_sittings_recorded_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sittings")),
    )
    op.create_index(op.f("ix_sittings_held_on"), "sittings", ["held_on"])


def _batches() -> None:
    op.create_table(
        "batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("reporter", sa.String(length=255), nullable=False),
        sa.Column("document", sa.String(length=255), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("tabled_on", sa.Date(), nullable=True),
        sa.Column("sitting_id", sa.Integer(), nullable=True),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("dropped", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sitting_id"], ["sittings.id"], name=op.f("fk_batches_sitting_id_sittings")),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_batches_made_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
    )
    op.create_index(op.f("ix_batches_state"), "batches", ["state"])
    op.create_index(op.f("ix_batches_sitting_id"), "batches", ["sitting_id"])


def _items() -> None:
    op.create_table(
        "batch_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("applied", sa.BigInteger(), nullable=False),
        sa.Column("contract_amount", sa.BigInteger(), nullable=False),
        sa.Column("ratio", sa.Integer(), nullable=True),
        sa.Column("paid_before", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_batch_items_batch_id_batches")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_batch_items_application_id_applications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_items")),
    )
    for column in ("batch_id", "application_id"):
        op.create_index(op.f(f"ix_batch_items_{column}"), "batch_items", [column])
