"""删除我的信息: what was erased is gone from SQLite's files, its write-ahead log included, when that is said."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import text

from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.stored import bytes_in

MARK = "秘密承办4711"


async def test_what_was_erased_is_in_no_file_of_the_database(
    sqlite_url: str, clock: FrozenClock, tmp_path: Path
) -> None:
    async with running(sqlite_url, clock) as parts:
        person = Dialogue(parts, MARK)
        for line in ("第九条", "意向登记", f"{MARK}合作社", "删除我的信息"):
            await person.says(line)
        assert MARK.encode() in bytes_in(tmp_path)
        await person.says("确认删除")
        if (wiping := parts.database._wiping) is not None:  # whoever sends looked for rows at that very moment
            await asyncio.wait({wiping}, timeout=60)
        assert MARK.encode() not in bytes_in(tmp_path)


async def test_who_still_reads_puts_it_off_no_longer_than_they_read(
    sqlite_url: str, clock: FrozenClock, tmp_path: Path
) -> None:
    async with running(sqlite_url, clock) as parts:
        person = Dialogue(parts, MARK)
        await person.says("删除我的信息")
        async with parts.database.reading() as connection:
            await connection.execute(text("SELECT count(*) FROM sessions"))
            await person.says("确认删除")
            assert MARK.encode() in bytes_in(tmp_path)
        async with asyncio.timeout(60):
            while MARK.encode() in bytes_in(tmp_path):  # noqa: ASYNC110 -- no event tells of a file
                await asyncio.sleep(0.05)
