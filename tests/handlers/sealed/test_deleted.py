"""What officers change and delete leaves nothing behind in the files of either engine."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, select, text

from handlers.dates import local_day
from store.database import Database
from store.queries.sealed_complaints import (
    SEALED_TABLES,
    change_record,
    complaint_called,
    delete_complaint,
    keep_complaint,
)
from store.states import BoxKind
from store.tables.sealed_complaints import ComplaintBox, SealedComplaint
from store.work import Work
from tests.clocks import FrozenClock

NOW = FrozenClock().now


async def _kept(database: Database, *boxes: bytes) -> list[str]:
    """The ids of reports with these boxes, each of a transaction of its own."""
    for place, box in enumerate(boxes):
        await database.write(partial(_keep, place=place, box=box), NOW)
    found = await database.read(lambda work: work.all(select(ComplaintBox)), NOW)
    return [next(row.complaint_id for row in found if row.box == box) for box in boxes]


def _keep(work: Work, *, place: int, box: bytes) -> None:
    day = local_day(NOW)
    keep_complaint(work, code_hash=bytes([place]) * 32, reply_key="age1", boxes={BoxKind.REPORT: box}, day=day)


async def test_a_report_that_was_dealt_with_is_told_from_no_other_of_its_day(database: Database) -> None:
    """Neither by its transaction nor by its size; its record is what was written."""
    keys = await _kept(database, *(secrets.token_bytes(100) for _ in range(3)))
    await database.write(lambda work: change_record(work, keys[0], '{"steps":[]}'), NOW)

    def look(connection: Connection) -> None:
        assert len(set(connection.scalars(text("SELECT length(record) FROM sealed_complaints")))) == 1
        if connection.dialect.name == "postgresql":
            assert len(set(connection.scalars(text("SELECT xmin::text FROM sealed_complaints")))) == 1

    async with database.reading() as connection:
        await connection.run_sync(look)
    records = await database.read(lambda work: [complaint_called(work, key) for key in keys], NOW)
    assert [one.record for one in records if one] == ['{"steps":[]}', "{}", "{}"]


async def test_of_a_deleted_report_no_byte_is_left(database: Database) -> None:
    gone, stays = secrets.token_bytes(20_000), secrets.token_bytes(20_000)
    first, second = await _kept(database, gone, stays)
    await database.write(lambda work: delete_complaint(work, first), NOW)
    await database.erase_deleted(*SEALED_TABLES)
    left = await database.read(lambda work: [row.id for row in work.all(select(SealedComplaint))], NOW)
    assert left == [second]
    async with database.reading() as connection:
        raw = b"".join(await connection.run_sync(lambda there: list(_files(there))))
    assert any(piece in raw for piece in _pieces(stays))
    assert not any(piece in raw for piece in (*_pieces(gone), first.encode()))


def _pieces(box: bytes) -> list[bytes]:
    """Short enough that most lie on one page."""
    return [box[start : start + 50] for start in range(0, len(box), 500)]


def _files(connection: Connection) -> Iterator[bytes]:
    """Every file that holds rows of the tables."""
    if connection.dialect.name == "sqlite":
        file = Path(str(connection.engine.url.database))
        yield from (one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
        return
    names = ", ".join(f"'{name}'" for name in SEALED_TABLES)
    of = f"(SELECT oid, reltoastrelid FROM pg_class WHERE relname IN ({names}))"
    found = connection.scalars(
        text(
            f"SELECT pg_relation_filepath(c.oid) FROM pg_class c, {of} t WHERE c.oid IN (t.oid, t.reltoastrelid)"
            f" OR c.oid IN (SELECT indexrelid FROM pg_index WHERE indrelid IN (t.oid, t.reltoastrelid))"
        )
    ).all()
    connection.execute(text("CHECKPOINT"))
    for path in found:
        yield connection.scalar(text("SELECT pg_read_binary_file(:path)"), {"path": path}) or b""
