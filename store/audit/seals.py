"""Seals: what an audit entry vouches for in a row, so that a row changed past every act is found."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from types import SimpleNamespace

from msgspec import Struct
from sqlalchemy import inspect

from store.base import Record
from store.personal import personal_columns
from store.schema import record_tables
from store.sealing import Look, Sealed, declaration_of

_ROW, _PERSONAL = "row", "personal"
_KEY = re.compile(rf"(?:{_ROW}|{_PERSONAL}):[a-z_]+:[\w.-]+", re.ASCII)

Values = Mapping[str, object]
"""Of a row, by attribute."""


class Seal(Struct, frozen=True):
    """`key` names the row, and which part of it; `content`, which repeats the key, is what is digested."""

    key: str
    content: str


class Names(Struct, frozen=True):
    """What entries call the two parts of a row."""

    row: str
    personal: str


def is_seal(fact: str) -> bool:
    """Whether a fact of an entry is the digest of a row."""
    return _KEY.fullmatch(fact) is not None


def is_personal(key: str) -> bool:
    """Whether a seal is of the columns that tell of people, and so ends when its person is erased."""
    return key.startswith(f"{_PERSONAL}:")


def table_of(key: str) -> str:
    """The table of the row that a seal is of."""
    return key.split(":")[1]


def number_of(key: str) -> str:
    """By what entries name the row that a seal is of."""
    return key.rpartition(":")[2]


def is_sealed(kind: type[Record]) -> bool:
    """Whether the rows of this table are sealed."""
    return isinstance(declaration_of(kind), Sealed)


@cache
def sealed_tables() -> tuple[type[Record], ...]:
    """Every table whose rows are sealed, by name."""
    return tuple(sorted(filter(is_sealed, record_tables()), key=lambda kind: kind.__tablename__))


def chain_of_row(row: Record, look: Look) -> str:
    """The one chain whose entries vouch for the row; empty where what it belongs to is not there."""
    return _declared(type(row)).chain(row, look)


def chain_in(kind: type[Record], values: Values, look: Look) -> str:
    """The chain of a row of these values."""
    return _declared(kind).chain(SimpleNamespace(**values), look)


def names_of(row: Record) -> Names:
    """What entries call the row."""
    return _names(type(row), values_of(row))


def seal_of(row: Record) -> Seal:
    """The seal of a row without what tells of people, as it is written now."""
    return next(seals_in(type(row), values_of(row)))


def seal_of_personal(row: Record) -> Seal | None:
    """The seal of what tells of people in a row; None for rows that hold nothing of the kind."""
    return next((seal for seal in seals_of(row) if is_personal(seal.key)), None)


def seals_of(row: Record) -> Iterator[Seal]:
    """Both."""
    return seals_in(type(row), values_of(row))


def seals_in(kind: type[Record], values: Values) -> Iterator[Seal]:
    """The seals of a row of these values: of what tells of nobody, then of what tells of people."""
    names, personal = _names(kind, values), personal_of(kind)
    yield _seal(names.row, values, values.keys() - personal)
    if personal:
        yield _seal(names.personal, values, personal)


def values_of(row: Record) -> Values:
    """What is written in the row's columns."""
    return {name: getattr(row, name) for name in columns_of(type(row))}


@cache
def columns_of(kind: type[Record]) -> tuple[str, ...]:
    """The attributes of a table's columns."""
    return tuple(attribute.key for attribute in inspect(kind).column_attrs)


@cache
def personal_of(kind: type[Record]) -> frozenset[str]:
    """The attributes of a table that tell of people."""
    mapper = inspect(kind)
    columns = {column for column, _mark in personal_columns(kind.__table__)}  # type: ignore[arg-type] # a Table
    return frozenset(mapper.get_property_by_column(column).key for column in columns)


def record_number(row: Record) -> int:
    """The id of a record that is written."""
    number = inspect(row).identity
    assert number is not None
    return int(number[0])


def plain_value(value: object) -> str | int | bool:
    """A column's value as it is sealed."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, str | int | bool) else repr(value)


def _declared(kind: type[Record]) -> Sealed:
    found = declaration_of(kind)
    assert isinstance(found, Sealed), kind
    return found


def _names(kind: type[Record], values: Values) -> Names:
    number = values[_declared(kind).key]
    name = f"{kind.__tablename__}:{number.hex() if isinstance(number, bytes) else number}"
    return Names(f"{_ROW}:{name}", f"{_PERSONAL}:{name}")


def _seal(key: str, row: Values, columns: Collection[str]) -> Seal:
    """An empty column is left out: one that a later version of the product adds breaks no older seal."""
    values = {name: plain_value(value) for name in columns if (value := row[name]) is not None}
    return Seal(key, json.dumps([key, values], ensure_ascii=False, sort_keys=True, separators=(",", ":")))
