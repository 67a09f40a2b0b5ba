"""The group-commit writer."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select, text

from store.database import Database
from store.errors import WriteFailed, WriterClosed
from store.tables.messages import Claim, OutboxRow, SessionRow
from store.turns.claims import (
    Answered,
    ClaimRequest,
    Committed,
    Completion,
    Elsewhere,
    Granted,
    Lost,
    Queued,
    Result,
)
from store.turns.writer import Writer
from tests.clocks import FrozenClock
from tests.keys import KEYS


@asynccontextmanager
async def writing(database: Database, clock: FrozenClock, **options: object) -> AsyncIterator[Writer]:
    writer = Writer(database, clock, **options)  # type: ignore[arg-type]
    writer.start()
    try:
        yield writer
    finally:
        await writer.close()


def claim(key: str, address: str = "anna", owner: str = "") -> ClaimRequest:
    return ClaimRequest("wechat", address, key, owner or secrets.token_hex(16))


def completion(request: ClaimRequest, answer: str = '["答"]', *, late: bool = False) -> Completion:
    session = f'"{request.key}"'
    return Completion("wechat", request.address, request.key, request.owner, answer, session=session, late=late)


async def granted(writer: Writer, request: ClaimRequest) -> Granted:
    result = await writer.ask(request)
    assert isinstance(result, Granted), result
    return result


async def test_what_many_ask_for_goes_into_few_transactions(database: Database, clock: FrozenClock) -> None:
    sizes: list[int] = []
    writer = Writer(database, clock, on_batch=lambda size, _seconds: sizes.append(size))
    writer.start()
    results = await asyncio.gather(*(writer.ask(claim("1", address=f"p{number}")) for number in range(300)))
    await writer.close()
    assert len({result.seq for result in results if isinstance(result, Granted)}) == 300
    assert sum(sizes) == 300
    assert len(sizes) <= 5


async def test_who_chose_a_number_that_is_taken_chooses_anew_for_all_of_the_batch(
    database: Database, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one batch in a hundred does that follows another within a millisecond."""
    sizes: list[int] = []
    chance = iter([7, *range(10, 18), 7, *range(20, 40)])
    monkeypatch.setattr("store.turns.line.secrets", SimpleNamespace(randbits=lambda _bits: next(chance)))
    async with writing(database, clock, on_batch=lambda size, _seconds: sizes.append(size)) as writer:
        await granted(writer, claim("0"))
        results = await asyncio.gather(*(writer.ask(claim("1", address=f"p{number}")) for number in range(9)))
    assert [type(result) for result in results] == [Granted] * 9
    assert sizes == [1, 9]


async def test_they_do_as_well_once_there_are_keys_of_several_days(database: Database, clock: FrozenClock) -> None:
    """Each message is looked for under every living key: more alternatives than SQLite takes in one statement."""
    sizes: list[int] = []
    async with writing(database, clock, on_batch=lambda size, _seconds: sizes.append(size)) as writer:
        for day in range(3):
            request = claim(f"day {day}", address=f"p{day}")
            await granted(writer, request)
            await writer.ask(completion(request))
            clock.advance(days=1)
        sizes.clear()
        asked = [claim("1", address=f"p{number}") for number in range(200)]
        asked += [claim("day 2", address="p2"), claim("day 1", address="p1")]
        results = await asyncio.gather(*map(writer.ask, asked))
    assert sum(sizes) == len(asked)
    assert len(sizes) <= 2
    assert [type(one) for one in results[-2:]] == [Answered, Answered]


async def test_a_poisoned_item_fails_alone(database: Database, clock: FrozenClock) -> None:
    async with writing(database, clock) as writer:
        asked = [claim("1", address=f"p{number}") for number in range(9)]
        asked.insert(4, claim("1", address="\ud800"))  # cannot be encoded
        results = await asyncio.gather(*(writer.ask(one) for one in asked), return_exceptions=True)
    assert isinstance(results[4], WriteFailed)
    assert [type(result) for result in results if result is not results[4]] == [Granted] * 9


async def test_a_database_in_trouble_fails_all_of_the_batch_and_works_again_later(
    database: Database, clock: FrozenClock
) -> None:
    async with writing(database, clock) as writer:
        await granted(writer, claim("0"))
        async with database.writing() as connection:
            await connection.execute(text("ALTER TABLE claims RENAME TO claims_gone"))
        results = await asyncio.gather(
            *(writer.ask(claim("1", address=f"p{number}")) for number in range(3)), return_exceptions=True
        )
        assert [type(result) for result in results] == [WriteFailed] * 3
        assert writer.trouble == ("SQLITE_ERROR" if database.is_sqlite else None)
        async with database.writing() as connection:
            await connection.execute(text("ALTER TABLE claims_gone RENAME TO claims"))
        await granted(writer, claim("2", address="other"))
        assert writer.trouble is None


async def test_a_full_queue_lets_claims_wait_but_never_what_ends_a_turn(
    database: Database, clock: FrozenClock
) -> None:
    async with writing(database, clock, room=1) as writer:
        first = claim("1")
        await granted(writer, first)
        waiting = [asyncio.create_task(writer.ask(claim("1", address=f"p{number}"))) for number in range(5)]
        await asyncio.sleep(0)
        assert writer.waiting <= 1
        assert await writer.submit(completion(first)) == Committed()
        assert [type(result) for result in await asyncio.gather(*waiting)] == [Granted] * 5


async def test_a_closing_writer_writes_what_is_queued_and_takes_no_more(
    database: Database, clock: FrozenClock
) -> None:
    writer = Writer(database, clock)
    writer.start()
    queued = [writer.submit(claim("1", address=f"p{number}")) for number in range(20)]
    await writer.close()
    assert all(isinstance(future.result(), Granted) for future in queued)
    with pytest.raises(WriterClosed):
        writer.submit(claim("2"))


async def test_a_caller_who_gave_up_spoils_nothing(database: Database, clock: FrozenClock) -> None:
    async with writing(database, clock) as writer:
        gone = writer.submit(claim("1"))
        gone.cancel()
        await granted(writer, claim("1", address="other"))


async def test_a_claim_made_twice_by_one_owner_is_one_claim(database: Database, clock: FrozenClock) -> None:
    """As when the connection broke while the commit was on its way."""
    async with writing(database, clock) as writer:
        request = claim("1")
        assert await writer.ask(request) == await writer.ask(request)
        assert isinstance(await writer.ask(claim("1")), Elsewhere)


async def test_the_same_message_twice_in_one_batch_is_granted_once(database: Database, clock: FrozenClock) -> None:
    async with writing(database, clock) as writer:
        results: list[Result] = await asyncio.gather(*(writer.ask(claim("1")) for _ in range(3)))
    assert [type(result) for result in results] == [Granted, Elsewhere, Elsewhere]


async def test_messages_of_one_person_queue_in_the_order_in_which_they_were_asked(
    database: Database, clock: FrozenClock
) -> None:
    async with writing(database, clock) as writer:
        results = await asyncio.gather(*(writer.ask(claim(str(number))) for number in range(3)))
    assert [type(result) for result in results] == [Granted, Queued, Queued]
    seqs = [result.seq for result in results if isinstance(result, Granted | Queued)]
    assert seqs == sorted(seqs)


async def test_a_completion_and_the_next_claim_in_one_batch_share_the_new_session(
    database: Database, clock: FrozenClock
) -> None:
    async with writing(database, clock) as writer:
        first = claim("1")
        await granted(writer, first)
        next_claim = asyncio.ensure_future(writer.submit(claim("2")))
        assert await writer.submit(completion(first)) == Committed()
        result = await next_claim
    assert isinstance(result, Granted)
    assert result.session == '"1"'


async def test_the_owner_fences_the_completion(database: Database, clock: FrozenClock) -> None:
    async with writing(database, clock) as writer:
        slow, quick = claim("1"), claim("1")
        seq = (await granted(writer, slow)).seq
        clock.advance(seconds=5)
        assert (await granted(writer, quick)).seq == seq
        assert await writer.submit(completion(slow, '["slow"]', late=True)) == Lost()
        assert await writer.submit(completion(quick, '["quick"]')) == Committed()
        assert await writer.ask(claim("1")) == Answered('["quick"]', late=False)
        assert await writer.submit(completion(quick, '["again"]')) == Lost()
    async with database.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(OutboxRow)) == 0
        assert await connection.scalar(select(SessionRow.version)) == 1


async def test_a_lease_that_was_taken_over_waits_for_whoever_is_at_work(
    database: Database, clock: FrozenClock
) -> None:
    """The second message began when the first one's process was dead; its repeat must not run beside it."""
    async with writing(database, clock) as writer:
        await granted(writer, claim("1"))
        clock.advance(seconds=5)
        second = claim("2")
        await granted(writer, second)
        assert isinstance(await writer.ask(claim("1")), Queued)
        await writer.submit(completion(second))
        clock.advance(seconds=5)
        await granted(writer, claim("1"))


async def test_a_turn_that_slept_through_its_lease_cannot_write_over_a_later_one(
    database: Database, clock: FrozenClock
) -> None:
    async with writing(database, clock) as writer:
        sleeper, later = claim("1"), claim("2")
        await granted(writer, sleeper)
        clock.advance(seconds=5)
        await granted(writer, later)
        assert await writer.submit(completion(later)) == Committed()
        assert await writer.submit(completion(sleeper)) == Lost()
        assert (await granted(writer, claim("1"))).session == '"2"'


async def test_a_turn_that_slept_through_its_lease_may_end_if_nobody_came(
    database: Database, clock: FrozenClock
) -> None:
    async with writing(database, clock) as writer:
        sleeper = claim("1")
        await granted(writer, sleeper)
        clock.advance(seconds=5)
        assert await writer.submit(completion(sleeper)) == Committed()


async def test_numbers_of_claims_are_never_used_again(database: Database, clock: FrozenClock) -> None:
    async with writing(database, clock) as writer:
        before = (await granted(writer, claim("1"))).seq
        async with database.writing() as connection:
            await connection.execute(text("DELETE FROM claims"))
        assert (await granted(writer, claim("2"))).seq != before


async def test_claims_and_completions_of_two_processes_never_lose_each_other(
    database: Database, clock: FrozenClock
) -> None:
    """Both write for the same people, in opposite orders."""

    async def talk(writer: Writer, numbers: list[int], key: str) -> None:
        for number in numbers:
            request = claim(key, address=f"p{number}")
            result = await writer.ask(request)
            if isinstance(result, Granted):
                assert await writer.submit(completion(request)) == Committed()

    async with writing(database, clock) as one, writing(database, clock) as two:
        people = list(range(10))
        await asyncio.gather(
            *(talk(one, people, f"one{number}") for number in range(4)),
            *(talk(two, people[::-1], f"two{number}") for number in range(4)),
        )
    async with database.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(Claim)) == 80


async def test_two_processes_never_grant_one_person_two_messages_at_once(
    database: Database, clock: FrozenClock
) -> None:
    async with writing(database, clock) as one, writing(database, clock) as two:
        await asyncio.gather(one.ask(claim("0", address="x")), two.ask(claim("0", address="y")))
        for wave in range(5):
            people = [f"{wave}-{number}" for number in range(40)]
            pairs = await asyncio.gather(
                *(asyncio.gather(one.ask(claim("a", each)), two.ask(claim("b", each))) for each in people)
            )
            kinds = {tuple(sorted(type(result).__name__ for result in pair)) for pair in pairs}
            assert kinds == {("Granted", "Queued")}


async def test_a_transaction_that_does_not_end_is_trouble(sqlite_url: str, clock: FrozenClock) -> None:
    database = Database.open(sqlite_url, KEYS)
    async with writing(database, clock, hangs=0) as writer:
        async with database.writing():
            asked = asyncio.ensure_future(writer.ask(claim("1")))
            while writer.trouble is None:  # noqa: ASYNC110 -- no event says that nothing happens
                await asyncio.sleep(0)
            assert writer.trouble == "hangs"
        await asked
        assert writer.trouble is None
    await database.close()


@pytest.mark.parametrize("lease", [timedelta(seconds=4)])
async def test_the_lease_is_shorter_than_the_platforms_patience(
    database: Database, clock: FrozenClock, lease: timedelta
) -> None:
    assert Writer(database, clock).lease == lease < timedelta(seconds=5)
