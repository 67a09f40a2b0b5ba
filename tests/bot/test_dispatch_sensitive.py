"""Sensitive turns: nothing of text or answer is ever stored."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.channels.base import Deferred
from handlers.messages import Channel
from handlers.texts import common
from handlers.turn import Outcome, Session, Turn, say
from store.database import Database
from store.purging import purge
from store.tables.messages import Claim, ClaimKey, OutboxRow, PendingTurn, SensitiveClaim, SessionRow
from tests.bot.sending import FakeSender
from tests.bot.talking import answer_to, message, said, talking, words
from tests.bot.test_dispatch import count
from tests.clocks import FrozenClock
from tests.stored import everything_stored

CANARY = "金丝雀4711"


async def report(turn: Turn) -> Outcome:
    """Everything that names the canary, and all that follows until 结束, is sensitive."""
    asked = words(turn.inbound)
    sensitive = (CANARY in asked or CANARY in turn.session.context.lead) and asked != "结束"
    if asked == "结束":
        return Outcome(replies=(say("好"),), session=Session())
    if "坏" in asked:
        raise ValueError(asked)
    return answer_to(turn, f"收到{asked}", sensitive=sensitive)


async def test_neither_database_nor_log_contains_a_sensitive_word(
    database: Database, clock: FrozenClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with talking(database, clock, report) as dispatcher:
        await dispatcher.handle(message("你好"))
        before = await everything_stored(database, tmp_path)
        assert said(await dispatcher.handle(message(f"举报{CANARY}"))) == [f"收到举报{CANARY}"]
        assert said(await dispatcher.handle(message("是昨天的事"))) == ["收到是昨天的事"]
        assert "编号" in said(await dispatcher.handle(message("坏了的事")))[0]
    after = await everything_stored(database, tmp_path)
    output = capsys.readouterr()
    for secret in (CANARY, "昨天的事", "坏了的事"):
        assert secret.encode() not in after
        assert secret not in output.out + output.err
    assert "你好".encode() in before
    async with database.reading() as connection:
        data = await connection.scalar(select(SessionRow.data))
        assert await connection.scalar(select(func.count()).select_from(SessionRow)) == 1
    assert '"你好;"' in str(data)


async def test_what_stays_of_a_sensitive_turn_is_a_hash_without_person_or_time(
    database: Database, clock: FrozenClock
) -> None:
    async with talking(database, clock, report) as dispatcher:
        await dispatcher.handle(message(CANARY))
    assert await count(database, Claim) == 0
    assert await count(database, SessionRow) == 0
    async with database.reading() as connection:
        (row,) = (await connection.execute(select(SensitiveClaim))).all()
    assert (len(row.key_hash), row.day) == (32, clock().date())


async def test_the_talk_goes_on_in_memory_and_what_was_stored_stays_as_it_was(
    database: Database, clock: FrozenClock
) -> None:
    async with talking(database, clock, report) as dispatcher:
        await dispatcher.handle(message("你好"))
        await dispatcher.handle(message(CANARY))
        await dispatcher.handle(message("然后"))
        assert await count(database, SensitiveClaim) == 2
        await dispatcher.handle(message("结束"))
        await dispatcher.handle(message("再问"))
    async with database.reading() as connection:
        assert '"再问;"' in str(await connection.scalar(select(SessionRow.data)))


async def test_a_sensitive_talk_fades_after_thirty_minutes(database: Database, clock: FrozenClock) -> None:
    async with talking(database, clock, report) as dispatcher:
        await dispatcher.handle(message(CANARY))
        clock.advance(minutes=31)
        await dispatcher.handle(message("然后"))
    assert await count(database, SensitiveClaim) == 1


async def test_a_repeat_gets_the_answer_from_memory_and_a_neutral_sentence_later_or_elsewhere(
    database: Database, clock: FrozenClock
) -> None:
    executed = 0

    async def handler(turn: Turn) -> Outcome:
        nonlocal executed
        executed += 1
        return await report(turn)

    async with talking(database, clock, handler) as one, talking(database, clock, handler) as two:
        first = said(await one.handle(message(CANARY)))
        clock.advance(minutes=2)
        assert said(await one.handle(message(CANARY))) == first
        assert said(await two.handle(message(CANARY))) == [common.ANSWERED_IN_CONFIDENCE]
        clock.advance(minutes=10)
        assert said(await one.handle(message(CANARY))) == [common.ANSWERED_IN_CONFIDENCE]
    assert executed == 1


async def test_a_sensitive_repeat_a_minute_after_midnight_is_found(database: Database, clock: FrozenClock) -> None:
    clock.now = clock.now.replace(hour=23, minute=59, second=30)
    async with talking(database, clock, report) as one, talking(database, clock, report) as two:
        await one.handle(message(CANARY))
        clock.advance(minutes=1)
        await purge(database, clock())
        assert said(await two.handle(message(CANARY))) == [common.ANSWERED_IN_CONFIDENCE]


async def test_the_sensitive_key_is_thrown_away_with_its_day(database: Database, clock: FrozenClock) -> None:
    async with talking(database, clock, report) as dispatcher:
        await dispatcher.handle(message(CANARY))
    clock.advance(days=1)
    await purge(database, clock())
    assert await count(database, SensitiveClaim) == 0
    async with database.reading() as connection:
        days = list(await connection.scalars(select(ClaimKey.day).where(ClaimKey.kind == "sensitive")))
    assert all(day >= clock().date() for day in days)


async def test_a_late_sensitive_answer_is_sent_from_memory_and_never_stored(
    database: Database, clock: FrozenClock, tmp_path: Path
) -> None:
    may_go = asyncio.Event()
    sender = FakeSender()

    async def handler(turn: Turn) -> Outcome:
        if words(turn.inbound) != CANARY:
            await may_go.wait()
        return await report(turn)

    async with talking(database, clock, handler, senders={Channel.WECHAT: sender}) as dispatcher:
        await dispatcher.handle(message(CANARY))
        assert await dispatcher.handle_within(message("密语"), 0.05) == Deferred()
        assert await count(database, PendingTurn) == 0
        may_go.set()
        async with asyncio.timeout(5):
            await sender.arrived.wait()
        assert sender.sent == ["收到密语"]
    assert await count(database, OutboxRow) == 0
    stored = await everything_stored(database, tmp_path)
    assert "密语".encode() not in stored


async def test_a_kept_message_that_turns_out_to_be_sensitive_is_wiped(
    database: Database, clock: FrozenClock, tmp_path: Path
) -> None:
    may_go = asyncio.Event()

    async def handler(turn: Turn) -> Outcome:
        await may_go.wait()
        return await report(turn)

    async with talking(database, clock, handler) as dispatcher:
        assert await dispatcher.handle_within(message(CANARY), 0.05) == Deferred()
        may_go.set()
    assert CANARY.encode() not in await everything_stored(database, tmp_path)


async def test_words_that_complain_are_not_even_kept_while_they_wait(
    database: Database, clock: FrozenClock, tmp_path: Path
) -> None:
    may_go = asyncio.Event()

    async def handler(turn: Turn) -> Outcome:
        await may_go.wait()
        return await report(turn)

    async with talking(database, clock, handler, is_harmless=lambda _inbound: False) as dispatcher:
        assert await dispatcher.handle_within(message(CANARY), 0.05) == Deferred()
        assert CANARY.encode() not in await everything_stored(database, tmp_path)
        may_go.set()
