"""Processes killed in the middle: what was promised is kept, and nothing happens twice."""

from __future__ import annotations

import asyncio
import signal
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from bot.clock import ShiftedClock
from bot.counting import NoCounters
from bot.outbox.delivery import ChannelWorker
from bot.turns.resuming import resume_turns
from handlers.turn import Outcome, Turn
from store.database import Database
from store.outbox.rows import NewOutboxRow, put_out
from store.tables.messages import OutboxRow
from tests.bot.doomed import LEASE, SAID, confidential
from tests.bot.outbox.posting import payload
from tests.bot.sending import FakeSender
from tests.bot.talking import message, said, talking
from tests.bot.turns.test_dispatch import Counting
from tests.bot.turns.test_dispatch_late import finished, payloads
from tests.processes import run_module
from tests.stored import stored_sessions


async def killed(url: str, point: str, words: str = "问") -> list[str]:
    """What the process said before it died."""
    done = await asyncio.to_thread(run_module, "tests.bot.doomed", url, point, words)
    assert done.returncode == -signal.SIGKILL, done.stderr
    lines = done.stdout.decode().splitlines()
    return [line.removeprefix(SAID) for line in lines if line.startswith(SAID)]


def later() -> ShiftedClock:
    """The clock of whoever goes on when the leases of the dead are over."""
    clock = ShiftedClock()
    clock.advance(LEASE)
    return clock


async def effects(database: Database) -> int:
    """How often the message changed the session."""
    return str(await stored_sessions(database)).count("问;")


@pytest.mark.rotated("kills", 4)
async def test_three_deliveries_and_a_kill_after_the_claim_are_one_effect_and_one_answer(
    database: Database, database_url: str
) -> None:
    await killed(database_url, "claimed")
    handler = Counting()
    async with talking(database, later(), handler, lease=LEASE) as dispatcher:
        answers = await asyncio.gather(*(dispatcher.handle_within(message("问"), 60) for _ in range(2)))
    assert [said(answer) for answer in answers] == [["问#1"], ["问#1"]]
    assert await effects(database) == 1


@pytest.mark.rotated("kills", 4)
async def test_a_kill_after_the_commit_is_answered_from_what_was_stored(
    database: Database, database_url: str
) -> None:
    await killed(database_url, "answered")
    handler = Counting()
    async with talking(database, later(), handler, lease=LEASE) as dispatcher:
        assert said(await dispatcher.handle_within(message("问"), 60)) == ["问"]
    assert handler.seen == []
    assert await effects(database) == 1


@pytest.mark.rotated("kills", 4)
async def test_a_kill_after_success_was_said_loses_no_answer(database: Database, database_url: str) -> None:
    assert await killed(database_url, "late") == ["later"]
    clock, handler = later(), Counting()
    async with talking(database, clock, handler, lease=LEASE) as dispatcher:
        assert await resume_turns(database, dispatcher, clock) == 1
        await finished(dispatcher)
    assert await payloads(database) == ["问#1"]
    assert await effects(database) == 1


@pytest.mark.rotated("kills", 4)
async def test_a_kill_while_the_store_is_slow_loses_nothing_because_nothing_was_promised(
    database: Database, database_url: str
) -> None:
    async with database.writing() as connection:  # on SQLite nobody else writes now
        if not database.is_sqlite:
            await connection.execute(text("LOCK TABLE claims IN ACCESS EXCLUSIVE MODE"))
        assert await killed(database_url, "slow") == ["nothing"]
    async with talking(database, later(), lease=LEASE) as dispatcher:
        assert said(await dispatcher.handle_within(message("问"), 60)) == ["问"]
    assert await effects(database) == 1


@pytest.mark.rotated("kills", 4)
@pytest.mark.soak
async def test_after_a_kill_two_processes_give_every_repeat_of_a_complaint_the_same_answer(
    database: Database, database_url: str, soak_factor: int
) -> None:
    count = 60 * soak_factor
    told = dict(line.split() for line in await killed(database_url, "reports", str(count)))
    assert len(told) >= count / 2
    clock = later()
    async with (
        talking(database, clock, confidential, lease=LEASE) as one,
        talking(database, clock, confidential, lease=LEASE) as two,
    ):
        brought = [message(f"{number}", address=f"p{number % 7}") for number in range(count)]
        first = await asyncio.gather(*map(one.handle, brought))
        second = await asyncio.gather(*map(two.handle, brought))
    assert first == second
    answers = {inbound.key: said(replies)[0] for inbound, replies in zip(brought, first, strict=True)}
    assert answers | told == answers


@pytest.mark.rotated("kills", 4)
async def test_the_next_message_does_not_wait_for_a_dead_process(database: Database, database_url: str) -> None:
    await killed(database_url, "claimed")
    async with talking(database, later(), lease=LEASE) as dispatcher:
        async with asyncio.timeout(60):
            assert said(await dispatcher.handle(message("后来"))) == ["后来"]


@pytest.mark.rotated("kills", 4)
async def test_a_message_whose_sender_was_killed_is_sent_by_another_with_the_same_key(
    database: Database, database_url: str
) -> None:
    clock, sender = ShiftedClock(), FakeSender()
    async with database.writing() as connection:
        await connection.run_sync(put_out, [NewOutboxRow("key", "wechat", "anna", payload("一"))], clock())
    await killed(database_url, "sending")
    worker = ChannelWorker(database, sender, clock, counters=NoCounters(), idle=60, jitter=lambda: 1.0)
    await worker.send_due()
    assert sender.tried == []
    clock.advance(timedelta(seconds=61))
    await worker.send_due()
    assert [(outgoing.key, outgoing.attempt) for outgoing in sender.tried] == [("key", 2)]
    async with database.reading() as connection:
        assert await connection.scalar(select(OutboxRow.state)) == "sent"


@pytest.mark.rotated("kills", 4)
@pytest.mark.soak
async def test_quick_messages_through_two_processes_and_a_killed_third_keep_one_at_a_time(
    database: Database, database_url: str, soak_factor: int
) -> None:
    clock = ShiftedClock()
    at_work = [0]
    handler = Counting()

    async def alone(turn: Turn) -> Outcome:
        at_work[0] += 1
        assert at_work[0] == 1
        await asyncio.sleep(0.001)
        at_work[0] -= 1
        return await handler(turn)

    for number in range(soak_factor):
        await killed(database_url, "claimed", f"死{number}")
        clock.advance(LEASE)
        async with (
            talking(database, clock, alone, lease=LEASE) as one,
            talking(database, clock, alone, lease=LEASE) as two,
        ):
            texts = [f"死{number}", *(f"{number}-{each}" for each in range(6))]
            answers = await asyncio.gather(
                *((one, two)[place % 2].handle(message(each)) for place, each in enumerate(texts))
            )
        assert len({said(answer)[0] for answer in answers}) == 7
    assert len(handler.seen) == len(set(handler.seen)) == 7 * soak_factor
