"""Sensitive turns: nothing of text or answer is ever stored."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from bot.channels.base import Deferred, Unsettled
from handlers.turn import Outcome, Session, Turn, say
from policy_kb.dialogue.memory import Memory
from store.database import Database
from store.retention.purging import purge
from store.tables.messages import ClaimKey, OutboxRow, PendingTurn
from tests.bot.outbox.posting import worker
from tests.bot.sending import FakeSender
from tests.bot.talking import answer_to, message, said, talking, words
from tests.clocks import FrozenClock
from tests.stored import everything_stored, stored_sessions

CANARY = "金丝雀4711"


async def report(turn: Turn) -> Outcome:
    """Everything that names the canary, and all that follows until 结束, is sensitive."""
    asked = words(turn.inbound)
    sensitive = (CANARY in asked or CANARY in turn.session.memory.topic) and asked != "结束"
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
        assert said(await dispatcher.handle(message(f"举报{CANARY}"))) == [f"收到举报{CANARY}"]
        assert said(await dispatcher.handle(message("是昨天的事"))) == ["收到是昨天的事"]
        assert "编号" in said(await dispatcher.handle(message("坏了的事")))[0]
    after = await everything_stored(database, tmp_path)
    output = capsys.readouterr()
    for secret in (CANARY, "昨天的事", "坏了的事"):
        assert secret.encode() not in after
        assert secret not in output.out + output.err
    (data,) = await stored_sessions(database)
    assert '"你好;"' in data


async def test_the_talk_goes_on_in_every_process_and_what_was_stored_stays_as_it_was(
    database: Database, clock: FrozenClock
) -> None:
    async with talking(database, clock, report) as one, talking(database, clock, report) as two:
        await one.handle(message("你好"))
        await one.handle(message(CANARY))
        assert said(await two.handle(message("然后"))) == ["收到然后"]
        assert '"你好;"' in str(await stored_sessions(database))
        await one.handle(message("结束"))
        await two.handle(message("再问"))
    assert '"再问;"' in str(await stored_sessions(database))


@pytest.mark.parametrize(("minutes", "is_remembered"), [(29, True), (30, False)])
async def test_a_sensitive_talk_is_over_after_thirty_minutes(
    database: Database, clock: FrozenClock, minutes: int, *, is_remembered: bool
) -> None:
    """Near midnight too, where the next day's key is another."""
    clock.now = clock.now.replace(hour=23, minute=45)
    async with talking(database, clock, report) as dispatcher:
        await dispatcher.handle(message(CANARY))
        clock.advance(minutes=minutes)
        await purge(database, clock())
        await dispatcher.handle(message("然后"))
    assert ("然后" in str(await stored_sessions(database))) is not is_remembered


async def test_what_was_shown_in_a_sensitive_talk_is_dropped_where_it_does_not_fit(
    database: Database, clock: FrozenClock
) -> None:
    long = "".join(chr(0x4E00 + number % 20000) for number in range(0, 160000, 7))

    async def handler(turn: Turn) -> Outcome:
        outcome = answer_to(turn, "好", sensitive=words(turn.inbound) != "结束")
        asked = Session(memory=Memory(topic=long), reporting=True)
        return replace(outcome, session=asked, replies=(say(str(turn.session.reporting)),))

    async with talking(database, clock, handler) as dispatcher:
        assert said(await dispatcher.handle(message("一"))) == ["False"]
        assert said(await dispatcher.handle(message("二"))) == ["True"]


async def test_a_repeat_gets_the_same_answer_in_every_process_and_no_second_effect(
    database: Database, clock: FrozenClock
) -> None:
    """A minute after midnight too."""
    clock.now = clock.now.replace(hour=23, minute=59, second=30)
    executed = 0

    async def handler(turn: Turn) -> Outcome:
        nonlocal executed
        executed += 1
        return await report(turn)

    async with talking(database, clock, handler) as one, talking(database, clock, handler) as two:
        first = said(await one.handle(message(CANARY)))
        for _ in range(3):
            clock.advance(minutes=15)
            await purge(database, clock())
            assert said(await two.handle(message(CANARY))) == first
            assert said(await one.handle(message(CANARY))) == first
    assert executed == 1


async def test_the_key_of_sensitive_talks_is_thrown_away_with_its_day(
    database: Database, clock: FrozenClock
) -> None:
    async with talking(database, clock, report) as dispatcher:
        await dispatcher.handle(message(CANARY))
    clock.advance(days=1)
    await purge(database, clock())
    async with database.reading() as connection:
        days = list(await connection.scalars(select(ClaimKey.day).where(ClaimKey.kind == "sensitive")))
    assert all(day >= clock().date() for day in days)


async def test_an_apology_in_a_sensitive_talk_leaves_it_sensitive(database: Database, clock: FrozenClock) -> None:
    async with talking(database, clock, report) as one, talking(database, clock, report) as two:
        await one.handle(message(CANARY))
        assert "编号" in said(await one.handle(message("坏了的事")))[0]
        await two.handle(message("密语"))
    assert "密语" not in str(await stored_sessions(database))


async def test_a_late_sensitive_answer_leaves_encrypted_by_the_outbox_and_the_words_are_never_stored(
    database: Database, clock: FrozenClock, tmp_path: Path
) -> None:
    may_go, sender = asyncio.Event(), FakeSender()

    async def handler(turn: Turn) -> Outcome:
        if words(turn.inbound) != CANARY:
            await may_go.wait()
        return await report(turn)

    async with talking(database, clock, handler) as dispatcher:
        await dispatcher.handle(message(CANARY))
        waiting = asyncio.create_task(dispatcher.handle_within(message("密语"), 0))
        assert await dispatcher.handle_within(message("平常", address="b"), 0) == Deferred()
        kept = await _kept(database, 2)  # a row of either, so that none tells which was which
        assert len(set(kept)) == 2
        assert len({len(row) for row in kept}) == 1
        # Nothing may be kept of the words, so nothing is promised; the repeat finds the answer on its way.
        dispatcher._hold = 0
        assert await dispatcher.handle_within(message("密语"), 0) == Unsettled()
        may_go.set()
        assert await dispatcher.handle_within(message("密语"), 60) == await waiting == Deferred()
    assert "密语".encode() not in await everything_stored(database, tmp_path)
    await worker(database, sender, clock).send_due()
    assert sorted(sender.sent) == ["收到密语", "收到平常"]
    async with database.reading() as connection:
        assert set(await connection.scalars(select(OutboxRow.payload))) == {None}


async def _kept(database: Database, count: int) -> list[str]:
    """What stands there of messages that wait, once there are so many."""
    async with asyncio.timeout(60):
        while True:
            async with database.reading() as connection:
                kept = list(await connection.scalars(select(PendingTurn.inbound)))
            if len(kept) == count:
                return kept
            await asyncio.sleep(0.01)


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

    async with talking(database, clock, handler, hold=0.05, is_harmless=lambda _inbound: False) as dispatcher:
        assert await dispatcher.handle_within(message(CANARY), 0.05) == Unsettled()
        assert CANARY.encode() not in await everything_stored(database, tmp_path)
        may_go.set()
