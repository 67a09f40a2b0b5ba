"""Nothing that a database keeps tells in which order the reports of a day came; on both engines."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path
from select import select
from typing import NoReturn

import pytest
from sqlalchemy import Connection, text

from handlers.dates import local_day
from handlers.sealed.codes import keys_of
from handlers.sealed.looking_up import look_up
from handlers.sealed.taking import keep
from store.database import Database
from store.engines import async_url, batch_engine
from store.queries import sealed_complaints
from store.queries.sealed_complaints import boxes_left, boxes_of, keep_complaint, move_box
from store.states import BoxKind
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.sealed.reports import opened_by, opened_window, prepared
from tests.keys import KEYS

NOW = FrozenClock().now
_REPORTS = 12
_LONGEST = 0.4
"""Seconds, within which most have told their code."""
_TABLES = ("sealed_complaints", "complaint_boxes")


async def _kept(database: Database, place: int) -> None:
    """A report of its own transaction, as each one is; large enough to lie outside of its row."""
    await database.write(lambda work: _put(work, place), NOW)


def _put(work: Work, place: int) -> None:
    boxes = {BoxKind.REPORT: _large(place), BoxKind.CONCERNS: bytes([place]) * 300}
    day = local_day(NOW)
    keep_complaint(work, code_hash=bytes([place]) * 32, reply_key="age1", boxes=boxes, day=day)


async def test_neither_place_nor_transaction_tells_which_came_first(database: Database) -> None:
    for place in range(_REPORTS):
        await _kept(database, place)

    def look(connection: Connection) -> None:
        if connection.dialect.name == "sqlite":
            for table in _TABLES:
                made = connection.scalar(text(f"SELECT sql FROM sqlite_master WHERE name = '{table}'"))
                assert "WITHOUT ROWID" in str(made)
            return
        hashes = connection.scalars(text("SELECT code_hash FROM sealed_complaints ORDER BY ctid"))
        assert [code_hash[0] for code_hash in hashes] != list(range(_REPORTS))
        for table in _TABLES:
            assert len(set(connection.scalars(text(f"SELECT xmin::text FROM {table}")))) == 1

    async with database.reading() as connection:
        await connection.run_sync(look)


def test_the_pages_of_the_file_are_given_out_anew_with_every_report(sqlite_url: str, tmp_path: Path) -> None:
    """The same reports in the same order lie each time in other places."""
    template, found = Path(sqlite_url.removeprefix("sqlite:///")).read_bytes(), set()
    for turn in range(2):
        file = tmp_path / f"{turn}.db"
        file.write_bytes(template)
        _keep_in(f"sqlite:///{file}")
        raw = file.read_bytes()
        places = [raw.rfind(_large(place)[:3000]) for place in range(_REPORTS)]
        assert -1 not in places
        found.add(tuple(sorted(range(_REPORTS), key=places.__getitem__)))
    assert len(found) == 2
    assert tuple(range(_REPORTS)) not in found


@pytest.mark.rotated("large files", 2)
def test_a_day_of_large_boxes_holds_nobody_up_and_the_night_moves_them(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealed_complaints, "LARGE", 1000)
    monkeypatch.setattr(sealed_complaints, "MOST_MOVED", 30_000)
    sides = list[dict[str, int]]()
    for place in range(6):
        _put(work, place)
        sides.append(_sides(work))
    before, after = sides[-2:]
    sizes = _lengths(work)
    assert {sizes[key] > sealed_complaints.LARGE for key, side in before.items() if after[key] == side} == {True}
    assert sum(after[key] == side for key, side in before.items()) == len(before) / 2
    left = boxes_left(work, local_day(NOW))
    assert sorted(left) == sorted(sizes)
    for key in left:
        move_box(work, key)
    moved = _sides(work)
    assert not [key for key, side in after.items() if moved[key] == side]
    assert sizes == _lengths(work)


def _sides(work: Work) -> dict[str, int]:
    return {row.id: row.side for row in work.connection.execute(text("SELECT id, side FROM complaint_boxes"))}


def _lengths(work: Work) -> dict[str, int]:
    return {row.id: len(row.box) for row in work.connection.execute(text("SELECT id, box FROM complaint_boxes"))}


def _large(place: int) -> bytes:
    return bytes([65 + place]) * 20_000


def _keep_in(url: str) -> None:
    engine = batch_engine(async_url(url))
    assert engine is not None
    for place in range(_REPORTS):
        with engine.begin() as connection:
            _put(Work(connection, NOW, KEYS), place)
    engine.dispose()  # the last one out writes the log into the file


@pytest.mark.rotated("kills", 4)
@pytest.mark.soak
def test_killed_at_any_moment_a_reporter_with_a_code_has_a_report(sqlite_url: str, soak_factor: int) -> None:
    """And without a code either nothing is there, or the whole report, sealed: the code was on its way."""
    engine = batch_engine(async_url(sqlite_url))
    assert engine is not None
    with engine.begin() as connection:
        opened_window(Work(connection, NOW, KEYS))
    engine.dispose()
    told = [code for _ in range(50 if soak_factor > 1 else 5) if (code := _sent_and_killed(sqlite_url))]
    engine = batch_engine(async_url(sqlite_url))
    assert engine is not None
    with engine.begin() as connection:
        work = Work(connection, NOW, KEYS)
        assert [code for code in told if look_up(work, keys_of(code, KEYS)) is None] == []
        complaints = list(connection.scalars(text("SELECT id FROM sealed_complaints")))
        assert len(complaints) >= len(told)
        for complaint in complaints:
            (box,) = boxes_of(work, complaint, BoxKind.REPORT)
            assert opened_by("郑派", box.box) is not None
            assert len(boxes_of(work, complaint, BoxKind.CONCERNS)) == 1
        kept = set(connection.scalars(text("SELECT complaint_id FROM complaint_boxes")))
        assert kept == set(complaints)
    engine.dispose()


def _sent_and_killed(url: str) -> str:
    """The code that a process told before it was killed, at a moment of chance; empty where it told none."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        _send(url, writes)
    os.close(writes)
    with os.fdopen(reads) as told:
        select([told], [], [], random.SystemRandom().uniform(0, _LONGEST))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return told.read()


def _send(url: str, told: int) -> NoReturn:
    """What a process does with a report: prepared, kept, committed, and only then its code is told."""
    try:
        engine = batch_engine(async_url(url))
        assert engine is not None
        with engine.begin() as connection:
            work = Work(connection, NOW, KEYS)
            ready = prepared(work)
            assert keep(work, ready) is None
        os.write(told, ready.code.encode())
        select([], [], [])  # until it is killed
    finally:
        os._exit(1)
