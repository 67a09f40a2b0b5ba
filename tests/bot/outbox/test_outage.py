"""A platform that is not there: the channel waits as one, asks by one message at a time, and loses nothing."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from random import Random

import pytest

from bot.channels.base import Dead, Delivery, Outgoing, Pause, Retry, Sent
from bot.outbox.delivery import ChannelWorker
from bot.outbox.settling import LIVES, rest
from store.database import Database
from store.outbox.pace import OUTAGE, Standing
from store.outbox.rows import list_rows, replay
from store.outbox.settling import Reach
from store.states import OutboxState
from tests.bot.outbox.posting import put, run, states, worker
from tests.bot.sending import FakeSender
from tests.clocks import FrozenClock

DOWN = Retry("no connection", reach=Reach.UNREACHED)
PEOPLE = ("anna", "bert", "carl")


class Platform(FakeSender):
    """Is there or not; notes how many messages were on their way at once."""

    def __init__(self, clock: FrozenClock) -> None:
        super().__init__()
        self.clock = clock
        self.is_up = True
        self.at_once: list[int] = []
        self.received: list[tuple[str, str]] = []
        self._running = 0

    async def send(self, outgoing: Outgoing) -> Delivery:
        self._running += 1
        self.at_once.append(self._running)
        await asyncio.sleep(0)
        self._running -= 1
        self.tried.append(outgoing)
        if not self.is_up:
            return DOWN
        self.received.append((outgoing.person.address, outgoing.reply.text))
        return Sent()


async def work(workers: list[ChannelWorker]) -> None:
    """One look of each, side by side."""
    await asyncio.gather(*(one.send_due() for one in workers))


async def fail_until_out(platform: Platform, workers: list[ChannelWorker]) -> None:
    platform.is_up = False
    while len(platform.tried) < OUTAGE:
        await work(workers)
        platform.clock.advance(minutes=1)


async def test_three_days_without_the_platform_lose_nothing_and_disorder_nothing(
    database: Database, clock: FrozenClock
) -> None:
    platform = Platform(clock)
    workers = [worker(database, platform, clock) for _ in range(2)]
    platform.is_up = False
    for step in range(24):
        if step % 6 == 0:
            for person in PEOPLE:
                await put(database, clock, f"{step:02}", address=person)
        await work(workers)
        clock.advance(hours=3)
    clock.advance(hours=72)  # longer than a message may fail
    await work(workers)
    assert await states(database) == {"ready": 4 * len(PEOPLE)}
    assert set(platform.at_once[len(PEOPLE) :]) == {1}, "one probe at a time"
    platform.is_up = True
    clock.advance(minutes=10)
    for _ in range(6):
        await work(workers)
    assert await states(database) == {"sent": 4 * len(PEOPLE)}, "at once, whatever was tried last"
    for person in PEOPLE:
        texts = [text for address, text in platform.received if address == person]
        assert texts == [f"{step:02}" for step in range(0, 24, 6)]


def test_while_it_is_not_there_it_is_asked_ever_more_seldom() -> None:
    clock = FrozenClock()
    standing, rests = Standing("wechat", clock(), clock()), []
    for _ in range(OUTAGE + 8):
        standing = standing.unreached(clock(), rest, by_probe=standing.is_out)
        rests.append((standing.paused_until - clock()).total_seconds())
        clock.now = max(clock(), standing.paused_until)
    assert rests[OUTAGE - 1 :] == [20, 40, 80, 160, 320, 600, 600, 600, 600]


async def test_no_message_is_risked_on_a_platform_that_can_be_asked_whether_it_is_there(
    database: Database, clock: FrozenClock
) -> None:
    class Silent(Platform):
        """Messages that it does not answer may have arrived or not."""

        asked = 0

        async def is_there(self) -> bool:
            self.asked += 1
            return self.is_up

        async def send(self, outgoing: Outgoing) -> Delivery:
            answer = await super().send(outgoing)
            return answer if self.is_up else Dead("outcome_unknown", reach=Reach.UNREACHED)

    platform = Silent(clock)
    workers = [worker(database, platform, clock) for _ in range(2)]
    for number in range(8):
        await put(database, clock, "一", address=f"p{number % 4}{number // 4}")
    platform.is_up = False
    await put(database, clock, *map(str, range(9)), address="anna")
    for _ in range(12):
        await work(workers)
        clock.advance(hours=1)
    dead = (await states(database))["dead"]
    assert dead < 12, "those that were on their way when it fell silent"
    assert platform.asked > 8
    platform.is_up = True
    for _ in range(12):
        clock.advance(minutes=10)
        await work(workers)
    assert await states(database) == {"dead": dead, "sent": 17 - dead}


async def test_one_answer_ends_the_outage_for_everybody(database: Database, clock: FrozenClock) -> None:
    platform = Platform(clock)
    for person in PEOPLE:
        await put(database, clock, "一", address=person)
    workers = [worker(database, platform, clock) for _ in range(2)]
    await fail_until_out(platform, workers)
    platform.is_up = True
    clock.advance(minutes=30)
    await work(workers)
    assert len(platform.received) == 1
    await work(workers)
    assert len(platform.received) == len(PEOPLE)


async def test_a_probe_whose_process_died_is_given_up_after_its_lease(
    database: Database, clock: FrozenClock
) -> None:
    platform = Platform(clock)
    await put(database, clock, "一")
    await put(database, clock, "二", address="bert")
    one, other = (worker(database, platform, clock) for _ in range(2))
    await fail_until_out(platform, [one])
    clock.advance(minutes=30)

    class Hangs(FakeSender):
        async def send(self, outgoing: Outgoing) -> Delivery:
            self.arrived.set()
            await asyncio.Event().wait()
            raise AssertionError("unreachable")

    hanging = Hangs()
    doomed = asyncio.create_task(worker(database, hanging, clock).send_due())
    await hanging.arrived.wait()
    platform.is_up = True
    await run(other, 2)
    assert platform.received == [], "the probe is on its way"
    doomed.cancel()
    await asyncio.gather(doomed, return_exceptions=True)
    clock.advance(seconds=61)
    await run(other, 3)
    assert sorted(platform.received) == [("anna", "一"), ("bert", "二")]


async def test_failures_of_one_message_between_answers_pause_nobody(
    database: Database, clock: FrozenClock
) -> None:
    sender = FakeSender()
    sender.answer = lambda outgoing: DOWN if outgoing.reply.text == "毒" else Sent()
    await put(database, clock, "毒", address="poisoned")
    one = worker(database, sender, clock)
    for number in range(12):
        await put(database, clock, "好", address=f"p{number}")
        await one.send_due()
        clock.advance(hours=1)
    assert len(sender.sent) == 12


async def test_a_poison_message_is_seen_given_up_told_of_and_sent_again(
    database: Database, clock: FrozenClock
) -> None:
    sender = FakeSender()

    def answer(outgoing: Outgoing) -> Delivery:
        if "毒" in outgoing.reply.text:
            raise RuntimeError("cannot be written")
        return Sent()

    sender.answer = answer
    await put(database, clock, "毒", "后一条", "再一条")
    await put(database, clock, "别人的", address="other")
    one = worker(database, sender, clock)
    await run(one, 2)
    assert sender.sent == ["别人的"]
    (waiting, *_) = await list_rows(database, OutboxState.READY)
    assert (waiting.attempts, "RuntimeError" in waiting.reason) == (1, True)
    clock.advance(seconds=LIVES.total_seconds())
    await run(one, 3)
    (dead,) = await list_rows(database, OutboxState.DEAD)
    assert "given up" in dead.reason
    missing, after = sender.sent[1:]
    assert (missing.splitlines()[-1], len(missing.splitlines())) == ("后一条", 2)
    assert after == "再一条", "it is said once"
    sender.answer = lambda _outgoing: Sent()
    assert await replay(database, [dead.id], clock()) == 1
    await one.send_due()
    assert sender.sent[-1] == "毒"


@pytest.mark.parametrize("rests", [timedelta(hours=1), timedelta(days=9)])
async def test_age_stands_still_while_the_platform_wants_rest(
    database: Database, clock: FrozenClock, rests: timedelta
) -> None:
    """Of the time between two attempts that fail only what lay beside the pause counts."""
    broken = Retry("broken")
    answers: list[Delivery] = [broken, Pause("quota", clock() + timedelta(hours=1) + rests)]
    sender = FakeSender()
    sender.answer = lambda _outgoing: answers.pop(0) if answers else broken
    await put(database, clock, "一")
    one = worker(database, sender, clock)
    await one.send_due()
    clock.advance(hours=1)
    await one.send_due()
    clock.advance(seconds=rests.total_seconds())
    await one.send_due()
    assert (len(sender.tried), await states(database)) == (3, {"ready": 1})
    clock.advance(seconds=LIVES.total_seconds() - 3600 - 60)
    await one.send_due()
    assert await states(database) == {"ready": 1}
    clock.advance(hours=1)
    await one.send_due()
    assert await states(database) == {"dead": 1}


async def test_whatever_fails_each_person_reads_their_messages_in_order(
    database: Database, clock: FrozenClock
) -> None:
    chance, platform = Random(7), Platform(clock)
    workers = [worker(database, platform, clock) for _ in range(2)]
    for number in range(24):
        platform.is_up = chance.random() < 0.5
        await put(database, clock, f"{number:02}", address=chance.choice(PEOPLE))
        await work(workers)
        clock.advance(seconds=chance.choice((1, 20, 900)))
    platform.is_up = True
    for _ in range(14):
        clock.advance(minutes=10)
        await work(workers)
    assert len(platform.received) == 24
    for person in PEOPLE:
        texts = [text for address, text in platform.received if address == person]
        assert texts == sorted(texts)


def test_failures_that_were_on_their_way_lengthen_no_rest() -> None:
    clock = FrozenClock()
    out = Standing("wechat", clock(), clock()).unreached(clock(), rest, by_probe=False, times=16)
    assert out.failures == OUTAGE
    assert out.unreached(clock(), rest, by_probe=False, times=16) == out


def test_the_ledger_adds_pauses_that_follow_each_other_and_overlap() -> None:
    clock = FrozenClock()
    quiet = Standing("wechat", clock(), clock())
    paused = quiet.paused_to(clock() + timedelta(hours=2), clock())
    clock.advance(hours=1)
    assert paused.paused(clock()) == timedelta(hours=1)
    longer = paused.paused_to(clock() + timedelta(hours=3), clock())
    clock.advance(hours=10)
    assert longer.paused(clock()) == timedelta(hours=4)
    again = longer.paused_to(clock() + timedelta(hours=1), clock())
    clock.advance(hours=5)
    assert again.rested(clock()).paused(clock()) == timedelta(hours=5)
    out = again.unreached(clock(), rest, by_probe=False, times=OUTAGE)
    clock.advance(days=3)
    assert out.reached(clock()).paused(clock()) == timedelta(days=3, hours=5)
