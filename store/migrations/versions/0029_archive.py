"""The contract's archive: materials of its life, notes on the directory, hand-overs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("materials") as batch:
        batch.add_column(sa.Column("contract_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_materials_contract_id_contracts"), "contracts", ["contract_id"], ["id"])
    op.create_index(op.f("ix_materials_contract_id"), "materials", ["contract_id"])
    _materials()
    _notes()
    _transfers()


def _materials() -> None:
    op.create_table(
        "contract_materials",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("folder", sa.String(32), nullable=False),
        sa.Column("item", sa.String(255), nullable=False),
        sa.Column("title", sa.String(255), nullable=False),
        sa.Column("author", sa.String(255), nullable=False),
        sa.Column("document", sa.String(255), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        *_references("contract_materials", contract_id="contracts", material_id="materials"),
        *_references("contract_materials", added_by="staff", removed_by="staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_materials")),
    )
    op.create_index(op.f("ix_contract_materials_contract_id"), "contract_materials", ["contract_id"])
    op.create_index(op.f("ix_contract_materials_material_id"), "contract_materials", ["material_id"])


def _notes() -> None:
    op.create_table(
        "piece_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("piece", sa.String(64), nullable=False),
        sa.Column("reference", sa.String(255), nullable=False),
        sa.Column("secrecy", sa.String(255), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("remark", sa.String(255), nullable=False),
        sa.Column("item", sa.String(255), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.BigInteger(), nullable=False),
        *_references("piece_notes", contract_id="contracts", noted_by="staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_piece_notes")),
        sa.UniqueConstraint("contract_id", "piece", name=op.f("uq_piece_notes_contract_id_piece")),
    )


def _transfers() -> None:
    op.create_table(
        "archive_transfers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("handed_by", sa.String(255), nullable=False),
        sa.Column("received_by", sa.String(255), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        *_references("archive_transfers", contract_id="contracts", recorded_by="staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_transfers")),
        sa.UniqueConstraint("contract_id", "place", name=op.f("uq_archive_transfers_contract_id_place")),
    )


def _references(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk_{table}_{column}_{of}"))
        for column, of in columns.items()
    ]
