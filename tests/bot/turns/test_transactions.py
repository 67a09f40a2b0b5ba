"""Turns that change business data: the change, the audit and the answer are one commit, once."""

from __future__ import annotations

import asyncio
import threading

from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from bot.turns.transactions import brought_in
from handlers.turn import Outcome, Transaction, Turn, say
from store.base import Record
from store.database import Database
from store.tables.applications import Arrangement
from store.tables.messages import Incident, SessionRow
from store.work import Work
from tests.bot.talking import answer_to, echo, message, said, talking, words
from tests.clocks import FrozenClock
from tests.keys import KEYS


async def note_it(turn: Turn) -> Transaction:
    """Writes a row named like the message; a second one of the same name breaks the unique key."""

    def perform(work: Work) -> Outcome:
        name = words(turn.inbound)
        work.add(Arrangement(name=name, value="1", set_by=None, set_at=work.now))
        if name.startswith("坏"):
            raise ValueError("the act thinks better of it")
        return answer_to(turn, f"记下{name}")

    return Transaction(perform)


async def count(database: Database, record: type[Record]) -> int:
    async with database.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(record)) or 0


async def test_an_act_and_its_answer_stand_together_and_a_repeat_has_no_second_effect(
    database: Database, clock: FrozenClock
) -> None:
    async with talking(database, clock, note_it) as dispatcher:
        assert said(await dispatcher.handle(message("一"))) == ["记下一"]
        assert said(await dispatcher.handle(message("一"))) == ["记下一"]
    assert await count(database, Arrangement) == 1
    assert await count(database, SessionRow) == 1


async def test_what_an_act_raises_undoes_it_and_is_apologised_for(database: Database, clock: FrozenClock) -> None:
    async with talking(database, clock, note_it) as dispatcher:
        (apology,) = said(await dispatcher.handle(message("坏")))
        assert "没有处理成功" in apology
        assert said(await dispatcher.handle(message("好"))) == ["记下好"]
    assert await count(database, Arrangement) == 1
    assert await count(database, Incident) == 1


async def test_what_acts_need_comes_in_once_and_while_it_does_others_write(
    database: Database, clock: FrozenClock
) -> None:
    begun, may_end, made = asyncio.Event(), threading.Event(), list[str]()
    loop = asyncio.get_running_loop()

    def make() -> None:
        loop.call_soon_threadsafe(begun.set)
        assert may_end.wait(60)
        made.append("acts")

    async def respond(turn: Turn) -> Outcome | Transaction:
        return await note_it(turn) if words(turn.inbound) in "一二" else await echo(turn)

    async with talking(database, clock, respond, before_acts=brought_in(make)) as dispatcher:
        first = asyncio.create_task(dispatcher.handle(message("一", address="甲")))
        await begun.wait()
        assert said(await dispatcher.handle(message("问", address="乙"))) == ["问"]
        may_end.set()
        assert said(await first) == ["记下一"]
        assert said(await dispatcher.handle(message("二", address="甲"))) == ["记下二"]
    assert made == ["acts"]


async def test_a_broken_key_ends_its_own_turn_only(database: Database, clock: FrozenClock) -> None:
    async with talking(database, clock, note_it) as dispatcher:
        await dispatcher.handle(message("一", address="anna"))
        several = [
            dispatcher.handle(message("一", key="again", address="berta")),
            dispatcher.handle(message("二", address="clara")),
            dispatcher.handle(message("三", address="dora")),
        ]
        broken, *fine = [said(answer) for answer in await asyncio.gather(*several)]
    assert "没有处理成功" in broken[0]
    assert fine == [["记下二"], ["记下三"]]
    assert await count(database, Arrangement) == 3


async def test_a_transaction_that_has_to_be_tried_again_performs_the_act_once_in_the_end(
    sqlite_url: str, clock: FrozenClock
) -> None:
    database = Database.open(sqlite_url, KEYS)
    failures = ["once"]
    assert database._batches is not None

    @event.listens_for(database._batches, "before_cursor_execute")
    def fail_once(*arguments: object) -> None:
        if failures and "INSERT INTO arrangements" in str(arguments[2]):
            failures.pop()
            raise OperationalError("a deadlock, say", None, Exception("deadlock"))

    try:
        async with talking(database, clock, note_it) as dispatcher:
            first = said(await dispatcher.handle(message("一", address="anna")))
            again = said(await dispatcher.handle(message("一", key="later", address="berta")))
        assert not failures
        # Whoever met the failure is told so, and nothing of theirs stands: the name is still free for the next.
        assert "没有处理成功" in first[0]
        assert again == ["记下一"]
        assert await count(database, Arrangement) == 1
    finally:
        await database.close()


async def test_the_person_goes_on_where_the_act_left_the_talk(database: Database, clock: FrozenClock) -> None:
    async def remember(turn: Turn) -> Transaction:
        return Transaction(lambda _work: answer_to(turn, turn.session.memory.topic or "从头"))

    async with talking(database, clock, remember) as dispatcher:
        assert said(await dispatcher.handle(message("甲"))) == ["从头"]
        assert said(await dispatcher.handle(message("乙"))) == ["甲;"]


async def test_an_act_never_ends_in_confidence(database: Database, clock: FrozenClock) -> None:
    async def confide(turn: Turn) -> Transaction:
        return Transaction(lambda _work: Outcome(replies=(say("保密"),), session=turn.session, sensitive=True))

    async with talking(database, clock, confide) as dispatcher:
        (apology,) = said(await dispatcher.handle(message("甲")))
    assert "没有处理成功" in apology


async def test_two_processes_in_each_others_way_both_come_through(postgres_url: str, clock: FrozenClock) -> None:
    """Each act locks one row, and wants the other's when both have one: PostgreSQL breaks one of them."""

    def prepare(work: Work) -> None:
        for name in "ab":
            work.add(Arrangement(name=name, value="0", set_by=None, set_at=work.now))

    met = threading.Barrier(2, timeout=60)
    tries: list[str] = []

    async def lock_both(turn: Turn) -> Transaction:
        order = words(turn.inbound)

        def perform(work: Work) -> Outcome:
            tries.append(order)
            work.lock(Arrangement, order[0])
            if len(tries) <= 2:
                met.wait()
            row = work.lock(Arrangement, order[1])
            assert row is not None
            row.value = str(int(row.value) + 1)
            return answer_to(turn, "锁上了")

        return Transaction(perform)

    async def play(order: str) -> list[str]:
        database = Database.open(postgres_url, KEYS)
        async with talking(database, clock, lock_both) as dispatcher:
            answer = said(await dispatcher.handle(message(order, address=order)))
        await database.close()
        return answer

    database = Database.open(postgres_url, KEYS)
    await database.write(prepare, clock())
    await database.close()
    answers = await asyncio.gather(asyncio.to_thread(asyncio.run, play("ab")), play("ba"))
    assert list(answers) == [["锁上了"], ["锁上了"]]
    assert len(tries) >= 3  # the one that is broken may come into the way once more
