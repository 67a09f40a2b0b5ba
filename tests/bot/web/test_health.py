"""`/health` tells a monitor that nothing can be answered, and that it can be again."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.wiring import Parts
from tests.bot.web.raw import Client


async def health(client: Client) -> tuple[int, str]:
    answer = await client.get("/health")
    return answer.status, str((await answer.json()).get("trouble", ""))


async def ask(client: Client, key: str) -> str:
    said = {"id": key, "text": "烂尾咋办"}
    return await (await client.post("/", data=said, headers={"HX-Request": "true"})).text()


async def broken(parts: Parts, *, names: tuple[str, str]) -> None:
    """Rename what every write needs, and reading for the check does not."""
    async with parts.database.writing() as connection:
        for table in ("claims", "jobs"):
            old, new = (name.format(table) for name in names)
            await connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


async def test_a_database_that_takes_no_writes_is_told_until_it_does(client: Client, parts: Parts) -> None:
    await ask(client, "a")
    assert await health(client) == (200, "")
    with capture_logs() as logs:
        await broken(parts, names=("{}", "{}_gone"))
        assert "第九条" not in await ask(client, "b")
        assert await health(client) == (503, "SQLITE_ERROR")
        assert await health(client) == (503, "SQLITE_ERROR")
        await broken(parts, names=("{}_gone", "{}"))
    assert "SQLITE_ERROR" in {entry.get("kind") for entry in logs}
    async with asyncio.timeout(60):  # a monitor asks again where the write takes its time
        while await health(client) != (200, ""):  # by its own small write: nobody else has written
            pass
    assert "第九条" in await ask(client, "c")


@pytest.fixture
def file(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


async def test_a_file_that_was_deleted_is_told(client: Client, file: Path) -> None:
    await ask(client, "a")
    await asyncio.to_thread(file.unlink)
    with capture_logs() as logs:
        assert (await health(client))[0] == 503
    assert "the file is gone" in {entry.get("kind") for entry in logs}
