"""The journal of money, quotas, refunds, and what contracts and payments say beside them.

The journal's entries for what is there already are posted once the key is taken up, see `store.journal_history`.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _quotas()
    _beside()
    _refunds()
    _journal()


def _quotas() -> None:
    op.create_table(
        "quotas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("budget_year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=255), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_quotas_recorded_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotas")),
        sa.UniqueConstraint("document", name=op.f("uq_quotas_document")),
    )
    op.create_table(
        "quota_movements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quota_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["quota_id"], ["quotas.id"], name=op.f("fk_quota_movements_quota_id_quotas")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_quota_movements_recorded_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota_movements")),
    )
    op.create_index(op.f("ix_quota_movements_quota_id"), "quota_movements", ["quota_id"])


def _beside() -> None:
    with op.batch_alter_table("contracts") as table:
        table.add_column(sa.Column("payee_bank_code", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("enterprise_size", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("delivered_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("agreed_pay_on", sa.Date(), nullable=True))
    with op.batch_alter_table("payments") as table:
        table.add_column(sa.Column("quota_id", sa.Integer(), nullable=True))
        table.create_index(op.f("ix_payments_quota_id"), ["quota_id"])
    with op.batch_alter_table("returned_money") as table:
        table.add_column(sa.Column("surplus", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("source", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("budget_year", sa.Integer(), nullable=True))


def _refunds() -> None:
    op.create_table(
        "refunds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("voucher", sa.String(length=64), nullable=False),
        sa.Column("refunded_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["return_cases.id"], name=op.f("fk_refunds_case_id_return_cases")),
        sa.ForeignKeyConstraint(["recorded_by"], ["staff.id"], name=op.f("fk_refunds_recorded_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refunds")),
        sa.UniqueConstraint("voucher", name=op.f("uq_refunds_voucher")),
    )
    op.create_index(op.f("ix_refunds_case_id"), "refunds", ["case_id"])


def _journal() -> None:
    op.create_table(
        "journal_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("budget_year", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=32), nullable=True),
        sa.Column("quota_id", sa.Integer(), nullable=True),
        sa.Column("contract_id", sa.Integer(), nullable=True),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("money_kind", sa.String(length=32), nullable=True),
        sa.Column("areas", sa.String(length=64), nullable=True),
        sa.Column("document", sa.String(length=255), nullable=False),
        sa.Column("origin", sa.String(length=64), nullable=False),
        sa.Column("adjusts", sa.Integer(), nullable=True),
        *_references(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entries")),
    )
    op.create_index(op.f("ix_journal_entries_posted_at_kind"), "journal_entries", ["posted_at", "kind"])
    for column in ("contract_id", "application_id", "quota_id", "origin"):
        op.create_index(op.f(f"ix_journal_entries_{column}"), "journal_entries", [column])


def _references() -> list[sa.ForeignKeyConstraint]:
    to = {
        "quota_id": "quotas",
        "contract_id": "contracts",
        "application_id": "applications",
        "adjusts": "journal_entries",
    }
    return [
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_journal_entries_{column}_{table}"))
        for column, table in to.items()
    ]
