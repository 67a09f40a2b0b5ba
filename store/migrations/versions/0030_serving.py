"""呈批 before reporting and declining, and 送达 of what has a term."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("return_cases") as table:
        table.add_column(sa.Column("pay_days", sa.Integer(), nullable=True))
        table.add_column(sa.Column("served_on", sa.Date(), nullable=True))
    op.create_table(
        "sign_offs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("signer", sa.String(length=255), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        *_keys("sign_offs", application_id="applications", paper_id="incoming_papers", recorded_by="staff"),
    )
    op.create_index(op.f("ix_sign_offs_application_id"), "sign_offs", ["application_id"])
    op.create_table(
        "services",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("oversight_id", sa.Integer(), nullable=True),
        sa.Column("way", sa.String(length=32), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("signer", sa.String(length=255), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        *_keys(
            "services",
            contract_id="contracts",
            application_id="applications",
            case_id="return_cases",
            oversight_id="oversights",
            paper_id="incoming_papers",
            recorded_by="staff",
        ),
    )
    for column in ("contract_id", "application_id", "case_id", "oversight_id"):
        op.create_index(op.f(f"ix_services_{column}"), "services", [column])


def _keys(table: str, **references: str) -> list[sa.Constraint]:
    foreign = [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
        for column, other in references.items()
    ]
    return [*foreign, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]
