"""The ORM session of a unit of work: it notes every change of a row that is to be sealed, whoever makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session

from store.audit.seals import Names, chain_of_row, is_sealed, names_of, personal_of
from store.base import Record


class UnsealedWriteError(RuntimeError):
    """Rows that are sealed were to be changed by a statement, past the session that seals them."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """What is left of a deleted row: the chain that tells of it, and what entries called it."""

    chain: str
    names: Names


class AuditedSession(Session):
    """`changed`: rows with whether anything changed in them that tells of people; `deleted`: what is gone."""

    def __init__(self, connection: Connection) -> None:
        # The transaction is the caller's: a savepoint of the session's own would be committed apart from it.
        super().__init__(connection, expire_on_commit=False, join_transaction_mode="control_fully")
        self.changed: dict[Record, bool] = {}
        self.deleted_rows: list[Deleted] = []
        event.listen(self, "do_orm_execute", _refuse_statements)

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Write what changed, and note it."""
        with self.no_autoflush:
            self._note()
        super().flush(objects)

    def _note(self) -> None:
        for row in self.new:
            if is_sealed(type(row)):
                self.changed[row] = True
        for row in self.dirty:
            if is_sealed(type(row)) and self.is_modified(row):
                self.changed[row] = self.changed.get(row, False) or _tells_of_others(row)
        for row in self.deleted:
            if is_sealed(type(row)):
                self.changed.pop(row, None)
                self.deleted_rows.append(Deleted(chain_of_row(row, self), names_of(row)))


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
