"""Notices to firms with what became of them; what staff's notices lead to, and who has read them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_INDEXES = (("application_id", "id"), ("contract_id", "id"), ("firm_id", "id"), ("binding_id", "state"))
_PARENTS = {
    "firm_id": "firms",
    "contract_id": "contracts",
    "application_id": "applications",
    "case_id": "return_cases",
    "binding_id": "bindings",
}


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("event", sa.String(length=160), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=name != "firm_id") for name in _PARENTS),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_at", sa.BigInteger(), nullable=False),
        sa.Column("handed_over_at", sa.BigInteger(), nullable=True),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_notices_{name}_{table}"))
            for name, table in _PARENTS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("key", name=op.f("uq_notices_key")),
    )
    for columns in _INDEXES:
        op.create_index(op.f(f"ix_notices_{'_'.join(columns)}"), "notices", list(columns))
    _lead_on()
    _mark()


def _lead_on() -> None:
    """What was told before leads on where its number is still known."""
    with op.batch_alter_table("staff_notices") as batch:
        batch.add_column(sa.Column("about", sa.String(length=32), nullable=False, server_default=""))
    with op.batch_alter_table("staff_notices") as batch:
        batch.alter_column("about", server_default=None)
        batch.create_index(op.f("ix_staff_notices_staff_id_id"), ["staff_id", "id"])
    notices = sa.table("staff_notices", sa.column("about"), sa.column("subject"))
    for about, table in (("application", "applications"), ("contract", "contracts")):
        known = sa.select(sa.table(table, sa.column("number")).c.number)
        op.execute(sa.update(notices).where(notices.c.subject.in_(known)).values(about=about))


def _mark() -> None:
    op.create_table(
        "staff_notice_marks",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["staff_notices.id"], name=op.f("fk_staff_notice_marks_notice_id_staff_notices")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_notice_marks_staff_id_staff")),
        sa.PrimaryKeyConstraint("staff_id", "notice_id", name=op.f("pk_staff_notice_marks")),
    )
    op.create_index(op.f("ix_staff_notice_marks_notice_id"), "staff_notice_marks", ["notice_id"])
