"""Tells strangers apart, who are most of those that ask: of them nothing is kept but the talk itself."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Executable, bindparam, exists, or_, select

from store.base import Record
from store.prepared import Engine, Prepared
from store.schema import account_tables
from store.tables.messages import ChannelAllowance, OutboxRow, PendingTurn, SessionRow
from store.tables.people import Binding

OF_THE_TALK = frozenset({SessionRow, PendingTurn, OutboxRow, ChannelAllowance})


def has_nothing_of(connection: Connection, channel: str, address: str) -> bool:
    """Whether no table has a row of this account: who has it is bound to nothing, and waits for nothing.

    A binding that ended is as good as none.

    One statement, past the ORM: what is not there need not be asked for table by table.
    """
    ((is_kept,),) = _KEPT.rows(connection, channel=channel, address=address)
    return not is_kept


def _kept(_engine: Engine) -> Executable:
    """Every table that names accounts: one that comes new is looked at as well."""
    return select(or_(*(_has_a_row(kind) for kind in account_tables() if kind not in OF_THE_TALK)))


def _has_a_row(kind: type[Record]) -> ColumnElement[bool]:
    columns = kind.__table__.c
    theirs = columns["channel"] == bindparam("channel"), columns["address"] == bindparam("address")
    in_force = (Binding.ended_at.is_(None),) if kind is Binding else ()
    return exists().where(*theirs, *in_force)


_KEPT = Prepared(_kept)
