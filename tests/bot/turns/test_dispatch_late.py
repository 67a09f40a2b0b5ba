"""Answers that are not ready in time: the caller or the outbox, never both, never neither."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from structlog.testing import capture_logs

from bot.channels.base import Deferred, Unsettled
from bot.encoding import decode_inbound, encode_inbound
from bot.outbox.delivery import Outbox
from bot.turns.dispatch import Dispatcher
from bot.turns.resuming import resume_turns
from handlers.messages import Reply
from handlers.turn import Outcome, Turn, say
from store.bodies import bodies_key, open_body, seal_body
from store.database import Database
from store.tables.messages import Claim, OutboxRow, PendingTurn, SessionRow
from tests.bot.sending import FakeSender
from tests.bot.talking import answer_to, claimed, echo, message, said, talking
from tests.bot.turns.test_dispatch import Counting, count
from tests.clocks import FrozenClock
from tests.keys import KEYS

NO_TIME, PATIENCE = 0.01, 60


async def payloads(database: Database) -> list[str]:
    async with database.reading() as connection:
        rows = (await connection.scalars(select(OutboxRow.payload).order_by(OutboxRow.id))).all()
    key, said = bodies_key(database.keys), []
    for payload in rows:
        assert payload is not None
        assert not payload.startswith("{")  # nothing that waits can be read in the database
        said.append(Reply.from_json(open_body(key, payload)).text)
    return said


async def finished(dispatcher: Dispatcher) -> None:
    tasks = [run.task for run in dispatcher._runs.values()]
    if tasks:
        await asyncio.wait(tasks, timeout=PATIENCE)
    assert dispatcher.running == 0


async def test_a_late_answer_leaves_by_the_outbox_once(database: Database, clock: FrozenClock) -> None:
    handler = Counting()
    handler.hold("问")
    woken: list[bool] = []
    async with talking(database, clock, handler, on_outbox=lambda: woken.append(True)) as dispatcher:
        assert await dispatcher.handle_within(message("问"), NO_TIME) == Deferred()
        assert await count(database, PendingTurn) == 1
        async with database.reading() as connection:
            assert "问" not in str(await connection.scalar(select(PendingTurn.inbound)))
        handler.may_go["问"].set()
        await finished(dispatcher)
        assert woken
        # A repeat is told the same: the answer is on its way.
        assert await dispatcher.handle_within(message("问"), PATIENCE) == Deferred()
    async with talking(database, clock, handler) as dispatcher:
        assert await dispatcher.handle_within(message("问"), PATIENCE) == Deferred()
    assert await payloads(database) == ["问#1"]
    assert await count(database, PendingTurn) == 0


async def test_every_reply_of_a_late_turn_gets_a_row_in_order(database: Database, clock: FrozenClock) -> None:
    may_go = asyncio.Event()

    async def handler(turn: Turn) -> Outcome:
        await may_go.wait()
        return Outcome((say("一"), say("二")), turn.session)

    async with talking(database, clock, handler) as dispatcher:
        assert await dispatcher.handle_within(message("问"), NO_TIME) == Deferred()
        may_go.set()
    assert await payloads(database) == ["一", "二"]


async def test_an_answer_in_time_writes_no_outbox_row(database: Database, clock: FrozenClock) -> None:
    async with talking(database, clock) as dispatcher:
        assert said(await dispatcher.handle_within(message("问"), PATIENCE)) == ["问"]
    assert await count(database, OutboxRow) == 0
    assert await count(database, PendingTurn) == 0


@pytest.mark.soak
async def test_at_the_limit_either_the_caller_or_the_outbox_answers(
    database: Database, clock: FrozenClock, soak_factor: int
) -> None:
    """The handler takes just as long as the caller waits, so that either may come first."""
    total = 60 * soak_factor

    async def handler(turn: Turn) -> Outcome:
        await asyncio.sleep(0.02)
        return await echo(turn)

    async with talking(database, clock, handler) as dispatcher:
        answers = await asyncio.gather(
            *(
                dispatcher.handle_within(message("问", address=f"p{number}"), 0.02 + number % 20 / 1000)
                for number in range(total)
            )
        )
        await finished(dispatcher)
    async with database.reading() as connection:
        late = set(await connection.scalars(select(OutboxRow.address)))
    deferred = {f"p{number}" for number, answer in enumerate(answers) if answer == Deferred()}
    assert late == deferred
    assert await count(database, PendingTurn) == 0


async def test_whoever_waits_behind_another_process_is_answered_by_the_outbox(
    database: Database, clock: FrozenClock
) -> None:
    """The first delivery's connection is lost; the repeat reaches another process and runs out of time there."""
    handler = Counting()
    handler.hold("问")
    async with talking(database, clock, handler) as one, talking(database, clock, handler) as two:
        lost = asyncio.create_task(one.handle_within(message("问"), 60))
        await handler.begun["问"].wait()
        assert await two.handle_within(message("问"), 0.1) == Deferred()
        handler.may_go["问"].set()
        assert await lost == Deferred()
    assert await payloads(database) == ["问#1"]


async def test_a_message_that_waits_in_line_is_kept_too(database: Database, clock: FrozenClock) -> None:
    handler = Counting()
    handler.hold("一")
    async with talking(database, clock, handler) as dispatcher:
        answers = await asyncio.gather(
            dispatcher.handle_within(message("一"), 0.1), dispatcher.handle_within(message("二"), 0.1)
        )
        assert list(answers) == [Deferred(), Deferred()]
        assert await count(database, PendingTurn) == 2
        handler.may_go["一"].set()
    assert await payloads(database) == ["一#1", "二#2"]


async def test_a_late_turn_of_a_dead_process_is_resumed(database: Database, clock: FrozenClock) -> None:
    dead, alive = Counting(), Counting()
    dead.hold("问")
    async with talking(database, clock, dead, grace=0.01, hold=PATIENCE) as dispatcher:
        assert await dispatcher.handle_within(message("问"), NO_TIME) == Deferred()
    async with talking(database, clock, alive) as dispatcher:
        assert await resume_turns(database, dispatcher, clock) == 0  # its lease still lives
        clock.advance(seconds=5)
        assert await resume_turns(database, dispatcher, clock) == 1
        await finished(dispatcher)
        assert await resume_turns(database, dispatcher, clock) == 0
    assert await payloads(database) == ["问#1"]
    assert await count(database, PendingTurn) == 0


async def test_two_processes_that_resume_the_same_turn_answer_once(database: Database, clock: FrozenClock) -> None:
    dead, alive = Counting(), Counting()
    dead.hold("问")
    async with talking(database, clock, dead, grace=0.01, hold=PATIENCE) as dispatcher:
        await dispatcher.handle_within(message("问"), NO_TIME)
    clock.advance(seconds=5)
    async with talking(database, clock, alive) as one, talking(database, clock, alive) as two:
        assert await resume_turns(database, one, clock) + await resume_turns(database, two, clock) >= 1
        await finished(one)
        await finished(two)
    assert await payloads(database) == ["问#1"]


async def test_a_message_that_kills_every_process_is_given_up(database: Database, clock: FrozenClock) -> None:
    handler = Counting()
    handler.hold("问")
    async with talking(database, clock, handler, grace=0.01, hold=PATIENCE) as dispatcher:
        await dispatcher.handle_within(message("问"), NO_TIME)
    resumed = []
    for _ in range(7):
        clock.advance(seconds=5)
        async with talking(database, clock, handler, grace=0.01, hold=PATIENCE) as dispatcher:
            resumed.append(await resume_turns(database, dispatcher, clock))
            await asyncio.sleep(0)
    assert resumed == [1, 1, 1, 1, 1, 0, 0]


@contextmanager
def held(sqlite_url: str) -> Iterator[None]:
    """Another program holds the database's one place for writing, once who has it has written."""
    file = sqlite_url.removeprefix("sqlite:///")
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


async def test_a_store_that_hangs_before_the_claim_promises_nothing_and_answers_by_the_outbox(
    sqlite_url: str, clock: FrozenClock
) -> None:
    database = Database.open(sqlite_url, KEYS)
    async with talking(database, clock, hold=NO_TIME) as dispatcher:
        await dispatcher.handle(message("先"))
        with held(sqlite_url):
            assert await dispatcher.handle_within(message("问"), NO_TIME) == Unsettled()
            # The platform's repeat joins the same run.
            assert await dispatcher.handle_within(message("问"), NO_TIME) == Unsettled()
            assert dispatcher.running == 1
        await finished(dispatcher)
        assert await payloads(database) == ["先;问"]
        assert await dispatcher.handle_within(message("问"), PATIENCE) == Deferred()
    assert await payloads(database) == ["先;问"]
    await database.close()


async def test_a_store_that_is_slow_for_a_moment_is_waited_for_before_anything_is_promised(
    sqlite_url: str, clock: FrozenClock
) -> None:
    database, handler = Database.open(sqlite_url, KEYS), Counting()
    handler.hold("问")
    async with talking(database, clock, handler) as dispatcher:
        await dispatcher.handle(message("先"))
        with held(sqlite_url):
            answer = asyncio.create_task(dispatcher.handle_within(message("问"), NO_TIME))
            await asyncio.wait({answer}, timeout=0.3)
            assert not answer.done()
        assert await answer == Deferred()
        assert await count(database, PendingTurn) == 1
        handler.may_go["问"].set()
    assert await payloads(database) == ["问#2"]
    await database.close()


async def test_a_store_that_hangs_at_the_end_of_a_turn_promises_nothing_and_answers_by_the_outbox(
    sqlite_url: str, clock: FrozenClock
) -> None:
    """The completion was on its way as an answer in time: the outbox takes it over."""
    database, handler = Database.open(sqlite_url, KEYS), Counting()
    handler.hold("问")
    async with talking(database, clock, handler, hold=NO_TIME) as dispatcher:
        answer = asyncio.create_task(dispatcher.handle_within(message("问"), PATIENCE))
        await handler.begun["问"].wait()
        with held(sqlite_url):
            handler.may_go["问"].set()
            # The platform's repeat joins the same run.
            assert await dispatcher.handle_within(message("问"), NO_TIME) == Unsettled()
        await finished(dispatcher)
        assert await answer == Deferred()
        assert await dispatcher.handle_within(message("问"), PATIENCE) == Deferred()
    assert await payloads(database) == ["问#1"]
    assert await count(database, PendingTurn) == 0
    await database.close()


async def test_a_turn_that_failed_for_good_is_to_be_brought_again(database: Database, clock: FrozenClock) -> None:
    """The writer is closed under a turn that stands as late: its apology was seen by nobody."""
    handler = Counting()
    handler.hold("问")
    async with talking(database, clock, handler, is_harmless=lambda _inbound: False) as dispatcher:
        answer = asyncio.create_task(dispatcher.handle_within(message("问"), NO_TIME))
        await handler.begun["问"].wait()
        (run,) = dispatcher._runs.values()
        await until(lambda: run.late)
        await dispatcher._writer.close()
        handler.may_go["问"].set()
        assert await answer == Unsettled()
    async with talking(database, clock, handler) as dispatcher:
        clock.advance(seconds=5)
        assert await dispatcher.handle_within(message("问"), PATIENCE) == Deferred()
    assert await payloads(database) == ["问#2"]


async def test_a_store_that_fails_after_the_promise_is_asked_again(sqlite_url: str, clock: FrozenClock) -> None:
    database = Database.open(sqlite_url, KEYS)
    async with talking(database, clock, hold=NO_TIME) as dispatcher:
        async with database.writing() as connection:
            assert await dispatcher.handle_within(message("问"), NO_TIME) == Unsettled()
            await connection.execute(text("ALTER TABLE claims RENAME TO claims_gone"))
        with capture_logs() as logs:
            await until(lambda: any(entry["event"] == "store failed, trying again" for entry in logs))
        async with database.writing() as connection:
            await connection.execute(text("ALTER TABLE claims_gone RENAME TO claims"))
        await finished(dispatcher)
    assert await payloads(database) == ["问"]
    await database.close()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 -- no event tells of it
            await asyncio.sleep(0.01)


async def test_a_repeat_of_what_was_answered_in_time_is_answered_by_the_outbox_if_the_store_hangs(
    sqlite_url: str, clock: FrozenClock
) -> None:
    """The platform repeats what it got no answer to."""
    database = Database.open(sqlite_url, KEYS)
    async with talking(database, clock, hold=NO_TIME) as dispatcher:
        assert said(await dispatcher.handle_within(message("问"), PATIENCE)) == ["问"]
        with held(sqlite_url):
            assert await dispatcher.handle_within(message("问"), NO_TIME) == Unsettled()
        await finished(dispatcher)
    assert await payloads(database) == ["问"]
    await database.close()


@pytest.mark.parametrize("has_words", [True, False])
async def test_a_pending_turn_that_cannot_be_read_is_given_up(
    database: Database, clock: FrozenClock, capsys: pytest.CaptureFixture[str], *, has_words: bool
) -> None:
    """Of one whose words were not kept no log says so: it would tell when a complaint came."""
    async with database.writing() as connection:
        row = {
            "seq": 7,
            "channel": "wechat",
            "address": "a",
            "inbound": seal_body(bodies_key(database.keys), "{}" if has_words else ""),
            "created_at": clock(),
            "attempts": 0,
        }
        await connection.execute(PendingTurn.__table__.insert(), row)  # type: ignore[attr-defined]
    async with talking(database, clock) as dispatcher:
        assert await resume_turns(database, dispatcher, clock) == 0
    assert await count(database, PendingTurn) == 0
    assert ("given up" in "".join(capsys.readouterr())) is has_words


async def test_a_long_turn_keeps_its_lease(database: Database) -> None:
    """Here the clock runs: the lease is shorter than the turn, and only its renewal keeps others away."""
    handler = Counting()
    handler.hold("问")
    clock = FrozenClock()
    async with talking(database, clock, handler, lease=timedelta(seconds=0.2)) as one:
        first = asyncio.create_task(one.handle(message("问")))
        await handler.begun["问"].wait()
        for _ in range(5):
            clock.advance(seconds=0.15)
            await renewed(database, clock)
        async with talking(database, clock, handler) as two:
            second = asyncio.create_task(two.handle(message("问")))
            await claimed(two, "问")
            handler.may_go["问"].set()
            assert said(await second) == said(await first) == ["问#1"]


async def renewed(database: Database, clock: FrozenClock) -> None:
    lease = None
    async with asyncio.timeout(PATIENCE):
        while lease is None or lease <= clock() + timedelta(seconds=0.1):
            async with database.reading() as connection:
                lease = await connection.scalar(select(Claim.lease_until))


async def test_a_late_answer_is_delivered_at_once_and_its_text_wiped(
    database: Database, clock: FrozenClock
) -> None:
    handler, sender = Counting(), FakeSender()
    handler.hold("问")
    outbox = Outbox(database, [sender], clock, idle=60)
    outbox.start()
    async with talking(database, clock, handler, on_outbox=outbox.wake) as dispatcher:
        await dispatcher.handle_within(message("问"), NO_TIME)
        handler.may_go["问"].set()
        async with asyncio.timeout(PATIENCE):
            await sender.arrived.wait()
    await outbox.close()
    assert sender.sent == ["问#1"]
    async with database.reading() as connection:
        assert list(await connection.scalars(select(OutboxRow.payload))) == [None]


async def test_forgetting_takes_messages_that_wait_to_be_sent(database: Database, clock: FrozenClock) -> None:
    handler = Counting()
    handler.hold("问")

    async def forgetful(turn: Turn) -> Outcome:
        outcome = await handler(turn)
        return outcome if turn.inbound.key == "问" else answer_to(turn, "好", forget=True)

    async with talking(database, clock, forgetful) as dispatcher:
        await dispatcher.handle_within(message("问"), NO_TIME)
        handler.may_go["问"].set()
        await finished(dispatcher)
        await dispatcher.handle(message("退订"))
    assert await count(database, OutboxRow) == 0
    assert await count(database, SessionRow) == 0


def test_a_message_survives_its_keeping() -> None:
    inbound = message("问")
    assert decode_inbound(encode_inbound(inbound)) == inbound
    assert decode_inbound("{}") is None
