"""Jobs of many rows that are killed, or lose power, at any write: each batch is done or not, and goes on later."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import ColumnElement, Connection, func, insert, select, text

from store.database import Database
from store.outbox.pace import Pace
from store.outbox.rows import NewOutboxRow, put_out
from store.outbox.settling import Attempted, Settlement, settle
from store.outbox.taking import Take, take_rows
from store.retention.purging import purge
from store.states import NoticeWay, OutboxState
from store.tables.messages import Claim, OutboxRow
from tests.clocks import FrozenClock
from tests.keys import KEYS
from tests.power import Disk, forgetful_disk

_OLD, _YOUNG, _ROWS, _BETWEEN = 12, 3, 6, 4
_READY = OutboxRow.state == OutboxState.READY.value

at_any_write = pytest.mark.parametrize("share", [1.0, 0.4], ids=["killed", "without power"])


@contextmanager
def cut_at_many_writes(disk: Disk, folder: Path, share: float) -> Iterator[list[str]]:
    """URLs of copies of the database as many a write of the block would leave it; `share` survives unsynced."""
    chance, places, writes = random.Random(share), list[Path](), count()

    def cut() -> None:
        places.append(folder / f"{len(places)}")
        disk.lose_power(places[-1], chance, share)

    urls: list[str] = []
    disk.on_write = lambda: cut() if next(writes) % _BETWEEN == 0 else None
    yield urls
    disk.on_write = lambda: None
    cut()
    urls.extend(f"sqlite:///{place / 'test.db'}" for place in places)


def _claims(now: datetime) -> list[dict[str, object]]:
    ages = [timedelta(hours=80)] * _OLD + [timedelta(hours=1)] * _YOUNG
    return [
        {
            "seq": number + 1,
            "key_hash": f"{number}".encode(),
            "person_hash": b"p",
            "owner": f"{number}",
            "lease_until": now - age,
            "state": "done",
            "late": False,
            "answer": None,
            "created_at": now - age,
        }
        for number, age in enumerate(ages)
    ]


def _sound(connection: Connection, record: type[Claim | OutboxRow], *which: ColumnElement[bool]) -> int:
    assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    return connection.scalar(select(func.count()).select_from(record).where(*which)) or 0


@at_any_write
async def test_a_purge_takes_whole_batches_and_the_next_one_the_rest(
    sqlite_url: str, tmp_path: Path, clock: FrozenClock, share: float
) -> None:
    with forgetful_disk() as disk:
        database = Database.open(sqlite_url, KEYS)
        async with database.writing() as connection:
            await connection.execute(insert(Claim), _claims(clock()))
        with cut_at_many_writes(disk, tmp_path, share) as urls:
            assert await purge(database, clock(), batch=5)
        await database.close()
    left: set[int] = set()
    for url in urls:
        database = Database.open(url, KEYS)
        left.add(await database.run(lambda connection: _sound(connection, Claim)))
        assert await purge(database, clock(), batch=50)
        assert await database.run(lambda connection: _sound(connection, Claim)) == _YOUNG
        await database.close()
    assert left <= {_YOUNG + rows for rows in (_OLD, _OLD - 5, _OLD - 10, 0)}
    assert len(left) > 2


@at_any_write
async def test_a_batch_of_settlements_is_written_whole_or_sent_again(
    sqlite_url: str, tmp_path: Path, clock: FrozenClock, share: float
) -> None:
    take = Take("wechat", Pace(timedelta(seconds=1), _ROWS), "worker", timedelta(minutes=1), _ROWS)
    new = [NewOutboxRow(f"{number}", "wechat", f"{number}", "[]") for number in range(_ROWS)]
    with forgetful_disk() as disk:
        database = Database.open(sqlite_url, KEYS)
        await database.run(lambda connection: put_out(connection, new, clock()))
        taken, _ = await take_rows(database, take, clock())
        sent = Settlement(OutboxState.SENT, clock(), way=NoticeWay.WORDS)
        held = Settlement(OutboxState.HELD, clock(), "window closed")
        attempts = [Attempted(row, held if row.id % 3 == 0 else sent) for row in taken]
        with cut_at_many_writes(disk, tmp_path, share) as urls:
            assert (
                len(await settle(database, "wechat", attempts, clock(), lambda _: timedelta(minutes=1))) == _ROWS
            )
        await database.close()
    clock.advance(minutes=2)
    found: set[int] = set()
    for url in urls:
        database = Database.open(url, KEYS)
        waiting = await database.run(lambda connection: _sound(connection, OutboxRow, _READY))
        again, _ = await take_rows(database, take, clock())
        assert len(again) == waiting
        found.add(waiting)
        await database.close()
    assert found == {0, _ROWS}
