"""What a start brings in: no library of a channel that is off, no console, few tables mapped."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.settings import ROOT
from tests.preloaded.process import PATIENCE

START = """
import asyncio, sys
from bot import cli

run, asyncio.run = asyncio.run, lambda serving: serving.close()
sys.argv[1:], (url,) = ["run"], sys.argv[1:]
cli.main()

from bot import wiring
from bot.web_application import web_application
from bot.settings import Settings

async def start():
    async with wiring.assembled(Settings(database_url=url)) as parts:
        web_application(parts)

run(start())
libraries = "alembic argon2 asyncpg docx httpx jinja2 mammoth openpyxl prometheus_client pygments rapidfuzz"
more = "opencc requests rich.text sqlalchemy.dialects.postgresql stdnum telegram wechatpy xlsxwriter"
ours = "bot.console_application handlers.casework.rows handlers.staff.actions.catalogue"
print(*sorted({*libraries.split(), *more.split(), *ours.split()} & set(sys.modules)))

from store.base import Record
from store.schema import record_tables

mapped = len(list(Record.registry.mappers))
if mapped > len(record_tables()) / 4:
    print(mapped, "tables are mapped")
"""


@pytest.mark.rotated("interpreters", 2)
def test_a_start_with_nothing_configured_brings_in_no_library_that_it_does_not_use(
    sqlite_url: str,
) -> None:
    started = [sys.executable, "-W", "error", "-c", START, sqlite_url]
    done = subprocess.run(started, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.stdout.strip(), done.stderr) == ("", "")
