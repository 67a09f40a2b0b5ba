"""How many statements a look at the database takes."""

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
