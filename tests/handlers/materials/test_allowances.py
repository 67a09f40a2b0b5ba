"""How much a person may send: set aside before a byte is taken, agreed on by several processes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from handlers.filekinds import Problem
from handlers.identity.actors import Contractor
from handlers.materials.allowances import (
    MOST_BYTES,
    MOST_BYTES_A_DAY,
    MOST_FILES_A_DAY,
    Allowance,
    StoredAllowances,
    room_for_form,
)
from handlers.materials.handing_in import Fetched, Materials, attach
from handlers.messages import Channel, Media, MediaKind, Person
from handlers.texts.materials import PROBLEMS
from store.database import Database
from store.files import FileStore
from store.queries.quotas import locked_quota, quota_of
from store.retention.expiry import delete_expired
from store.tables.applications import Draft
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.materials import giving, samples
from tests.handlers.materials.inspecting import inspect_here
from tests.keys import KEYS

_MB = 1 << 20


@pytest.fixture
async def begun(database: Database, clock: FrozenClock) -> tuple[Contractor, int]:
    def act(work: Work) -> tuple[Contractor, int]:
        by = giving.contractor(work)
        return by, giving.draft(work, by).id

    return await database.write(act, clock())


def sent(by: Contractor, *, files: int, size: int) -> Callable[[Work], None]:
    """So much was sent today already."""

    def act(work: Work) -> None:
        quota = locked_quota(work, work.now.date(), by.reference)
        quota.files, quota.size = files, size

    return act


async def test_a_day_holds_so_many_files_and_bytes_of_a_person_and_the_next_begins_anew(
    database: Database, clock: FrozenClock, begun: tuple[Contractor, int]
) -> None:
    by, draft = begun
    allowances = StoredAllowances(database, clock)
    await database.write(sent(by, files=MOST_FILES_A_DAY - 1, size=MOST_BYTES_A_DAY - 5 * _MB), clock())
    last = await allowances.reserve(by.person, draft)
    assert isinstance(last, Allowance)
    assert (last.size, last.beyond) == (5 * _MB, Problem.DAY_FULL)
    assert await allowances.reserve(by.person, draft) is Problem.DAY_FULL
    await allowances.settle(last, _MB)
    # The bytes came back, the file did not: also what is refused was sent.
    assert await allowances.reserve(by.person, draft) is Problem.DAY_FULL
    quota = await database.read(lambda work: quota_of(work, work.now.date(), by.reference), clock())
    assert quota is not None
    assert (quota.files, quota.size) == (MOST_FILES_A_DAY, MOST_BYTES_A_DAY - 4 * _MB)
    clock.advance(days=1)
    assert isinstance(await allowances.reserve(by.person, draft), Allowance)
    clock.advance(days=3)
    day = last.day
    assert day is not None
    await database.write(delete_expired, clock())
    assert await database.read(lambda work: quota_of(work, day, by.reference), clock()) is None


async def test_two_processes_at_once_set_no_more_aside_than_a_day_has(
    database: Database, database_url: str, clock: FrozenClock, begun: tuple[Contractor, int]
) -> None:
    by, draft = begun
    other = Database.open(database_url, KEYS)
    try:
        both = [StoredAllowances(one, clock) for one in (database, other)]
        await database.write(sent(by, files=0, size=MOST_BYTES_A_DAY - 3 * MOST_BYTES), clock())
        got = await asyncio.gather(*(one.reserve(by.person, draft) for one in both * 4))
    finally:
        await other.close()
    assert [one for one in got if isinstance(one, Problem)] == [Problem.DAY_FULL] * 5
    assert sum(one.size for one in got if isinstance(one, Allowance)) == 3 * MOST_BYTES


async def test_a_draft_that_is_full_or_anothers_lets_nothing_be_fetched(
    database: Database, clock: FrozenClock, begun: tuple[Contractor, int], tmp_path: Path
) -> None:
    by, draft = begun
    fetched: list[int] = []

    async def fetch(person: Person, media: Media, *, limit: int) -> Fetched | Problem:
        fetched.append(limit)
        return Fetched(_pieces(), "合同.pdf")

    async def _pieces() -> AsyncIterator[bytes]:
        yield samples.pdf()

    def fill(work: Work) -> None:
        held = work.get(Draft, draft)
        assert held is not None
        for size in (9 * MOST_BYTES, MOST_BYTES - 100):
            attach(work, giving.received(work, size=size), draft=held, item="", by=by)

    allowances = StoredAllowances(database, clock)
    fetches = {Channel.TERMINAL: fetch}
    materials = Materials(
        FileStore(tmp_path / "files"), clock, fetches, inspect=inspect_here, allowances=allowances
    )
    media = Media(MediaKind.FILE, "id")
    stranger = Person(Channel.TERMINAL, "别人")
    assert (await materials.receive(stranger, media, draft=draft)).problem is Problem.NO_DRAFT  # type: ignore[union-attr] # a rejection
    assert fetched == []
    await database.write(fill, clock())
    refused = await materials.receive(by.person, media, draft=draft)
    assert fetched == [100]
    assert refused.text == PROBLEMS[Problem.DRAFT_FULL]  # type: ignore[union-attr] # the same
    assert list(materials.files.unsettled()) == []
    await database.write(sent(by, files=MOST_FILES_A_DAY, size=0), clock())
    full = await materials.receive(by.person, media, draft=draft)
    assert full.text == PROBLEMS[Problem.DAY_FULL]  # type: ignore[union-attr] # the same
    assert fetched == [100]


async def test_a_form_is_weighed_before_it_is_read(
    database: Database, clock: FrozenClock, begun: tuple[Contractor, int]
) -> None:
    by, draft = begun

    def weigh(size: int) -> Callable[[Work], Problem | None]:
        def look(work: Work) -> Problem | None:
            held = work.get(Draft, draft)
            assert held is not None
            return room_for_form(work, held, by.reference, size)

        return look

    assert await database.read(weigh(200 * _MB), clock()) is None
    assert await database.read(weigh(200 * _MB + 1), clock()) is Problem.DRAFT_FULL
    await database.write(sent(by, files=1, size=MOST_BYTES_A_DAY - 10), clock())
    assert await database.read(weigh(11), clock()) is Problem.DAY_FULL
    assert await database.read(weigh(10), clock()) is None
