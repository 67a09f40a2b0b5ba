"""What claims, ends of turns and the outbox keep to, one rule a test."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, delete, func, insert, select, text
from sqlalchemy.exc import OperationalError

from store.database import Database
from store.dialects import lock_people
from store.outbox.pace import Pace, keep_pace, lock_pace
from store.outbox.rows import NewOutboxRow, put_out
from store.tables.messages import Incident, OutboxRow
from store.turns.claims import (
    ClaimRequest,
    Committed,
    Completion,
    Granted,
    Handover,
    Queued,
    StartRequest,
    TransactionCompletion,
)
from store.turns.writer import Writer
from store.work import Work
from tests.clocks import FrozenClock
from tests.keys import KEYS
from tests.store.turns.test_writer import claim, completion, granted, writing

_T = TypeVar("_T")
WEB = "web"


async def _waiting_notice(database: Database, clock: FrozenClock) -> None:
    async with database.writing() as connection:
        await connection.run_sync(put_out, [NewOutboxRow("n", WEB, "anna", '{"parts":[]}')], clock())


async def _outbox(database: Database) -> list[tuple[str, str | None]]:
    async with database.reading() as connection:
        rows = await connection.execute(select(OutboxRow.state, OutboxRow.payload).order_by(OutboxRow.id))
        return [(row.state, row.payload) for row in rows]


async def _ended_on_the_web(writer: Writer, *, late: bool = False, forget: bool = False) -> Committed:
    request = ClaimRequest(WEB, "anna", "1", "owner")
    await granted(writer, request)
    end = Completion(WEB, "anna", "1", "owner", '[{"parts":[]}]', session="{}", late=late, forget=forget)
    result = await writer.submit(end)
    assert isinstance(result, Committed)
    return result


async def test_a_notice_shown_with_an_answer_is_sent_and_its_text_wiped(
    database: Database, clock: FrozenClock
) -> None:
    await _waiting_notice(database, clock)
    async with writing(database, clock, pulled={WEB}) as writer:
        assert len((await _ended_on_the_web(writer)).notices) == 1
    assert await _outbox(database) == [("sent", None)]


async def test_a_late_answer_shows_no_notice(database: Database, clock: FrozenClock) -> None:
    await _waiting_notice(database, clock)
    async with writing(database, clock, pulled={WEB}) as writer:
        assert (await _ended_on_the_web(writer, late=True)).notices == ()
    assert [state for state, _ in await _outbox(database)] == ["ready", "ready"]


async def test_whoever_is_forgotten_is_shown_no_notice(database: Database, clock: FrozenClock) -> None:
    await _waiting_notice(database, clock)
    async with writing(database, clock, pulled={WEB}) as writer:
        assert (await _ended_on_the_web(writer, forget=True)).notices == ()
    assert await _outbox(database) == []


async def test_what_leaves_late_already_is_not_put_out_again(database: Database, clock: FrozenClock) -> None:
    """Its row was sent and thrown away, or erased with its person."""
    async with writing(database, clock) as writer:
        request = claim("1")
        seq = (await granted(writer, request)).seq
        await writer.submit(completion(request, '["答"]', late=True))
        async with database.writing() as connection:
            await connection.execute(delete(OutboxRow))
        await writer.submit(Handover("wechat", "anna", seq, '["答"]'))
    assert await _outbox(database) == []


async def _acted(writer: Writer, perform: Callable[[Work], Completion]) -> tuple[object, list[str]]:
    request, failures = claim("1"), []
    await granted(writer, request)

    def fail(error: Exception) -> Completion:
        failures.append(type(error).__name__)
        return completion(request, '["抱歉"]')

    act = TransactionCompletion("wechat", "anna", request.owner, perform, fail)
    return await writer.submit(act), failures


def _incident(work: Work) -> None:
    row = {"reference": "r", "at": work.now, "place": "", "error": ""}
    work.connection.execute(insert(Incident), row)


async def test_what_an_act_did_before_it_failed_is_undone_and_its_turn_ends(
    database: Database, clock: FrozenClock
) -> None:
    def perform(work: Work) -> Completion:
        _incident(work)
        raise ValueError("too late")

    async with writing(database, clock) as writer:
        assert await _acted(writer, perform) == (Committed(), ["ValueError"])
    async with database.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(Incident)) == 0


async def test_an_act_that_finds_the_disk_full_takes_no_other_along(sqlite_url: str, clock: FrozenClock) -> None:
    """SQLite undoes the whole transaction then, whatever its savepoints: the others of the batch run again."""
    database = Database.open(sqlite_url, KEYS)
    tried: list[bool] = []

    def perform(request: ClaimRequest, work: Work) -> Completion:
        row = {"reference": request.address, "at": work.now, "place": "", "error": ""}
        work.connection.execute(insert(Incident), row)
        if request.address == "bert" and not tried:
            tried.append(True)
            _fill_the_disk(work.connection)
        return completion(request)

    async with writing(database, clock) as writer:
        asked = [claim("1"), claim("1", "bert")]
        await asyncio.gather(*(granted(writer, one) for one in asked))
        ends = [
            TransactionCompletion("wechat", one.address, one.owner, partial(perform, one), _sorry(one))
            for one in asked
        ]
        assert await asyncio.gather(*map(writer.ask, ends)) == [Committed(), Committed()]
    async with database.reading() as connection:
        assert set(await connection.scalars(select(Incident.reference))) == {"anna", "bert"}
    await database.close()


def _fill_the_disk(connection: Connection) -> None:
    pages = connection.scalar(text("PRAGMA page_count"))
    connection.execute(text(f"PRAGMA max_page_count={pages}"))
    try:
        row = {"reference": "large", "at": FrozenClock().now, "place": "", "error": "x" * 500_000}
        connection.execute(insert(Incident), row)
    finally:
        connection.execute(text("PRAGMA max_page_count=1000000"))


def _sorry(request: ClaimRequest) -> Callable[[Exception], Completion]:
    return lambda _error: completion(request, '["抱歉"]')


async def test_an_act_that_breaks_a_rule_of_the_database_ends_its_own_turn_only(
    database: Database, clock: FrozenClock
) -> None:
    def perform(work: Work) -> Completion:
        _incident(work)
        _incident(work)
        raise AssertionError("unreachable")

    async with writing(database, clock) as writer:
        assert await _acted(writer, perform) == (Committed(), ["IntegrityError"])


async def test_of_two_that_wait_the_earlier_goes_first(database: Database, clock: FrozenClock) -> None:
    async with writing(database, clock) as writer:
        first, second, third = claim("1"), claim("2"), claim("3")
        await granted(writer, first)
        queued = [await writer.ask(second), await writer.ask(third)]
        await writer.submit(completion(first))
        starts = [
            StartRequest("wechat", "anna", result.seq, request.owner)
            for result, request in zip(queued, (second, third), strict=True)
            if isinstance(result, Queued)
        ]
        assert isinstance(await writer.submit(starts[1]), Queued)
        assert isinstance(await writer.submit(starts[0]), Granted)


async def test_a_lease_is_over_at_its_very_end(database: Database, clock: FrozenClock) -> None:
    async with writing(database, clock) as writer:
        await granted(writer, claim("1"))
        clock.advance(seconds=writer.lease.total_seconds())
        await granted(writer, claim("1"))


async def test_what_overtook_a_dead_processs_message_leaves_room_for_the_next(
    database: Database, clock: FrozenClock
) -> None:
    async with writing(database, clock) as writer:
        await granted(writer, claim("1"))  # whose process dies here
        clock.advance(seconds=writer.lease.total_seconds())
        overtaking = claim("2")
        seq = (await granted(writer, overtaking)).seq
        assert isinstance(await writer.submit(completion(overtaking)), Committed)
        assert (await granted(writer, claim("3"))).seq != seq


async def _waits_for_the_lock(database: Database, other: asyncio.Future[_T]) -> None:
    """The other must not have got through while the lock is held."""
    async with asyncio.timeout(60):
        while not other.done():
            async with database.reading() as connection:
                waiting = await connection.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted"))
            if waiting:
                return
    raise AssertionError("did not wait")


async def test_one_persons_claims_wait_for_each_other_between_processes(
    postgres_url: str, clock: FrozenClock
) -> None:
    """A claim must not look at the line while another one's place in it is not committed yet."""
    database = Database.open(postgres_url)
    async with writing(database, clock) as writer:
        await granted(writer, claim("0", address="somebody"))
        async with database.writing() as connection:
            await connection.run_sync(lock_people, [("wechat", "anna")])
            other = asyncio.ensure_future(writer.ask(claim("1")))
            await _waits_for_the_lock(database, other)
        assert isinstance(await other, Granted)
    await database.close()


async def test_two_processes_do_not_look_at_a_channels_pace_at_once(postgres_url: str, clock: FrozenClock) -> None:
    database = Database.open(postgres_url)

    async def standing() -> None:
        async with database.writing() as connection:
            await lock_pace(connection, "wechat", clock())

    await standing()
    async with database.writing() as connection:
        await lock_pace(connection, "wechat", clock())
        other = asyncio.create_task(standing())
        await _waits_for_the_lock(database, other)
    await other
    await database.close()


async def test_a_channel_that_rested_may_not_send_more_than_its_burst(
    database: Database, clock: FrozenClock
) -> None:
    pace = Pace(timedelta(seconds=1), burst=5)
    async with database.writing() as connection:
        await lock_pace(connection, "wechat", clock())
        clock.advance(hours=1)
        rested = await lock_pace(connection, "wechat", clock())
        assert rested.allowed(pace, clock()) == 5
        spent = rested.spent(pace, clock(), 5)
    assert spent.allowed(pace, clock()) == 0


async def test_a_longer_pause_stays(database: Database, clock: FrozenClock) -> None:
    async with database.writing() as connection:
        for seconds in (60, 10):
            standing = await lock_pace(connection, "wechat", clock())
            paused = standing.paused_to(clock() + timedelta(seconds=seconds), clock())
            await connection.run_sync(keep_pace, paused)
        standing = await lock_pace(connection, "wechat", clock())
    assert standing.paused_until == clock() + timedelta(seconds=60)


class Faulty(Database):
    """A database in trouble, as long as there are errors left to raise."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.errors: list[Exception] = []
        self.tries = 0

    async def run(self, work: Callable[[Connection], _T]) -> _T:
        self.tries += 1
        if self.errors:
            raise self.errors.pop()
        return await super().run(work)


async def test_a_database_in_trouble_is_not_asked_once_more_for_each_of_a_batch(
    sqlite_url: str, clock: FrozenClock
) -> None:
    database = Faulty(sqlite_url)
    async with writing(database, clock) as writer:
        database.errors = [OSError("disk")] * 9
        asked = (writer.ask(claim("1", address=f"p{number}")) for number in range(5))
        results = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(result).__name__ for result in results] == ["WriteFailed"] * 5
    assert database.tries == 2  # all together, and one alone
    await database.close()


class _Deadlock(Exception):  # noqa: N818 -- what a driver raises
    sqlstate = "40P01"


async def test_the_loser_of_a_deadlock_tries_again(sqlite_url: str, clock: FrozenClock) -> None:
    database = Faulty(sqlite_url)
    async with writing(database, clock) as writer:
        database.errors = [OperationalError("", {}, _Deadlock()) for _ in range(3)]  # a rest may be too short
        await granted(writer, claim("1"))
    await database.close()
