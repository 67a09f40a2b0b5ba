"""What kept tables have in common: rows that count are added up by key, and written over what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Insert, Select, delete, func, inspect, literal, select
from sqlalchemy import insert as plain_insert

from store.base import Record
from store.dialects import insert_on
from store.monthly.months import begins_at, month_at, next_month

Key = tuple[int | str, ...]
"""The primary key of a kept row, in the order of its columns."""

Added = Mapping[Key, tuple[int, ...]]
"""By key what is added to the other columns, in their order."""


class Kept(Protocol):
    """A table that is kept, and how it follows from others."""

    @property
    def kept(self) -> type[Record]:
        """The table."""

    def parts(self, connection: Connection) -> Iterator[Select[*tuple[Any, ...]]]:
        """What is to be kept, in the order of the table's columns, no key in two of them."""


class Monthly(Struct, frozen=True):
    """How rows of a table are counted by month: by whose moment, apart by what, and what is added up.

    Each is asked for when it is needed: naming a column maps its table, which a start need not wait for.
    """

    kept: type[Record]
    moment: Callable[[], Any]
    keys: Callable[[], Sequence[Any]]
    sums: Callable[[], Sequence[ColumnElement[int]]]

    def parts(self, connection: Connection) -> Iterator[Select[*tuple[Any, ...]]]:
        """Each month in which there may be rows."""
        yield from map(self._of, months_of(connection, self.moment()))

    def _of(self, month: int) -> Select[*tuple[Any, ...]]:
        keys, moment = self.keys(), self.moment()
        is_in = (moment >= begins_at(month), moment < begins_at(next_month(month)))
        return select(literal(month), *keys, *self.sums()).where(*is_in).group_by(*keys)


def months_of(connection: Connection, moment: Any) -> Iterator[int]:
    """The months in which there may be moments of a column."""
    first, last = connection.execute(select(func.min(moment), func.max(moment))).one()
    month = month_at(first) if first is not None else 0
    while last is not None and begins_at(month) <= last:
        yield month
        month = next_month(month)


def add_to(connection: Connection, kept: type[Record], added: Added) -> None:
    """Add to what is kept, in one order for all units: no two wait for each other."""
    if not added:
        return
    keys, sums = _columns(kept)
    rows = [dict(zip((*keys, *sums), (*key, *added[key]), strict=True)) for key in sorted(added)]
    connection.execute(_adding(connection.dialect.name, kept), rows)


@cache
def _adding(engine: str, kept: type[Record]) -> Insert:
    """Made once: making it takes longer than executing it."""
    row = insert_on(engine, kept)
    keys, sums = _columns(kept)
    again = {name: getattr(kept, name) + row.excluded[name] for name in sums}
    return row.on_conflict_do_update(index_elements=keys, set_=again)


def derive(connection: Connection, one: Kept) -> None:
    """Keep what the rows say now, whatever was kept."""
    connection.execute(delete(one.kept))
    keys, sums = _columns(one.kept)
    for part in one.parts(connection):
        connection.execute(plain_insert(one.kept).from_select([*keys, *sums], part))


def derive_missing(connection: Connection, one: Kept) -> None:
    """Keep what the rows say, where nothing is kept."""
    if connection.execute(select(one.kept).limit(1)).first() is None:
        derive(connection, one)


def is_as_derived(connection: Connection, one: Kept) -> bool:
    """Whether what is kept is what the rows say."""
    keys, sums = _columns(one.kept)
    kept = connection.execute(select(*(getattr(one.kept, name) for name in (*keys, *sums))))
    said = (row for part in one.parts(connection) for row in connection.execute(part))
    return _by_key(kept, len(keys)) == _by_key(said, len(keys))


def _by_key(rows: Iterable[Any], length: int) -> dict[Key, tuple[Any, ...]]:
    """Sums as they stand there: one that somebody altered need be no number."""
    found = {tuple(row[:length]): tuple(row[length:]) for row in rows}
    return {key: sums for key, sums in found.items() if any(sums)}


@cache
def _columns(kept: type[Record]) -> tuple[list[str], list[str]]:
    """The names of the key's columns, and of the others."""
    mapper = inspect(kept)
    keys = [column.name for column in mapper.primary_key]
    return keys, [column.name for column in mapper.columns if column.name not in keys]
