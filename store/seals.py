"""Seals: what an audit entry vouches for in a row, so that a row changed past every act is found."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import inspect, select

from store.base import Record
from store.tables.applications import Application, Meeting, Payment, StepRow
from store.tables.audit import AuditSalt
from store.tables.contracts import (
    Acceptance,
    Amendment,
    Contract,
    Disposal,
    Evaluation,
    Oversight,
    Recheck,
    ReturnCase,
    ReturnedMoney,
)
from store.tables.people import Firm, Staff
from store.work import Work

SEALED: tuple[type[Record], ...] = (
    Staff,
    Firm,
    Contract,
    Amendment,
    Evaluation,
    Recheck,
    Disposal,
    Acceptance,
    Oversight,
    ReturnCase,
    ReturnedMoney,
    Application,
    StepRow,
    Meeting,
    Payment,
)
"""The records that acts make: nothing else writes them."""

_SAID: Mapping[type[Record], frozenset[str]] = MappingProxyType(
    {
        Application: frozenset({"data", "declaration"}),
        StepRow: frozenset({"told", "note", "fields"}),
        ReturnCase: frozenset({"explanation"}),
    }
)
"""Columns with people's own words. They are sealed apart: erasing the person ends that seal, and no other."""

_ROW, _WORDS = "row", "said"
_KEY = re.compile(rf"(?:{_ROW}|{_WORDS}):[a-z_]+:[0-9]+")
_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Seal:
    """`key` names the row, and which part of it; `content`, which repeats the key, is what is digested."""

    key: str
    content: str


def is_seal(fact: str) -> bool:
    """Whether a fact of an entry is the digest of a row."""
    return _KEY.fullmatch(fact) is not None


def holds_words(key: str) -> bool:
    """Whether a seal is of people's own words, and so ends when its person is erased."""
    return key.startswith(f"{_WORDS}:")


def table_of(key: str) -> str:
    """The table of the row that a seal is of."""
    return key.split(":")[1]


def number_of(key: str) -> str:
    """The id of the row that a seal is of."""
    return key.rpartition(":")[2]


def seal_of(row: Record) -> Seal:
    """The seal of a row without people's words, as it is written now."""
    columns = _columns(type(row)) - _SAID.get(type(row), frozenset())
    return _seal(_ROW, row, columns)


def seal_of_words(row: Record) -> Seal | None:
    """The seal of people's words in a row; None for rows that hold none."""
    said = _SAID.get(type(row))
    return _seal(_WORDS, row, said) if said else None


def record_number(row: Record) -> int:
    """The id of a record that is written."""
    number = inspect(row).identity
    assert number is not None
    return int(number[0])


def seals_in(work: Work, kind: type[Record]) -> Iterator[Seal]:
    """The seals of all rows of a table as they stand, in this unit of work.

    Raises:
        ValueError: what stands in the table can have been written by no act.
        TypeError: likewise.
    """
    for row in work.session.scalars(select(kind).execution_options(yield_per=_AT_ONCE)):
        yield seal_of(row)
        if words := seal_of_words(row):
            yield words
        work.session.expunge(row)


def salts_of(work: Work, digests: Collection[str]) -> dict[str, bytes]:
    """The salts of these digests that are still there."""
    wanted = set(digests)
    query = select(AuditSalt.digest, AuditSalt.salt).execution_options(yield_per=_AT_ONCE)
    return {digest: salt for digest, salt in work.session.execute(query) if digest in wanted}


def _columns(kind: type[Record]) -> frozenset[str]:
    return frozenset(attribute.key for attribute in inspect(kind).column_attrs)


def _seal(part: str, row: Record, columns: Collection[str]) -> Seal:
    """An empty column is left out: one that a later version of the product adds breaks no older seal."""
    values = {name: _plain(value) for name in columns if (value := getattr(row, name)) is not None}
    key = f"{part}:{row.__tablename__}:{record_number(row)}"
    return Seal(key, json.dumps([key, values], ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _plain(value: object) -> str | int | bool:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, str | int | bool) else repr(value)
