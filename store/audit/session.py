"""The ORM session of a unit of work: it notes every change of a row that is to be sealed, whoever makes it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Connection, Select, bindparam, event, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session

from store.audit.seals import (
    Names,
    Seal,
    chain_in,
    chain_of_row,
    columns_of,
    is_sealed,
    names_of,
    personal_of,
    seals_in,
)
from store.base import Record
from store.tables.audit import AuditSalt

_R = TypeVar("_R", bound=Record)


@cache
def salts_by_seal() -> Select[str, bytes]:
    """The salts that are kept of the seals called `keys`; made once, for every act asks."""
    return select(AuditSalt.digest, AuditSalt.salt).where(AuditSalt.seal.in_(bindparam("keys", expanding=True)))


class UnsealedWriteError(RuntimeError):
    """Rows that are sealed were to be changed by a statement, past the session that seals them."""


class Deleted(Struct, frozen=True):
    """What is left of a deleted row: the chain that tells of it, and what entries called it."""

    chain: str
    names: Names


class Before(Struct, frozen=True):
    """A row as the database has it: its values, its chain, its seals, and the salts kept for these, by digest."""

    values: Mapping[str, Any]
    chain: str
    seals: tuple[Seal, ...]
    salts: Mapping[str, bytes]


class AuditedSession(Session):
    """`changed`: rows with whether anything changed in them that tells of people; `deleted_rows`: what is gone.

    `before` is, by the name of each such row, how it stood before the unit changed it; `chains` are those to which
    entries were added, until somebody looked what follows from that; `moved` are the applications that came under
    another key of what is counted (`store.monthly`), less those that left it, until it is kept.
    """

    def __init__(self, connection: Connection) -> None:
        # The transaction is the caller's: a savepoint of the session's own would be committed apart from it.
        super().__init__(connection, expire_on_commit=False, join_transaction_mode="control_fully")
        self.changed: dict[Record, bool] = {}
        self.deleted_rows: list[Deleted] = []
        self.before: dict[str, Before] = {}
        self.chains: set[str] = set()
        self.moved: Counter[tuple[Any, ...]] = Counter()
        self._added: defaultdict[type[Record], list[Record]] = defaultdict(list)
        self._values: dict[Record, Mapping[str, Any]] = {}
        self._chains: dict[Record, str] = {}
        self._owners: set[Any] = set()
        event.listen(self, "do_orm_execute", _refuse_statements)

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Write what changed, and note it."""
        with self.no_autoflush:
            self._note()
        super().flush(objects)

    def chain_of(self, row: Record) -> str:
        """The chain of a changed row: found once, for every entry asks it of each of them."""
        if found := self._chains.get(row):
            return found
        chain = self._chains[row] = chain_of_row(row, self._owner)
        return chain

    def take_added(self, kind: type[_R]) -> list[_R]:
        """The rows of a sealed kind that were written since this was last asked."""
        return [row for row in self._added.pop(kind, ()) if isinstance(row, kind) and row in self]

    def take_altered(self, kind: type[_R]) -> list[tuple[Mapping[str, Any] | None, _R]]:
        """Rows of a sealed kind that were written since this was last asked, each with what it said then."""
        new: list[tuple[Mapping[str, Any] | None, _R]] = [(None, row) for row in self.take_added(kind)]
        known = {row for _, row in new}
        changed = [(values, row) for row, values in self._values.items() if isinstance(row, kind)]
        found = new + [(values, row) for values, row in changed if row not in known]
        self._values |= {row: {name: getattr(row, name) for name in columns_of(kind)} for _, row in found}
        return found

    def stored(self, row: Record) -> Before | None:
        """The row as the database has it at this moment; None where it has none."""
        kind = type(row)
        names = (column.name for column in inspect(kind).primary_key)
        found = self.execute(_row_of(kind), dict(zip(names, inspect(row).identity or (), strict=True))).first()
        if found is None:
            return None
        values = dict(zip(columns_of(kind), found, strict=True))
        seals = tuple(seals_in(kind, values))
        salts = self.execute(salts_by_seal(), {"keys": [seal.key for seal in seals]})
        return Before(values, chain_in(kind, values, self.get), seals, {one.digest: one.salt for one in salts})

    def _note(self) -> None:
        for row in self.new:
            if is_sealed(type(row)):
                self.changed[row] = True
                self._added[type(row)].append(row)
        for row in self.dirty:
            if is_sealed(type(row)) and self.is_modified(row):
                self._remember(row)
                self._forget_chains()
                self.changed[row] = self.changed.get(row, False) or _tells_of_others(row)
        for row in self.deleted:
            if is_sealed(type(row)):
                self._remember(row)
                self.deleted_rows.append(Deleted(self.chain_of(row), names_of(row)))
                self._forget_chains()
                self.changed.pop(row, None)

    def _owner(self, kind: type[Any], key: Any, /) -> Any | None:
        """Held, because the session forgets a row that nobody holds, and asks the database for it again."""
        found = self.get(kind, key)
        self._owners.add(found)
        return found

    def _forget_chains(self) -> None:
        """A change may be of what a row belongs to."""
        self._chains.clear()
        self._owners.clear()

    def _remember(self, row: Record) -> None:
        if row not in self.changed and (before := self.stored(row)):
            self.before[names_of(row).row] = before
            self._values.setdefault(row, before.values)


@cache
def _row_of(kind: type[Record]) -> Select[Any]:
    """Made once a table: every act asks for some rows so."""
    columns = (getattr(kind, name) for name in columns_of(kind))
    return select(*columns).where(*(key == bindparam(key.name) for key in inspect(kind).primary_key))


def _tells_of_others(row: Record) -> bool:
    """Whether what is about to be written in the row tells of people."""
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in personal_of(type(row)))


def _refuse_statements(state: ORMExecuteState) -> None:
    if (
        (state.is_update or state.is_delete or state.is_insert)
        and (mapper := state.bind_mapper) is not None
        and is_sealed(mapper.class_)
    ):
        raise UnsealedWriteError(f"rows of {mapper.class_.__tablename__} are written one by one: they are sealed")
