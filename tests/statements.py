"""How many statements a look at the database takes, or a batch of the writer, and how each finds its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from store.database import Database


class Reads:
    """What was read meanwhile, by transaction: the product has others of its own."""

    def __init__(self) -> None:
        self._said: dict[int, list[str]] = defaultdict(list)

    def note(self, connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        """A statement that is about to be run; where a snapshot begins, nothing is asked."""
        if statement != "BEGIN":
            self._said[id(connection)].append(statement)

    def about(self, table: str) -> list[str]:
        """The statements of the one transaction that looks at this table."""
        (found,) = (said for said in self._said.values() if any(f" {table}" in one for one in said))
        return found


@contextmanager
def counted_reads(database: Database) -> Iterator[Reads]:
    """The statements that are read by while the block runs."""
    reads = Reads()
    engine = database._reader.sync_engine
    event.listen(engine, "before_cursor_execute", reads.note)
    try:
        yield reads
    finally:
        event.remove(engine, "before_cursor_execute", reads.note)


@contextmanager
def batch_statements(database: Database) -> Iterator[list[str]]:
    """The beginnings of the statements that the writer's transactions run while the block does, BEGIN and all."""
    said: list[str] = []

    def note(statement: str) -> None:
        said.append(" ".join(statement.split()[:3]))

    # SQLite's driver tells of all of them; what is prepared passes by SQLAlchemy, and so do BEGIN and COMMIT.
    if database._batching is not None:
        assert database._batching._connection is not None, "something was written before"
        driver: Any = database._batching._connection.connection.driver_connection
        driver.set_trace_callback(note)
        yield said
        driver.set_trace_callback(None)
        return

    def executed(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        note(statement)

    engine = database._writer.sync_engine
    event.listen(engine, "before_cursor_execute", executed)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", executed)


@contextmanager
def planned(database: Database, table: str) -> Iterator[list[str]]:
    """How the engine finds the rows of each statement about a table while the block runs.

    PostgreSQL would read a table of a few rows whole: here it does so only where there is no other way.
    """
    plans: list[str] = []

    def explain(connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if f" {table}" not in statement or statement.startswith("EXPLAIN"):
            return
        if database.is_sqlite:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.append("\n".join(row.detail for row in rows))
        else:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            plans.append("\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars()))

    asyncs = (database._writer.sync_engine, database._reader.sync_engine)
    engines = [one for one in (*asyncs, database._batches, database._glances, database._polls) if one is not None]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", explain)
    try:
        yield plans
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", explain)
