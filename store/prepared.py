"""Statements of the hot path: SQLAlchemy writes each once for an engine, and the driver runs the text.

To compile or look one up costs more than to run it, where every message runs a dozen. What is run here passes by
SQLAlchemy's events and, on SQLite, by its wrapping of errors: whoever sorts errors knows the driver's own as well.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Executable,
    LargeBinary,
    TextClause,
    and_,
    bindparam,
    or_,
)
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from store.base import Record
from store.columns import Instant, instant, microseconds
from store.dialects import insert_for

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

_Sizes = Mapping[str, int]
_Processes = tuple[tuple[int, Callable[[Any], Any]], ...]


class Engine(Struct, frozen=True):
    """For which engine a statement is written, and for how many values of each list."""

    dialect: Dialect
    sizes: _Sizes

    def insert(self, record: type[Record]) -> sqlite.Insert | postgresql.Insert:
        """An INSERT that names every column as a value, and knows ON CONFLICT."""
        made = insert_for(self.dialect, record)
        return made.values({column.name: bindparam(column.name) for column in record.__table__.columns})

    def among(
        self,
        name: str,
        *columns: InstrumentedAttribute[Any],
        also: Sequence[ColumnElement[bool] | TextClause] = (),
    ) -> ColumnElement[bool]:
        """Whether the columns have one of the listed values; of several columns each value is a tuple.

        As alternatives, which either engine looks up by an index. `also` is what the rows of a partial index are,
        said in each of them: otherwise SQLite does not use it, or makes a table of the values first.
        """
        numbers = range(self.sizes[name])
        if len(columns) == 1 and not also:
            (column,) = columns
            return column.in_([bindparam(one, type_=column.type) for one in _names(name, len(numbers), 0)])
        names = iter(_names(name, len(numbers), len(columns) if len(columns) > 1 else 0))
        return or_(
            *(
                and_(*(column == bindparam(next(names), type_=column.type) for column in columns), *also)
                for _ in numbers
            )
        )


class Prepared:
    """A statement with named values, of which some may be lists (see `Engine.among`).

    The length of a list is rounded up to a power of two by saying its last value again, so that texts are few.
    """

    def __init__(self, build: Callable[[Engine], Executable]) -> None:
        self._build = build
        self._texts: dict[tuple[object, ...], _Text] = {}

    def rows(self, connection: Connection, **values: Any) -> list[tuple[Any, ...]]:
        """What the statement finds or returns, in the order of its columns; lists must not be empty."""
        sizes = tuple([(name, _rounded(len(value))) for name, value in values.items() if isinstance(value, list)])
        for name, size in sizes:
            values.update(_named(name, values.pop(name), size))
        text = self._text(connection.dialect, sizes)
        found = _fetch(connection, text.sql, text.bind(values))
        return [text.read(row) for row in found] if text.columns else list(found)

    def run(self, connection: Connection, **values: Any) -> None:
        """Run a statement that returns nothing."""
        self.rows(connection, **values)

    def run_each(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement without lists for each of the rows, if there are any."""
        if not rows:
            return
        text = self._text(connection.dialect, ())
        _execute_each(connection, text.sql, [text.bind(row) for row in rows])

    def _text(self, dialect: Dialect, sizes: tuple[tuple[str, int], ...]) -> _Text:
        key = (dialect.name, sizes)
        text = self._texts.get(key)
        if text is None:
            text = self._texts[key] = _text_of(self._build(Engine(dialect, dict(sizes))), dialect)
        return text


class _Text(Struct, frozen=True):
    """What the driver is given: names of values in its order, and how it takes some and gives columns back."""

    sql: str
    names: tuple[str, ...]
    pick: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    fits: _Processes
    constants: Mapping[str, Any]
    columns: _Processes

    def bind(self, values: Mapping[str, Any]) -> Sequence[Any]:
        picked = self.pick({**self.constants, **values} if self.constants else values)
        if not self.fits:
            return picked
        given = list(picked)
        for place, fit in self.fits:
            given[place] = fit(given[place])
        return given

    def read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        made = list(row)
        for place, process in self.columns:
            made[place] = process(made[place])
        return tuple(made)


def _text_of(statement: Executable, dialect: Dialect) -> _Text:
    assert isinstance(statement, ClauseElement)
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)
    binds = {name: compiled.binds[name] for name in compiled.positiontup or ()}
    names = tuple(compiled.positiontup or ())
    constants = {name: bind.effective_value for name, bind in binds.items() if not bind.required}
    fits = [_fit(binds[name].type, dialect) for name in names]
    columns = [_process(column.type, dialect) for column in getattr(statement, "exported_columns", ())]
    return _Text(compiled.string, names, _picking(names), _placed(fits), constants, _placed(columns))


def _fit(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What SQLAlchemy would do with a value, but for what either driver takes as it is, and for one call less."""
    if isinstance(kind, Instant):
        return microseconds
    return None if isinstance(kind, LargeBinary) else kind.dialect_impl(dialect).bind_processor(dialect)


def _process(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """The same with a value that was found."""
    return instant if isinstance(kind, Instant) else kind.dialect_impl(dialect).result_processor(dialect, None)


def _picking(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Their values, as a tuple also of one or none."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple([values[name] for name in names])


def _placed(processes: Iterable[Callable[[Any], Any] | None]) -> _Processes:
    return tuple([(place, process) for place, process in enumerate(processes) if process is not None])


def _rounded(length: int) -> int:
    return 1 << (length - 1).bit_length()


def _named(name: str, values: list[Any], size: int) -> Iterable[tuple[str, Any]]:
    """The values of a list under the names that `Engine.among` gave them."""
    rounded = values + values[-1:] * (size - len(values))
    if isinstance(values[0], tuple):
        return zip(_names(name, size, len(values[0])), chain.from_iterable(rounded), strict=True)
    return zip(_names(name, size, 0), rounded, strict=True)


@cache
def _names(name: str, size: int, columns: int) -> tuple[str, ...]:
    """`columns` is 0 where the values are no tuples. There are few: names stand in the code, sizes are rounded."""
    if not columns:
        return tuple([f"{name}_{number}" for number in range(size)])
    return tuple([f"{name}_{number}_{place}" for number in range(size) for place in range(columns)])


def _fetch(connection: Connection, sql: str, values: Sequence[Any]) -> Sequence[tuple[Any, ...]]:
    driver = connection.connection.dbapi_connection
    if isinstance(driver, sqlite3.Connection):
        return driver.execute(sql, values).fetchall()
    found = connection.exec_driver_sql(sql, tuple(values))
    return [tuple(row) for row in found] if found.returns_rows else ()


def _execute_each(connection: Connection, sql: str, rows: Sequence[Sequence[Any]]) -> None:
    driver = connection.connection.dbapi_connection
    if isinstance(driver, sqlite3.Connection):
        driver.executemany(sql, rows)
    else:
        connection.exec_driver_sql(sql, [tuple(row) for row in rows])
