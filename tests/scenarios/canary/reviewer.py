"""A reviewer with the whole database and no officer's key: where its rows lie, and what that tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

from sqlalchemy import Connection, text

from store.database import Database

Places = Mapping[str, Sequence[float]]
"""By a name: the place of each row that was asked for, in the order in which it was asked for."""

_KEY_BYTES = 60
"""Bytes of a row's content by which it is found again in a file."""


def correlation(first: Sequence[float], second: Sequence[float]) -> float:
    """Spearman's: 1 where one order is the other; 0 where either says nothing."""
    one, other = _ranks(first), _ranks(second)
    middle = (len(one) - 1) / 2
    spread = sqrt(sum((x - middle) ** 2 for x in one) * sum((y - middle) ** 2 for y in other))
    common = sum((x - middle) * (y - middle) for x, y in zip(one, other, strict=True))
    return common / spread if spread else 0.0


def certainty(found: Sequence[float], size: int) -> float:
    """How many standard deviations the mean of correlations of `size` things each lies from that of chance."""
    return sum(found) / len(found) * sqrt(len(found) * (size - 1))


async def places(database: Database, table: str, column: str, contents: Sequence[bytes | str]) -> Places:
    """Wherever the engine shows rows of a table, found by the content of a column."""
    if database.is_sqlite:
        await database.checkpoint()
        return _in_file(database, contents)
    async with database.reading() as connection:
        return await connection.run_sync(_in_postgres, table, column, contents)


async def order_of_reading(database: Database, query: str, contents: Sequence[bytes | str]) -> Sequence[float]:
    """In which place each comes where a query leaves the order open, or names a column that is no time."""
    async with database.reading() as connection:
        read = list(await connection.scalars(text(query)))
    return [read.index(content) for content in contents]


def _in_file(database: Database, contents: Sequence[bytes | str]) -> Places:
    assert database._file is not None
    raw = database._file.read_bytes()
    return {"place in the file": [_found(raw, content) for content in contents]}


def _found(raw: bytes, content: bytes | str) -> int:
    """A large content goes on in pages of its own, which is where it is looked for."""
    known = content.encode() if isinstance(content, str) else content
    key = known[len(known) // 2 :][:_KEY_BYTES]
    place = raw.find(key)
    assert place >= 0
    return place


def _in_postgres(connection: Connection, table: str, column: str, contents: Sequence[bytes | str]) -> Places:
    hidden = "row_number() OVER (ORDER BY ctid), xmin::text::bigint"
    rows = {row[0]: row[1:] for row in connection.execute(text(f"SELECT {column}, {hidden} FROM {table}"))}
    found: dict[str, Sequence[float]] = {
        name: [rows[content][number] for content in contents] for number, name in enumerate(("ctid", "xmin"))
    }
    chunks = _chunks(connection, table)
    if chunks and isinstance(contents[0], bytes):
        found["toast"] = [
            chunks.get(content[:_KEY_BYTES], 0) for content in contents if isinstance(content, bytes)
        ]
    return found


def _chunks(connection: Connection, table: str) -> dict[bytes, int]:
    """The number of each value that lies outside of its row, by its beginning: the server counts them."""
    name = connection.scalar(text(f"SELECT reltoastrelid::regclass::text FROM pg_class WHERE relname = '{table}'"))
    if name == "-":
        return {}
    rows = connection.execute(text(f"SELECT chunk_data, chunk_id::bigint FROM {name} WHERE chunk_seq = 0"))
    return {bytes(data)[:_KEY_BYTES]: chunk for data, chunk in rows}


def _ranks(values: Sequence[float]) -> list[float]:
    """Equal values share the middle of their ranks."""
    order = sorted(values)
    return [(order.index(value) + len(order) - 1 - order[::-1].index(value)) / 2 for value in values]
