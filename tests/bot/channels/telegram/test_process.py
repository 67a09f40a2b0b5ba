"""The bot as an operator starts it: it answers, stops cleanly while at work, and another goes on."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import update

from bot.clock import utc_now
from store.database import Database
from store.tables.messages import Lease
from tests.bot.channels.telegram.support import ANNA
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.keys import KEYS
from tests.preloaded.process import Process
from tests.processes import environment


@asynccontextmanager
async def serving(env: Mapping[str, str]) -> AsyncIterator[Process]:
    with Process("run", env=env) as process:
        yield process
        _, errors = await asyncio.to_thread(process.communicate)
    for line in errors.decode().splitlines():
        assert TOKEN not in line
        assert "Traceback" not in line


def settings(fake: FakeTelegram, folder: Path) -> dict[str, str]:
    return environment(
        folder,
        EZHEN_HTTP__PORT="0",
        EZHEN_LOG_LEVEL="DEBUG",
        EZHEN_TELEGRAM__TOKEN=TOKEN,
        EZHEN_TELEGRAM__API_BASE=fake.base,
    )


async def let_the_lease_end(env: Mapping[str, str]) -> None:
    """As time does."""
    database = Database.open(env["EZHEN_DATABASE_URL"], KEYS)
    async with database.writing() as connection:
        await connection.execute(update(Lease).values(until=utc_now()))
    await database.close()


def has_answered(fake: FakeTelegram, number: int) -> bool:
    return len(fake.sent) == number


async def test_it_answers_stops_on_a_signal_and_leaves_the_lease_to_the_next(
    fake: FakeTelegram, tmp_path: Path
) -> None:
    env = settings(fake, tmp_path)
    for number, text in enumerate(("第九条", "第十条"), start=1):
        async with serving(env) as process:
            await fake.say(ANNA, text)
            await fake.until(partial(has_answered, fake, number))
            process.send_signal(signal.SIGTERM)
        assert process.returncode == 0
        assert fake.pending == []
    assert ["第九条" in fake.sent[0].text, "第十条" in fake.sent[1].text] == [True, True]


async def test_a_killed_bot_answers_once_when_it_is_started_again(fake: FakeTelegram, tmp_path: Path) -> None:
    env = settings(fake, tmp_path)
    async with serving(env) as process:
        await fake.say(ANNA, "第九条")
        await fake.until(lambda: any(method == "getUpdates" for method, _ in fake.calls))
        process.kill()
    assert process.returncode == -signal.SIGKILL
    await let_the_lease_end(env)
    async with serving(env) as process:
        await fake.until(lambda: fake.sent)
        await fake.until(lambda: not fake.pending)
        process.send_signal(signal.SIGINT)
    assert process.returncode == 0
    assert len(fake.sent) == 1
