"""A message taken on and its turn ended in one commit, by the same rules of the line as in two."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, func, insert, select

from store.base import Record
from store.database import Database
from store.tables.applications import Arrangement
from store.tables.messages import Claim, Incident
from store.turns.claims import (
    Answered,
    Basis,
    Committed,
    Completion,
    Granted,
    Postponement,
    Queued,
    Result,
    TransactionCompletion,
    WholeTurn,
)
from store.turns.pending import take_overdue
from store.turns.writer import Writer
from store.work import Work
from tests.clocks import FrozenClock
from tests.statements import batch_statements
from tests.store.turns.test_writer import claim, completion, granted, writing

_PAGE = 4096 + 24
"""Bytes that SQLite's log takes for a page."""


async def basis_of(writer: Writer, address: str = "anna") -> Basis:
    found = await writer.look("wechat", address)
    assert found is not None
    return found


async def whole(writer: Writer, key: str, basis: Basis | None = None, *, address: str = "anna") -> Result:
    request = claim(key, address=address)
    basis = basis or await basis_of(writer, address)
    return await writer.ask(WholeTurn(request, basis, completion(request, f'["{key}"]')))


async def count(database: Database, record: type[Record]) -> int:
    async with database.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(record)) or 0


async def test_a_whole_turn_is_one_commit_and_its_repeat_gets_the_answer(
    database: Database, clock: FrozenClock
) -> None:
    commits: list[int] = []
    async with writing(database, clock, on_batch=lambda size, _seconds: commits.append(size)) as writer:
        assert await whole(writer, "1") == Committed()
        assert commits == [1]
        assert await writer.ask(claim("1")) == Answered('["1"]', late=False)
        assert (await basis_of(writer)).session == '"1"'
        assert await whole(writer, "1") == Answered('["1"]', late=False)
        assert await whole(writer, "2") == Committed()
    assert await count(database, Claim) == 2


async def test_whoever_asks_during_a_look_is_told_what_is_so_then(
    database: Database, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a busy day one look follows the other: an ephemeral session does not live on as of the first of them."""
    looking, goes_on = asyncio.Event(), asyncio.Event()

    async def glance(look: Callable[[Connection], object]) -> object:
        looking.set()
        await goes_on.wait()
        return await Database.glance(database, look)

    async with writing(database, clock) as writer:
        request = claim("1")
        ending = replace(completion(request), ephemeral=("telling",))
        await writer.ask(WholeTurn(request, await basis_of(writer), ending))
        assert (await basis_of(writer)).ephemeral == "telling"
        monkeypatch.setattr(database, "glance", glance)
        first = asyncio.create_task(basis_of(writer, "berta"))
        await looking.wait()
        clock.advance(minutes=31)
        second = asyncio.create_task(basis_of(writer))
        await asyncio.sleep(0)
        goes_on.set()
        await first
        assert (await second).ephemeral is None


async def test_what_was_decided_on_another_session_is_granted_with_the_newer_one(
    database: Database, clock: FrozenClock
) -> None:
    async with writing(database, clock) as writer:
        before = await basis_of(writer)
        await whole(writer, "1")
        result = await whole(writer, "2", before)
        assert isinstance(result, Granted)
        assert result.session == '"1"'
        assert (await basis_of(writer)).session == '"1"'


async def test_a_session_that_was_erased_and_begun_anew_is_another(database: Database, clock: FrozenClock) -> None:
    async with writing(database, clock) as writer:
        await whole(writer, "1")
        before = await basis_of(writer)
        request = claim("2")
        erasing = replace(completion(request), session=None, forget=True)
        assert await writer.ask(WholeTurn(request, before, erasing)) == Committed(forgot=True)
        clock.advance(seconds=1)
        await whole(writer, "3")
        assert (await basis_of(writer)).mark != before.mark
        assert isinstance(await whole(writer, "4", before), Granted)


async def test_a_message_waits_behind_an_earlier_one_of_its_person(database: Database, clock: FrozenClock) -> None:
    async with writing(database, clock) as writer:
        earlier = claim("1")
        await granted(writer, earlier)
        assert isinstance(await whole(writer, "2"), Queued)
        assert await whole(writer, "3", address="berta") == Committed()


async def test_a_claim_taken_over_from_the_dead_goes_the_long_way(database: Database, clock: FrozenClock) -> None:
    async with writing(database, clock) as writer:
        await granted(writer, claim("1"))
        clock.advance(minutes=1)
        assert isinstance(await whole(writer, "1"), Granted)


async def test_a_clock_that_is_set_back_leaves_nobody_waiting_for_the_dead(
    database: Database, clock: FrozenClock
) -> None:
    async with writing(database, clock) as writer:
        await granted(writer, claim("1"))
        await writer.ask(Postponement("wechat", "anna", await _only_claim(database), "{}"))
        clock.advance(hours=-2)
        assert [one.inbound for one in await take_overdue(database, clock())] == ["{}"]
        assert await whole(writer, "2") == Committed()
        assert isinstance(await whole(writer, "1"), Granted)
        assert await whole(writer, "2") == Answered('["2"]', late=False)


async def _only_claim(database: Database) -> int:
    async with database.reading() as connection:
        return (await connection.scalars(select(Claim.seq))).one()


async def test_a_pause_that_began_meanwhile_is_told(database: Database, clock: FrozenClock) -> None:
    async with writing(database, clock) as writer:
        before = await basis_of(writer)
        async with database.writing() as connection:
            row = {"name": "pause", "value": '{"notice":"暂停","reason":""}', "set_by": None, "set_at": clock()}
            await connection.execute(insert(Arrangement), row)
        result = await whole(writer, "1", before)
        assert isinstance(result, Granted)
        assert result.pause == "暂停"


async def test_an_act_and_the_claim_stand_together(database: Database, clock: FrozenClock) -> None:
    async with writing(database, clock) as writer:
        request = claim("1")
        performed: list[Work] = []

        def perform(work: Work) -> Completion:
            performed.append(work)
            row = {"reference": "r", "at": work.now, "place": "", "error": ""}
            work.connection.execute(insert(Incident), row)
            return completion(request)

        act = TransactionCompletion("wechat", "anna", request.owner, perform, lambda _error: completion(request))
        basis = await basis_of(writer)
        assert await writer.ask(WholeTurn(request, basis, act)) == Committed()
        again = replace(request, owner=secrets.token_hex(16))
        assert isinstance(await writer.ask(WholeTurn(again, basis, act)), Answered)
    assert len(performed) == 1
    assert await count(database, Incident) == 1


async def test_an_act_decided_on_another_session_is_not_performed(database: Database, clock: FrozenClock) -> None:
    async with writing(database, clock) as writer:
        before = await basis_of(writer)
        await whole(writer, "1")
        request = claim("2")

        def perform(_work: Work) -> Completion:
            raise AssertionError("it was decided on what is no more")

        act = TransactionCompletion("wechat", "anna", request.owner, perform, lambda _error: completion(request))
        assert isinstance(await writer.ask(WholeTurn(request, before, act)), Granted)


async def test_the_statements_of_a_turn_do_not_grow_with_what_is_stored(
    database: Database, clock: FrozenClock
) -> None:
    async with writing(database, clock) as writer:
        await whole(writer, "1")
        with batch_statements(database) as few:
            await whole(writer, "2")
        for number in range(40):
            await whole(writer, "1", address=f"p{number}")
            await whole(writer, f"m{number}")
        clock.advance(seconds=1)  # no number that is taken is chosen: a second try has its statements as well
        with batch_statements(database) as many:
            await whole(writer, "3")
    assert few == many
    assert [one.split()[0] for one in few if "pg_advisory" not in one] == [
        *(["BEGIN"] if database.is_sqlite else []),
        *("SELECT", "SELECT", "SELECT", "INSERT", "INSERT"),
        *(["COMMIT"] if database.is_sqlite else []),
    ]


async def test_whoever_leaves_does_not_take_the_look_of_others_along(
    database: Database, clock: FrozenClock
) -> None:
    async with writing(database, clock) as writer:
        await basis_of(writer)  # the keys of the day are there
        leaving, staying = (asyncio.create_task(basis_of(writer)) for _ in range(2))
        await asyncio.sleep(0)
        leaving.cancel()
        assert (await staying).session is None


def _log_pages(url: str) -> float:
    return Path(url.removeprefix("sqlite:///") + "-wal").stat().st_size / _PAGE


async def test_a_turn_writes_few_pages_of_the_file(sqlite_url: str, clock: FrozenClock) -> None:
    """New claims lie behind all others, with one index; a session has two pages, for all that it may hold."""
    database, turns = Database.open(sqlite_url), 40
    async with writing(database, clock) as writer:
        for number in range(turns):
            clock.advance(seconds=1)
            await whole(writer, "1", address=f"p{number}")
        await database.checkpoint()
        for number in range(turns):
            clock.advance(seconds=1)
            await whole(writer, "2", address=f"p{number}")
        written = _log_pages(sqlite_url)
    await database.close()
    assert written / turns < 9


async def test_a_number_that_another_claim_has_already_is_chosen_anew(
    database: Database, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    chances = iter([7, 7, 7, 8])
    async with writing(database, clock) as writer:
        with monkeypatch.context() as chosen:
            chosen.setattr("store.turns.line.secrets.randbits", lambda _bits: next(chances))
            assert await whole(writer, "1") == Committed()
            assert await whole(writer, "1", address="berta") == Committed()
    assert next(chances, None) is None
    assert await count(database, Claim) == 2
