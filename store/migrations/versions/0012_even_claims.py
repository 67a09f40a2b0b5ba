"""Claims without a counter, sessions with an ephemeral box, and no table of sensitive claims."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_KEPT = "seq, key_hash, person_hash, state, owner, lease_until, created_at, late, answer"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuild_claims()
    else:
        op.alter_column("claims", "seq", type_=sa.BigInteger(), server_default=None)
        op.execute("DROP SEQUENCE IF EXISTS claims_seq_seq")
        op.alter_column("pending_turns", "seq", type_=sa.BigInteger())
    op.add_column("sessions", sa.Column("ephemeral", sa.LargeBinary(), nullable=True))
    op.drop_table("sensitive_claims")


def _rebuild_claims() -> None:
    """SQLite cannot take AUTOINCREMENT off: it kept the highest number ever used."""
    op.rename_table("claims", "claims_with_counter")
    for index in ("created_at", "owner", "person_hash_seq"):
        op.drop_index(f"ix_claims_{index}", "claims_with_counter")
    op.create_table(
        "claims",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_hash", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_claims"),
        sa.UniqueConstraint("key_hash", name="uq_claims_key_hash"),
    )
    op.execute(f"INSERT INTO claims ({_KEPT}) SELECT {_KEPT} FROM claims_with_counter")  # noqa: S608 -- our own names
    op.drop_table("claims_with_counter")
    op.create_index("ix_claims_created_at", "claims", ["created_at"])
    op.create_index("ix_claims_owner", "claims", ["owner"])
    op.create_index("ix_claims_person_hash_seq", "claims", ["person_hash", "seq"])
