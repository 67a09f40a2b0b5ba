"""Two processes that start at once on an empty database put one demonstration into it, and both go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.demo.script import demo_script
from store.database import Database
from store.queries.people import all_staff
from tests.clocks import FrozenClock
from tests.preloaded.process import Process
from tests.processes import environment


@pytest.mark.postgres
@pytest.mark.rotated("demonstrations", 2)
async def test_two_processes_make_one_demonstration(postgres_url: str, clock: FrozenClock, tmp_path: Path) -> None:
    env = environment(tmp_path, EZHEN_DATABASE_URL=postgres_url, EZHEN_DEMO="true")
    with Process("demo", env=env) as first, Process("demo", env=env) as second:
        told = [one.communicate() for one in (first, second)]
        ended = [one.wait() for one in (first, second)]
    assert ended == [0, 0], told
    database = Database.open(postgres_url)
    try:
        names = await database.read(lambda work: [member.name for member in all_staff(work)], clock())
    finally:
        await database.close()
    assert sorted(names) == sorted(member.name for member in demo_script().staff)
