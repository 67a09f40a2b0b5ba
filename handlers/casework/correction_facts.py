"""What a correctable value declares: how it is read, kept and put back, and what speaks against another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from handlers.casework.attempt import Attempt
from handlers.casework.correction_values import ValueKind
from handlers.casework.transitions import Subject
from handlers.results import Reason
from store.audit.seals import record_number
from store.base import Record
from store.states import Role
from store.work import Work

Against = Callable[[Attempt, Record, str], Iterator[Reason]]
"""What speaks against the new value of a record, as it is kept."""

_BETWEEN = ":"


def no_reasons(_attempt: Attempt, _row: Record, _after: str) -> Iterator[Reason]:
    """Any value of its kind may be what the paper says."""
    return iter(())


def _there(_work: Work, _row: Any) -> bool:
    return True


def _told(_row: Any) -> bool:
    return True


class Fact(Struct, frozen=True, kw_only=True):
    """`title` is what staff know it by. Where it `has_money`, a second member checks it before it counts.

    `get` and `put` are the column of the field's name, unless more hangs on it. `is_there` says of which records
    it can be corrected, `is_told` whether the firm ever heard of it. `masked` is what the firm reads of a value.
    """

    field: str
    title: str
    kind: ValueKind
    has_money: bool = False
    get: Callable[[Any], str] | None = None
    put: Callable[[Work, Any, str], None] | None = None
    is_there: Callable[[Work, Any], bool] = _there
    is_told: Callable[[Any], bool] = _told
    against: tuple[Against, ...] = ()
    masked: Callable[[str], str] | None = None
    is_late: bool = False  # what it is put in has a version: written last, or it would get one more by a query

    def text(self, row: Record) -> str:
        """The value that is in force, as it is kept."""
        return self.get(row) if self.get else self.kind.text(getattr(row, self.field))

    def set(self, work: Work, row: Record, text: str) -> None:
        """Put a value in force."""
        if self.put:
            self.put(work, row, text)
        else:
            setattr(row, self.field, self.kind.column(text))


class RecordKind(Struct, frozen=True, kw_only=True):
    """Records of one kind below a subject: `rows` finds them, `label` names one, `roles` record and correct them.

    `hands` are the ids of the members who recorded one; `duty` those who must not touch it for what else they did.
    """

    name: str
    on: Subject
    rows: Callable[[Work, Any], Sequence[Record]]
    label: Callable[[Any], str]
    roles: frozenset[Role]
    checkers: frozenset[Role]
    hands: Callable[[Work, Any], set[int]]
    facts: tuple[Fact, ...]
    duty: Callable[[Work, Any], set[int]] = lambda _work, _row: set()
    its_duty: str = ""  # what such members read


class Correctable(Struct, frozen=True):
    """One value of one record that is there."""

    of: RecordKind
    fact: Fact
    row: Record

    @property
    def key(self) -> str:
        """By which a form names it."""
        return _BETWEEN.join((self.of.name, str(record_number(self.row)), self.fact.field))

    @property
    def before(self) -> str:
        """The value in force, as it is kept."""
        return self.fact.text(self.row)
