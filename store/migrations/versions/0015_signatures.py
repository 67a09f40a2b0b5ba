"""Signatures of audit entries and heads; what the adoption entry takes in; names of rows in entries."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_NAMED = {"staff_links": ("channel", "address"), "one_time_codes": ("code_hash",)}


def upgrade() -> None:
    for table in ("audit_rows", "audit_heads"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("signature", sa.String(length=128), nullable=False, server_default=""))
        with op.batch_alter_table(table) as batch:
            batch.alter_column("signature", server_default=None)
    with op.batch_alter_table("audit_salts") as batch:
        batch.add_column(sa.Column("seal", sa.String(length=120), nullable=False, server_default=""))
    with op.batch_alter_table("audit_salts") as batch:
        batch.alter_column("seal", server_default=None)
        batch.create_index(op.f("ix_audit_salts_seal"), ["seal"])
    op.create_table(
        "audit_adopted",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("value", sa.String(length=160), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_adopted")),
        sa.UniqueConstraint("name", name=op.f("uq_audit_adopted_name")),
    )
    for table, key in _NAMED.items():
        _name_rows(table, key)


def _name_rows(table: str, key: tuple[str, ...]) -> None:
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column("reference", sa.String(length=32), nullable=True))
    rows = sa.table(table, *map(sa.column, (*key, "reference")))
    connection = op.get_bind()
    for found in connection.execute(sa.select(*(rows.c[name] for name in key))).all():
        this = [rows.c[name] == value for name, value in zip(key, found, strict=True)]
        connection.execute(sa.update(rows).where(*this).values(reference=secrets.token_hex(8)))
    with op.batch_alter_table(table) as batch:
        batch.alter_column("reference", existing_type=sa.String(length=32), nullable=False)
        batch.create_unique_constraint(op.f(f"uq_{table}_reference"), ["reference"])
