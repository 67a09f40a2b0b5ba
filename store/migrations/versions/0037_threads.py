"""Talks that were handed over to a member of staff."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _threads()
    _messages()
    _orders()


def _threads() -> None:
    op.create_table(
        "threads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("waits_since", sa.BigInteger(), nullable=True),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("silent_since", sa.BigInteger(), nullable=True),
        sa.Column("taken_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["taken_by"], ["staff.id"], name=op.f("fk_threads_taken_by_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
    )
    op.create_index(op.f("ix_threads_channel_address"), "threads", ["channel", "address"])
    op.create_index(op.f("ix_threads_state_waits_since"), "threads", ["state", "waits_since"])
    op.create_index(op.f("ix_threads_last_at"), "threads", ["last_at"])


def _messages() -> None:
    op.create_table(
        "thread_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("voice", sa.String(length=32), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_thread_messages_thread_id_threads")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_thread_messages_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_messages")),
    )
    op.create_index(op.f("ix_thread_messages_thread_id_id"), "thread_messages", ["thread_id", "id"])
    op.create_index(op.f("ix_thread_messages_channel_address"), "thread_messages", ["channel", "address"])


def _orders() -> None:
    op.create_table(
        "thread_orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("ordered_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_thread_orders_thread_id_threads")),
        sa.ForeignKeyConstraint(
            ["message_id"], ["thread_messages.id"], name=op.f("fk_thread_orders_message_id_thread_messages")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_orders")),
    )
    op.create_index(op.f("ix_thread_orders_done_at_id"), "thread_orders", ["done_at", "id"])
    op.create_index(op.f("ix_thread_orders_thread_id"), "thread_orders", ["thread_id"])
    op.create_index(op.f("ix_thread_orders_channel_address"), "thread_orders", ["channel", "address"])
