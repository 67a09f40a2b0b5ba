"""Where each application stands, kept for lists. Filled once the schema is the newest: see `store.upgrade`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

_SUPERSEDING = sa.text("supersedes IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "standing_facts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_facts")),
        sa.UniqueConstraint("facts", name=op.f("uq_standing_facts_facts")),
    )
    op.create_table(
        "application_standings",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("facts_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_standings_application_id_applications"),
        ),
        sa.ForeignKeyConstraint(
            ["facts_id"],
            ["standing_facts.id"],
            name=op.f("fk_application_standings_facts_id_standing_facts"),
        ),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_application_standings")),
    )
    op.create_index(
        op.f("ix_application_standings_facts_id_since_application_id"),
        "application_standings",
        ["facts_id", "since", "application_id"],
    )
    op.create_index(
        "ix_meetings_superseding",
        "meetings",
        ["application_id"],
        sqlite_where=_SUPERSEDING,
        postgresql_where=_SUPERSEDING,
    )
