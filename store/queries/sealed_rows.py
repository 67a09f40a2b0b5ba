"""The sealed tables read through, row by row, each with its chain and its seals as it stands."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from msgspec import Struct
from sqlalchemy import BindParameter, CompoundSelect, Select, bindparam, inspect, literal, select, union_all

from store.audit.seals import Seal, chain_of_row, record_number, sealed_tables, seals_of
from store.base import Record
from store.tables.audit import AuditSalt
from store.work import Work

_AT_ONCE = 500


class Standing(Struct, frozen=True):
    """A row as it stands: the chain that vouches for it, and the seals that its entries would have to hold."""

    row: Record
    chain: str
    seals: tuple[Seal, ...]


def rows_of(work: Work, kind: type[Record]) -> Iterator[Standing]:
    """All rows of a table, in the order of their keys.

    Raises:
        ValueError: what stands in the table can have been written by no act.
        TypeError: likewise.
    """
    query = select(kind).order_by(*inspect(kind).primary_key).execution_options(yield_per=_AT_ONCE)
    held = deque[object](maxlen=_AT_ONCE)  # the session forgets an owner that nobody holds, and asks again

    def look(kind: type[Any], key: Any, /) -> Any | None:
        held.append(found := work.session.get(kind, key))
        return found

    for row in work.session.scalars(query):
        yield Standing(row, chain_of_row(row, look), tuple(seals_of(row)))


def rows_under(work: Work, top: Record) -> Iterator[Record]:
    """A row, and all sealed rows that belong to it, such as everything of a contract: also of tables to come."""
    level = [top]
    while level:
        yield from level
        level = [row for kind, ids in _by_table(level).items() for row in _children(work, kind, ids)]


def _by_table(rows: list[Record]) -> dict[type[Record], list[int]]:
    """The ids of the rows to which others can belong."""
    found: dict[type[Record], list[int]] = {}
    for row in rows:
        kind = type(row)
        if _references(kind):
            found.setdefault(kind, []).append(record_number(row))
    return found


def _children(work: Work, parent: type[Record], ids: list[int]) -> Iterator[Record]:
    """Most tables have nothing under most rows: one statement says which have."""
    below, given = _below(parent), {"ids": ids}
    for place in work.session.scalars(below.probe, given).all():
        yield from work.session.scalars(below.rows[place], given)


class _Below(Struct, frozen=True):
    """What is under some rows: a statement for each table, and one that tells the places of those with any."""

    rows: tuple[Select[Record], ...]
    probe: CompoundSelect[int]


@cache
def _below(parent: type[Record]) -> _Below:
    """Made once: to put a statement together takes longer than SQLite takes to answer it."""
    ids: BindParameter[int] = bindparam("ids", expanding=True)
    rows = tuple(select(kind).where(getattr(kind, name).in_(ids)) for kind, name in _references(parent))
    return _Below(
        rows, union_all(*(select(literal(place)).where(rows[place].exists()) for place in range(len(rows))))
    )


@cache
def _references(parent: type[Record]) -> tuple[tuple[type[Record], str], ...]:
    """The sealed tables whose rows belong to rows of this one, each with the column that says to which."""
    return tuple(
        (kind, column.name)
        for kind in sealed_tables()
        for column in kind.__table__.columns
        if kind is not parent and any(key.column.table is parent.__table__ for key in column.foreign_keys)
    )


def salts_of(work: Work, digests: Collection[str]) -> dict[str, bytes]:
    """The salts of these digests that are still there."""
    wanted = set(digests)
    query = select(AuditSalt.digest, AuditSalt.salt).execution_options(yield_per=_AT_ONCE)
    return {digest: salt for digest, salt in work.session.execute(query) if digest in wanted}
