"""The outbox worker: once, in order, at the channel's pace, by any number of processes."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.channels.base import Dead, Delivery, Hold, Outgoing, Pause, Retry, Sent
from bot.counting import NoCounters
from bot.outbox.delivery import ChannelWorker, Outbox
from bot.outbox.settling import LIVES, rest
from handlers.messages import Channel
from handlers.texts.notices import MISSING_BEFORE
from store.database import Database
from store.outbox.pace import Pace
from store.outbox.rows import NewOutboxRow, list_rows, put_out, replay
from store.outbox.settling import Attempted, Settlement, settle
from store.outbox.taking import Take, next_due, take_rows
from store.states import OutboxState
from store.tables.messages import OutboxRow
from tests.bot.outbox.posting import payload, put, run, states, worker
from tests.bot.sending import FakeSender
from tests.bot.talking import message, said, talking
from tests.clocks import FrozenClock

FAST = Pace(timedelta(milliseconds=1), 50)


async def test_a_row_is_sent_once_and_its_text_wiped(database: Database, clock: FrozenClock) -> None:
    sender = FakeSender()
    await put(database, clock, "一")
    await run(worker(database, sender, clock), 3)
    assert sender.sent == ["一"]
    async with database.reading() as connection:
        assert list(await connection.scalars(select(OutboxRow.payload))) == [None]


async def test_the_same_message_put_out_twice_is_one_row(database: Database, clock: FrozenClock) -> None:
    sender = FakeSender()
    await put(database, clock, "一")
    await put(database, clock, "一")
    await run(worker(database, sender, clock), 3)
    assert sender.sent == ["一"]


async def test_a_rolled_back_transaction_puts_nothing_out(database: Database, clock: FrozenClock) -> None:
    async def put_out_and_fail() -> None:
        async with database.writing() as connection:
            await connection.run_sync(put_out, [NewOutboxRow("k", "wechat", "anna", payload("一"))], clock())
            raise ValueError("never mind")

    with pytest.raises(ValueError, match="never mind"):
        await put_out_and_fail()
    assert await states(database) == {}


async def test_one_persons_messages_keep_their_order_even_past_a_failure(
    database: Database, clock: FrozenClock
) -> None:
    sender = FakeSender()
    sender.answer = lambda outgoing: Retry("busy") if outgoing.attempt == 1 else Sent()
    await put(database, clock, "一", "二", "三")
    await put(database, clock, "别人的", address="other")
    one = worker(database, sender, clock)
    await run(one, 3)
    assert [outgoing.reply.text for outgoing in sender.tried] == ["一", "别人的"]
    for _ in range(6):
        clock.advance(minutes=1)
        await one.send_due()
    assert [text for text in sender.sent if text != "别人的"] == ["一", "二", "三"]


async def test_failures_are_dead_by_age_not_by_attempts_and_can_be_replayed(
    database: Database, clock: FrozenClock
) -> None:
    sender = FakeSender()
    sender.answer = lambda _outgoing: Retry("busy")
    await put(database, clock, "一")
    one = worker(database, sender, clock)
    for _ in range(20):
        await one.send_due()
        clock.advance(hours=1)
    assert await states(database) == {"ready": 1}
    clock.advance(hours=LIVES.total_seconds() / 3600 - 20)
    await one.send_due()
    assert [outgoing.attempt for outgoing in sender.tried] == list(range(1, 22))
    assert len({outgoing.key for outgoing in sender.tried}) == 1
    (dead,) = await list_rows(database, OutboxState.DEAD)
    assert "busy" in dead.reason
    sender.answer = lambda _outgoing: Sent()
    assert await replay(database, [dead.id, 999], clock()) == 1
    await one.send_due()
    assert sender.sent == ["一"]
    assert await replay(database, [dead.id], clock()) == 0


async def test_what_was_replayed_is_tried_again_for_as_long_as_something_new(
    database: Database, clock: FrozenClock
) -> None:
    sender = FakeSender()
    sender.answer = lambda _outgoing: Retry("busy")
    await put(database, clock, "一")
    one = worker(database, sender, clock)
    await one.send_due()
    clock.advance(days=30)
    await one.send_due()
    (dead,) = await list_rows(database, OutboxState.DEAD)
    assert await replay(database, [dead.id], clock()) == 1
    await one.send_due()
    assert await states(database) == {"ready": 1}
    (ready,) = await list_rows(database, OutboxState.READY)
    assert (ready.attempts, ready.due - clock()) == (1, timedelta(seconds=5))  # it backs off from the start, too


async def test_the_platforms_own_pause_is_kept(database: Database, clock: FrozenClock) -> None:
    sender = FakeSender()
    sender.answer = lambda outgoing: Retry("slow down", timedelta(seconds=90)) if outgoing.attempt == 1 else Sent()
    await put(database, clock, "一")
    one = worker(database, sender, clock)
    assert await one.send_due() >= 0
    clock.advance(seconds=89)
    assert await one.send_due() == 1.0
    clock.advance(seconds=1)
    await one.send_due()
    assert sender.sent == ["一"]


async def test_what_will_never_succeed_is_dead_at_once_and_blocks_nobody(
    database: Database, clock: FrozenClock
) -> None:
    sender = FakeSender()
    sender.answer = lambda outgoing: Dead("left") if outgoing.reply.text == "一" else Sent()
    await put(database, clock, "一", "二")
    await run(worker(database, sender, clock), 3)
    assert sender.sent == [f"{MISSING_BEFORE}\n二"]
    assert await states(database) == {"dead": 1, "sent": 1}


async def test_a_held_message_stands_before_the_answer_when_the_person_writes_again(
    database: Database, clock: FrozenClock
) -> None:
    sender, allowance = FakeSender(), [False]

    def answer(_outgoing: Outgoing) -> Delivery:
        return Sent() if allowance[0] else Hold("allowance used up")

    sender.answer = answer
    await put(database, clock, "一", "二")
    one = worker(database, sender, clock)
    await run(one, 2)
    clock.advance(days=2)
    await run(one, 2)
    assert len(sender.tried) == 1
    assert await states(database) == {"held": 1, "ready": 1}
    allowance[0] = True
    async with talking(database, clock) as dispatcher:
        await dispatcher.handle(message("别人", address="other"))
        assert (await states(database))["held"] == 1
        assert said(await dispatcher.handle(message("在吗"))) == ["一", "在吗"]
    await run(one, 3)
    assert sender.sent == ["二"]


async def test_a_paused_channel_waits_in_every_process_and_counts_no_attempt(
    database: Database, clock: FrozenClock
) -> None:
    one_sender, two_sender = FakeSender(), FakeSender()
    until = clock() + timedelta(hours=1)
    one_sender.answer = lambda _outgoing: Pause("daily quota", until)
    await put(database, clock, "一")
    await worker(database, one_sender, clock).send_due()
    await put(database, clock, "二", address="other")
    two = worker(database, two_sender, clock)
    await run(two, 2)
    assert two_sender.tried == []
    clock.advance(hours=1)
    await run(two, 2)
    assert [(outgoing.reply.text, outgoing.attempt) for outgoing in two_sender.tried] == [("一", 1), ("二", 1)]


async def test_two_workers_send_every_row_once(database: Database, clock: FrozenClock) -> None:
    sender = FakeSender()
    for number in range(30):
        await put(database, clock, "好", address=f"p{number}")
    one, two = worker(database, sender, clock), worker(database, sender, clock)
    await asyncio.gather(run(one, 6), run(two, 6))
    assert len(sender.sent) == 30
    assert len({outgoing.id for outgoing in sender.tried}) == 30


async def test_two_workers_together_keep_the_channels_pace(database: Database, clock: FrozenClock) -> None:
    senders = [FakeSender(per_second=2, burst=3) for _ in range(2)]
    for number in range(20):
        await put(database, clock, "好", address=f"p{number}")
    workers = [worker(database, sender, clock) for sender in senders]

    def sent() -> int:
        return sum(len(sender.sent) for sender in senders)

    await asyncio.gather(*(run(one, 2) for one in workers))
    assert sent() == 3
    for expected in (5, 7, 9):
        clock.advance(seconds=1)
        await asyncio.gather(*(run(one, 2) for one in workers))
        assert sent() == expected


async def test_a_row_whose_worker_died_is_due_again_after_its_lease_and_the_dead_settles_nothing(
    database: Database, clock: FrozenClock
) -> None:
    await put(database, clock, "一")
    lease = timedelta(seconds=60)
    (row,), _ = await take_rows(database, Take("wechat", FAST, "dead", lease, 8), clock())
    sender = FakeSender()
    one = worker(database, sender, clock)
    await one.send_due()
    assert sender.tried == []
    clock.advance(seconds=61)
    await one.send_due()
    assert (sender.sent, sender.tried[0].attempt) == (["一"], 2)
    late = Attempted(row, Settlement(OutboxState.DEAD, clock(), "late"))
    assert await settle(database, "wechat", [late], clock(), rest) == set()
    assert await states(database) == {"sent": 1}


async def test_a_sender_that_raises_is_tried_again_and_its_words_are_not_kept(
    database: Database, clock: FrozenClock, capsys: pytest.CaptureFixture[str]
) -> None:
    sender = FakeSender()

    def broken(outgoing: Outgoing) -> Delivery:
        if outgoing.attempt == 1:
            raise RuntimeError("token=secret")
        return Sent()

    sender.answer = broken
    await put(database, clock, "一")
    one = worker(database, sender, clock)
    await one.send_due()
    (row,) = await list_rows(database, OutboxState.READY)
    assert "RuntimeError" in row.reason
    assert "secret" not in row.reason + capsys.readouterr().out
    clock.advance(minutes=1)
    await one.send_due()
    assert sender.sent == ["一"]


async def test_a_row_that_cannot_be_read_is_dead(database: Database, clock: FrozenClock) -> None:
    async with database.writing() as connection:
        await connection.run_sync(put_out, [NewOutboxRow("k", "wechat", "anna", '{"of": "old"}')], clock())
    await worker(database, FakeSender(), clock).send_due()
    assert await states(database) == {"dead": 1}


async def test_another_channels_rows_are_left_alone(database: Database, clock: FrozenClock) -> None:
    sender = FakeSender(Channel.TELEGRAM)
    await put(database, clock, "一")
    await run(worker(database, sender, clock), 2)
    assert sender.tried == []


async def test_a_woken_outbox_looks_at_once_and_closes_cleanly(database: Database, clock: FrozenClock) -> None:
    sender = FakeSender()
    outbox = Outbox(database, [sender], clock, idle=60)
    outbox.start()
    await put(database, clock, "一")
    outbox.wake()
    async with asyncio.timeout(60):
        await sender.arrived.wait()
    await outbox.close()
    assert await states(database) == {"sent": 1}


async def test_what_waits_behind_a_held_message_lets_the_worker_rest(
    database: Database, clock: FrozenClock
) -> None:
    sender = FakeSender()
    sender.answer = lambda _outgoing: Hold("allowance used up")
    await put(database, clock, "一", "二")
    one = worker(database, sender, clock)
    await one.send_due()
    assert await next_due(database, "wechat") is None
    assert await one.send_due() == 60


async def test_a_platform_that_never_answers_is_given_up_and_tried_again(
    database: Database, clock: FrozenClock
) -> None:
    class Silent(FakeSender):
        async def send(self, outgoing: Outgoing) -> Delivery:
            self.tried.append(outgoing)
            await asyncio.Event().wait()
            raise AssertionError("unreachable")

    await put(database, clock, "一")
    silent = Silent()
    one = ChannelWorker(database, silent, clock, counters=NoCounters(), idle=60, jitter=lambda: 1.0, attempt=0.01)
    async with asyncio.timeout(60):
        await one.send_due()
    (row,) = await list_rows(database, OutboxState.READY)
    assert (row.attempts, row.reason) == (1, "no answer in time")


async def test_being_held_is_no_attempt(database: Database, clock: FrozenClock) -> None:
    sender = FakeSender()
    sender.answer = lambda _outgoing: Hold("allowance used up")
    await put(database, clock, "一")
    one = worker(database, sender, clock)
    await one.send_due()
    async with talking(database, clock) as dispatcher:
        await dispatcher.accept(message("在吗"))
    sender.answer = lambda _outgoing: Sent()
    await one.send_due()
    assert [outgoing.attempt for outgoing in sender.tried] == [1, 1]


async def test_a_long_reason_is_cut(database: Database, clock: FrozenClock) -> None:
    sender = FakeSender()
    sender.answer = lambda _outgoing: Dead("x" * 300)
    await put(database, clock, "一")
    await worker(database, sender, clock).send_due()
    (row,) = await list_rows(database, OutboxState.DEAD)
    assert row.reason == "x" * 200


async def test_a_crowd_that_waits_behind_one_message_keeps_nobody_else_waiting(
    database: Database, clock: FrozenClock
) -> None:
    sender = FakeSender()
    sender.answer = lambda outgoing: Retry("busy") if outgoing.person.address == "anna" else Sent()
    await put(database, clock, *(f"{number}" for number in range(250)))
    one = worker(database, sender, clock)
    await one.send_due()
    await put(database, clock, "别人的", address="other")
    assert await one.send_due() >= 0
    assert sender.sent == ["别人的"]
    assert await next_due(database, "wechat") == clock() + timedelta(seconds=5)
