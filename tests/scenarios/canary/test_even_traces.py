"""An accusation leaves the rows and counts that a question leaves; a report leaves none but its own."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import Connection, inspect, select, text

from bot.web_application import web_application
from bot.wiring import Parts
from handlers.messages import Channel
from store.schema import whole_metadata
from tests.bot.web.public.report.reporting import look_up, open_window, post, report
from tests.bot.web.raw import Client
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.scenarios.canary.accusing import accusations
from tests.scenarios.canary.evidence import photo
from tests.scenarios.canary.marks import Marks

_OWN = {"sealed_complaints", "complaint_boxes"}
_TABLES = [table for table in whole_metadata().sorted_tables if table.name not in {"jobs", "leases"}]
"""All but those of what is done by the clock, whoever comes."""

_TALKERS = 6
_CHANNELS = (Channel.WEB, Channel.TERMINAL, Channel.WECHAT)
_QUESTION = "拨付要经过哪些步骤"
_BY_TIME = re.compile(r"_(?:sum|created|bucket)\b|write_batch|ezhen_level")
"""Seconds, and what hangs on them: who wrote together, who waited at the moment."""

Counts = Mapping[str, float]
Shapes = dict[str, list[tuple[object, ...]]]


@pytest.fixture
async def parts(database_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(database_url, clock) as made:
        yield made


@pytest.fixture
async def client(parts: Parts) -> AsyncIterator[Client]:
    async with TestClient(TestServer(web_application(parts))) as made:
        yield made


def _counted(parts: Parts) -> Counts:
    """What the metrics count."""
    lines = (line.rsplit(" ", 1) for line in parts.metrics.render().decode().splitlines() if line[0] != "#")
    return {name: float(value) for name, value in lines if not _BY_TIME.search(name)}


async def _shapes(parts: Parts) -> Shapes:
    """Of every row of every table: which columns hold something, and how much."""

    def look(connection: Connection) -> Shapes:
        return {
            table.name: sorted(
                tuple(len(value) if isinstance(value, str | bytes) else value is None for value in row)
                for row in connection.execute(select(table))
            )
            for table in _TABLES
        }

    async with parts.database.reading() as connection:
        return await connection.run_sync(look)


async def _rows(parts: Parts) -> dict[str, list[str]]:
    """Every row of every table as it stands, and how far the database has counted."""

    def look(connection: Connection) -> dict[str, list[str]]:
        rows = {table.name: sorted(map(repr, connection.execute(select(table)))) for table in _TABLES}
        return rows | {"counters": _counters(connection)}

    async with parts.database.reading() as connection:
        return await connection.run_sync(look)


def _counters(connection: Connection) -> list[str]:
    if connection.dialect.name == "postgresql":
        query = "SELECT sequencename || last_value FROM pg_sequences WHERE last_value IS NOT NULL"
        return sorted(map(str, connection.scalars(text(query))))
    is_there = inspect(connection).has_table("sqlite_sequence")
    return sorted(map(repr, connection.execute(text("SELECT * FROM sqlite_sequence")))) if is_there else []


async def _told(parts: Parts, words: list[str]) -> tuple[Counts, Shapes]:
    """What is counted and kept when so many people say this."""
    before = _counted(parts)
    for number, said in enumerate(words):
        channel = _CHANNELS[number % len(_CHANNELS)]
        talk = Dialogue(parts, Marks(number).sender, channel)
        for one in (said, said):
            await talk.says(one)
    after = _counted(parts)
    return {name: after[name] - before.get(name, 0) for name in after}, await _shapes(parts)


@pytest.mark.rotated("canary", 2)
async def test_no_count_and_no_shape_of_a_row_tells_an_accusation_from_a_question(
    database_url: str, other_url: str, clock: FrozenClock
) -> None:
    told: list[tuple[Counts, Shapes]] = []
    accused = [words for _, words in accusations(_TALKERS)]
    for url, words in ((database_url, [_QUESTION] * _TALKERS), (other_url, accused)):
        async with running(url, clock) as parts:
            told.append(await _told(parts, words))
    (counts, rows), (usual_counts, usual_rows) = told
    assert counts == usual_counts
    assert {name: found for name, found in rows.items() if found != usual_rows[name]} == {}


@pytest.mark.rotated("canary", 2)
async def test_a_report_writes_two_tables_and_counts_nothing(parts: Parts, client: Client) -> None:
    await open_window(parts)
    await report(client, what="某某收受礼金。")  # the first of a day makes what every day has
    before, counted = await _rows(parts), _counted(parts)
    taken = await report(client, what="某某收受烟酒。", files=[photo(Marks(1))], copies="both")
    assert taken.code
    await look_up(client, taken.code)
    await post(client, "code", {"code": taken.code}, step="send")
    after = await _rows(parts)
    assert {name for name in after if after[name] != before[name]} == _OWN
    assert _counted(parts) == counted
