"""Claims: a number begins with its millisecond, and only unfinished ones have more indexes than one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

_KEPT = "key_hash, person_hash, state, owner, lease_until, created_at, late, answer"
# Messages of one millisecond keep their order, and none is given the number of another.
_PLACE = "row_number() OVER (PARTITION BY created_at / 1000 ORDER BY seq) - 1"
_NUMBER = f"(created_at / 1000) * 1048576 + ({_PLACE}) * 256 + seq % 256"
_UNFINISHED = sa.text("state <> 'done'")


def upgrade() -> None:
    op.rename_table("claims", "claims_by_chance")
    for index in ("created_at", "owner", "person_hash_seq"):
        op.drop_index(f"ix_claims_{index}", "claims_by_chance")
    if op.get_bind().dialect.name != "sqlite":  # the name stays with the table that goes
        op.drop_constraint("pk_claims", "claims_by_chance")
        op.drop_constraint("uq_claims_key_hash", "claims_by_chance")
    op.create_table(
        "claims",
        sa.Column(
            "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_hash", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_claims"),
        sa.UniqueConstraint("person_hash", "key_hash", name="uq_claims_person_hash_key_hash"),
    )
    op.execute(f"INSERT INTO claims (seq, {_KEPT}) SELECT {_NUMBER}, {_KEPT} FROM claims_by_chance ORDER BY 1")  # noqa: S608 -- our own names
    op.execute(
        "UPDATE pending_turns SET seq = (SELECT claims.seq FROM claims JOIN claims_by_chance AS before "
        "ON before.person_hash = claims.person_hash AND before.key_hash = claims.key_hash "
        "WHERE before.seq = pending_turns.seq) WHERE seq IN (SELECT seq FROM claims_by_chance)"
    )
    op.drop_table("claims_by_chance")
    for column in ("owner", "person_hash"):
        op.create_index(
            f"ix_claims_{column}", "claims", [column], sqlite_where=_UNFINISHED, postgresql_where=_UNFINISHED
        )
