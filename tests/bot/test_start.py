"""What a start brings in: no library of a channel that is off, none for migrations that are done."""

from __future__ import annotations

import subprocess
import sys

from bot.settings import ROOT
from tests.preloaded.process import PATIENCE

START = """
import asyncio, sys
from bot import wiring
from bot.web_application import web_application
from bot.settings import Settings

async def start():
    async with wiring.assembled(Settings(database_url=sys.argv[1])) as parts:
        web_application(parts)

asyncio.run(start())
print(*sorted({"alembic", "asyncpg", "httpx", "requests", "telegram", "wechatpy"} & set(sys.modules)))
"""


def test_a_start_with_nothing_configured_brings_in_no_library_that_it_does_not_use(
    sqlite_url: str,
) -> None:
    started = [sys.executable, "-W", "error", "-c", START, sqlite_url]
    done = subprocess.run(started, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.stdout.strip(), done.stderr) == ("", "")
