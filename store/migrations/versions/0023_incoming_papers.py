"""Papers that come in (收文), their scans among the materials, and what staff enter from them (代录)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "incoming_papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("sender", sa.String(length=255), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("document", sa.String(length=255), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        *_belongs("incoming_papers", firm_id="firms", contract_id="contracts", application_id="applications"),
        *_belongs("incoming_papers", recorded_by="staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_papers")),
        sa.UniqueConstraint("year", "place", name=op.f("uq_incoming_papers_year_place")),
    )
    _index("incoming_papers", "contract_id", "application_id")
    op.create_table(
        "paper_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.BigInteger(), nullable=False),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        *_belongs("paper_entries", application_id="applications", paper_id="incoming_papers"),
        *_belongs("paper_entries", entered_by="staff", checked_by="staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_entries")),
    )
    _index("paper_entries", "application_id", "paper_id")
    with op.batch_alter_table("materials") as batch:
        batch.add_column(sa.Column("paper_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_materials_paper_id_incoming_papers"), "incoming_papers", ["paper_id"], ["id"]
        )
    _index("materials", "paper_id")


def _belongs(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}_{to}"))
        for name, to in columns.items()
    ]


def _index(table: str, *columns: str) -> None:
    for name in columns:
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])
