"""Turns that wait for nothing: one commit each, in order, with effects in memory only of what was committed."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, select, update

from bot.turns.ending import Ended
from handlers.messages import Inbound
from handlers.turn import Outcome, Transaction, Turn
from store.base import Record
from store.database import Database
from store.tables.applications import Arrangement
from store.tables.messages import Claim, Incident, SessionRow
from store.work import Work
from tests.bot.doomed import LEASE
from tests.bot.talking import answer_to, echo, message, said, talking, words
from tests.bot.turns.test_dispatch_killed import killed, later
from tests.clocks import FrozenClock


def immediate(_inbound: Inbound) -> bool:
    return True


async def count(database: Database, record: type[Record]) -> int:
    async with database.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(record)) or 0


def noting(turn: Turn) -> Transaction:
    """An act that writes a row named like the message."""

    def perform(work: Work) -> Outcome:
        work.add(Arrangement(name=words(turn.inbound), value="1", set_by=None, set_at=work.now))
        return answer_to(turn, f"记下{words(turn.inbound)}")

    return Transaction(perform)


async def test_a_turn_is_one_commit_also_with_an_act(database: Database, clock: FrozenClock) -> None:
    commits: list[int] = []

    async def respond(turn: Turn) -> Outcome | Transaction:
        return noting(turn) if words(turn.inbound) == "记" else await echo(turn)

    on_batch = lambda size, _seconds: commits.append(size)  # noqa: E731
    async with talking(database, clock, respond, is_immediate=immediate, on_batch=on_batch) as dispatcher:
        assert said(await dispatcher.handle(message("问"))) == ["问"]
        assert said(await dispatcher.handle(message("记"))) == ["记下记"]
        assert commits == [1, 1]
        assert said(await dispatcher.handle(message("记"))) == ["记下记"]
    assert await count(database, Arrangement) == 1


async def test_messages_of_one_person_at_once_are_answered_in_order(
    database: Database, clock: FrozenClock
) -> None:
    async with talking(database, clock, echo, is_immediate=immediate) as dispatcher:
        answers = await asyncio.gather(*(dispatcher.handle(message(text)) for text in "一二三"))
    assert [said(answer) for answer in answers] == [["一"], ["一;二"], ["一;二;三"]]


async def test_a_message_that_takes_long_does_not_overtake_one_that_does_not(
    database: Database, clock: FrozenClock
) -> None:
    def is_quick(inbound: Inbound) -> bool:
        return words(inbound) != "图"

    async with talking(database, clock, echo, is_immediate=is_quick) as dispatcher:
        answers = await asyncio.gather(*(dispatcher.handle(message(text)) for text in ("问", "图", "完")))
    assert [said(answer) for answer in answers] == [["问"], ["问;图"], ["问;图;完"]]


async def test_only_what_was_committed_is_told_to_memory(database: Database, clock: FrozenClock) -> None:
    told: list[str] = []

    def on_ended(_inbound: Inbound, ended: Ended) -> None:
        told.extend(reply.text for reply in ended.outcome.replies)

    async with talking(database, clock, echo, is_immediate=immediate, on_ended=on_ended) as dispatcher:
        await asyncio.gather(*(dispatcher.handle(message(text)) for text in "一二"))
        await dispatcher.handle(message("一"))  # brought again: decided once more, and not committed
    assert told == ["一", "一;二"]


async def test_what_a_handler_raises_is_recorded_once(database: Database, clock: FrozenClock) -> None:
    async def fail(turn: Turn) -> Outcome:
        raise ValueError(words(turn.inbound))

    async with talking(database, clock, fail, is_immediate=immediate) as dispatcher:
        (apology,) = said(await dispatcher.handle(message("问")))
    assert "没有处理成功" in apology
    assert await count(database, Incident) == 1


@pytest.mark.parametrize("stored", ["garbage", "e1:AAAA", "{"])
async def test_a_session_that_cannot_be_read_is_begun_afresh(
    database: Database, clock: FrozenClock, stored: str
) -> None:
    async with talking(database, clock, echo, is_immediate=immediate) as dispatcher:
        await dispatcher.handle(message("问"))
        async with database.writing() as connection:
            await connection.execute(update(SessionRow).values(data=stored, ephemeral=b"x"))
        assert said(await dispatcher.handle(message("答"))) == ["答"]
        assert said(await dispatcher.handle(message("再"))) == ["答;再"]


async def test_a_kill_while_deciding_leaves_nothing_and_the_repeat_is_answered(
    database: Database, database_url: str
) -> None:
    assert await killed(database_url, "deciding") == []
    assert await count(database, Claim) == 0
    async with talking(database, later(), echo, lease=LEASE, is_immediate=immediate) as dispatcher:
        assert said(await dispatcher.handle(message("问"))) == ["问"]


async def test_a_kill_in_the_middle_of_an_act_undoes_it_with_its_claim(
    database: Database, database_url: str
) -> None:
    assert await killed(database_url, "acting", "记") == []
    assert await count(database, Arrangement) == await count(database, Claim) == 0

    async def respond(turn: Turn) -> Transaction:
        return noting(turn)

    async with talking(database, later(), respond, lease=LEASE, is_immediate=immediate) as dispatcher:
        assert said(await dispatcher.handle(message("记"))) == ["记下记"]
    assert await count(database, Arrangement) == 1
