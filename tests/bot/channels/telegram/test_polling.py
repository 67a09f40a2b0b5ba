"""An update is confirmed when what it does is committed: through kills, failures, two pollers and slow turns."""

from __future__ import annotations

import asyncio
import signal
from datetime import datetime, timedelta
from unittest.mock import Mock

import pytest

from bot.channels.base import Taken
from bot.channels.telegram.holding import Holding
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.updates import Received
from bot.clock import ShiftedClock, utc_now
from handlers.messages import Channel, Inbound, Person, Text
from handlers.turn import Outcome, Turn
from store.database import Database
from store.leases import take_lease
from tests.bot.channels.telegram.living import LEASE, Around, polling
from tests.bot.channels.telegram.support import ANNA, BERTA
from tests.bot.talking import answer_to, words
from tests.clocks import FrozenClock
from tests.fakes.telegram import FakeTelegram, Fault
from tests.processes import run_module


def said(fake: FakeTelegram, chat: int = ANNA) -> list[str]:
    return [one.text for one in fake.sent if one.chat == chat]


@pytest.mark.sampled(1)
@pytest.mark.parametrize("point", ["fetched", "claimed", "committed"])
async def test_a_kill_between_update_and_confirmation_loses_nothing_and_doubles_nothing(
    fake: FakeTelegram, database: Database, database_url: str, point: str
) -> None:
    """The echo answers with all that was asked before: a second effect would show in it."""
    for text in ("一", "二"):
        await fake.say(ANNA, text)
    done = await asyncio.to_thread(
        run_module, "tests.bot.channels.telegram.doomed", database_url, fake.base, point
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert [one["message"]["text"] for one in fake.pending] == ["一", "二"]
    later = ShiftedClock()
    later.advance(LEASE)
    async with polling(database, fake.base, clock=later):
        await fake.say(ANNA, "三")
        await fake.until(lambda: len(fake.sent) == 3)
        await fake.until(lambda: not fake.pending)
    assert said(fake) == ["一", "一;二", "一;二;三"]


async def test_one_persons_updates_are_answered_in_order_and_others_do_not_wait(
    fake: FakeTelegram, database: Database
) -> None:
    slow = asyncio.Event()

    async def respond(turn: Turn) -> Outcome:
        if words(turn.inbound) == "慢":
            await slow.wait()
        return answer_to(turn, f"{turn.session.memory.topic}{words(turn.inbound)}")

    async with polling(database, fake.base, respond):
        for text in ("慢", "快"):
            await fake.say(ANNA, text)
        await fake.say(BERTA, "甲")
        await fake.until(lambda: said(fake, BERTA) == ["甲"])
        await fake.say(BERTA, "乙")
        await fake.until(lambda: said(fake, BERTA) == ["甲", "甲;乙"])
        assert said(fake) == []
        assert len(fake.pending) == 4  # nothing is confirmed behind the slow one
        slow.set()
        await fake.until(lambda: not fake.pending)
        await fake.until(lambda: len(fake.sent) == 4)
    assert said(fake) == ["慢", "慢;快"]


async def test_an_update_that_was_not_taken_is_asked_for_again_and_not_overtaken(
    fake: FakeTelegram, database: Database
) -> None:
    fails = iter([True, True, False, False])
    tried: list[str] = []

    def around(dispatch: Around) -> None:
        def before(inbound: object) -> None:
            tried.append(str(inbound))
            if next(fails, False):
                raise ConnectionError("the store is away")

        dispatch.before = before

    async with polling(database, fake.base, around=around):
        for text in ("一", "二"):
            await fake.say(ANNA, text)
        await fake.until(lambda: len(fake.sent) == 2)
    assert len(tried) == 4
    assert said(fake) == ["一", "一;二"]


async def test_of_two_pollers_one_polls_and_the_other_takes_over(fake: FakeTelegram, database: Database) -> None:
    async with polling(database, fake.base):
        async with polling(database, fake.base):
            await fake.say(ANNA, "一")
            await fake.until(lambda: len(fake.sent) == 1)
        await fake.say(ANNA, "二")
        await fake.until(lambda: len(fake.sent) == 2)
    assert said(fake) == ["一", "一;二"]
    assert fake.count("getMe") <= 2


async def test_a_poller_without_the_lease_asks_for_nothing(fake: FakeTelegram, database: Database) -> None:
    assert await Holding(database, utc_now).hold()
    async with polling(database, fake.base, is_started=False) as poller:
        assert await poller.step() > 0
    assert fake.calls == []


async def test_a_webhook_is_taken_away_where_it_stands_in_the_way(fake: FakeTelegram, database: Database) -> None:
    fake.webhook = {"url": "https://old.example/"}
    async with polling(database, fake.base):
        await fake.say(ANNA, "一")
        await fake.until(lambda: fake.sent)
    assert fake.count("deleteWebhook") == 1
    assert fake.webhook == {}


async def test_numbers_that_begin_anew_after_a_quiet_week_are_seen(fake: FakeTelegram, database: Database) -> None:
    async with polling(database, fake.base):
        await fake.say(ANNA, "一")
        await fake.until(lambda: not fake.pending)
        await fake.until(lambda: "offset" not in fake.calls[-1][1] and fake.calls[-1][0] == "getUpdates")
        await fake.happen(update_id=5, message=fake.message(ANNA, text="二"))
        await fake.until(lambda: len(fake.sent) == 2)
    assert said(fake) == ["一", "一;二"]


async def test_trouble_of_the_platform_passes(fake: FakeTelegram, database: Database) -> None:
    fake.fail("getUpdates", Fault.code(429, "Too Many Requests: retry after 1", retry_after=1))
    fake.fail("getMe", Fault(502, b"<html>"), Fault(is_broken=True))
    async with polling(database, fake.base, is_started=False) as poller:
        assert [await poller.step() for _ in range(2)] == [5.0, 5.0]
        assert await poller.step() == 1.0
        await fake.say(ANNA, "一")
        await poller.step()
        await fake.until(lambda: fake.sent)
    assert said(fake) == ["一"]


async def test_a_lease_is_renewed_while_a_poll_takes_its_time(database: Database) -> None:
    lasts, clock = timedelta(seconds=0.2), FrozenClock()
    asked = asyncio.Event()

    def now() -> datetime:
        asked.set()
        return clock()

    holding, other = Holding(database, now, lasts=lasts), Holding(database, clock, lasts=lasts)
    assert await holding.hold()
    async with holding.kept():
        clock.advance(seconds=0.15)
        asked.clear()
        await asyncio.wait_for(asked.wait(), 60)
    clock.advance(seconds=0.15)
    assert not await other.hold()
    clock.advance(seconds=0.2)
    assert await other.hold()


async def test_what_a_person_sends_behind_an_update_that_was_not_taken_is_not_taken_either() -> None:
    failing, tried = asyncio.Event(), []

    class Dispatch:
        async def accept(self, inbound: Inbound) -> Taken:
            tried.append(inbound.key)
            await failing.wait()
            return Taken.NOT

    intake = Intake(Dispatch(), Mock())
    works = [intake.take(Received(Inbound(_ANNA, key, Text("好"), utc_now()))) for key in ("1", "2")]
    failing.set()
    assert await asyncio.gather(*filter(None, works)) == [Taken.NOT, Taken.NOT]
    assert tried == ["1"]
    await intake.close()


async def test_what_was_begun_is_confirmed_before_the_next_poller_is_let_in(
    fake: FakeTelegram, database: Database
) -> None:
    began, goes_on = asyncio.Event(), asyncio.Event()
    start = utc_now()

    async def respond(turn: Turn) -> Outcome:
        began.set()
        await goes_on.wait()
        return answer_to(turn, "好")

    async with polling(database, fake.base, respond) as poller:
        await fake.say(ANNA, "一")
        await asyncio.wait_for(began.wait(), 60)
        closing = asyncio.create_task(poller.close())
        await asyncio.sleep(0)  # the stop is set before the answer comes
        goes_on.set()
        await closing
        assert fake.pending == []
        # Whoever asks at the very time of the start finds no lease in the way, and need not wait for its end.
        assert await take_lease(database, "telegram poller", "next", now=start, lasts=timedelta(minutes=1))


async def test_who_gets_the_lease_back_begins_anew(fake: FakeTelegram, database: Database) -> None:
    """What another process has confirmed meanwhile is waited for no more."""

    def around(dispatch: Around) -> None:
        def before(_inbound: object) -> None:
            raise ConnectionError("the store is away")

        dispatch.before = before

    async with polling(database, fake.base, around=around, is_started=False) as poller:
        poller._holding = Scripted(database, [True, False, True])
        await fake.say(ANNA, "一")
        assert await poller.step() == 1.0
        assert await poller.step() == 2.0
        fake.pending.clear()
        assert await poller.step() < 1.0
        assert "offset" not in fake.calls[-1][1]
    assert fake.count("getMe") == 2


_ANNA = Person(Channel.TELEGRAM, str(ANNA))


class Scripted(Holding):
    """Is ours, or another process's, as the test says."""

    def __init__(self, database: Database, ours: list[bool]) -> None:
        super().__init__(database, utc_now)
        self._ours = iter(ours)

    async def hold(self) -> bool:
        return next(self._ours, True)
